/**
 * SOQL with values in it.
 *
 * jsforce's `find({ … })` escapes quotes but not backslashes, and drops the filter for `undefined` and for an empty
 * list, which then returns every record. So queries are written as text, and each `${value}` becomes a literal here.
 * What can not be a literal throws.
 */

/** Text that is already SOQL: a name from our own constants, or a literal made below. */
export interface SoqlText {
  readonly soql: string;
}

export type SoqlValue = string | number | boolean | null | Date | SoqlText;

const namePath = /^[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)*$/;
const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

/** A string literal: backslash, quote and control characters escaped, in quotes. */
function quoted(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what this is about
  return `'${text.replace(/[\\'\u0000-\u001f\u007f]/g, (character) => escapes[character] ?? unicodeEscape(character))}'`;
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function literal(value: SoqlValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('SOQL has no literal for this number');
    return String(value);
  }
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && typeof value.soql === 'string') return value.soql;
  throw new TypeError('SOQL takes no such value');
}

/** Builds a query; every inserted value becomes a literal of its type. `undefined` throws. */
export function soql(parts: TemplateStringsArray, ...values: readonly SoqlValue[]): string {
  return parts.reduce((query, part, index) => {
    const value = values[index - 1];
    if (value === undefined) throw new TypeError(`value ${String(index)} of the SOQL query is undefined`);
    return query + literal(value) + part;
  });
}

/** Names of fields or of an object, as they are, divided by commas. For names from our own tables and from describe. */
export function names(...fields: readonly string[]): SoqlText {
  const wrong = fields.find((field) => !namePath.test(field));
  if (wrong !== undefined || fields.length === 0) throw new TypeError(`not a name in SOQL: ${wrong ?? '(none)'}`);
  return { soql: fields.join(', ') };
}

/** A date-time literal, which stands without quotes, in UTC. Never a literal like TODAY: those follow the user's time zone. */
export function dateTime(iso: string): SoqlText {
  // Date.parse alone takes nearly any text with a number in it.
  const time = /^\d{4}-\d{2}-\d{2}T/.test(iso) ? Date.parse(iso) : Number.NaN;
  if (Number.isNaN(time)) throw new TypeError('not a date-time');
  return { soql: new Date(time).toISOString() };
}

/** `(…)` for IN. An empty list would be a syntax error, or worse no filter: whoever has none need not ask. */
export function inList(values: readonly string[]): SoqlText {
  if (values.length === 0) throw new TypeError('an IN list needs a value');
  return { soql: `(${values.map(quoted).join(', ')})` };
}

/** A literal for LIKE in which the text stands for itself, followed by whatever the wildcard says. */
export function startsWith(text: string): SoqlText {
  const pattern = quoted(text).slice(1, -1).replace(/[%_]/g, '\\$&');
  return { soql: `'${pattern}%'` };
}

import type { LiftedLiteral, Literal } from './query-tree.ts';
import { QueryErrors } from './soql-errors.ts';

/**
 * Parsing a text that was never seen costs milliseconds, and most queries differ from an earlier one only in their
 * values. So values are taken out first: what remains is the shape, which is parsed once. The danger is a value that is
 * lost or lands in the wrong place; each therefore gets a placeholder of its own kind and number, and tests compare with
 * the parser's reading of the whole text.
 */
export interface LiftedQuery {
  readonly shape: string;
  readonly literals: readonly LiftedLiteral[];
}

const TOKEN = new RegExp(
  [
    String.raw`(?<space>\s+)`,
    String.raw`(?<string>'(?:[^'\\]|\\[^])*')`,
    String.raw`(?<datetime>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)`,
    String.raw`(?<date>\d{4}-\d\d-\d\d)`,
    String.raw`(?<number>[+-]?\d+(?:\.\d+)?)`,
    String.raw`(?<word>[a-z_][\w.]*(?::[+-]?\d+)?)`,
    String.raw`(?<sign>[^])`,
  ].join('|'),
  'gi',
);

const KINDS = ['space', 'string', 'datetime', 'date', 'number', 'word', 'sign'] as const;
type Kind = (typeof KINDS)[number];

interface Token {
  readonly kind: Kind;
  readonly text: string;
}

/** Placeholders: numbers no smaller than this, days of the year 8000 and later, texts between tildes. */
const FIRST_NUMBER = 900_000_000;
const FIRST_YEAR = 8000;
const DAYS_OF_YEAR = 28 * 12;
const LISTED = new Set(['IN', 'INCLUDES', 'EXCLUDES']);
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  N: '\n',
  R: '\r',
  T: '\t',
  B: '\b',
  F: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
  _: '_',
  '%': '%',
};

/**
 * Takes the values out of a query.
 *
 * @throws ApiError MALFORMED_QUERY for a text literal with an unknown escape.
 */
export function liftLiterals(text: string): LiftedQuery {
  const tokens = tokensOf(text);
  const literals: LiftedLiteral[] = [];
  const parts: string[] = [];
  let word = '';
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (!token) break;
    if (LISTED.has(word) && token.text === '(') {
      const list = readList(tokens, index + 1);
      if (list) {
        literals.push(list.items);
        parts.push(`('~L${String(literals.length - 1)}~')`);
        index = list.end;
        word = '';
        continue;
      }
    }
    const literal = literalOf(token);
    if (literal) literals.push(literal);
    parts.push(literal ? placeholder(token.kind, literals.length - 1, token.text) : shapeOf(token));
    if (token.kind !== 'space') word = token.text.toUpperCase();
  }
  return { shape: parts.join('').trim(), literals };
}

function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKEN)].flatMap((match) => {
    const groups = (match.groups ?? {}) as Partial<Record<Kind, string>>;
    const kind = KINDS.find((one) => groups[one] !== undefined);
    return kind ? [{ kind, text: match[0] }] : [];
  });
}

function shapeOf(token: Token): string {
  return token.kind === 'space' ? ' ' : token.text;
}

/** The literals from here to the closing parenthesis; undefined where something else stands there. */
function readList(tokens: readonly Token[], start: number): { items: Literal[]; end: number } | undefined {
  const items: Literal[] = [];
  let wantsItem = true;
  for (let index = start; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (!token || token.kind === 'space') continue;
    if (token.text === ')') return wantsItem ? undefined : { items, end: index };
    if (wantsItem) {
      const item = literalOf(token) ?? wordLiteral(token);
      if (!item) return undefined;
      items.push(item);
    } else if (token.text !== ',') return undefined;
    wantsItem = !wantsItem;
  }
  return undefined;
}

function literalOf(token: Token): Literal | undefined {
  switch (token.kind) {
    case 'string':
      return stringLiteral(token.text);
    case 'number':
      return { type: 'number', value: Number(token.text) };
    case 'date':
      return { type: 'date', value: token.text };
    case 'datetime':
      return datetimeLiteral(token.text);
    default:
      return undefined;
  }
}

function wordLiteral(token: Token): Literal | undefined {
  switch (token.text.toLowerCase()) {
    case 'null':
      return { type: 'null' };
    case 'true':
      return { type: 'boolean', value: true };
    case 'false':
      return { type: 'boolean', value: false };
    default:
      return undefined;
  }
}

/** Reads a quoted text with its escapes. */
export function stringLiteral(quoted: string): Literal {
  const inner = quoted.slice(1, -1);
  if (!inner.includes('\\')) return { type: 'string', value: inner, pattern: inner };
  const value = inner.replaceAll(/\\([^])/g, (sequence, character: string) => {
    const plain = ESCAPES[character];
    if (plain === undefined) {
      throw new QueryErrors().malformed(
        `Invalid string literal '${inner}'. Illegal character sequence '${sequence}' in string literal.`,
      );
    }
    return plain;
  });
  const pattern = inner.replaceAll(/\\([^])/g, (sequence, character: string) =>
    '_%\\'.includes(character) ? sequence : (ESCAPES[character] ?? sequence),
  );
  return { type: 'string', value, pattern };
}

/** Reads a moment with any offset; one that does not exist is kept as it stands and finds nothing. */
export function datetimeLiteral(text: string): Literal {
  const moment = new Date(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  const valid = !Number.isNaN(moment.getTime());
  return { type: 'datetime', value: valid ? moment.toISOString() : text };
}

function placeholder(kind: Kind, index: number, text: string): string {
  if (kind === 'string') return `'~S${String(index)}~'`;
  if (kind === 'number') return `${String(FIRST_NUMBER + index)}${text.includes('.') ? '.5' : ''}`;
  const year = FIRST_YEAR + Math.floor(index / DAYS_OF_YEAR);
  const month = Math.floor((index % DAYS_OF_YEAR) / 28) + 1;
  const day = (index % 28) + 1;
  const date = `${String(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return kind === 'date' ? date : `${date}T00:00:00Z`;
}

/** Which literal a placeholder stands for; undefined where the text is none. */
export function slotOf(text: string): number | undefined {
  const quoted = /^'~[SL](\d+)~'$/.exec(text);
  if (quoted) return Number(quoted[1]);
  const date = /^(\d{4})-(\d\d)-(\d\d)(?:T00:00:00Z)?$/i.exec(text);
  if (date && Number(date[1]) >= FIRST_YEAR) {
    return (Number(date[1]) - FIRST_YEAR) * DAYS_OF_YEAR + (Number(date[2]) - 1) * 28 + Number(date[3]) - 1;
  }
  const number = Math.floor(Number(text));
  return number >= FIRST_NUMBER ? number - FIRST_NUMBER : undefined;
}

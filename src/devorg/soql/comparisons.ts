import { isId, to18 } from '../data/index.ts';
import type { FieldType } from '../schema.ts';
import { type DayRange, dayRange } from './date-ranges.ts';
import type { SqlValue } from './query-context.ts';
import type { Comparator, Literal } from './query-tree.ts';
import type { Resolved, Scope } from './scope.ts';

/** One comparison of a field with values. */
export interface ComparisonParts {
  readonly scope: Scope;
  readonly left: Resolved;
  /** The left side as written. */
  readonly path: string;
  readonly operator: Comparator;
  readonly literals: readonly Literal[];
}

/** Types whose texts are ids. */
const IDS: ReadonlySet<FieldType> = new Set(['id', 'reference']);
const NUMBERS: ReadonlySet<FieldType> = new Set(['int', 'double', 'currency', 'percent']);
/** Longer lists become one parameter. */
const INLINE_LIST = 10;

/** The SQL of a comparison; empty fields compare as SOQL has it. */
export function comparisonSql(parts: ComparisonParts): string {
  const { operator, literals } = parts;
  switch (operator) {
    case 'IN':
      return inSql(parts);
    case 'NOT IN':
      return `(${inSql(parts)} IS NOT TRUE)`;
    case 'INCLUDES':
      return includesSql(parts);
    case 'EXCLUDES':
      return `(${includesSql(parts)} IS NOT TRUE)`;
    case 'LIKE':
      return likeSql(parts);
    default: {
      const [literal] = literals;
      if (!literal || literals.length > 1) throw parts.scope.context.errors.malformed(`unexpected token: '('`);
      return singleSql(parts, operator, literal);
    }
  }
}

type Simple = '=' | '!=' | '<' | '<=' | '>' | '>=';

function singleSql(parts: ComparisonParts, operator: Simple, literal: Literal): string {
  const { left, scope } = parts;
  const range = rangeOf(parts, literal);
  if (range) return rangeSql(parts, operator, range);
  const value = valueOf(parts, literal);
  if (value === null) {
    if (operator === '=') return `${left.sql} IS NULL`;
    return operator === '!=' ? `${left.sql} IS NOT NULL` : '0';
  }
  const bound = scope.context.bind(value);
  return operator === '!=' ? `${left.sql} IS NOT ${bound}` : `${left.sql} ${operator} ${bound}`;
}

function rangeSql({ left, scope }: ComparisonParts, operator: Simple, range: DayRange): string {
  const edge = (day: string): string => scope.context.bind(left.type === 'datetime' ? `${day}T00:00:00.000Z` : day);
  switch (operator) {
    case '=':
      return `(${left.sql} >= ${edge(range.from)} AND ${left.sql} < ${edge(range.before)})`;
    case '!=':
      return `((${left.sql} >= ${edge(range.from)} AND ${left.sql} < ${edge(range.before)}) IS NOT TRUE)`;
    case '<':
      return `${left.sql} < ${edge(range.from)}`;
    case '<=':
      return `${left.sql} < ${edge(range.before)}`;
    case '>':
      return `${left.sql} >= ${edge(range.before)}`;
    case '>=':
      return `${left.sql} >= ${edge(range.from)}`;
  }
}

/** The days that a literal means for a date or date-time; undefined where it means one value. */
function rangeOf({ left, path, scope }: ComparisonParts, literal: Literal): DayRange | undefined {
  if (literal.type !== 'range') return undefined;
  const range = dayRange(literal.name, literal.count, scope.context.org.clock.now());
  if (!range || (left.type !== 'date' && left.type !== 'datetime')) throw wrongType(scope, left, path, false);
  return range;
}

function inSql(parts: ComparisonParts): string {
  const { left, literals, scope } = parts;
  const conditions: string[] = [];
  const values: (string | number)[] = [];
  for (const literal of literals) {
    if (literal.type === 'range') conditions.push(singleSql(parts, '=', literal));
    else {
      const value = valueOf(parts, literal);
      if (value === null) conditions.push(`${left.sql} IS NULL`);
      else values.push(value);
    }
  }
  if (values.length > INLINE_LIST) {
    conditions.push(`${left.sql} IN (SELECT value FROM json_each(${scope.context.bind(JSON.stringify(values))}))`);
  } else if (values.length > 0) {
    conditions.push(`${left.sql} IN (${values.map((value) => scope.context.bind(value)).join(', ')})`);
  }
  return conditions.length === 1 ? (conditions[0] ?? '0') : `(${conditions.join(' OR ') || '0'})`;
}

function likeSql(parts: ComparisonParts): string {
  const { left, literals, path, scope } = parts;
  const patterns = literals.map((literal) => {
    if (literal.type !== 'string' || isExact(left.type)) {
      throw scope.context.errors.invalidOperator(`invalid operator on ${left.type} field`, path);
    }
    return `${left.sql} LIKE ${scope.context.bind(literal.pattern ?? literal.value)} ESCAPE '\\'`;
  });
  return patterns.length === 1 ? (patterns[0] ?? '0') : `(${patterns.join(' OR ')})`;
}

function isExact(type: FieldType): boolean {
  return (
    type === 'id' ||
    type === 'reference' ||
    type === 'boolean' ||
    type === 'date' ||
    type === 'datetime' ||
    NUMBERS.has(type)
  );
}

/** Each value names options, parted by `;`, that must all be chosen; one value is enough. */
function includesSql({ left, literals, path, scope }: ComparisonParts): string {
  if (left.type !== 'multipicklist') {
    throw scope.context.errors.invalidOperator(`includes/excludes operator only valid on multipicklist field`, path);
  }
  const options = literals.map((literal) => {
    const chosen = literal.type === 'string' ? literal.value.split(';') : [];
    const all = chosen.map(
      (option) => `instr(lower(';' || ${left.sql} || ';'), ${scope.context.bind(`;${option.toLowerCase()};`)}) > 0`,
    );
    return `(${all.join(' AND ') || '0'})`;
  });
  return `(${options.join(' OR ')})`;
}

/** Which kind of literal a field of each type is compared with; text for all others. */
const LITERAL_OF: Readonly<Partial<Record<FieldType, Literal['type']>>> = {
  boolean: 'boolean',
  int: 'number',
  double: 'number',
  currency: 'number',
  percent: 'number',
  date: 'date',
  datetime: 'datetime',
};

/** The value as the column keeps it. An empty text is no value. */
function valueOf(parts: ComparisonParts, literal: Literal): SqlValue {
  const { left, path, scope } = parts;
  if (literal.type === 'null' || literal.type === 'range') return null;
  const expected = LITERAL_OF[left.type] ?? 'string';
  if (literal.type !== expected) throw wrongType(scope, left, path, expected === 'string');
  if (literal.type === 'boolean') return literal.value ? 1 : 0;
  if (literal.type !== 'string') return literal.value;
  if (literal.value === '') return null;
  return IDS.has(left.type) ? idOf(parts, literal.value) : literal.value;
}

function idOf({ path, scope }: ComparisonParts, text: string): string {
  if (!isId(text)) throw scope.context.errors.invalidOperator(`invalid ID field: ${text}`, path);
  return to18(text);
}

function wrongType(scope: Scope, left: Resolved, path: string, quoted: boolean): Error {
  const advice = quoted ? 'should be enclosed in quotes' : 'should not be enclosed in quotes';
  const type = left.type === 'datetime' ? 'dateTime' : left.type === 'reference' ? 'id' : left.type;
  return scope.context.errors.invalidField(
    `value of filter criterion for field '${path}' must be of type ${type} and ${advice}`,
    path,
  );
}

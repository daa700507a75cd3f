import type {
  FunctionExp,
  HavingClause,
  LiteralType,
  NegationCondition,
  Query,
  WhereClause,
} from '@jetstreamapp/soql-parser-js';

import { datetimeLiteral, slotOf, stringLiteral } from './lift-literals.ts';
import type { Expression, Filter, LiteralOrSlot, Operand, SelectQuery } from './query-tree.ts';
import type { QueryErrors } from './soql-errors.ts';

type Part = '(' | ')' | 'NOT' | 'AND' | 'OR' | { readonly comparison: Filter };
type ReadQuery = (query: Query) => SelectQuery;
type ReadFunction = (call: FunctionExp) => Expression;

/**
 * The parser gives conditions as a chain with the parentheses counted at its links. Laid out as a row of parts again, it
 * is read with the platform's rule: AND and OR do not stand side by side without parentheses.
 *
 * @throws ApiError MALFORMED_QUERY where they do.
 */
export function readFilter(
  clause: WhereClause | HavingClause,
  errors: QueryErrors,
  readQuery: ReadQuery,
  readFunction: ReadFunction,
): Filter {
  const parts = layOut(clause, readQuery, readFunction);
  const reader = { parts, at: 0, errors };
  return readChain(reader);
}

interface Reader {
  readonly parts: readonly Part[];
  at: number;
  readonly errors: QueryErrors;
}

function layOut(clause: WhereClause | HavingClause, readQuery: ReadQuery, readFunction: ReadFunction): Part[] {
  const parts: Part[] = [];
  for (let link: Link | undefined = clause; link; link = 'operator' in link ? link.right : undefined) {
    const { left } = link;
    parts.push(...times('(', left?.openParen));
    if (left && 'operator' in left) {
      parts.push({ comparison: readComparison(left, readQuery, readFunction) });
      parts.push(...times(')', left.closeParen));
    }
    if ('operator' in link) parts.push(link.operator);
  }
  return parts;
}

type Link = WhereClause | HavingClause;

function times(part: '(' | ')', count = 0): Part[] {
  return Array.from({ length: count }, () => part);
}

function readChain(reader: Reader): Filter {
  const first = readOne(reader);
  const operator = reader.parts[reader.at];
  if (operator !== 'AND' && operator !== 'OR') return first;
  const parts = [first];
  while (reader.parts[reader.at] === 'AND' || reader.parts[reader.at] === 'OR') {
    if (reader.parts[reader.at] !== operator) {
      throw reader.errors.malformed(`unexpected token: '${operator === 'AND' ? 'OR' : 'AND'}'`, undefined);
    }
    reader.at += 1;
    parts.push(readOne(reader));
  }
  return { kind: operator === 'AND' ? 'and' : 'or', parts };
}

function readOne(reader: Reader): Filter {
  const part = reader.parts[reader.at];
  reader.at += 1;
  if (part === 'NOT') return { kind: 'not', part: readOne(reader) };
  if (part === '(') {
    const inner = readChain(reader);
    if (reader.parts[reader.at] !== ')') throw reader.errors.malformed(`expecting a right parentheses, found 'EOF'`);
    reader.at += 1;
    return inner;
  }
  if (part !== undefined && typeof part === 'object') return part.comparison;
  throw reader.errors.malformed(`unexpected token: '${part ?? '<EOF>'}'`);
}

function readComparison(
  condition: Exclude<WhereClause['left'], NegationCondition | null>,
  readQuery: ReadQuery,
  readFunction: ReadFunction,
): Filter {
  const left: Expression =
    'fn' in condition ? readFunction(condition.fn) : { kind: 'field', path: condition.field.split('.') };
  const { operator } = condition;
  const right: Operand =
    'valueQuery' in condition ? { type: 'query', query: readQuery(condition.valueQuery) } : readOperand(condition);
  return { kind: 'compare', left, operator, right };
}

function readOperand(condition: { value: string | string[]; literalType?: LiteralType | LiteralType[] }): Operand {
  const { value, literalType } = condition;
  if (!Array.isArray(value)) return readLiteral(value, Array.isArray(literalType) ? literalType[0] : literalType);
  const [only] = value;
  const isLifted = value.length === 1 && only?.startsWith(`'~L`) === true;
  if (isLifted) return readLiteral(only, 'STRING');
  const items = value.map((item, index) =>
    readLiteral(item, Array.isArray(literalType) ? literalType[index] : literalType),
  );
  return { type: 'list', items };
}

function readLiteral(text: string, type: LiteralType | undefined): LiteralOrSlot {
  const index = slotOf(text);
  if (index !== undefined) return { type: 'slot', index };
  const read = type === undefined ? undefined : READERS[type];
  if (read) return read(text);
  return text.startsWith("'") ? stringLiteral(text) : { type: 'string', value: text };
}

type ReadText = (text: string) => LiteralOrSlot;

const readNumber: ReadText = (text) => ({ type: 'number', value: Number(text) });
/** The box keeps every amount in the org's currency, so the currency in front changes nothing. */
const readAmount: ReadText = (text) => readNumber(text.slice(3));

const READERS: Readonly<Partial<Record<LiteralType, ReadText>>> = {
  NULL: () => ({ type: 'null' }),
  BOOLEAN: (text) => ({ type: 'boolean', value: text.toUpperCase() === 'TRUE' }),
  DATE: (text) => ({ type: 'date', value: text }),
  DATETIME: datetimeLiteral,
  DATE_LITERAL: readRange,
  DATE_N_LITERAL: readRange,
  INTEGER: readNumber,
  DECIMAL: readNumber,
  INTEGER_WITH_CURRENCY_PREFIX: readAmount,
  DECIMAL_WITH_CURRENCY_PREFIX: readAmount,
};

function readRange(text: string): LiteralOrSlot {
  const [name = '', count] = text.split(':');
  return { type: 'range', name: name.toUpperCase(), ...(count !== undefined && { count: Number(count) }) };
}

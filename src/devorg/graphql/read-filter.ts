import type { Org } from '../org.ts';
import type { Field, SObject } from '../schema.ts';
import { datetimeLiteral } from '../soql/lift-literals.ts';
import type { Comparator, Comparison, Expression, Filter, Literal, Operand, OrderItem } from '../soql/query-tree.ts';
import { GraphqlRefusal, validationError } from './graphql-errors.ts';

type Input = Readonly<Record<string, unknown>>;

const COMPARATORS: Readonly<Record<string, Comparator>> = {
  eq: '=',
  ne: '!=',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  like: 'LIKE',
  in: 'IN',
  nin: 'NOT IN',
  includes: 'INCLUDES',
  excludes: 'EXCLUDES',
  inq: 'IN',
  ninq: 'NOT IN',
};

/**
 * Turns a `where` into a filter of the query compiler; several entries must all hold.
 *
 * @throws GraphqlRefusal for a name that the object's filter does not have
 */
export function readFilter(org: Org, object: SObject, where: unknown, path: readonly string[] = []): Filter {
  const parts = Object.entries(inputOf(where)).flatMap(([name, value]) => entryFilter(org, object, name, value, path));
  return { kind: 'and', parts };
}

function entryFilter(org: Org, object: SObject, name: string, value: unknown, path: readonly string[]): Filter[] {
  if (name === 'and' || name === 'or') {
    const parts = listOf(value)
      .map((part) => readFilter(org, object, part, path))
      .filter((part) => !isEmpty(part));
    return parts.length === 0 ? [] : [{ kind: name, parts }];
  }
  if (name === 'not') return [{ kind: 'not', part: readFilter(org, object, value, path) }];
  const field = object.fields.get(name.toLowerCase());
  if (field) return comparisonsOf(org, field, inputOf(value), [...path, field.name]);
  const parent = parentOf(org, object, name);
  if (!parent) throw unknownName(name, `${object.name}_Filter`);
  return [readFilter(org, parent.object, value, [...path, parent.relationship])].filter((part) => !isEmpty(part));
}

function isEmpty(filter: Filter): boolean {
  return (filter.kind === 'and' || filter.kind === 'or') && filter.parts.length === 0;
}

function comparisonsOf(org: Org, field: Field, operators: Input, path: readonly string[]): Comparison[] {
  return Object.entries(operators).map(([name, value]) => {
    const operator = COMPARATORS[name];
    if (!operator) throw unknownName(name, `${field.name}Operators`);
    const left: Expression = { kind: 'field', path };
    const right: Operand = name.endsWith('inq') ? subquery(org, inputOf(value)) : operandOf(field, value);
    return { kind: 'compare', left, operator, right };
  });
}

/** `inq: { Contact: { …filter }, ApiName: "AccountId" }` */
function subquery(org: Org, input: Input): Operand {
  const { ApiName: apiName, ...rest } = input;
  const [entry] = Object.entries(rest);
  const object = entry && org.schema.object(entry[0]);
  if (!entry || !object || typeof apiName !== 'string') throw unknownName(entry?.[0] ?? '', 'JoinInput');
  const where = readFilter(org, object, entry[1]);
  const items = [{ kind: 'expression' as const, expression: { kind: 'field' as const, path: [apiName] } }];
  return {
    type: 'query',
    query: { object: object.name, items, groupBy: [], orderBy: [], ...(!isEmpty(where) && { where }) },
  };
}

function operandOf(field: Field, value: unknown): Operand {
  if (Array.isArray(value)) return { type: 'list', items: value.map((item) => literalOf(field, item)) };
  return literalOf(field, value);
}

function literalOf(field: Field, value: unknown): Literal {
  if (value === null || value === undefined) return { type: 'null' };
  if (typeof value === 'number') return { type: 'number', value };
  if (typeof value === 'boolean') return { type: 'boolean', value };
  if (typeof value === 'object') return dateLiteral(field, inputOf(value));
  const text = typeof value === 'string' ? value : '';
  return field.type === 'date' || field.type === 'datetime'
    ? momentLiteral(field, text)
    : { type: 'string', value: text, pattern: text };
}

/** `{ value: "2026-01-31" }`, `{ literal: LAST_MONTH }` or `{ range: { last_n_days: 7 } }` */
function dateLiteral(field: Field, input: Input): Literal {
  if (typeof input['literal'] === 'string') return { type: 'range', name: input['literal'] };
  if (typeof input['value'] === 'string') return momentLiteral(field, input['value']);
  const [range] = Object.entries(inputOf(input['range']));
  if (!range) return { type: 'null' };
  return { type: 'range', name: range[0].toUpperCase(), count: Number(range[1]) };
}

function momentLiteral(field: Field, text: string): Literal {
  return field.type === 'datetime' ? datetimeLiteral(text) : { type: 'date', value: text };
}

/**
 * Turns an `orderBy` into the compiler's; ties are broken by id, so that pages neither repeat nor skip a record.
 *
 * @throws GraphqlRefusal for a name that the object does not have
 */
export function readOrder(org: Org, object: SObject, orderBy: unknown): OrderItem[] {
  const items = listOf(orderBy ?? []).flatMap((entry) => orderOf(org, object, inputOf(entry), []));
  return [...items, { expression: { kind: 'field', path: ['Id'] }, descending: false }];
}

function orderOf(org: Org, object: SObject, entry: Input, path: readonly string[]): OrderItem[] {
  return Object.entries(entry).flatMap(([name, value]) => {
    const field = object.fields.get(name.toLowerCase());
    const input = inputOf(value);
    if (field) {
      const nulls = input['nulls'] === 'LAST' ? 'LAST' : 'FIRST';
      const expression: Expression = { kind: 'field', path: [...path, field.name] };
      return [{ expression, descending: input['order'] === 'DESC', nulls }];
    }
    const parent = parentOf(org, object, name);
    if (!parent) throw unknownName(name, `${object.name}_OrderBy`);
    return orderOf(org, parent.object, input, [...path, parent.relationship]);
  });
}

function parentOf(org: Org, object: SObject, name: string): { object: SObject; relationship: string } | undefined {
  for (const field of object.fields.values()) {
    if (field.relationshipName?.toLowerCase() !== name.toLowerCase()) continue;
    const [target] = field.referenceTo.flatMap((one) => org.schema.object(one) ?? []);
    if (target) return { object: target, relationship: field.relationshipName };
  }
  return undefined;
}

function inputOf(value: unknown): Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Input) : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

function unknownName(name: string, type: string): GraphqlRefusal {
  const message = `The variables input contains a field name '${name}' that is not defined for input object type '${type}' `;
  return new GraphqlRefusal([validationError(message)]);
}

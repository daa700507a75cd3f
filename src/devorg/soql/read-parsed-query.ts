import type {
  FieldType,
  FieldTypeOfCondition,
  GroupByClause,
  HavingClause,
  OrderByClause,
  Query,
  QueryBase,
  WhereClause,
} from '@jetstreamapp/soql-parser-js';

import { slotOf } from './lift-literals.ts';
import type { Expression, LiteralOrSlot, OrderItem, SelectItem, SelectQuery, TypeofCase } from './query-tree.ts';
import { readFilter } from './read-parsed-filter.ts';
import type { QueryErrors } from './soql-errors.ts';

interface FunctionCall {
  readonly functionName?: string;
  readonly rawValue?: string;
  readonly parameters?: readonly (string | FunctionCall)[];
}

/** Turns what the parser read into the compiler's tree. */
export function readQuery(query: Query, errors: QueryErrors): SelectQuery {
  return readSelect(query, query.sObject ?? '', errors);
}

function readSelect(query: QueryBase, object: string, errors: QueryErrors): SelectQuery {
  const group = readGroupBy(query.groupBy);
  return {
    object,
    ...(query.sObjectAlias !== undefined && { alias: query.sObjectAlias }),
    items: (query.fields ?? []).map((field) => readItem(field, errors)),
    ...(query.where && { where: readClause(query.where, errors) }),
    ...group,
    ...(query.having && { having: readClause(query.having, errors) }),
    orderBy: listOf(query.orderBy).map(readOrder),
    ...(query.limit !== undefined && { limit: numberSlot(query.limit) }),
    ...(query.offset !== undefined && { offset: numberSlot(query.offset) }),
    ...(query.usingScope !== undefined && { scope: query.usingScope }),
  };
}

function readClause(clause: WhereClause | HavingClause, errors: QueryErrors): ReturnType<typeof readFilter> {
  return readFilter(clause, errors, (query) => readQuery(query, errors), readFunction);
}

function readItem(field: FieldType, errors: QueryErrors): SelectItem {
  const alias = 'alias' in field && field.alias ? { alias: field.alias } : {};
  switch (field.type) {
    case 'Field':
      return { kind: 'expression', expression: fieldAt(rawOf(field, field.field)), ...alias };
    case 'FieldRelationship':
      return {
        kind: 'expression',
        expression: fieldAt(rawOf(field, [...field.relationships, field.field].join('.'))),
        ...alias,
      };
    case 'FieldFunctionExpression':
      return { kind: 'expression', expression: readFunction(field), ...alias };
    case 'FieldSubquery':
      return { kind: 'children', query: readSelect(field.subquery, field.subquery.relationshipName, errors) };
    case 'FieldTypeof':
      return {
        kind: 'typeof',
        relationship: field.field,
        ...readCases(field.conditions),
      };
  }
}

function readCases(conditions: readonly FieldTypeOfCondition[]): { cases: TypeofCase[]; otherwise: readonly string[] } {
  const cases = conditions.flatMap(({ objectType, fieldList }) =>
    objectType === undefined ? [] : [{ object: objectType, fields: fieldList }],
  );
  return { cases, otherwise: conditions.find((condition) => condition.type === 'ELSE')?.fieldList ?? [] };
}

function rawOf(field: FieldType, otherwise: string): string {
  return 'rawValue' in field && typeof field.rawValue === 'string' ? field.rawValue : otherwise;
}

function fieldAt(path: string): Expression {
  return { kind: 'field', path: path.split('.') };
}

function readFunction(call: FunctionCall): Expression {
  return {
    kind: 'function',
    name: (call.functionName ?? '').toUpperCase(),
    parameters: (call.parameters ?? []).map((parameter) =>
      typeof parameter === 'string' ? fieldAt(parameter) : readFunction(parameter),
    ),
  };
}

function readGroupBy(clause: GroupByClause | GroupByClause[] | undefined): Pick<SelectQuery, 'groupBy' | 'rollup'> {
  const groupBy: Expression[] = [];
  let rollup: 'ROLLUP' | 'CUBE' | undefined;
  for (const item of listOf(clause)) {
    if ('field' in item) {
      groupBy.push(fieldAt(item.field));
      continue;
    }
    const call = readFunction(item.fn);
    if (call.kind === 'function' && (call.name === 'ROLLUP' || call.name === 'CUBE')) {
      rollup = call.name;
      groupBy.push(...call.parameters);
    } else groupBy.push(call);
  }
  return { groupBy, ...(rollup && { rollup }) };
}

function readOrder(clause: OrderByClause): OrderItem {
  return {
    expression: 'fn' in clause ? readFunction(clause.fn) : fieldAt(clause.field),
    descending: clause.order === 'DESC',
    ...(clause.nulls && { nulls: clause.nulls }),
  };
}

function numberSlot(value: number): LiteralOrSlot {
  const index = slotOf(String(value));
  return index === undefined ? { type: 'number', value } : { type: 'slot', index };
}

function listOf<Item>(value: Item | Item[] | undefined): Item[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

import type { Viewer } from '../access/viewer.ts';
import type { Org } from '../org.ts';
import type { Field, FieldType, SObject } from '../schema.ts';
import { allFields } from './all-fields.ts';
import { compileQuery, isAggregated } from './compile-query.ts';
import { textOf } from './expressions.ts';
import { QueryContext } from './query-context.ts';
import type { Expression, SelectItem, SelectQuery } from './query-tree.ts';
import { prepareQuery } from './run-query.ts';
import { Scope } from './scope.ts';

/** A column of a query's result, as `?columns=true` tells it. */
export interface ColumnMetadata {
  readonly columnName: string;
  readonly displayName: string;
  /** True for what sums up rows, and for child queries. */
  readonly aggregate: boolean;
  readonly apexType: string;
  readonly custom: boolean;
  readonly foreignKeyName: string | null;
  /** The columns of a parent, or of a child query. */
  readonly joinColumns: readonly ColumnMetadata[];
}

interface QueryColumns {
  readonly columnMetadata: readonly ColumnMetadata[];
  readonly entityName: string;
  readonly groupBy: boolean;
  readonly idSelected: boolean;
  readonly keyPrefix: string;
}

/**
 * The columns that a query's records will have, without running it.
 *
 * @throws ApiError as `runQuery`
 */
export function queryColumns(org: Org, viewer: Viewer, soql: string): QueryColumns {
  const { query, options } = prepareQuery(org, viewer, soql);
  // Whatever stands against the query is told as if it ran.
  compileQuery(query, options);
  const context = new QueryContext(options);
  const object = context.object(query.object);
  const columnMetadata = columnsOf(context, object, query);
  return {
    columnMetadata,
    entityName: object.name,
    groupBy: query.groupBy.length > 0,
    idSelected: columnMetadata.some(({ columnName }) => columnName === 'Id'),
    keyPrefix: object.keyPrefix,
  };
}

function columnsOf(context: QueryContext, object: SObject, query: SelectQuery): ColumnMetadata[] {
  const scope = new Scope(context, object, { mode: undefined, names: [query.alias] });
  const columns: ColumnMetadata[] = [];
  const unnamed = { count: 0 };
  for (const item of query.items) {
    if (item.kind !== 'expression') columns.push(joined(context, object, scope, item));
    else if (item.expression.kind === 'field') addField(columns, scope, query, item.expression.path, item.alias);
    else if (item.expression.name !== 'FIELDS') columns.push(calculated(query, item.expression, item.alias, unnamed));
    else columns.push(...allFields(scope, item.expression, query).map((field) => plain(field.name, field)));
  }
  return columns;
}

function calculated(
  query: SelectQuery,
  expression: Expression,
  alias: string | undefined,
  unnamed: { count: number },
): ColumnMetadata {
  const aggregate = isAggregated(query);
  const name = alias ?? (aggregate ? `expr${unnamed.count}` : innermost(expression));
  if (alias === undefined) unnamed.count += 1;
  return { ...plain(name), displayName: alias ?? textOf(expression), aggregate };
}

function addField(
  columns: ColumnMetadata[],
  scope: Scope,
  query: SelectQuery,
  path: readonly string[],
  alias: string | undefined,
): void {
  const { node, name } = scope.locate(path);
  const field = node.objects[0]?.fields.get(name.toLowerCase());
  const names = [...node.path, field?.name ?? name];
  // Records that sum up have no parents in them.
  if (isAggregated(query)) columns.push(plain(alias ?? names.at(-1) ?? '', field));
  else addPath(columns, names, field);
}

/** Adds a column; those of one parent stand together. */
function addPath(columns: ColumnMetadata[], names: readonly string[], field: Field | undefined): void {
  const [first = '', ...rest] = names;
  if (rest.length === 0) {
    columns.push(plain(first, field));
    return;
  }
  const at = columns.findIndex(({ columnName, joinColumns }) => columnName === first && joinColumns.length > 0);
  const inside = [...(columns[at]?.joinColumns ?? [])];
  addPath(inside, rest, field);
  const column = { ...plain(first), foreignKeyName: first, joinColumns: inside };
  if (at < 0) columns.push(column);
  else columns[at] = column;
}

function plain(columnName: string, field?: Field): ColumnMetadata {
  return {
    columnName,
    displayName: columnName,
    aggregate: false,
    apexType: field ? (APEX_TYPES[field.type] ?? 'String') : 'String',
    custom: field?.custom ?? false,
    foreignKeyName: null,
    joinColumns: [],
  };
}

/** A child query, or a lookup of many kinds whose fields depend on the kind. */
function joined(
  context: QueryContext,
  object: SObject,
  scope: Scope,
  item: Exclude<SelectItem, { kind: 'expression' }>,
): ColumnMetadata {
  if (item.kind === 'typeof') {
    const names = new Set([...item.cases.flatMap(({ fields }) => fields), ...item.otherwise]);
    const columnName = scope.parent(scope.root, item.relationship).path.at(-1) ?? item.relationship;
    return { ...plain(columnName), joinColumns: [...names].map((name) => plain(name)) };
  }
  const wanted = item.query.object.toLowerCase();
  const children = context.org.schema.childrenOf(object.name);
  const relationship = children.find((one) => one.relationshipName?.toLowerCase() === wanted);
  const child = relationship && context.org.schema.object(relationship.childObject);
  return {
    ...plain(item.alias ?? relationship?.relationshipName ?? item.query.object),
    aggregate: true,
    joinColumns: child ? columnsOf(context, child, item.query) : [],
  };
}

/** The field that a function is about. */
function innermost(expression: Expression): string {
  if (expression.kind === 'field') return expression.path.at(-1) ?? '';
  const [parameter] = expression.parameters;
  return parameter ? innermost(parameter) : expression.name.toLowerCase();
}

const APEX_TYPES: Readonly<Partial<Record<FieldType, string>>> = {
  id: 'Id',
  reference: 'Id',
  boolean: 'Boolean',
  int: 'Integer',
  double: 'Double',
  currency: 'Decimal',
  percent: 'Double',
  date: 'Date',
  datetime: 'Datetime',
  time: 'Time',
  address: 'Address',
};

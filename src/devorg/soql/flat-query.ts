import type { Viewer } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import type { Org } from '../org.ts';
import type { FieldType } from '../schema.ts';
import { allFields } from './all-fields.ts';
import { resolveExpression, textOf } from './expressions.ts';
import { QueryContext } from './query-context.ts';
import type { Expression, SelectItem, SelectQuery } from './query-tree.ts';
import type { SqlRow } from './record-reader.ts';
import { prepareQuery, type RunOptions } from './run-query.ts';
import type { Scope } from './scope.ts';
import { limitSql, openScope, orderSql, whereSql } from './select-parts.ts';
import { rowsOf } from './statements.ts';

/** One column of such a query. */
export interface FlatCell {
  /** `Id`, `Account.Name` */
  readonly name: string;
  readonly type: FieldType;
  /** What gives its value, for the list of a SELECT. */
  readonly sql: string;
}

/** A query whose records are plain rows, as Bulk API 2.0 writes them. */
export interface FlatQuery {
  readonly objectName: string;
  readonly cells: readonly FlatCell[];
  /** What a list of expressions over the cells gives, row by row as SQLite finds them; nothing is collected. */
  rows(list: readonly string[]): IterableIterator<SqlRow>;
}

/**
 * Compiles a query for a bulk job.
 *
 * @throws ApiError as `runQuery`; FEATURENOTENABLED for what bulk queries do not know (grouping, child queries, TYPEOF,
 *   OFFSET), INVALID_FIELD for compound fields
 */
export function compileFlat(org: Org, viewer: Viewer, soql: string, run: RunOptions = {}): FlatQuery {
  const { query, options } = prepareQuery(org, viewer, soql, run);
  if (query.groupBy.length > 0 || query.offset !== undefined) throw unsupported();
  const context = new QueryContext(options);
  const scope = openScope(context, query);
  const cells = query.items.flatMap((item) => cellsOf(scope, item, query));
  const where = whereSql(scope, query);
  const order = orderSql(scope, query.orderBy);
  const rest = `FROM ${scope.fromSql()}${where}${order}${limitSql(context, query)}`;
  return {
    objectName: scope.object.name,
    cells,
    rows: (list) => rowsOf(org.database, `SELECT ${list.join(', ')} ${rest}`, context.params),
  };
}

function cellsOf(scope: Scope, item: SelectItem, query: SelectQuery): FlatCell[] {
  if (item.kind !== 'expression') throw unsupported();
  const { expression, alias } = item;
  if (expression.kind === 'function' && expression.name === 'FIELDS') {
    return allFields(scope, expression, query)
      .filter((field) => !field.compound)
      .map((field) => cellOf(scope, { kind: 'field', path: [field.name] }));
  }
  return [cellOf(scope, expression, alias)];
}

function cellOf(scope: Scope, expression: Expression, alias?: string): FlatCell {
  rejectCompound(scope, expression);
  const { sql, type, aggregate } = resolveExpression(scope, expression);
  if (aggregate) throw unsupported();
  return { name: alias ?? nameOf(scope, expression), type, sql };
}

function rejectCompound(scope: Scope, expression: Expression): void {
  if (expression.kind !== 'field') return;
  const { node, name } = scope.locate(expression.path);
  const compound = node.objects.some((object) => object.fields.get(name.toLowerCase())?.compound);
  if (compound) throw new ApiError(400, 'INVALID_FIELD', 'Selecting compound data not supported in Bulk Query');
}

/** The path as the schema spells it. */
function nameOf(scope: Scope, expression: Expression): string {
  if (expression.kind !== 'field') return textOf(expression);
  const { node, name } = scope.locate(expression.path);
  const [object] = node.objects;
  const field = object?.fields.get(name.toLowerCase());
  return [...node.path, field?.name ?? name].join('.');
}

function unsupported(): ApiError {
  return new ApiError(
    400,
    'FEATURENOTENABLED',
    'Aggregate, OFFSET, TYPEOF and nested queries are not supported in Bulk Query',
  );
}

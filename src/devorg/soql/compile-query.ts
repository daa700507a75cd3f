import type { SObject } from '../schema.ts';
import { compileAggregate } from './aggregates.ts';
import type { CompiledQuery, CompileOptions } from './compiled-query.ts';
import { isAggregate } from './expressions.ts';
import { QueryContext } from './query-context.ts';
import type { SelectQuery } from './query-tree.ts';
import { Columns, type Json, type RecordJson, type SqlRow } from './record-reader.ts';
import { limitSql, openScope, orderSql, whereSql } from './select-parts.ts';
import { selectRecords } from './selection.ts';
import { rowsOf } from './statements.ts';

/**
 * Compiles a query to SQL that yields its records.
 *
 * @throws ApiError as the platform does.
 */
export function compileQuery(query: SelectQuery, options: CompileOptions): CompiledQuery {
  const context = new QueryContext(options);
  if (isCountOnly(query)) return { ...compileCount(query, options), kind: 'count' };
  if (isAggregated(query)) return compileAggregate(context, query);
  const scope = openScope(context, query);
  const columns = new Columns();
  const read = selectRecords(scope, query, columns, selectionOptions(context, options));
  const where = whereSql(scope, query);
  const order = orderSql(scope, query.orderBy);
  const sql = `SELECT ${columns.sql()} FROM ${scope.fromSql()}${where}${order}${limitSql(context, query)}`;
  return compiled('records', scope.object, context, sql, read);
}

/** Compiles the same query to the ids of its records, in their order. */
export function compileIds(query: SelectQuery, options: CompileOptions): CompiledQuery {
  const context = new QueryContext(options);
  const scope = openScope(context, query);
  const where = whereSql(scope, query);
  const order = orderSql(scope, query.orderBy);
  const sql = `SELECT ${scope.root.id} FROM ${scope.fromSql()}${where}${order}${limitSql(context, query)}`;
  return compiled('records', scope.object, context, sql, () => ({}));
}

/** Compiles the same query to how many records it has. */
export function compileCount(query: SelectQuery, options: CompileOptions): CompiledQuery {
  const context = new QueryContext(options);
  const scope = openScope(context, query);
  const where = whereSql(scope, query);
  const limit = limitSql(context, query);
  const from = `FROM ${scope.fromSql()}${where}`;
  const sql = limit === '' ? `SELECT COUNT(*) ${from}` : `SELECT COUNT(*) FROM (SELECT 1 ${from}${limit})`;
  return compiled('count', scope.object, context, sql, () => ({}));
}

/** Compiles the same query for records whose ids are known: the first parameter is a JSON list of them. */
export function compilePage(query: SelectQuery, options: CompileOptions): CompiledQuery {
  const context = new QueryContext(options);
  const ids = context.bind(null);
  const unfiltered = withoutFilter(query);
  const scope = openScope(context, unfiltered, 'probe');
  const columns = new Columns();
  const read = selectRecords(scope, query, columns, selectionOptions(context, options));
  const where = whereSql(scope, unfiltered, [`${scope.root.id} = listed.value`]);
  const sql = `SELECT ${columns.sql()} FROM json_each(${ids}) listed CROSS JOIN ${scope.fromSql()}${where} ORDER BY listed.key`;
  return compiled('records', scope.object, context, sql, read);
}

function withoutFilter(query: SelectQuery): SelectQuery {
  const rest: SelectQuery & { where?: SelectQuery['where'] } = { ...query };
  delete rest.where;
  return rest;
}

/** True for `SELECT COUNT() FROM …`, which answers with a total and no records. */
export function isCountOnly(query: SelectQuery): boolean {
  const [item] = query.items;
  if (query.items.length !== 1 || item?.kind !== 'expression' || query.groupBy.length > 0) return false;
  const { expression } = item;
  return expression.kind === 'function' && expression.name === 'COUNT' && expression.parameters.length === 0;
}

/** True for a query whose records sum up rows. */
export function isAggregated(query: SelectQuery): boolean {
  return (
    query.groupBy.length > 0 || query.items.some((item) => item.kind === 'expression' && isAggregate(item.expression))
  );
}

function compiled(
  kind: CompiledQuery['kind'],
  object: SObject,
  context: QueryContext,
  sql: string,
  read: (row: SqlRow) => Json,
): CompiledQuery {
  return { kind, objectName: object.name, sql, params: context.params, read: (row) => read(row) as RecordJson };
}

function selectionOptions(context: QueryContext, options: CompileOptions): Parameters<typeof selectRecords>[3] {
  return {
    version: options.version,
    compileChildren: (parent, query) => compileChildren(context, parent, query, options),
  };
}

function compileChildren(
  context: QueryContext,
  parent: SObject,
  query: SelectQuery,
  options: CompileOptions,
): { name: string; read: (id: string) => Json } {
  const { org, viewer, errors } = context;
  const wanted = query.object.toLowerCase();
  const relationship = org.schema
    .childrenOf(parent.name)
    .find((child) => child.relationshipName?.toLowerCase() === wanted);
  const mayRead = relationship && viewer.mayReadField(relationship.childObject, relationship.field);
  if (!mayRead || relationship.relationshipName === undefined) throw errors.noSuchChildRelationship(query.object);
  const own = context.forOtherStatement();
  const parentId = own.bind(null);
  const scope = openScope(own, { ...query, object: relationship.childObject }, 'probe');
  const columns = new Columns();
  const read = selectRecords(scope, query, columns, selectionOptions(own, options));
  const where = whereSql(scope, query, [`${scope.alias}."${relationship.field}" = ${parentId}`]);
  const order = orderSql(scope, query.orderBy);
  const sql = `SELECT ${columns.sql()} FROM ${scope.fromSql()}${where}${order}${limitSql(own, query)}`;
  const rest = own.params.slice(1);
  return {
    name: relationship.relationshipName,
    read: (id) => {
      const rows = [...rowsOf(org.database, sql, [id, ...rest])];
      // An empty list is no list.
      return rows.length === 0 ? null : { totalSize: rows.length, done: true, records: rows.map(read) };
    },
  };
}

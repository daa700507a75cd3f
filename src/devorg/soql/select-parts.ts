import type { Mode } from '../access/row-rules.ts';
import type { Field, SObject } from '../schema.ts';
import { resolveExpression, textOf } from './expressions.ts';
import { filterSql } from './filters.ts';
import type { QueryContext } from './query-context.ts';
import type { Filter, OrderItem, SelectQuery } from './query-tree.ts';
import { Scope } from './scope.ts';

/** The scope of a query on an object that the viewer may read. */
export function openScope(context: QueryContext, query: SelectQuery, mode?: Mode): Scope {
  const object = context.object(query.object);
  return new Scope(context, object, { mode: mode ?? modeFor(object, query.where), names: [query.alias] });
}

/** Where the query itself names few rows, access is tested on them; else the viewer knows what is best. */
function modeFor(object: SObject, where: Filter | undefined): Mode | undefined {
  const parts = where?.kind === 'and' ? where.parts : where ? [where] : [];
  return parts.some((part) => namesRows(object, part)) ? 'probe' : undefined;
}

function namesRows(object: SObject, part: Filter): boolean {
  if (part.kind !== 'compare' || part.left.kind !== 'field' || part.right.type === 'query') return false;
  if (!['=', 'IN'].includes(part.operator)) return false;
  const field = object.fields.get(part.left.path.at(-1)?.toLowerCase() ?? '');
  return field !== undefined && isIndexed(field);
}

function isIndexed(field: Field): boolean {
  return field.type === 'id' || field.type === 'reference' || field.unique || field.externalId;
}

/** ` WHERE …`: the query's own filter, what is not in the recycle bin, and what the viewer may read. */
export function whereSql(scope: Scope, query: SelectQuery, further: readonly string[] = []): string {
  const { context, object, alias } = scope;
  const conditions = [...further];
  if (query.where) conditions.push(filterSql(scope, query.where, (inner) => subquerySql(context, inner)));
  if (!context.all) conditions.push(...presentOnly(scope));
  if (query.scope?.toLowerCase() === 'mine' && object.hasOwner) {
    conditions.push(`${alias}."OwnerId" = ${context.bind(context.viewer.userId)}`);
  }
  const access = context.viewer.readableRows(object.name, alias, scope.mode);
  if (access) conditions.push(context.conditionSql(access));
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
}

/** Neither in the recycle bin nor archived. */
function presentOnly({ object, alias }: Scope): string[] {
  const marks = ['IsDeleted', 'IsArchived'].filter((mark) => object.fields.has(mark.toLowerCase()));
  return marks.map((mark) => `${alias}."${mark}" = 0`);
}

/** The SELECT of a semi-join: one column, of rows that the viewer may read. */
function subquerySql(context: QueryContext, query: SelectQuery): { sql: string } {
  const scope = openScope(context, query);
  const [item] = query.items;
  if (query.items.length !== 1 || item?.kind !== 'expression') {
    throw context.errors.malformed('The inner select of a semi join must select one field');
  }
  const { sql } = resolveExpression(scope, item.expression);
  const where = whereSql(scope, query, [`${sql} IS NOT NULL`]);
  return { sql: `SELECT ${sql} FROM ${scope.fromSql()}${where}` };
}

/** ` ORDER BY …`; empty values come first unless the query says otherwise. */
export function orderSql(scope: Scope, items: readonly OrderItem[]): string {
  const parts = items.map((item) => {
    const resolved = resolveExpression(scope, item.expression);
    if (resolved.field && !resolved.field.sortable) {
      const path = textOf(item.expression);
      throw scope.context.errors.malformed(`field '${path}' can not be sorted in a query call`, path);
    }
    const isRoot = item.expression.kind === 'field' && item.expression.path.length === 1;
    const neverEmpty = isRoot && resolved.field?.nillable === false;
    return resolved.sql + direction(item, neverEmpty);
  });
  return parts.length === 0 ? '' : ` ORDER BY ${parts.join(', ')}`;
}

/** SQLite puts NULL first going up and last going down; saying what it does anyway would keep it from its indexes. */
export function direction(item: Pick<OrderItem, 'descending' | 'nulls'>, neverEmpty: boolean): string {
  const nullsFirst = item.nulls !== 'LAST';
  const word = item.descending ? ' DESC' : '';
  if (neverEmpty || nullsFirst !== item.descending) return word;
  return `${word} NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`;
}

/** ` LIMIT … OFFSET …` */
export function limitSql(context: QueryContext, query: SelectQuery): string {
  const limit = context.number(query.limit);
  const offset = context.number(query.offset);
  if (limit === undefined && offset === undefined) return '';
  return ` LIMIT ${String(limit ?? -1)}${offset === undefined ? '' : ` OFFSET ${String(offset)}`}`;
}

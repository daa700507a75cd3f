import type { FieldType } from '../schema.ts';
import type { CompiledQuery } from './compiled-query.ts';
import { isAggregate, resolveExpression, textOf } from './expressions.ts';
import { filterSql } from './filters.ts';
import type { QueryContext } from './query-context.ts';
import type { Expression, OrderItem, SelectQuery } from './query-tree.ts';
import { type Read, readColumn } from './record-reader.ts';
import type { Scope } from './scope.ts';
import { direction, limitSql, openScope, whereSql } from './select-parts.ts';

interface Output {
  readonly name: string;
  readonly expression: Expression;
  readonly key: string;
  readonly sql: string;
  readonly read: Read;
}

/**
 * Compiles a query with GROUP BY or aggregate functions; its records are of type `AggregateResult`.
 *
 * @throws ApiError MALFORMED_QUERY for a field that is neither grouped nor aggregated.
 */
export function compileAggregate(context: QueryContext, query: SelectQuery): CompiledQuery {
  const scope = openScope(context, query);
  const groups = query.groupBy.map((expression) => groupOf(scope, expression, query));
  const outputs = outputsOf(scope, query, new Set(groups.map((group) => group.key)));
  const where = whereSql(scope, query);
  const having = query.having
    ? ` HAVING ${filterSql(scope, query.having, () => {
        throw context.errors.malformed('unexpected token: SELECT');
      })}`
    : '';
  const from = `FROM ${scope.fromSql()}${where}`;
  const selects = groupingSets(query.rollup, groups.length).map((set) => {
    const kept = groups.filter((_, index) => set.includes(index));
    const keys = new Set(kept.map((group) => group.key));
    const columns = outputs.map((output) => columnOf(output, keys, groups.length > 0));
    const by = kept.length === 0 ? '' : ` GROUP BY ${kept.map((group) => group.sql).join(', ')}`;
    return `SELECT ${columns.join(', ')} ${from}${by}${having}`;
  });
  const order = orderOf(scope, query, outputs, selects.length > 1);
  const sql = `${selects.join(' UNION ALL ')}${order}${limitSql(context, query)}`;
  return {
    kind: 'aggregates',
    objectName: scope.object.name,
    sql,
    params: context.params,
    read: (row) => ({
      attributes: { type: 'AggregateResult' },
      ...Object.fromEntries(outputs.map((output) => [output.name, output.read(row)])),
    }),
  };
}

function groupOf(scope: Scope, expression: Expression, query: SelectQuery): { key: string; sql: string } {
  const aliased = aliasedExpression(expression, query) ?? expression;
  const { sql, field } = resolveExpression(scope, aliased);
  if (field && !field.groupable) {
    const path = textOf(aliased);
    throw scope.context.errors.malformed(`field '${path}' can not be grouped in a query call`, path);
  }
  return { key: keyOf(aliased), sql };
}

function keyOf(expression: Expression): string {
  return textOf(expression).toLowerCase();
}

/** ORDER BY and GROUP BY may name an alias of the SELECT. */
function aliasedExpression(expression: Expression, query: SelectQuery): Expression | undefined {
  if (expression.kind !== 'field' || expression.path.length !== 1) return undefined;
  const wanted = expression.path[0]?.toLowerCase();
  for (const item of query.items) {
    if (item.kind === 'expression' && item.alias?.toLowerCase() === wanted) return item.expression;
  }
  return undefined;
}

function outputsOf(scope: Scope, query: SelectQuery, grouped: ReadonlySet<string>): Output[] {
  let unnamed = 0;
  return query.items.map((item, index) => {
    if (item.kind !== 'expression') {
      throw scope.context.errors.malformed('Grouped query cannot have a sub select or TYPEOF');
    }
    const { expression } = item;
    const value = valueOf(scope, expression, grouped);
    const name = item.alias ?? value.name ?? `expr${String(unnamed++)}`;
    return { name, expression, key: value.key, sql: value.sql, read: readColumn(index, value.type) };
  });
}

interface OutputValue {
  readonly key: string;
  readonly sql: string;
  readonly type: FieldType;
  readonly name?: string | undefined;
}

function valueOf(scope: Scope, expression: Expression, grouped: ReadonlySet<string>): OutputValue {
  const grouping = groupingOf(expression);
  if (grouping) return { key: keyOf(grouping), sql: GROUPING, type: 'int' };
  const key = keyOf(expression);
  if (!isAggregate(expression) && !grouped.has(key)) {
    const path = textOf(expression);
    throw scope.context.errors.malformed(`Field must be grouped or aggregated: ${path}`, path);
  }
  const { sql, type, field } = resolveExpression(scope, expression);
  return { key, sql, type, name: expression.kind === 'field' ? (field?.name ?? expression.path.at(-1)) : undefined };
}

/** Stands for 1 where a row sums up over the field, else 0. */
const GROUPING = 'grouping';

function groupingOf(expression: Expression): Expression | undefined {
  return expression.kind === 'function' && expression.name === 'GROUPING' ? expression.parameters[0] : undefined;
}

function columnOf(output: Output, keys: ReadonlySet<string>, isGrouped: boolean): string {
  if (output.sql === GROUPING) return keys.has(output.key) ? '0' : '1';
  return !isGrouped || isAggregate(output.expression) || keys.has(output.key) ? output.sql : 'NULL';
}

/** Which of the grouped fields each partial result is grouped by. */
function groupingSets(rollup: SelectQuery['rollup'], count: number): number[][] {
  const all = Array.from({ length: count }, (_, index) => index);
  if (rollup === undefined) return [all];
  if (rollup === 'ROLLUP') return Array.from({ length: count + 1 }, (_, left) => all.slice(0, count - left));
  return Array.from({ length: 2 ** count }, (_, bits) => all.filter((index) => (bits & (1 << index)) === 0));
}

function orderOf(scope: Scope, query: SelectQuery, outputs: readonly Output[], isUnion: boolean): string {
  const parts = query.orderBy.map((item: OrderItem) => {
    const expression = aliasedExpression(item.expression, query) ?? item.expression;
    const column = outputs.findIndex((output) => output.key === keyOf(expression) && output.sql !== GROUPING);
    if (column >= 0) return `${String(column + 1)}${direction(item, false)}`;
    if (isUnion)
      throw scope.context.errors.malformed(`Ordered field must be grouped or aggregated: ${textOf(expression)}`);
    return resolveExpression(scope, expression).sql + direction(item, false);
  });
  return parts.length === 0 ? '' : ` ORDER BY ${parts.join(', ')}`;
}

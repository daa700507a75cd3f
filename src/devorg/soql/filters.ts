import { comparisonSql } from './comparisons.ts';
import { resolveExpression, textOf } from './expressions.ts';
import { isSingle } from './query-context.ts';
import type { Comparison, Filter, LiftedLiteral, Literal, Operand, SelectQuery } from './query-tree.ts';
import type { Resolved, Scope } from './scope.ts';

/** Compiles the SELECT inside a semi-join to SQL that yields one column. */
export type CompileSubquery = (query: SelectQuery) => { sql: string };

/**
 * The SQL of a WHERE or HAVING.
 *
 * SOQL knows no third truth value: a comparison with an empty field is false, and its negation true. So negation is
 * written `IS NOT TRUE`.
 *
 * @throws ApiError as the platform does for unknown fields, wrong types and operators.
 */
export function filterSql(scope: Scope, filter: Filter, compileSubquery: CompileSubquery): string {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const parts = filter.parts.map((part) => filterSql(scope, part, compileSubquery));
      return `(${parts.join(filter.kind === 'and' ? ' AND ' : ' OR ')})`;
    }
    case 'not':
      return `(${filterSql(scope, filter.part, compileSubquery)} IS NOT TRUE)`;
    case 'compare':
      return compareSql(scope, filter, compileSubquery);
  }
}

function compareSql(scope: Scope, comparison: Comparison, compileSubquery: CompileSubquery): string {
  const left = resolveExpression(scope, comparison.left);
  const path = textOf(comparison.left);
  if (left.field?.filterable === false) {
    throw scope.context.errors.invalidField(`field '${path}' can not be filtered in a query call`, path);
  }
  if (comparison.right.type === 'query') {
    return semiJoinSql(scope, comparison, left, compileSubquery(comparison.right.query).sql);
  }
  return comparisonSql({
    scope,
    left,
    path,
    operator: comparison.operator,
    literals: literalsOf(scope, comparison.right),
  });
}

function semiJoinSql(scope: Scope, comparison: Comparison, left: Resolved, sql: string): string {
  if (left.type !== 'id' && left.type !== 'reference') {
    const path = textOf(comparison.left);
    throw scope.context.errors.malformed(
      `The left operand field in the where expression for outer query should be an id field, cannot use: '${path}'`,
      path,
    );
  }
  if (comparison.operator === 'IN' || comparison.operator === '=') return `${left.sql} IN (${sql})`;
  return `(${left.sql} IS NULL OR ${left.sql} NOT IN (${sql}))`;
}

function literalsOf(scope: Scope, operand: Exclude<Operand, { type: 'query' }>): Literal[] {
  const items = operand.type === 'list' ? operand.items : [operand];
  return items.flatMap((item) => {
    const literal: LiftedLiteral = scope.context.literal(item);
    return isSingle(literal) ? [literal] : [...literal];
  });
}

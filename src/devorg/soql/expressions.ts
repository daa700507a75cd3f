import type { FieldType } from '../schema.ts';
import type { Expression } from './query-tree.ts';
import type { Resolved, Scope } from './scope.ts';

/** A value, and whether it sums up several rows. */
export interface ResolvedExpression extends Resolved {
  readonly aggregate: boolean;
}

const AGGREGATES = new Set(['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX']);
const PASS_THROUGH = new Set(['FORMAT', 'TOLABEL', 'CONVERTCURRENCY', 'CONVERTTIMEZONE']);
const NUMERIC: ReadonlySet<FieldType> = new Set(['int', 'double', 'currency', 'percent']);

const integer = (format: string) => (sql: string) => `CAST(strftime('${format}', ${sql}) AS INTEGER)`;
const quarter = (sql: string): string => `((CAST(strftime('%m', ${sql}) AS INTEGER) + 2) / 3)`;

/** Dates are read in UTC; fiscal periods are the calendar's. */
const DATE_FUNCTIONS: Readonly<Record<string, (sql: string) => string>> = {
  CALENDAR_YEAR: integer('%Y'),
  CALENDAR_MONTH: integer('%m'),
  CALENDAR_QUARTER: quarter,
  FISCAL_YEAR: integer('%Y'),
  FISCAL_MONTH: integer('%m'),
  FISCAL_QUARTER: quarter,
  DAY_IN_MONTH: integer('%d'),
  DAY_IN_WEEK: (sql) => `(${integer('%w')(sql)} + 1)`,
  DAY_IN_YEAR: integer('%j'),
  HOUR_IN_DAY: integer('%H'),
  WEEK_IN_MONTH: (sql) => `((${integer('%d')(sql)} + 6) / 7)`,
  WEEK_IN_YEAR: (sql) => `((${integer('%j')(sql)} + 6) / 7)`,
};

/**
 * The SQL of a field or function call.
 *
 * @throws ApiError INVALID_FIELD or MALFORMED_QUERY.
 */
export function resolveExpression(scope: Scope, expression: Expression): ResolvedExpression {
  if (expression.kind === 'field') return resolveField(scope, expression);
  const { name, parameters } = expression;
  const [parameter] = parameters;
  if (!parameter) {
    if (name === 'COUNT') return { sql: 'COUNT(*)', type: 'int', aggregate: true };
    throw scope.context.errors.malformed(`unexpected token: ')'`, name);
  }
  const inner = resolveExpression(scope, parameter);
  if (AGGREGATES.has(name)) return aggregateOf(scope, name, inner, textOf(parameter));
  if (PASS_THROUGH.has(name)) return inner;
  if (name === 'DAY_ONLY') return { sql: `substr(${inner.sql}, 1, 10)`, type: 'date', aggregate: false };
  const dateFunction = DATE_FUNCTIONS[name];
  if (!dateFunction || !isDate(inner.type)) {
    throw scope.context.errors.malformed(`Invalid function ${name} for field ${textOf(parameter)}`, name);
  }
  return { sql: dateFunction(inner.sql), type: 'int', aggregate: inner.aggregate };
}

function resolveField(scope: Scope, expression: Expression & { kind: 'field' }): ResolvedExpression {
  const resolved = scope.resolve(expression.path);
  if (!resolved.field?.compound) return { ...resolved, aggregate: false };
  const path = textOf(expression);
  throw scope.context.errors.invalidField(`field '${path}' can not be filtered in a query call`, path);
}

function aggregateOf(scope: Scope, name: string, inner: Resolved, path: string): ResolvedExpression {
  if ((name === 'SUM' || name === 'AVG') && !NUMERIC.has(inner.type)) {
    throw scope.context.errors.malformed(`field ${path} does not support aggregate operator ${name}`, path);
  }
  if (name === 'COUNT') return { sql: `COUNT(${inner.sql})`, type: 'int', aggregate: true };
  if (name === 'COUNT_DISTINCT') return { sql: `COUNT(DISTINCT ${inner.sql})`, type: 'int', aggregate: true };
  return { sql: `${name}(${inner.sql})`, type: name === 'AVG' ? 'double' : inner.type, aggregate: true };
}

function isDate(type: FieldType): boolean {
  return type === 'date' || type === 'datetime';
}

/** The expression as SOQL writes it. */
export function textOf(expression: Expression): string {
  if (expression.kind === 'field') return expression.path.join('.');
  return `${expression.name}(${expression.parameters.map(textOf).join(', ')})`;
}

/** True where any part sums up rows. */
export function isAggregate(expression: Expression): boolean {
  if (expression.kind === 'field') return false;
  return AGGREGATES.has(expression.name) || expression.parameters.some(isAggregate);
}

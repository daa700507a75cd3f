import type { Field } from '../schema.ts';
import type { Expression, SelectQuery } from './query-tree.ts';
import type { Scope } from './scope.ts';

/** Largest LIMIT of a query whose fields an admin can add to. */
const LARGEST_LIMIT = 200;

/**
 * The fields that `FIELDS(ALL)`, `FIELDS(STANDARD)` or `FIELDS(CUSTOM)` stands for, as far as the viewer may read them.
 *
 * @throws ApiError MALFORMED_QUERY without a small LIMIT; standard fields alone need none.
 */
export function allFields(scope: Scope, expression: Expression & { kind: 'function' }, query: SelectQuery): Field[] {
  const [parameter] = expression.parameters;
  const which = parameter?.kind === 'field' ? parameter.path.join('.').toUpperCase() : '';
  const limit = scope.context.number(query.limit) ?? Infinity;
  if (which !== 'STANDARD' && limit > LARGEST_LIMIT) {
    const message = `The SOQL FIELDS function must have a LIMIT of at most ${String(LARGEST_LIMIT)}`;
    throw scope.context.errors.malformed(message, 'FIELDS');
  }
  return [...scope.object.fields.values()]
    .filter((field) => which === 'ALL' || field.custom === (which === 'CUSTOM'))
    .filter((field) => scope.readableField(scope.object, field.name) !== undefined);
}

import { recordAccess } from '../access/record-access.ts';
import { ApiError } from '../api-error.ts';
import { insertRows, prepare, type Row, to18 } from '../data/index.ts';
import { QueryContext } from './query-context.ts';
import type { Filter, LiftedLiteral, Operand } from './query-tree.ts';
import type { PreparedQuery } from './run-query.ts';

const OBJECT = 'UserRecordAccess';
const MOST_RECORDS = 200;

/**
 * UserRecordAccess has no rows of its own: those that a query names are worked out for as long as it runs.
 * @throws ApiError MALFORMED_QUERY unless the query names one user and at most 200 records
 */
export function withRecordAccess<Result>(prepared: PreparedQuery, work: () => Result): Result {
  if (prepared.query.object.toLowerCase() !== OBJECT.toLowerCase()) return work();
  const { database } = prepared.options.org;
  insertRows(prepared.options.org, OBJECT, rowsFor(prepared));
  try {
    return work();
  } finally {
    prepare(database, `DELETE FROM "${OBJECT}"`).run();
  }
}

function rowsFor({ query, options }: PreparedQuery): Row[] {
  const { org, viewer } = options;
  const context = new QueryContext(options);
  const [userId, ...otherUsers] = namedIn(context, query.where, 'userid');
  const recordIds = new Set(namedIn(context, query.where, 'recordid').map(to18));
  if (userId === undefined || otherUsers.length > 0 || recordIds.size === 0) {
    throw malformed('UserRecordAccess has to be filtered by one UserId and by RecordId');
  }
  if (recordIds.size > MOST_RECORDS) throw malformed(`UserRecordAccess takes at most ${MOST_RECORDS} record ids`);
  const user = to18(userId);
  if (prepare(org.database, 'SELECT 1 FROM "User" WHERE "Id" = ?').get(user) === undefined) return [];
  return [...recordIds].flatMap((id) => {
    const object = org.schema.byKeyPrefix(id.slice(0, 3));
    // Records that the one who asks may not read are left out.
    if (!object || !viewer.mayReadRow(object.name, id)) return [];
    return [{ Id: id, UserId: user, RecordId: id, ...recordAccess(org, user, object.name, id) }];
  });
}

/** The ids that a field must have one of, by a condition that stands alone or beside others. */
function namedIn(context: QueryContext, filter: Filter | undefined, field: string): string[] {
  if (filter?.kind === 'and') return filter.parts.flatMap((part) => namedIn(context, part, field));
  if (filter?.kind !== 'compare' || (filter.operator !== '=' && filter.operator !== 'IN')) return [];
  const { left, right } = filter;
  if (left.kind !== 'field' || left.path.at(-1)?.toLowerCase() !== field) return [];
  return textsOf(context, right);
}

function textsOf(context: QueryContext, operand: Operand): string[] {
  if (operand.type === 'query') return [];
  const literals =
    operand.type === 'list' ? operand.items.map((item) => context.literal(item)) : [context.literal(operand)];
  return literals
    .flatMap((literal: LiftedLiteral) => literal)
    .flatMap((one) => (one.type === 'string' ? [one.value] : []));
}

function malformed(message: string): ApiError {
  return new ApiError(400, 'MALFORMED_QUERY', message);
}

import type { Viewer } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import { quoted } from '../data/index.ts';
import type { Org } from '../org.ts';
import type { SObject } from '../schema.ts';
import type { ApiReply, Call, Route } from './context.ts';
import { objectOf } from './sobject-routes.ts';

const dayMs = 24 * 60 * 60 * 1000;
const minuteMs = 60_000;
/** Changes are kept this long for replication; after that only a full comparison helps. */
const windowMs = 30 * dayMs;
const binMs = 15 * dayMs;

/** What changed or was deleted in a span of time: `getUpdated` and `getDeleted`. */
export const replicationRoutes: readonly Route[] = [
  { path: 'sobjects/:object/updated', handlers: { GET: updated } },
  { path: 'sobjects/:object/deleted', handlers: { GET: deleted } },
];

interface Span {
  readonly start: number;
  readonly end: number;
}

function updated(call: Call): ApiReply {
  const { context, viewer, request } = call;
  const span = readSpan(request.query, context.org.clock.now());
  const rows = changedRows(context.org, viewer, objectOf(call), span, false);
  return { status: 200, body: { ids: rows.map(({ id }) => id), latestDateCovered: covered(span, context.org) } };
}

function deleted(call: Call): ApiReply {
  const { context, viewer, request } = call;
  const object = objectOf(call);
  if (!object.undeletable) {
    throw new ApiError(400, 'INVALID_TYPE', `object type '${object.name}' is not replicateable`);
  }
  const span = readSpan(request.query, context.org.clock.now());
  const deletedRecords = changedRows(context.org, viewer, object, span, true).map(({ id, at }) => ({
    id,
    deletedDate: at.replace('Z', '+0000'),
  }));
  const earliestDateAvailable = stamp(context.org.clock.now() - binMs);
  return {
    status: 200,
    body: { deletedRecords, earliestDateAvailable, latestDateCovered: covered(span, context.org) },
  };
}

function readSpan(query: URLSearchParams, now: number): Span {
  const [start, end] = [readTime(query, 'start'), readTime(query, 'end')];
  if (start >= end) throw invalidDate('startDate is after endDate or equal to it');
  // Replication works to the minute: seconds are cut off.
  const span = { start: start - (start % minuteMs), end: end - (end % minuteMs) };
  if (span.end - span.start < minuteMs) throw invalidDate('startDate and endDate must be at least one minute apart');
  if (span.start < now - windowMs) throw invalidDate('startDate cannot be more than 30 days ago');
  return span;
}

function readTime(query: URLSearchParams, name: 'start' | 'end'): number {
  // A plus sign in a query string reads as a blank.
  const text = (query.get(name) ?? '').replace(' ', '+').replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new ApiError(400, 'MALFORMED_QUERY', `Invalid or missing value for parameter ${name}`);
  return time;
}

function invalidDate(message: string): ApiError {
  return new ApiError(400, 'INVALID_REPLICATION_DATE', message);
}

function changedRows(
  org: Org,
  viewer: Viewer,
  object: SObject,
  span: Span,
  gone: boolean,
): { id: string; at: string }[] {
  const readable = viewer.readableRows(object.name, 'r');
  const conditions = ['r.SystemModstamp >= ?', 'r.SystemModstamp < ?'];
  if (object.undeletable) conditions.push(`r.IsDeleted = ${gone ? 1 : 0}`);
  if (readable !== undefined) conditions.push(`(${readable.sql})`);
  const sql = `SELECT r.Id AS id, r.SystemModstamp AS at FROM ${quoted(object.name)} r
     WHERE ${conditions.join(' AND ')} ORDER BY r.SystemModstamp, r.Id`;
  const times = [new Date(span.start).toISOString(), new Date(span.end).toISOString()];
  const rows = org.database.prepare(sql).all(...times, ...(readable?.params ?? []));
  return rows as unknown as { id: string; at: string }[];
}

function covered(span: Span, org: Org): string {
  return stamp(Math.min(span.end, org.clock.now()));
}

function stamp(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+0000');
}

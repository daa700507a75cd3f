import type { Viewer } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import { newId } from '../data/index.ts';
import type { Org } from '../org.ts';
import { compileIds, compilePage, isAggregated, isCountOnly } from './compile-query.ts';
import { withRecordAccess } from './record-access-rows.ts';
import type { RecordJson } from './record-reader.ts';
import {
  DEFAULT_VERSION,
  type PreparedQuery,
  prepareQuery,
  recordsOf,
  type RunOptions,
  runPrepared,
} from './run-query.ts';
import { rowsOf } from './statements.ts';

/** What the REST API answers to a query or to the next page of one. */
export interface QueryPage {
  readonly totalSize: number;
  readonly done: boolean;
  readonly nextRecordsUrl?: string;
  readonly records: readonly RecordJson[];
}

export interface PageOptions extends RunOptions {
  /** Records a page, 200 to 2000; what lies outside is moved to the nearer end. */
  readonly batchSize?: number;
}

/**
 * A result that did not fit on one page: the ids as they were when the query ran, 18 bytes each. Rows deleted or hidden
 * since then are missing from later pages; rows that came since are not on them.
 */
interface Cursor {
  readonly userId: string;
  readonly soql: string;
  readonly all: boolean;
  readonly batchSize: number;
  readonly ids: Buffer;
}

interface Cursors {
  next: number;
  bytes: number;
  readonly byLocator: Map<string, Cursor>;
}

const ID_LENGTH = 18;
const LARGEST_BATCH = 2000;
const SMALLEST_BATCH = 200;
const CURSOR_PREFIX = '01g';
/** Memory for all open results, in bytes; the oldest are closed first. */
const CURSOR_BYTES = 256 * 1024 * 1024;

const cursorsOfOrgs = new WeakMap<Org, Cursors>();

/**
 * Runs a query and answers with its first page.
 *
 * @throws ApiError as `runQuery`; EXCEEDED_ID_LIMIT where grouped rows do not fit on one page
 */
export function firstPage(org: Org, viewer: Viewer, soql: string, options: PageOptions = {}): QueryPage {
  const prepared = prepareQuery(org, viewer, soql, options);
  return withRecordAccess(prepared, () => firstPageOf(prepared, soql, options));
}

function firstPageOf(prepared: PreparedQuery, soql: string, options: PageOptions): QueryPage {
  const batchSize = Math.min(LARGEST_BATCH, Math.max(SMALLEST_BATCH, options.batchSize ?? LARGEST_BATCH));
  const run = runPrepared(prepared);
  const records: RecordJson[] = [];
  for (const record of run.rows()) {
    if (records.length === batchSize) return openCursor(prepared, soql, batchSize);
    records.push(record);
  }
  const totalSize = isCountOnly(prepared.query) ? run.totalSize : records.length;
  return { totalSize, done: true, records };
}

/**
 * Answers with a later page.
 * @param locator what stands after `/query/` in `nextRecordsUrl`
 * @throws ApiError INVALID_QUERY_LOCATOR for one that is unknown, closed or another user's
 */
export function nextPage(org: Org, viewer: Viewer, locator: string, options: { version?: string } = {}): QueryPage {
  const [id = '', position = ''] = locator.split('-');
  const cursor = cursorsOfOrgs.get(org)?.byLocator.get(id);
  const start = Number(position);
  const isPlace = /^\d+$/.test(position) && cursor !== undefined && start < sizeOf(cursor);
  if (!isPlace || cursor.userId !== viewer.userId) {
    throw new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
  }
  const run = { all: cursor.all, version: options.version ?? DEFAULT_VERSION };
  return pageOf(prepareQuery(org, viewer, cursor.soql, run), cursor, id, start);
}

function openCursor(prepared: PreparedQuery, soql: string, batchSize: number): QueryPage {
  const { query, options } = prepared;
  const { org, viewer } = options;
  if (isAggregated(query)) {
    throw new ApiError(
      400,
      'EXCEEDED_ID_LIMIT',
      'Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch',
    );
  }
  const { sql, params } = compileIds(query, options);
  const cursor: Cursor = {
    userId: viewer.userId,
    soql,
    all: options.all ?? false,
    batchSize,
    ids: packIds(rowsOf(org.database, sql, params)),
  };
  return pageOf(prepared, cursor, keep(org, cursor), 0);
}

function packIds(rows: Iterable<readonly unknown[]>): Buffer {
  let ids = Buffer.allocUnsafe(ID_LENGTH * LARGEST_BATCH * 2);
  let length = 0;
  for (const [id] of rows) {
    if (length + ID_LENGTH > ids.length) ids = Buffer.concat([ids, Buffer.allocUnsafe(ids.length)]);
    length += ids.write(String(id), length, 'latin1');
  }
  return Buffer.from(ids.subarray(0, length));
}

function keep(org: Org, cursor: Cursor): string {
  const cursors = cursorsOfOrgs.get(org) ?? { next: 1, bytes: 0, byLocator: new Map<string, Cursor>() };
  cursorsOfOrgs.set(org, cursors);
  for (const [locator, oldest] of cursors.byLocator) {
    if (cursors.bytes + cursor.ids.length <= CURSOR_BYTES) break;
    cursors.byLocator.delete(locator);
    cursors.bytes -= oldest.ids.length;
  }
  const locator = newId(CURSOR_PREFIX, cursors.next);
  cursors.next += 1;
  cursors.bytes += cursor.ids.length;
  cursors.byLocator.set(locator, cursor);
  return locator;
}

function sizeOf(cursor: Cursor): number {
  return cursor.ids.length / ID_LENGTH;
}

function pageOf({ query, options }: PreparedQuery, cursor: Cursor, locator: string, start: number): QueryPage {
  const end = Math.min(start + cursor.batchSize, sizeOf(cursor));
  const ids = Array.from({ length: end - start }, (_, index) => {
    const from = (start + index) * ID_LENGTH;
    return cursor.ids.toString('latin1', from, from + ID_LENGTH);
  });
  const page = compilePage(query, options);
  const records = [...recordsOf(options.org, page, [JSON.stringify(ids), ...page.params.slice(1)])];
  const done = end === sizeOf(cursor);
  const nextRecordsUrl = `/services/data/v${options.version}/query/${locator}-${String(end)}`;
  return { totalSize: sizeOf(cursor), done, ...(!done && { nextRecordsUrl }), records };
}

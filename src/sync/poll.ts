import type { Crm, Cursor, ReadReply } from '../crm/crm.ts';
import type { RecordName } from '../crm/records.ts';
import type { AppError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { movePosition, readPositions } from '../store/tables/read-positions.ts';
import { applyRecords } from './apply-records.ts';
import { ALL_RECORDS, followDivisions } from './backfill.ts';
import { cursorBefore, cursorOf, laterOf } from './cursor.ts';
import { rereadMoved } from './reread-moved.ts';

/**
 * What people wait for: what they pass on, say, ask and choose. Five queries ride on one call, so five objects cost as
 * much as one.
 */
const HOT_RECORDS: readonly RecordName[] = [
  'handoff',
  'handoffMessage',
  'introduction',
  'introductionRequest',
  'preference',
];

/**
 * What admins set up and what only Baton writes: half an hour later is soon enough. They are read with every poll that is
 * asked for them too.
 */
const SLOW_RECORDS: ReadonlySet<RecordName> = new Set<RecordName>([
  ...(['division', 'policy', 'need', 'permissionSetAssignment', 'individual', 'user', 'syncIssue'] as const),
  ...(['relationship', 'needRule', 'feedback', 'needResult', 'exchange', 'expert', 'received'] as const),
  ...(['opportunityLine', 'opportunityTeamMember', 'accountTeamMember', 'campaign', 'contract'] as const),
]);

/** What a poll looks at: `all`, all but what changes slowly, or only what people wait for. */
export type PollScope = 'hot' | 'most' | 'all';

function recordsOf(scope: PollScope): readonly RecordName[] {
  if (scope === 'hot') return HOT_RECORDS;
  return scope === 'all' ? ALL_RECORDS : ALL_RECORDS.filter((record) => !SLOW_RECORDS.has(record));
}

export interface PollResult {
  readonly rowsRead: number;
  /** Rows that were new or different. */
  readonly rowsChanged: number;
  /** Objects that could not be read this time; their positions stay. */
  readonly failures: ReadonlyMap<RecordName, AppError>;
}

interface Reading {
  /** Where this poll began. */
  readonly first: Cursor;
  /** Where it is now. */
  readonly cursor: Cursor;
  /** The org's time when the first page was asked for. */
  readonly startedMs: number | undefined;
}

/** Reads what has changed since the last time, page after page, and marks what follows from it. */
export async function poll(crm: Crm, database: Database, scope: PollScope): Promise<PollResult> {
  const pending = await beginReading(crm, database, recordsOf(scope));
  const failures = new Map<RecordName, AppError>();
  let rowsRead = 0;
  let rowsChanged = 0;
  while (pending.size > 0) {
    const replies = await crm.readChanges([...pending].map(([record, { cursor }]) => ({ record, after: cursor })));
    for (const reply of replies) {
      const reading = pending.get(reply.record);
      pending.delete(reply.record);
      if (reply.failure !== undefined) failures.set(reply.record, reply.failure);
      if (reading === undefined || reply.failure !== undefined) continue;
      const { changed, next } = await takePage(database, reply, reading);
      rowsRead += reply.rows.length;
      rowsChanged += changed;
      if (next !== undefined) pending.set(reply.record, next);
    }
  }
  if (scope !== 'hot') await rereadMoved(crm, database);
  if (scope === 'all') await followDivisions(crm, database);
  return { rowsRead, rowsChanged, failures };
}

async function beginReading(
  crm: Crm,
  database: Database,
  records: readonly RecordName[],
): Promise<Map<RecordName, Reading>> {
  const positions = await readPositions(database);
  const pending = new Map<RecordName, Reading>();
  for (const record of records) {
    const position = positions.get(record);
    if (position?.isLoaded !== true || !(await crm.canRead(record))) continue;
    const cursor = cursorOf(position);
    pending.set(record, { first: cursor, cursor, startedMs: undefined });
  }
  return pending;
}

/** Stores a page together with the position after it. `next` is undefined at the end. */
async function takePage(
  database: Database,
  reply: ReadReply,
  reading: Reading,
): Promise<{ changed: number; next: Reading | undefined }> {
  const startedMs = reading.startedMs ?? reply.serverTime;
  const last = reply.rows.at(-1);
  const isEnd = reply.done || last === undefined;
  const isAhead = isEnd && isAheadOf(reading.first, startedMs);
  // Between pages the last row tells where to go on; at the end the clock does, so that the next poll overlaps.
  const cursor = isEnd ? cursorAtEnd(reading.first, startedMs, isAhead) : { stamp: last.systemModstamp, id: last.id };
  const next = isEnd && !isAhead ? undefined : { first: isAhead ? cursor : reading.first, cursor, startedMs };
  const changed = await database.transaction(
    async (transaction) => {
      const count = await applyRecords(transaction, reply.record, reply.rows);
      await movePosition(transaction, reply.record, cursor.stamp, cursor.id);
      return count;
    },
    // A page that this poll goes on from must not be undone behind its back.
    next === undefined && reply.rows.length < FEW_ROWS ? 'few' : 'any',
  );
  return { changed, next };
}

const FEW_ROWS = 200;

/** Seconds by which the clocks of the org's servers may differ do no harm: the overlap is longer. */
const CLOCK_JITTER_MS = 60_000;

/**
 * True where we stand later than the org's time allows: the clock behind an earlier reply was ahead. What changed since
 * then lies behind our position and is read once more.
 */
function isAheadOf(position: Cursor, serverMs: number): boolean {
  return Date.parse(position.stamp) - Date.parse(cursorBefore(serverMs).stamp) > CLOCK_JITTER_MS;
}

function cursorAtEnd(first: Cursor, startedMs: number, isAhead: boolean): Cursor {
  const overlapping = cursorBefore(startedMs);
  return isAhead ? overlapping : laterOf(overlapping, first);
}

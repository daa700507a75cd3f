import type { Crm } from '../crm/crm.ts';
import { CrmError } from '../crm/crm-errors.ts';
import type { RecordName } from '../crm/records.ts';
import { AppError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { cutRange, type KnownRange, readKnownIds } from '../store/tables/id-ranges.ts';
import { markReconciled, readAnew, type ReadPosition, readPositions } from '../store/tables/read-positions.ts';
import { applyRecords, applyRemoval } from './apply-records.ts';
import { ALL_RECORDS } from './backfill.ts';
import { followed } from './follow.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Hours of the org's clock (UTC) in which a comparison may come early, so that it moves into the night. */
const NIGHT = { from: 1, below: 4 };
const EARLIEST_MS = 12 * HOUR_MS;

/** Rows counted by one query. */
const ROWS_A_COUNT = 50_000;
/** Ranges of at most so many rows are compared id by id: one page. */
const ROWS_A_LIST = 1_500;
/** Parts into which a range with a difference is cut. */
const PARTS = 5;
/** So many rows are read again as a whole instead. */
const MANY_MISSED = 10_000;
/** What a night may take of the day's calls. */
const BUDGET_SHARE = 0.05;
const LEAST_CALLS = 40;

/** That so many rows are gone at once is rather a right that was taken away. */
const SUSPICIOUS = { share: 0.5, rows: 200 };

export interface Reconciliation {
  /** Rows of ours that the CRM has no more. */
  readonly gone: number;
  /** Rows of the CRM that we did not have. */
  readonly missed: number;
  readonly apiCalls: number;
  readonly failures: ReadonlyMap<RecordName, AppError>;
}

interface Tally {
  gone: number;
  missed: number;
}

/**
 * Once a night, holds what we have against what the CRM has. Objects of one page: their ids. Larger ones: numbers of rows
 * first, in ranges of ids; ids only where the numbers differ. It finds what polling does not show: rows that were purged from the recycle bin, rows of transactions
 * that committed later than polling looks back, and mistakes. Where the calls of the night are used up the other objects
 * come in the next run.
 */
export async function reconcileDue(crm: Crm, database: Database, nowMs: number): Promise<Reconciliation> {
  const { ownCalls: before, allowance } = crm.budget();
  const mostCalls = Math.max(LEAST_CALLS, allowance * BUDGET_SHARE);
  const tally: Tally = { gone: 0, missed: 0 };
  const failures = new Map<RecordName, AppError>();
  const due = await cutDue(crm, database, nowMs);
  const listed = await listSmall(crm, database, due);
  const first = await countAll(
    crm,
    due.filter(({ record }) => !listed.has(record)),
  );
  for (const { record, ranges } of due) {
    if (crm.budget().ownCalls - before >= mostCalls) break;
    try {
      const found =
        listed.get(record) ?? (await findByCounts(crm, database, record, { ranges, counts: first.get(record) ?? [] }));
      await settle(crm, database, record, { ...found, total: rowsIn(ranges) });
      tally.gone += found.gone.length;
      tally.missed += found.missed.length + found.tooMany;
    } catch (error) {
      if (!(error instanceof AppError) || endsTheRun(error)) throw error;
      failures.set(record, error);
    }
    await markReconciled(database, record, nowMs);
  }
  return { ...tally, apiCalls: crm.budget().ownCalls - before, failures };
}

function endsTheRun(error: AppError): boolean {
  return error instanceof CrmError && (error.cure === 'stop' || error.cure === 'wait');
}

interface Due {
  readonly record: RecordName;
  readonly ranges: readonly KnownRange[];
}

async function cutDue(crm: Crm, database: Database, nowMs: number): Promise<Due[]> {
  // Cuts lie elsewhere every night, so that what evens out in one range tonight does not for ever.
  const shift = ((nowMs / DAY_MS) * 0.618) % 1;
  const positions = await readPositions(database);
  const due: Due[] = [];
  for (const record of ALL_RECORDS) {
    const position = positions.get(record);
    if (position === undefined || !isDue(position, nowMs)) continue;
    if (followed[record].isWhole !== true || !(await crm.canRead(record))) continue;
    due.push({ record, ranges: await cutRange(database, followed[record].tableName, {}, ROWS_A_COUNT, shift) });
  }
  return due;
}

function isDue({ isLoaded, reconciledMs, loadStartedMs }: ReadPosition, nowMs: number): boolean {
  if (!isLoaded) return false;
  const ageMs = nowMs - (reconciledMs ?? loadStartedMs);
  const hour = new Date(nowMs).getUTCHours();
  return ageMs >= DAY_MS || (ageMs >= EARLIEST_MS && hour >= NIGHT.from && hour < NIGHT.below);
}

/** The first numbers of all objects together, since five ride on one call. */
async function countAll(crm: Crm, due: readonly Due[]): Promise<Map<RecordName, readonly number[]>> {
  const asked = due.flatMap(({ record, ranges }) => ranges.map((range) => ({ record, ...bounds(range) })));
  const counts = await crm.countRows(asked);
  let at = 0;
  return new Map(
    due.map(({ record, ranges }) => {
      const own = counts.slice(at, at + ranges.length);
      at += ranges.length;
      return [record, own];
    }),
  );
}

function bounds({ from, below }: { from?: string | undefined; below?: string | undefined }): {
  from?: string;
  below?: string;
} {
  return { ...(from === undefined ? {} : { from }), ...(below === undefined ? {} : { below }) };
}

/** Ids that only one side has. */
interface Found {
  readonly gone: string[];
  readonly missed: string[];
  /** Rows that lack and are so many that the object is read anew. */
  readonly tooMany: number;
}

const rowsIn = (ranges: readonly KnownRange[]): number => ranges.reduce((sum, { rows }) => sum + rows, 0);

/**
 * Objects of one page are compared id by id at once, for the price of a count: two mistakes that even out, a row too many
 * and one too few, would not show in the numbers. Those that have more in the CRM than fit a page are left out.
 */
async function listSmall(crm: Crm, database: Database, due: readonly Due[]): Promise<Map<RecordName, Found>> {
  const small = due.filter(({ ranges }) => rowsIn(ranges) <= ROWS_A_LIST).map(({ record }) => record);
  const ours = await Promise.all(small.map((record) => readKnownIds(database, followed[record].tableName, {})));
  const pages = await crm.readIds(small.map((record) => ({ record })));
  const listed = new Map<RecordName, Found>();
  for (const [index, record] of small.entries()) {
    const page = pages[index];
    if (page?.isLast !== true) continue;
    const found: Found = { gone: [], missed: [], tooMany: 0 };
    compare(ours[index] ?? [], page.ids, found);
    listed.set(record, found);
  }
  return listed;
}

/** Follows the differences of one object. Our side is always read first: what comes in between is only read once more. */
async function findByCounts(
  crm: Crm,
  database: Database,
  record: RecordName,
  first: { readonly ranges: readonly KnownRange[]; readonly counts: readonly number[] },
): Promise<Found> {
  const found: Found = { gone: [], missed: [], tooMany: 0 };
  let { ranges, counts } = first;
  while (ranges.length > 0) {
    const differing = ranges
      .map((range, index) => ({ ...range, inCrm: counts[index] ?? 0 }))
      .filter(({ rows, inCrm }) => rows !== inCrm);
    const lacking = differing.reduce((sum, { rows, inCrm }) => sum + Math.max(0, inCrm - rows), 0);
    if (lacking > MANY_MISSED) {
      await readAnew(database, record);
      return { gone: [], missed: [], tooMany: lacking };
    }
    const small = differing.filter(({ rows, inCrm }) => Math.max(rows, inCrm) <= ROWS_A_LIST || rows <= PARTS);
    await compareIds(crm, database, record, small, found);
    ranges = await cutLarge(
      database,
      record,
      differing.filter((range) => !small.includes(range)),
    );
    counts = await crm.countRows(ranges.map((range) => ({ record, ...bounds(range) })));
  }
  return found;
}

async function cutLarge(database: Database, record: RecordName, large: readonly KnownRange[]): Promise<KnownRange[]> {
  const table = followed[record].tableName;
  const cut = large.map((range) => cutRange(database, table, range, Math.ceil(range.rows / PARTS)));
  return (await Promise.all(cut)).flat();
}

async function compareIds(
  crm: Crm,
  database: Database,
  record: RecordName,
  ranges: readonly KnownRange[],
  found: Found,
): Promise<void> {
  const table = followed[record].tableName;
  const ours = await Promise.all(ranges.map((range) => readKnownIds(database, table, range)));
  const theirs = await readAllIds(crm, record, ranges);
  for (const [index, known] of ours.entries()) compare(known, theirs[index] ?? [], found);
}

function compare(ours: readonly string[], theirs: readonly string[], { gone, missed }: Found): void {
  const [here, there] = [new Set(ours), new Set(theirs)];
  gone.push(...ours.filter((id) => !there.has(id)));
  missed.push(...[...there].filter((id) => !here.has(id)));
}

/** All ids of some ranges, page after page. */
async function readAllIds(crm: Crm, record: RecordName, ranges: readonly KnownRange[]): Promise<string[][]> {
  const lists: string[][] = ranges.map(() => []);
  let open = ranges.map((range, index) => ({ index, from: range.from, below: range.below }));
  while (open.length > 0) {
    const pages = await crm.readIds(open.map(({ from, below }) => ({ record, ...bounds({ from, below }) })));
    open = open.flatMap((range, at) => {
      const { ids, isLast } = pages[at] ?? { ids: [], isLast: true };
      const list = lists[range.index] ?? [];
      const fresh = ids.filter((id) => id !== list.at(-1));
      list.push(...fresh);
      const last = fresh.at(-1);
      return isLast || last === undefined ? [] : [{ ...range, from: last }];
    });
  }
  return lists;
}

async function settle(
  crm: Crm,
  database: Database,
  record: RecordName,
  { gone, missed, total }: { gone: readonly string[]; missed: readonly string[]; total: number },
): Promise<void> {
  if (gone.length > SUSPICIOUS.rows && gone.length > total * SUSPICIOUS.share) {
    throw new AppError('ROWS_VANISHED', `Salesforce shows ${gone.length} of ${total} known rows no more.`, {
      actions: [
        'Check that the integration user still has View All on the object.',
        'If the rows were really purged, start Baton with an empty database.',
      ],
    });
  }
  // What is gone may still lie in the recycle bin, and tell into what it was merged.
  const rows = missed.length + gone.length === 0 ? [] : await crm.readSome(record, [...missed, ...gone]);
  const found = new Set<string>(rows.map(({ id }) => id));
  await database.transaction(async (transaction) => {
    await applyRecords(transaction, record, rows);
    await applyRemoval(
      transaction,
      record,
      gone.filter((id) => !found.has(id)),
    );
  });
}

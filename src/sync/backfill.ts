import type { Crm } from '../crm/crm.ts';
import { CrmError, CrmMissingAccess } from '../crm/crm-errors.ts';
import type { RecordName } from '../crm/records.ts';
import type { AppError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { readUserFields } from '../store/tables/choices.ts';
import { beginLoad, finishLoad, forgetPosition, readPositions } from '../store/tables/read-positions.ts';
import { applyRecords } from './apply-records.ts';
import { abandonLoads, loadLarge } from './load-large.ts';

/** How far the reading of one object is. */
export interface SyncProgress {
  readonly stage: RecordName;
  /** Rows read so far. */
  readonly rows: number;
  readonly isDone: boolean;
}

export interface BackfillResult {
  /** Rows read of each object in this run. */
  readonly rows: Readonly<Partial<Record<RecordName, number>>>;
  /** Objects that describe shows and a query refuses; they stay unloaded, and the next run tries again. */
  readonly failures: ReadonlyMap<RecordName, AppError>;
}

/** Divisions come first, since they say which fields of users to read; so do wishes to be forgotten. */
const FIRST: readonly RecordName[] = [
  'division',
  'policy',
  'preference',
  'permissionSetAssignment',
  'syncIssue',
  'need',
  'individual',
];
const REST: readonly RecordName[] = [
  'relationship',
  'matchJudgement',
  'user',
  'account',
  'accountTeamMember',
  'contact',
  'lead',
  'opportunity',
  'opportunityLine',
  'opportunityContactRole',
  'opportunityTeamMember',
  'case',
  'contract',
  'campaign',
  'campaignMember',
  'suggestion',
  'needRule',
  'feedback',
  'needResult',
  'handoff',
  'handoffMessage',
  'introduction',
  'introductionRequest',
  'exchange',
  'expert',
  'received',
  'event',
  'task',
  'emailMessage',
];
export const ALL_RECORDS: readonly RecordName[] = [...FIRST, ...REST];

/**
 * The first load. Objects that fit one page are read five to a call; larger ones with Bulk. An object that is finished
 * stays finished: killed in the middle, the load goes on with the objects that were not. What changes in the org while
 * it runs is found by polling, which starts at the moment when the load of the object first began.
 */
export async function backfill(
  crm: Crm,
  database: Database,
  onProgress: (progress: SyncProgress) => void = () => undefined,
): Promise<BackfillResult> {
  const rows: Partial<Record<RecordName, number>> = {};
  const failures = new Map<RecordName, AppError>();
  const count = (stage: RecordName, more: number, isDone: boolean): void => {
    rows[stage] = (rows[stage] ?? 0) + more;
    onProgress({ stage, rows: rows[stage], isDone });
  };
  await abandonLoads(database, async (record) => !(await crm.canRead(record)));
  for (const group of [FIRST, REST]) {
    await followDivisions(crm, database);
    const missing = await unloaded(crm, database, group);
    for (const record of missing) await beginLoad(database, record, crm.serverNow());
    const large = await loadSmall(crm, database, missing, { count, failures });
    await loadLarge(crm, database, large, count);
  }
  await abandonLoads(database, (record) => failures.has(record));
  return { rows, failures };
}

/** Tells crm which fields of users matter; users read before without one of them are read again. */
export async function followDivisions(crm: Crm, database: Database): Promise<void> {
  const added = await crm.followUserFields(await readUserFields(database));
  if (added.length > 0) await forgetPosition(database, 'user');
}

type Count = (stage: RecordName, more: number, isDone: boolean) => void;

async function unloaded(crm: Crm, database: Database, records: readonly RecordName[]): Promise<RecordName[]> {
  const positions = await readPositions(database);
  const missing: RecordName[] = [];
  for (const record of records) {
    if (positions.get(record)?.isLoaded !== true && (await crm.canRead(record))) missing.push(record);
  }
  return missing;
}

/** Reads one page of each. @returns the objects that have more. */
async function loadSmall(
  crm: Crm,
  database: Database,
  records: readonly RecordName[],
  { count, failures }: { readonly count: Count; readonly failures: Map<RecordName, AppError> },
): Promise<RecordName[]> {
  if (records.length === 0) return [];
  const large: RecordName[] = [];
  const replies = await crm.readChanges(records.map((record) => ({ record })));
  // In our order, not in that of the replies: accounts before what hangs on them.
  for (const { record, rows, done, failure } of replies) {
    if (failure instanceof CrmMissingAccess) {
      failures.set(record, failure);
      continue;
    }
    // A table too large to sort in time is a case for Bulk.
    const isTooLarge = failure instanceof CrmError && failure.cure === 'shrink';
    if (failure !== undefined && !isTooLarge) throw failure;
    if (!done || isTooLarge) {
      large.push(record);
      continue;
    }
    await database.transaction(async (transaction) => {
      await applyRecords(transaction, record, rows);
      await finishLoad(transaction, record);
    });
    count(record, rows.length, true);
  }
  return large;
}

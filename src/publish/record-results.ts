import type { WriteResult } from '../crm/crm.ts';
import type { Database } from '../store/database.ts';
import { removeRows, upsertRows } from '../store/table.ts';
import {
  type HeldRelationshipRow,
  heldRelationships,
  readHeldAccounts,
  type StoredRelationship,
} from '../store/tables/held-relationships.ts';
import { closeIssues, openIssue, PARKED_PREFIX, UNDELETED_PREFIX } from '../store/tables/issues.ts';
import { parkRow, unparkRows } from '../store/tables/parked-rows.ts';
import { explainRefusal } from './explain-refusal.ts';
import type { Outcome } from './publish-relationships.ts';
import { fingerprintOf, RELATIONSHIP } from './relationship-fields.ts';

type Refusal = Extract<WriteResult, { ok: false }>;

const STORAGE_FULL = 'STORAGE_LIMIT_EXCEEDED';
/** One issue for all rows that the org has no room for. */
const STORAGE_ISSUE = 'storage:full';

/** Writes down what became of upserts: done in our copy, parked with an issue, or left for the next run. */
export async function recordUpserts(
  database: Database,
  rows: readonly StoredRelationship[],
  results: readonly WriteResult[],
): Promise<Outcome> {
  const done: HeldRelationshipRow[] = [];
  const refused: { row: StoredRelationship; refusal: Refusal }[] = [];
  const waiting: StoredRelationship[] = [];
  rows.forEach((row, index) => {
    const result = results[index];
    // A row that nobody answered for is as good as unanswered.
    if (result === undefined) waiting.push(row);
    else if (result.ok) done.push({ ...row, id: result.id });
    else if (result.isTransient || result.code === STORAGE_FULL) waiting.push(row);
    else refused.push({ row, refusal: result });
  });
  const isFull = results.some((result) => !result.ok && result.code === STORAGE_FULL);
  await database.transaction(async (transaction) => {
    if (isFull) await openIssue(transaction, storageIssue());
    else if (done.length > 0) await closeIssues(transaction, [STORAGE_ISSUE]);
    await upsertRows(transaction, heldRelationships, done);
    await settle(
      transaction,
      done.map((row) => row.externalId),
    );
    for (const { row, refusal } of refused) await park(transaction, row, refusal);
  });
  return {
    done: done.length,
    parked: refused.length,
    transient: waiting.length,
    transientAccounts: waiting.map((row) => row.accountId),
    isFull,
  };
}

/** Rows without room stay in line and are tried again with the next run: one call tells whether there is room. */
function storageIssue(): Parameters<typeof openIssue>[1] {
  return {
    externalId: STORAGE_ISSUE,
    kind: 'Parked write',
    object: RELATIONSHIP,
    recordId: null,
    code: STORAGE_FULL,
    reason: 'The org has no data storage left, so new knowledge can not be shown.',
    fix: 'Free storage, or lower the row cap in Baton Policy. Baton goes on by itself as soon as there is room.',
  };
}

/** Writes down what became of deletions. One that is refused for good is shown as an issue and tried again only on change. */
export async function recordDeletes(
  database: Database,
  ids: readonly string[],
  results: readonly WriteResult[],
): Promise<Outcome> {
  const done = ids.filter((_, index) => results[index]?.ok === true);
  const waiting = ids.filter((_, index) => {
    const result = results[index];
    return result === undefined || (!result.ok && result.isTransient);
  });
  const accountOf = await readHeldAccounts(database, ids);
  const refused = ids.flatMap((id, index) => {
    const result = results[index];
    return result === undefined || result.ok || result.isTransient ? [] : [{ id, result }];
  });
  await database.transaction(async (transaction) => {
    await removeRows(transaction, heldRelationships, done);
    await closeIssues(
      transaction,
      done.map((id) => UNDELETED_PREFIX + id),
    );
    for (const { id, result } of refused)
      await openIssue(transaction, issueOf(UNDELETED_PREFIX + id, accountOf.get(id) ?? null, result));
  });
  const transientAccounts = waiting.flatMap((id) => accountOf.get(id) ?? []);
  return { done: done.length, parked: refused.length, transient: waiting.length, transientAccounts };
}

async function settle(database: Database, externalIds: readonly string[]): Promise<void> {
  await unparkRows(database, externalIds);
  await closeIssues(
    database,
    externalIds.map((externalId) => PARKED_PREFIX + externalId),
  );
}

async function park(database: Database, row: StoredRelationship, refusal: Refusal): Promise<void> {
  const { externalId, accountId } = row;
  await parkRow(database, { externalId, accountId, fingerprint: fingerprintOf(row) });
  await openIssue(database, issueOf(PARKED_PREFIX + externalId, accountId, refusal));
}

function issueOf(externalId: string, accountId: string | null, refusal: Refusal): Parameters<typeof openIssue>[1] {
  return {
    externalId,
    kind: 'Parked write',
    object: RELATIONSHIP,
    recordId: accountId,
    code: refusal.code,
    ...explainRefusal(refusal),
  };
}

import type { Crm, WriteResult } from '../crm/crm.ts';
import type { Database } from '../store/database.ts';
import { type Cut, queueBetweenCuts, readCut, readDesired } from '../store/tables/desired-relationships.ts';
import { readHeldRelationships, type StoredRelationship } from '../store/tables/held-relationships.ts';
import { closeIssues, PARKED_PREFIX } from '../store/tables/issues.ts';
import { parkRow, readParked, unparkRows } from '../store/tables/parked-rows.ts';
import { readSetting, writeSetting } from '../store/tables/settings.ts';
import { markPublished, readUnpublished, type UnpublishedAccount } from '../store/tables/unpublished.ts';
import { type Difference, difference } from './difference.ts';
import { recordDeletes, recordUpserts } from './record-results.ts';
import { EXTERNAL_ID, fingerprintOf, RELATIONSHIP, toWriteRow } from './relationship-fields.ts';

/** Rows a call. */
const CHUNK = 200;
/** Accounts looked at together: on a first day, enough to fill a job of the Bulk API. */
const ACCOUNTS = 5_000;

export interface PublishResult {
  readonly upserts: number;
  readonly deletes: number;
  readonly parked: number;
  /** Writes that failed for the moment; the next run tries again. */
  readonly transient: number;
}

/**
 * Writes the difference between what should stand in the CRM and what does, for accounts on which something changed.
 * One process at a time, one call after the other: writing a row locks its account. What a call did is written down
 * before the next one; killed in between, the same rows are sent once more, which changes nothing.
 */
export async function publishRelationships(
  crm: Crm,
  database: Database,
  rowCap: number,
  onProgress: (writes: number) => void = () => undefined,
): Promise<PublishResult> {
  const sum = { upserts: 0, deletes: 0, parked: 0, transient: 0 };
  await database.exclusively('publish', async () => {
    const publisher: Publisher = { crm, database, cut: await moveCut(database, rowCap) };
    for (let after = ''; ;) {
      const accounts = await readUnpublished(database, after, ACCOUNTS);
      const last = accounts.at(-1);
      if (last === undefined) return;
      after = last.accountId;
      const batch = await publishAccounts(publisher, accounts);
      for (const key of ['upserts', 'deletes', 'parked', 'transient'] as const) sum[key] += batch[key];
      onProgress(sum.upserts + sum.deletes);
    }
  });
  return sum;
}

interface Publisher {
  readonly crm: Crm;
  readonly database: Database;
  readonly cut: Cut | undefined;
}

/** Where the org has no room for all rows the best stay; rows that win or lose their place are published. */
async function moveCut(database: Database, rowCap: number): Promise<Cut | undefined> {
  const known = await readSetting(database, 'cut');
  const before = known === undefined ? undefined : (JSON.parse(known) as Cut | null);
  const after = await readCut(database, rowCap);
  if (JSON.stringify(before ?? null) === JSON.stringify(after ?? null)) return after;
  await database.transaction(async (transaction) => {
    await queueBetweenCuts(transaction, before ?? undefined, after);
    await writeSetting(transaction, 'cut', JSON.stringify(after ?? null));
  });
  return after;
}

async function publishAccounts(publisher: Publisher, accounts: readonly UnpublishedAccount[]): Promise<PublishResult> {
  const { database } = publisher;
  const ids = accounts.map((account) => account.accountId);
  const todo = difference(
    await readDesired(database, ids, publisher.cut),
    await readHeldRelationships(database, ids),
    await readParked(database, ids),
  );
  await settle(database, todo);
  const upserts = await upsertInChunks(publisher, todo.upserts);
  const deletes = await deleteInChunks(publisher, todo.deletes);
  const isWaiting = new Set([...upserts.transientAccounts, ...deletes.transientAccounts]);
  await markPublished(
    database,
    accounts.filter((account) => !isWaiting.has(account.accountId)),
  );
  return {
    upserts: upserts.done,
    deletes: deletes.done,
    parked: upserts.parked + deletes.parked,
    transient: upserts.transient + deletes.transient,
  };
}

async function settle(database: Database, { settled, adopted }: Difference): Promise<void> {
  await database.transaction(async (transaction) => {
    await unparkRows(transaction, settled);
    await closeIssues(
      transaction,
      settled.map((externalId) => PARKED_PREFIX + externalId),
    );
    for (const row of adopted) {
      await parkRow(transaction, {
        externalId: row.externalId,
        accountId: row.accountId,
        fingerprint: fingerprintOf(row),
      });
    }
  });
}

/** What became of some writes. */
export interface Outcome {
  readonly done: number;
  readonly parked: number;
  readonly transient: number;
  readonly transientAccounts: readonly string[];
  /** True: the org has no room for further rows. */
  readonly isFull?: boolean;
}

async function upsertInChunks({ crm, database }: Publisher, rows: readonly StoredRelationship[]): Promise<Outcome> {
  let isFull = false;
  return inChunks(rows, rows.length < crm.bulkFromRows ? CHUNK : rows.length, async (chunk) => {
    // Where one row finds no room, the others need not be tried before the next run.
    if (isFull) return waiting(chunk);
    const results = await crm.upsert(RELATIONSHIP, EXTERNAL_ID, chunk.map(toWriteRow));
    const outcome = await recordUpserts(database, chunk, results);
    isFull = outcome.isFull === true;
    return outcome;
  });
}

function waiting(rows: readonly StoredRelationship[]): Outcome {
  return { done: 0, parked: 0, transient: rows.length, transientAccounts: rows.map(({ accountId }) => accountId) };
}

async function deleteInChunks({ crm, database }: Publisher, ids: readonly string[]): Promise<Outcome> {
  return inChunks(ids, CHUNK, async (chunk) => {
    const results: readonly WriteResult[] = await crm.remove(chunk);
    return recordDeletes(database, chunk, results);
  });
}

async function inChunks<Item>(
  items: readonly Item[],
  size: number,
  write: (chunk: readonly Item[]) => Promise<Outcome>,
): Promise<Outcome> {
  const sum = { done: 0, parked: 0, transient: 0, transientAccounts: [] as string[] };
  for (let start = 0; start < items.length; start += size) {
    const outcome = await write(items.slice(start, start + size));
    sum.done += outcome.done;
    sum.parked += outcome.parked;
    sum.transient += outcome.transient;
    sum.transientAccounts.push(...outcome.transientAccounts);
  }
  return sum;
}

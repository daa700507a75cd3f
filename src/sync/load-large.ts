import type { Crm } from '../crm/crm.ts';
import { LoadLost, type LoadPlace } from '../crm/load.ts';
import type { RecordName, Records } from '../crm/records.ts';
import type { Database } from '../store/database.ts';
import { dropIndexes, restoreIndexes } from '../store/tables/load-indexes.ts';
import { beginLoadAt, endLoad, moveLoadPlace, readLoadPlaces, type StoredPlace } from '../store/tables/load-places.ts';
import { finishLoad } from '../store/tables/read-positions.ts';
import { applyRecords } from './apply-records.ts';
import { followed } from './follow.ts';
import { followAliasesOf } from './follow-aliases.ts';
import { withoutForgotten } from './forget-people.ts';
import { markLoaded } from './mark-loaded.ts';

type OnRows = (record: RecordName, rows: number, isDone: boolean) => void;

/** A load that is lost begins anew; one that is lost again and again has another reason. */
const MOST_LOADS = 3;

/**
 * Loads objects of more than a page. Their jobs are all opened first, so that the org works on the next while we store
 * the one before. What is stored moves the place in the same transaction: killed at any moment, the next run goes on
 * behind the last row that is stored.
 */
export async function loadLarge(
  crm: Crm,
  database: Database,
  records: readonly RecordName[],
  onRows: OnRows,
): Promise<void> {
  const places = await readLoadPlaces<LoadPlace>(database);
  for (const record of records) {
    if (!places.has(record)) places.set(record, await begin(crm, database, record));
  }
  // The indexes of one table are made while the next one is read.
  let finishing: Promise<void> = Promise.resolve();
  try {
    for (const record of records) {
      const place = places.get(record);
      if (place === undefined) continue;
      const stored = await storeAnyhow(crm, database, record, place, onRows);
      await finishing;
      finishing = finish(database, record, stored, onRows);
      // Whoever waits next hears of it.
      finishing.catch(() => undefined);
    }
  } finally {
    await finishing;
  }
}

/**
 * Ends loads of objects that can not be read any more: what is stored stays, and gets its indexes back. A load that
 * begins anew, once the object can be read again, writes over it.
 */
export async function abandonLoads(
  database: Database,
  isLost: (record: RecordName) => boolean | Promise<boolean>,
): Promise<void> {
  for (const record of (await readLoadPlaces<LoadPlace>(database)).keys()) {
    if (!(await isLost(record as RecordName))) continue;
    await database.transaction(async (transaction) => {
      await restoreIndexes(transaction, record);
      await endLoad(transaction, record);
    });
  }
}

async function begin(crm: Crm, database: Database, record: RecordName): Promise<StoredPlace<LoadPlace>> {
  const place = await crm.openLoad(record);
  const { tableName, add } = followed[record];
  return database.transaction(async (transaction) => {
    const stored = await beginLoadAt(transaction, record, place, tableName);
    if (stored.isFresh && add !== undefined) await dropIndexes(transaction, record, tableName);
    return stored;
  });
}

async function storeAnyhow(
  crm: Crm,
  database: Database,
  record: RecordName,
  from: StoredPlace<LoadPlace>,
  onRows: OnRows,
): Promise<StoredPlace<LoadPlace>> {
  let stored = from;
  for (let loads = 1; ; loads += 1) {
    try {
      await storeAll(crm, database, record, stored, onRows);
      return stored;
    } catch (error) {
      if (!(error instanceof LoadLost) || loads >= MOST_LOADS) throw error;
      stored = await begin(crm, database, record);
    }
  }
}

async function finish(
  database: Database,
  record: RecordName,
  { isFresh }: StoredPlace<LoadPlace>,
  onRows: OnRows,
): Promise<void> {
  await database.transaction(async (transaction) => {
    await restoreIndexes(transaction, record);
    await followAliasesOf(transaction, record);
    if (isFresh) await markLoaded(transaction, record);
    await endLoad(transaction, record);
    await finishLoad(transaction, record);
  });
  onRows(record, 0, true);
}

async function storeAll<Name extends RecordName>(
  crm: Crm,
  database: Database,
  record: Name,
  { place, isFresh }: StoredPlace<LoadPlace>,
  onRows: OnRows,
): Promise<void> {
  // One batch is stored while the next one is read.
  let storing: Promise<void> = Promise.resolve();
  try {
    for await (const batch of crm.load(record, place)) {
      await storing;
      storing = store(database, record, batch.rows, batch.place, isFresh).then(() => {
        onRows(record, batch.rows.length, false);
      });
      // Whoever waits next hears of it.
      storing.catch(() => undefined);
    }
  } finally {
    await storing;
  }
}

async function store<Name extends RecordName>(
  database: Database,
  record: Name,
  rows: readonly Records[Name][],
  place: LoadPlace,
  isFresh: boolean,
): Promise<void> {
  const { add } = followed[record];
  if (!isFresh || add === undefined) return storeByUpsert(database, record, rows, place);
  try {
    await database.transaction(async (transaction) => {
      // Rows and the place behind them are lost together or not at all, and the org has both still.
      await transaction.query('SET LOCAL synchronous_commit TO off');
      await add(transaction, await withoutForgotten(transaction, record, rows));
      await moveLoadPlace(transaction, record, place);
    });
  } catch (error) {
    // A row came twice: from a job that began anew, or because it changed while pages were read.
    if (!isTaken(error)) throw error;
    await storeByUpsert(database, record, rows, place);
  }
}

async function storeByUpsert<Name extends RecordName>(
  database: Database,
  record: Name,
  rows: readonly Records[Name][],
  place: LoadPlace,
): Promise<void> {
  await database.transaction(async (transaction) => {
    await applyRecords(transaction, record, rows);
    await moveLoadPlace(transaction, record, place);
  });
}

/** PostgreSQL's word for a key that is there already. */
const UNIQUE_VIOLATION = '23505';

function isTaken(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === UNIQUE_VIOLATION;
}

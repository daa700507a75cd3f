import type { Crm } from '../crm/crm.ts';
import type { RecordName } from '../crm/records.ts';
import type { Database } from '../store/database.ts';
import {
  clearSeen,
  markSeen,
  markSwept,
  movePosition,
  type ReadPosition,
  readPositions,
  readUnseen,
} from '../store/tables/read-positions.ts';
import { applyRecords, applyRemoval } from './apply-records.ts';
import { ALL_RECORDS } from './backfill.ts';
import { cursorBefore, cursorOf } from './cursor.ts';
import { followed } from './follow.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Objects without a recycle bin: a row that was deleted is simply not there any more. */
const WITHOUT_TRACE: readonly RecordName[] = ['permissionSetAssignment'];

/** The recycle bin keeps rows for 15 days; whoever comes back later has missed deletions. */
const LONGEST_ABSENCE_MS = 12 * DAY_MS;

/**
 * Reads objects whole where polling does not show all deletions, and removes what is gone: every hour those without a
 * recycle bin, and all of them after a long absence.
 */
export async function sweepDue(crm: Crm, database: Database, nowMs: number): Promise<readonly RecordName[]> {
  const swept: RecordName[] = [];
  for (const [record, position] of await readPositions(database)) {
    const name = ALL_RECORDS.find((known) => known === record);
    if (name === undefined || !isDue(name, position, nowMs) || !(await crm.canRead(name))) continue;
    await sweep(crm, database, name, nowMs);
    swept.push(name);
  }
  return swept;
}

function isDue(name: RecordName, position: ReadPosition, nowMs: number): boolean {
  if (!position.isLoaded) return false;
  if (nowMs - Date.parse(cursorOf(position).stamp) > LONGEST_ABSENCE_MS) return true;
  return WITHOUT_TRACE.includes(name) && nowMs - (position.sweptMs ?? 0) >= HOUR_MS;
}

async function sweep(crm: Crm, database: Database, name: RecordName, nowMs: number): Promise<void> {
  await clearSeen(database, name);
  const { stamp, id } = cursorBefore(nowMs);
  for await (const rows of crm.readAll(name)) {
    await database.transaction(async (transaction) => {
      await applyRecords(transaction, name, rows);
      await markSeen(
        transaction,
        name,
        rows.map((row) => row.id),
      );
    });
  }
  await database.transaction(async (transaction) => {
    await applyRemoval(transaction, name, await readUnseen(transaction, name, followed[name].tableName));
    await movePosition(transaction, name, stamp, id);
    await markSwept(transaction, name, nowMs);
    await clearSeen(transaction, name);
  });
}

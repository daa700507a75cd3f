import type { Crm } from '../crm/crm.ts';
import type { Database } from '../store/database.ts';
import { readRereads, removeRereads, REREAD } from '../store/tables/rereads.ts';
import { applyRecords } from './apply-records.ts';

/** Ids asked for at a time: one call. */
const IDS = 1_000;

/**
 * Reads activities again that a merge or a conversion moved. Which account they belong to was decided at that moment, in
 * the CRM, by where their contact worked then; by the time we hear of it the contact may work elsewhere. Hand-offs and
 * introductions are kept as they were read, and name who stays once they are read again.
 */
export async function rereadMoved(crm: Crm, database: Database): Promise<void> {
  for (const record of REREAD) {
    for (;;) {
      const ids = await readRereads(database, record, IDS);
      if (ids.length === 0 || !(await crm.canRead(record))) break;
      const rows = await crm.readSome(record, ids);
      await database.transaction(async (transaction) => {
        await applyRecords(transaction, record, rows);
        // Last: storing them has the same ids noted again where they still name a record that is gone.
        await removeRereads(transaction, record, ids);
      });
    }
  }
}

import type { RecordName } from '../crm/records.ts';
import type { Database } from '../store/database.ts';
import { readLinks } from '../store/table.ts';
import { hasCustomers } from '../store/tables/customers.ts';
import { markAllContacts, markAllLeads } from '../store/tables/people.ts';
import { markAllAccounts } from '../store/tables/work-queues.ts';
import { markChanges } from './apply-records.ts';
import { followed } from './follow.ts';

const ROWS = 5_000;

/** These are what customers are made of; changes of all others concern customers that are there already. */
const MARK_ALL: Partial<Readonly<Record<RecordName, (database: Database) => Promise<void>>>> = {
  account: markAllAccounts,
  contact: markAllContacts,
  lead: markAllLeads,
};

/** Marks what follows from an object whose rows were added without marking any: on a first day, nothing for most. */
export async function markLoaded(database: Database, record: RecordName): Promise<void> {
  const table = followed[record].counted;
  if (table === undefined) return;
  if (!(await hasCustomers(database))) {
    await MARK_ALL[record]?.(database);
    return;
  }
  for (let after = ''; ;) {
    const changes = await readLinks(database, table, after, ROWS);
    const last = changes.at(-1);
    if (last === undefined) return;
    after = last.id;
    await markChanges(database, record, changes);
  }
}

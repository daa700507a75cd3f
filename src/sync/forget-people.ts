import type { RecordName, Records } from '../crm/records.ts';
import type { Database } from '../store/database.ts';
import type { Change } from '../store/table.ts';
import { accounts } from '../store/tables/accounts.ts';
import { contacts } from '../store/tables/contacts.ts';
import { emptyRowsOf, PERSONAL, readForgotten } from '../store/tables/individuals.ts';
import { leads } from '../store/tables/leads.ts';
import { readAnew } from '../store/tables/read-positions.ts';

/** Records that may be about one person who can ask to be forgotten. */
const PEOPLE = ['account', 'contact', 'lead'] as const satisfies readonly RecordName[];

type PersonRecord = Records[(typeof PEOPLE)[number]];

/**
 * Somebody who must not be processed stays as an id without a name, marked *do not suggest*: nothing of them reaches the
 * tables, and what is derived from them goes the way of every other contact that is marked so.
 */
export async function withoutForgotten<Name extends RecordName>(
  database: Database,
  name: Name,
  records: readonly Records[Name][],
): Promise<readonly Records[Name][]> {
  if (!(PEOPLE as readonly string[]).includes(name)) return records;
  const people = records as readonly PersonRecord[];
  const forgotten = await readForgotten(
    database,
    people.flatMap(({ individualId }) => (individualId === undefined ? [] : [individualId])),
  );
  if (forgotten.size === 0) return records;
  return people.map((record) =>
    record.individualId !== undefined && forgotten.has(record.individualId) ? emptied(record) : record,
  ) as unknown as readonly Records[Name][];
}

function emptied(record: PersonRecord): PersonRecord {
  const personal = Object.entries(PERSONAL).filter(([key]) => key in record);
  return { ...record, ...Object.fromEntries(personal), ...('doNotSuggest' in record ? { doNotSuggest: true } : {}) };
}

/**
 * Follows changed wishes: rows of people who must not be processed are emptied at once; when a wish is taken back, the
 * names are in the CRM alone, so that the objects are read again.
 * @returns what changed, by record
 */
export async function forgetPeople(
  database: Database,
  individualIds: readonly string[],
): Promise<Readonly<Record<(typeof PEOPLE)[number], readonly Change[]>>> {
  const forgotten = await readForgotten(database, individualIds);
  if (forgotten.size < new Set(individualIds).size) for (const name of PEOPLE) await readAnew(database, name);
  const ids = [...forgotten];
  return {
    account: await emptyRowsOf(database, accounts, ids),
    contact: await emptyRowsOf(database, contacts, ids),
    lead: await emptyRowsOf(database, leads, ids),
  };
}

import type { RecordName } from '../crm/records.ts';
import type { Database } from '../store/database.ts';
import type { Change } from '../store/table.ts';
import { readAliases, replaceAliases } from '../store/tables/aliases.ts';
import { addRereads } from '../store/tables/rereads.ts';
import { followed } from './follow.ts';

/**
 * Rows that name a record which was merged away, or a lead that became a contact, since they were read: they name the
 * survivor instead.
 * @returns the changes, concerning the survivors too
 */
export async function followAliases(
  database: Database,
  name: RecordName,
  changes: readonly Change[],
): Promise<readonly Change[]> {
  const survivors = await readAliases(database, [...new Set(changes.flatMap(({ links }) => links))]);
  if (survivors.size === 0) return changes;
  const concerned = changes.filter(({ links }) => links.some((link) => survivors.has(link)));
  await replace(
    database,
    name,
    concerned.map(({ id }) => id),
  );
  return changes.map(({ id, links }) => ({
    id,
    links: [...links, ...links.flatMap((link) => survivors.get(link) ?? [])],
  }));
}

/** The same for all rows of an object: a first load may be as old as its job. */
export async function followAliasesOf(database: Database, name: RecordName): Promise<void> {
  await replace(database, name);
}

/** The account of an activity that moved was decided in the CRM at that moment, and has to be asked for. */
async function replace(database: Database, name: RecordName, ids?: readonly string[]): Promise<void> {
  const replaced = await replaceAliases(database, followed[name].tableName, ids);
  if (name === 'task' || name === 'event') await addRereads(database, name, replaced);
}

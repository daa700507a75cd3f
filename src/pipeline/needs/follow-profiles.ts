import type { Database } from '../../store/database.ts';
import { countProfiles, type NeedProfileRow, replaceProfiles } from '../../store/tables/need-counts.ts';
import { type ProfileFacts, readProfileFacts } from '../../store/tables/need-facts.ts';
import { readDirtyNeeds } from '../../store/tables/need-work.ts';
import { readSetting, writeSettings } from '../../store/tables/settings.ts';
import type { NeedCatalogue } from './catalogue.ts';
import { boughtAt, toProfileRow } from './profiles.ts';

const BATCH = 200;

/** Also set by `sync/` when a suggestion in the CRM differs from what we knew: it may be an answer. */
export const CHANGED = 'needs changed';
/** How many profiles there are. */
export const PROFILES = 'needs profiles';

/** Kept beside the profiles, since counting them after each change would cost more the larger the org is. */
export async function knownProfiles(database: Database): Promise<number> {
  const known = await readSetting(database, PROFILES);
  if (known !== undefined) return Number(known);
  const counted = await countProfiles(database);
  await writeSettings(database, { [PROFILES]: String(counted) });
  return counted;
}

/** Brings up to date what waiting customers are and have. */
export async function followProfiles(database: Database, catalogue: NeedCatalogue): Promise<void> {
  for (let after = ''; ;) {
    const batch = await readDirtyNeeds(database, after, BATCH);
    const last = batch.at(-1);
    if (last === undefined) return;
    after = last.customerId;
    const ids = batch.map(({ customerId }) => customerId);
    await database.transaction(async (transaction) => {
      const settings = await followBatch(transaction, catalogue, ids, await readProfileFacts(transaction, ids));
      if (settings !== undefined) await writeSettings(transaction, settings);
    });
  }
}

/** @returns the settings to write together with it; undefined where nothing changed */
export async function followBatch(
  database: Database,
  catalogue: NeedCatalogue,
  ids: readonly string[],
  facts: ProfileFacts,
): Promise<Readonly<Record<string, string>> | undefined> {
  const accounts = Map.groupBy(facts.accounts, ({ customerId }) => customerId);
  const deals = Map.groupBy(facts.deals, ({ customerId }) => customerId);
  const rows = [...accounts].map(([customerId, some]) =>
    toProfileRow(customerId, some, boughtAt(catalogue, deals.get(customerId) ?? []).keys()),
  );
  const before = new Map(facts.profiles.map((row) => [row.customerId, row]));
  const after = new Map(rows.map((row) => [row.customerId, row]));
  if (ids.every((id) => isSame(before.get(id), after.get(id)))) return undefined;
  const more = after.size - before.size;
  const profiles = more === 0 ? {} : { [PROFILES]: String((await knownProfiles(database)) + more) };
  await replaceProfiles(database, ids, rows);
  return { ...profiles, [CHANGED]: 'yes' };
}

function isSame(one: NeedProfileRow | undefined, other: NeedProfileRow | undefined): boolean {
  const text = (row: NeedProfileRow | undefined): string =>
    row === undefined
      ? ''
      : JSON.stringify([row.customerId, row.industry, row.country, row.turnover, row.employees, row.needs]);
  return text(one) === text(other);
}

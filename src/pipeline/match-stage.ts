import type { Database } from '../store/database.ts';
import { noteMatched } from '../store/tables/match-proposals.ts';
import { readSetting, writeSetting } from '../store/tables/settings.ts';
import { hasMatchWork, markAllAccounts } from '../store/tables/work-queues.ts';
import { matchAccounts } from './match-accounts.ts';
import { matchLeads } from './match-leads.ts';
import { matchPeople } from './match-people.ts';
import type { MatchRules } from './match-weights.ts';

/**
 * Who is the same: accounts first, then leads, which are compared with accounts, then people, who work for customers.
 * One process at a time, since two that look at the same moment would not see each other's records.
 * @returns how many accounts were looked at
 */
export async function matchAll(
  database: Database,
  rules: MatchRules,
  onBatch: (rows: number) => void,
): Promise<number> {
  const found = await database.exclusively('match', async () => {
    await noticeNewRules(database, rules);
    if (await hasMatchWork(database)) await noteMatched(database);
    const accounts = await matchAccounts(database, rules, onBatch);
    const leads = await matchLeads(database, rules, (rows) => {
      onBatch(accounts + rows);
    });
    const people = await matchPeople(database, (rows) => {
      onBatch(accounts + leads + rows);
    });
    // Again, since another process may have published in between.
    if (accounts + leads + people > 0) await noteMatched(database);
    return accounts;
  });
  return found ?? 0;
}

/** When the company decides otherwise about branches, every account is judged again. */
async function noticeNewRules(database: Database, rules: MatchRules): Promise<void> {
  const text = JSON.stringify(rules);
  await database.transaction(async (transaction) => {
    const before = await readSetting(transaction, 'match rules');
    if (before === text) return;
    await writeSetting(transaction, 'match rules', text);
    if (before !== undefined) await markAllAccounts(transaction);
  });
}

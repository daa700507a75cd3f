import type { Database } from '../store/database.ts';
import { readAccountOwners } from '../store/tables/accounts.ts';
import { readFacts } from '../store/tables/facts.ts';
import { readLeftOut } from '../store/tables/pilot.ts';

/**
 * Accounts of these customers that somebody of the pilot owns or works on: on others Baton shows nothing. The same rule
 * as for relationships (`policy/shown-rows.ts`). Reads what is known of the customers, so only while there is a pilot.
 */
export async function accountsOfPilot(database: Database, customerIds: readonly string[]): Promise<Set<string>> {
  const leftOut = new Set(await readLeftOut(database));
  const owned = (await readAccountOwners(database, customerIds)).filter(({ ownerInPilot }) => ownerInPilot);
  const worked = (await readFacts(database, customerIds)).filter(({ colleagueId }) => !leftOut.has(colleagueId));
  return new Set([...owned.map(({ id }) => id), ...worked.map(({ accountId }) => accountId)]);
}

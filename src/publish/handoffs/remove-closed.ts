import type { Crm } from '../../crm/crm.ts';
import type { Database } from '../../store/database.ts';
import { readClosedRequests, removeRequests } from '../../store/tables/introductions.ts';

/** As many as a round takes without making people wait; the rest goes with the next ones. */
const MOST = 200;

/**
 * Takes asks that were answered or are over out of the CRM, once they are older than the company keeps them: they say who
 * was asked about whom. What people made themselves, hand-offs and their own asks, is theirs and stays.
 * @returns rows removed
 */
export async function removeClosedRequests(crm: Crm, database: Database, beforeMs: number): Promise<number> {
  const ids = await readClosedRequests(database, beforeMs, MOST);
  if (ids.length === 0) return 0;
  const results = await crm.remove(ids);
  const gone = ids.filter((_, index) => results[index]?.ok === true);
  await removeRequests(database, gone);
  return gone.length;
}

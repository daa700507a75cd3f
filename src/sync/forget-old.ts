import type { Database } from '../store/database.ts';
import { AGING_TABLES, emptyActivity, readOldActivity } from '../store/tables/old-activity.ts';
import { readAnew } from '../store/tables/read-positions.ts';
import { readSetting, writeSetting } from '../store/tables/settings.ts';
import { markCustomersOf } from '../store/tables/work-queues.ts';

const DAY_MS = 86_400_000;
const BATCH = 2_000;
/** When it was done last, and with what start. */
const DONE = 'retention';

/**
 * Once a day empties activity from before a moment and has its customers looked at again. Where the moment lies earlier
 * than the last time the company keeps more than before: what was emptied stands in the CRM alone and is read anew.
 * @returns rows emptied
 */
export async function forgetOldActivity(database: Database, nowMs: number, beforeMs: number): Promise<number> {
  const [doneMs = 0, formerMs = beforeMs] = ((await readSetting(database, DONE)) ?? '')
    .split(' ')
    .filter(Boolean)
    .map(Number);
  const keepsMore = beforeMs < formerMs - DAY_MS;
  const keepsLess = beforeMs > formerMs + 2 * DAY_MS;
  if (nowMs - doneMs < DAY_MS && !keepsMore && !keepsLess) return 0;
  if (keepsMore) for (const name of ['task', 'event', 'case'] as const) await readAnew(database, name);
  let emptied = 0;
  for (const table of AGING_TABLES) emptied += await emptyTable(database, table, beforeMs);
  await writeSetting(database, DONE, `${nowMs} ${beforeMs}`);
  return emptied;
}

async function emptyTable(database: Database, table: string, beforeMs: number): Promise<number> {
  for (let emptied = 0; ;) {
    const rows = await readOldActivity(database, table, beforeMs, BATCH);
    if (rows.length === 0) return emptied;
    await database.transaction(async (transaction) => {
      const links = [...new Set(rows.flatMap((row) => row.links))];
      await markCustomersOf(transaction, links, 'time');
      await emptyActivity(
        transaction,
        table,
        rows.map(({ id }) => id),
      );
    });
    emptied += rows.length;
  }
}

import type { Database } from './database.ts';
import { readSetting, writeSetting } from './tables/settings.ts';

const DAY_MS = 86_400_000;

/** From so much work on, fresh statistics are worth the seconds they take. */
const MUCH_WORK = 1_000;

/**
 * Has the planner look at the tables before much work is done on them. Right after a first load it would take them for
 * empty: on the embedded database, which never looks by itself, 200 customers took 90 s where they take 0.5.
 */
export async function prepareForWork(database: Database, queue: 'dirty_account' | 'dirty_customer'): Promise<void> {
  const rows = await database.query(`SELECT FROM ${queue} LIMIT ${MUCH_WORK}`);
  if (rows.length === MUCH_WORK) await database.query('ANALYZE');
}

/** Once a day: takes back the space of old row versions. The embedded database has nobody else who does it. */
export async function keepHouse(database: Database, nowMs: number): Promise<void> {
  const last = Number((await readSetting(database, 'housekeeping')) ?? 0);
  if (nowMs - last < DAY_MS) return;
  await writeSetting(database, 'housekeeping', String(nowMs));
  await database.query('VACUUM (ANALYZE)');
}

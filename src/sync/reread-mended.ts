import type { Crm } from '../crm/crm.ts';
import type { Database } from '../store/database.ts';
import { forgetPosition } from '../store/tables/read-positions.ts';
import { readSetting, writeSetting } from '../store/tables/settings.ts';
import { ALL_RECORDS } from './backfill.ts';

/**
 * Rows that were read while a field was hidden lack it, and do not change when it can be seen again: their object is
 * read anew.
 */
export async function rereadMended(crm: Crm, database: Database): Promise<void> {
  const missing = (await crm.missingAccess()).flatMap(({ record, field }) =>
    field === undefined ? [] : [`${record} ${field}`],
  );
  const known = JSON.parse((await readSetting(database, 'missing')) ?? '[]') as string[];
  if (JSON.stringify(known) === JSON.stringify(missing)) return;
  const mended = new Set(known.filter((name) => !missing.includes(name)).map((name) => name.split(' ')[0]));
  await database.transaction(async (transaction) => {
    for (const record of ALL_RECORDS) if (mended.has(record)) await forgetPosition(transaction, record);
    await writeSetting(transaction, 'missing', JSON.stringify(missing));
  });
}

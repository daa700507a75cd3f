import type { Database } from '../database.ts';

/** Tables of activities; a record of the CRM has the same name. */
export const ACTIVITIES = ['task', 'event'] as const;

/** Records that are read once more where something they name was merged; their tables have the same names. */
export const REREAD = [...ACTIVITIES, 'handoff', 'introduction'] as const;
type RereadTable = (typeof REREAD)[number];

/** Has records read once more by id. */
export async function addRereads(database: Database, record: RereadTable, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await database.query(
    'INSERT INTO reread (record, id) SELECT DISTINCT $1, x FROM unnest($2::text[]) AS r(x) ON CONFLICT DO NOTHING',
    [record, ids],
  );
}

export async function readRereads(database: Database, record: RereadTable, count: number): Promise<string[]> {
  const rows = await database.query<{ id: string }>('SELECT id FROM reread WHERE record = $1 ORDER BY id LIMIT $2', [
    record,
    count,
  ]);
  return rows.map(({ id }) => id);
}

export async function removeRereads(database: Database, record: RereadTable, ids: readonly string[]): Promise<void> {
  await database.query('DELETE FROM reread WHERE record = $1 AND id = ANY($2::text[])', [record, ids]);
}

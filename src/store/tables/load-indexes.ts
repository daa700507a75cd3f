import type { Database } from '../database.ts';

/**
 * Takes the indexes off an empty table that is about to be filled, all but those that keep rows unique: an index made
 * once at the end costs a fifth of one that follows every row. They are remembered with the place of the load.
 */
export async function dropIndexes(database: Database, record: string, table: string): Promise<void> {
  const indexes = await database.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i WHERE i.indrelid = $1::regclass AND NOT i.indisunique ORDER BY 1`,
    [table],
  );
  if (indexes.length === 0) return;
  await database.query('UPDATE load_place SET indexes = $2::text[] WHERE record = $1', [
    record,
    indexes.map(({ definition }) => definition.replace(/^CREATE INDEX /, 'CREATE INDEX IF NOT EXISTS ')),
  ]);
  for (const { name } of indexes) await database.script(`DROP INDEX ${name}`);
}

/** Makes again what `dropIndexes` took off. Call it before the place is forgotten, in the same transaction. */
export async function restoreIndexes(database: Database, record: string): Promise<void> {
  const [place] = await database.query<{ indexes: readonly string[] }>(
    'SELECT indexes FROM load_place WHERE record = $1',
    [record],
  );
  for (const definition of place?.indexes ?? []) await database.script(definition);
}

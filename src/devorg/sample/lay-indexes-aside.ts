import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';

/**
 * Takes the indexes away until the returned function puts them back. Millions of rows in no order would touch a page
 * of each index with every row; built once over all rows, an index is a sort. The sort goes to disk, since the largest
 * would not fit into memory.
 */
export function layIndexesAside(database: DatabaseSync): () => Promise<void> {
  const indexes = database
    .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    .all()
    .map((row) => ({ name: String(row['name']), sql: String(row['sql']) }));
  for (const { name } of indexes) database.exec(`DROP INDEX "${name}"`);
  return async () => {
    const place = database.prepare('PRAGMA temp_store').get();
    database.exec('PRAGMA temp_store = FILE');
    for (const { sql } of indexes) {
      database.exec(sql);
      await setImmediate();
    }
    database.exec(`PRAGMA temp_store = ${String(place?.['temp_store'])}`);
  };
}

import type { DatabaseSync } from 'node:sqlite';

/**
 * Takes the indexes away until the returned function puts them back. Millions of rows in no order would touch a page
 * of each index with every row; built once over all rows, an index is a sort.
 */
export function layIndexesAside(database: DatabaseSync): () => void {
  const indexes = database
    .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    .all()
    .map((row) => ({ name: String(row['name']), sql: String(row['sql']) }));
  for (const { name } of indexes) database.exec(`DROP INDEX "${name}"`);
  return () => {
    for (const { sql } of indexes) database.exec(sql);
  };
}

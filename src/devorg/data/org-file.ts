import type { DatabaseSync } from 'node:sqlite';

/** Facts about the org itself, kept in its file beside the rows. */
export interface OrgFile {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
}

/** The org's own facts in this database. */
export function orgFile(database: DatabaseSync): OrgFile {
  database.exec('CREATE TABLE IF NOT EXISTS _org (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID');
  const read = database.prepare('SELECT value FROM _org WHERE key = ?');
  const write = database.prepare('INSERT OR REPLACE INTO _org (key, value) VALUES (?, ?)');
  return {
    get: (key) => {
      const value = read.get(key)?.['value'];
      return typeof value === 'string' ? value : undefined;
    },
    set: (key, value) => {
      write.run(key, value);
    },
  };
}

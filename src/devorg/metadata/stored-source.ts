import type { DatabaseSync } from 'node:sqlite';

import { inTransaction } from '../data/index.ts';
import type { PackageFile } from './package-file.ts';

/** Files that came by deploys over the API, kept in the org's file; `--force-app` is read from its folder each time. */
export interface StoredSource {
  all(): PackageFile[];
  /** Keeps these files and no others. */
  keep(files: readonly PackageFile[]): void;
}

/** The deployed files in this database. */
export function storedSource(database: DatabaseSync): StoredSource {
  database.exec('CREATE TABLE IF NOT EXISTS _source (path TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID');
  return {
    all: () =>
      database
        .prepare('SELECT path, content FROM _source ORDER BY path')
        .all()
        .map((row) => ({ path: String(row['path']), content: Buffer.from(row['content'] as Uint8Array) })),
    keep: (files) => {
      inTransaction(database, () => {
        database.exec('DELETE FROM _source');
        const insert = database.prepare('INSERT INTO _source (path, content) VALUES (?, ?)');
        for (const { path, content } of files) insert.run(path, content);
      });
    },
  };
}

import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import type { Database } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import { pgliteDatabase } from './pglite-database.ts';
import { openPostgres } from './postgres-database.ts';
import { explainStoreError, StoreError } from './store-errors.ts';

export interface DatabaseLocation {
  /** A PostgreSQL server; it wins over the folder. */
  readonly url?: string;
  /** Where the embedded database keeps its files; in memory where neither is given. */
  readonly folder?: string;
}

/**
 * Opens the database without looking at its tables; `migrate` comes next.
 * @throws StoreError when the folder is in use, the disk is full or the server can not be reached.
 */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  if (location.url !== undefined) return openPostgres(location.url);
  // Loaded only where needed: it takes 400 MB.
  const { PGlite } = await import('@electric-sql/pglite');
  if (location.folder === undefined) return pgliteDatabase(await PGlite.create());

  const folder = resolve(location.folder);
  const unlock = lock(folder);
  try {
    return pgliteDatabase(await PGlite.create(folder), unlock);
  } catch (error) {
    unlock();
    throw folderError(folder, error);
  }
}

function lock(folder: string): () => void {
  try {
    mkdirSync(dirname(folder), { recursive: true });
    return lockFolder(folder);
  } catch (error) {
    throw folderError(folder, error);
  }
}

function folderError(folder: string, error: unknown): unknown {
  const explained = explainStoreError(error);
  if (explained instanceof StoreError) return explained;
  return new StoreError('STORE_NOT_OPENED', `The embedded database in ${folder} can not be opened.`, {
    actions: [
      'Check that Baton may write to this folder.',
      'If the files are damaged, delete the folder: Baton reads everything again from Salesforce.',
    ],
    cause: error,
  });
}

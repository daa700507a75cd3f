import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Database } from './database.ts';
import { StoreError } from './store-errors.ts';

const FOLDER = join(import.meta.dirname, 'migrations');

/** An arbitrary number that only our migrations use. */
const LOCK = 7_226_861;

interface Migration {
  readonly number: number;
  readonly file: string;
}

/**
 * Brings the tables up to date. Files in `migrations/` run once, in order, each in the same transaction as the rest;
 * they are never edited after a release.
 * @returns how many ran.
 * @throws StoreError when a newer Baton has changed this database.
 */
export async function migrate(database: Database): Promise<number> {
  const migrations = listMigrations();
  const newest = migrations.at(-1)?.number ?? 0;
  return database.transaction(async (transaction) => {
    // Held to the end of the transaction: a second process waits here and then finds nothing left to do.
    await transaction.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await transaction.script('CREATE TABLE IF NOT EXISTS migration (number int PRIMARY KEY, file text NOT NULL)');
    const done = await transaction.query<{ number: number }>('SELECT number FROM migration');
    const current = Math.max(0, ...done.map(({ number }) => number));
    if (current > newest) throw newer(current, newest);
    const numbers = new Set(done.map(({ number }) => number));
    const missing = migrations.filter((migration) => !numbers.has(migration.number));
    for (const migration of missing) {
      await transaction.script(readFileSync(join(FOLDER, migration.file), 'utf8'));
      await transaction.query('INSERT INTO migration (number, file) VALUES ($1, $2)', [
        migration.number,
        migration.file,
      ]);
    }
    return missing.length;
  });
}

/** Where the tables stand and where this Baton needs them, without touching them; `current` is 0 before the first start. */
export async function migrationState(database: Database): Promise<{ current: number; newest: number }> {
  const newest = listMigrations().at(-1)?.number ?? 0;
  const [table] = await database.query<{ name: string | null }>("SELECT to_regclass('migration')::text AS name");
  if (table?.name === undefined || table.name === null) return { current: 0, newest };
  const [row] = await database.query<{ number: number }>('SELECT coalesce(max(number), 0) AS number FROM migration');
  return { current: row?.number ?? 0, newest };
}

function listMigrations(): Migration[] {
  return readdirSync(FOLDER)
    .filter((file) => /^\d{6}-.+\.sql$/.test(file))
    .sort()
    .map((file) => ({ number: Number(file.slice(0, 6)), file }));
}

function newer(current: number, newest: number): StoreError {
  return new StoreError(
    'STORE_NEWER',
    `The database was last used by a newer Baton (its tables are at step ${current}, this one knows ${newest}).`,
    {
      actions: [
        'Start the newer Baton again.',
        'Or point this one to another database or data folder: it reads everything again from Salesforce.',
      ],
    },
  );
}

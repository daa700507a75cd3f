import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PGlite } from '@electric-sql/pglite';

import type { Database } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { pgliteDatabase } from '../../src/store/pglite-database.ts';

const MIGRATIONS = join(import.meta.dirname, '../../src/store/migrations');
const PGLITE = join(import.meta.dirname, '../../node_modules/@electric-sql/pglite/package.json');

/**
 * An embedded database in memory with all tables.
 *
 * Making one takes seconds of processor time, and nearly every test file needs one. So the first makes a picture of an
 * empty one, kept in the temporary folder under a name that follows from all that is in it, and the others start there.
 */
export async function openEmbedded(): Promise<Database> {
  const picture = join(tmpdir(), `baton-test-embedded-${fingerprint()}.tar`);
  if (existsSync(picture))
    return pgliteDatabase(await PGlite.create({ loadDataDir: new Blob([readFileSync(picture)]) }));
  const instance = await PGlite.create();
  const database = pgliteDatabase(instance);
  await migrate(database);
  const own = `${picture}.${String(process.pid)}`;
  writeFileSync(own, Buffer.from(await (await instance.dumpDataDir('none')).arrayBuffer()));
  renameSync(own, picture);
  return database;
}

/** Takes all rows out, much faster than making the tables anew. Migrations put none in. */
export async function emptyTables(database: Database): Promise<void> {
  const tables = await database.query<{ name: string }>(
    `SELECT quote_ident(relname) AS name FROM pg_class
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'migration'`,
  );
  const deletes = tables.map(({ name }) => `DELETE FROM ${name};`).join('');
  await database.script(`SET session_replication_role = replica; ${deletes} SET session_replication_role = DEFAULT`);
}

function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync(PGLITE));
  for (const file of readdirSync(MIGRATIONS).sort()) hash.update(readFileSync(join(MIGRATIONS, file)));
  return hash.digest('hex').slice(0, 16);
}

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PGlite } from '@electric-sql/pglite';

import type { Database } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { pgliteDatabase } from '../../src/store/pglite-database.ts';

const MIGRATIONS = join(import.meta.dirname, '../../src/store/migrations');
const PGLITE = join(import.meta.dirname, '../../node_modules/@electric-sql/pglite/package.json');

/** An embedded database in memory with all tables. */
export async function openEmbedded(): Promise<Database> {
  return pgliteDatabase(await newEmbedded());
}

/** The same without what the service puts around it. */
export async function newEmbedded(): Promise<PGlite> {
  return PGlite.create({ loadDataDir: new Blob([readFileSync(await picture())]) });
}

/**
 * Puts the files of an embedded database with all tables into a folder that is not there yet, so that a process that is
 * started on it need not make them. As long as no test has made a picture nothing is placed: a first start does the same.
 */
export function placeEmbedded(folder: string): void {
  const from = pictureFile();
  if (!existsSync(from) || existsSync(folder)) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Its names begin with a slash, of which tar complains.
  execFileSync('tar', ['-xf', from, '-C', folder], { stdio: 'ignore' });
}

/**
 * The picture of an empty database. Making one takes seconds of processor time, and nearly every test file needs one. So
 * the first is kept in the temporary folder under a name that follows from all that is in it, and the others start there.
 */
async function picture(): Promise<string> {
  const file = pictureFile();
  if (existsSync(file)) return file;
  const instance = await PGlite.create();
  await migrate(pgliteDatabase(instance));
  const own = `${file}.${String(process.pid)}`;
  writeFileSync(own, Buffer.from(await (await instance.dumpDataDir('none')).arrayBuffer()));
  await instance.close();
  renameSync(own, file);
  return file;
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

function pictureFile(): string {
  const hash = createHash('sha256').update(readFileSync(PGLITE));
  for (const file of readdirSync(MIGRATIONS).sort()) hash.update(file).update(readFileSync(join(MIGRATIONS, file)));
  return join(tmpdir(), `baton-test-embedded-${hash.digest('hex').slice(0, 16)}.tar`);
}

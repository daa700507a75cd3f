/* eslint jest/no-export: off, jest/no-disabled-tests: off, jest/expect-expect: off --
   This is no test file: it wraps the tests of others. */
import type { PGlite } from '@electric-sql/pglite';
import { afterAll, describe, test } from '@jest/globals';
import pg from 'pg';

import type { Database } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { pgliteDatabase } from '../../src/store/pglite-database.ts';
import { emptyTables, newEmbedded, openEmbedded } from './embedded-database.ts';
import { findPostgres } from './postgres-server.ts';

/** Opens a fresh database with all tables; the one opened before is gone. */
export type OpenFresh = (options?: { readonly migrated?: boolean }) => Promise<Database>;

/**
 * Runs the same tests on the embedded database and on a PostgreSQL server.
 * Where there is no server on this machine one skipped test says so.
 */
export function eachDatabase(name: string, tests: (open: OpenFresh) => void): void {
  describe(`${name}, embedded`, () => {
    const { open, close } = embedded();
    afterAll(close);
    tests(open);
  });
  describe(`${name}, on a server`, () => {
    if (!serverIsThere) {
      test.skip('needs PostgreSQL: install it or set TEST_DATABASE_URL', () => undefined);
      return;
    }
    const { open, close } = onServer();
    afterAll(close);
    tests(open);
  });
}

// Where there is a server it is started while the tests are collected, so that none of them has to wait for it.
const server = await findPostgres();
const serverIsThere = server !== undefined;

/** Starting the embedded database takes seconds, so that one instance is emptied again and again. */
function embedded(): { open: OpenFresh; close: () => Promise<void> } {
  let instance: PGlite | undefined;
  let hasTables = true;
  return {
    open: async (options) => {
      instance ??= await newEmbedded();
      const database = pgliteDatabase(instance);
      if (hasTables && options?.migrated !== false) {
        await emptyTables(database);
        return database;
      }
      await instance.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
      hasTables = options?.migrated !== false;
      return prepared(database, options);
    },
    close: async () => {
      await instance?.close();
    },
  };
}

function onServer(): { open: OpenFresh; close: () => Promise<void> } {
  let current: { database: Database; name: string } | undefined;
  const drop = async (): Promise<void> => {
    if (current === undefined) return;
    await current.database.close();
    await administer(`DROP DATABASE ${current.name} WITH (FORCE)`);
    current = undefined;
  };
  return {
    open: async (options) => {
      await drop();
      const { name, url } = await createServerDatabase();
      const database = await openDatabase({ url });
      current = { database, name };
      return prepared(database, options);
    },
    close: drop,
  };
}

/**
 * A database with all tables, for tests of what the service does with one: on the server where there is one, which costs
 * half the processor time, else embedded. That both answer alike is what `eachDatabase` tests.
 */
export async function openStore(): Promise<Database> {
  if (!serverIsThere) return openEmbedded();
  const { name, url } = await createServerDatabase();
  const database = await openDatabase({ url });
  await migrate(database);
  const close = async (): Promise<void> => {
    await database.close();
    await administer(`DROP DATABASE ${name} WITH (FORCE)`);
  };
  return { ...database, close };
}

/** An empty database on the server, for tests that open it themselves. */
export async function createServerDatabase(): Promise<{ name: string; url: string }> {
  if (server === undefined) throw new Error('There is no PostgreSQL on this machine.');
  const name = `test_${process.pid}_${String(Math.random()).slice(2)}`;
  await administer(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { name, url: url.href };
}

export const hasServer = serverIsThere;

async function administer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function prepared(database: Database, options: { readonly migrated?: boolean } = {}): Promise<Database> {
  if (options.migrated !== false) await migrate(database);
  return database;
}

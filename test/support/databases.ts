/* eslint jest/no-export: off, jest/no-disabled-tests: off, jest/expect-expect: off --
   This is no test file: it wraps the tests of others. */
import type { PGlite } from '@electric-sql/pglite';
import { afterAll, describe, test } from '@jest/globals';

import type { Database } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { pgliteDatabase } from '../../src/store/pglite-database.ts';
import { emptyTables, newEmbedded } from './embedded-database.ts';
import { administer, createServerDatabase, hasServer } from './open-store.ts';

export { createServerDatabase, hasServer, openStore } from './open-store.ts';

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
    if (!hasServer) {
      test.skip('needs PostgreSQL: install it or set TEST_DATABASE_URL', () => undefined);
      return;
    }
    const { open, close } = onServer();
    afterAll(close);
    tests(open);
  });
}

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

async function prepared(database: Database, options: { readonly migrated?: boolean } = {}): Promise<Database> {
  if (options.migrated !== false) await migrate(database);
  return database;
}

import pg from 'pg';

import type { Database } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { openEmbedded } from './embedded-database.ts';
import { findPostgres } from './postgres-server.ts';

// Where there is a server it is started while the tests are collected, so that none of them has to wait for it.
const server = await findPostgres();
export const hasServer = server !== undefined;

/**
 * A database with all tables, for tests of what the service does with one: on the server where there is one, which costs
 * half the processor time, else embedded. That both answer alike is what `eachDatabase` tests.
 */
export async function openStore(): Promise<Database> {
  if (!hasServer) return openEmbedded();
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

/** Sends one statement to the server itself. */
export async function administer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

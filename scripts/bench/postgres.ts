/** A throw-away PostgreSQL server for measures, with the settings of an ordinary one. */
import pg from 'pg';

import { findPostgres } from '../../test/support/postgres-server.ts';

/** An empty database. @throws Error where there is no PostgreSQL on this machine. */
export async function freshDatabase(): Promise<string> {
  const server = await findPostgres();
  if (server === undefined) throw new Error('This measure needs PostgreSQL: install it, or set TEST_DATABASE_URL.');
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  const name = `bench_${process.pid}_${Date.now()}`;
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

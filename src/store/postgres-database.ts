import pg from 'pg';

import { copyInto } from './copy-into.ts';
import type { Database, TransactionSize } from './database.ts';
import { explainStoreError, StoreError } from './store-errors.ts';

/** A few: every process works on one batch of customers at a time, plus one connection for each lock it holds. */
const CONNECTIONS = 6;
const CONNECT_TIMEOUT_MS = 10_000;
const OLDEST_VERSION = 150_000;
const INT8_OID = 20;
/** Statements of ours take milliseconds; the server would compile the larger ones for up to half a second first, each time. */
const NO_COMPILER = 'SET jit = off';

/** Counts and milliseconds fit a JavaScript number; `pg` would hand them out as text. */
const types = new pg.TypeOverrides();
types.setTypeParser(INT8_OID, Number);

/**
 * Opens a PostgreSQL server, version 15 or later.
 * @throws StoreError when it can not be reached, refuses us, or is too old.
 */
export async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'baton',
    types,
    // eslint-disable-next-line @typescript-eslint/no-misused-promises -- the pool waits for it, though its type is silent
    onConnect: (client) => client.query(NO_COMPILER),
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  const database = postgresDatabase(pool);
  try {
    await checkVersion(database);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return database;
}

async function checkVersion(database: Database): Promise<void> {
  const [row] = await database.query<{ version: number }>(
    `SELECT current_setting('server_version_num')::int AS version`,
  );
  if (row !== undefined && row.version < OLDEST_VERSION) {
    throw new StoreError('STORE_TOO_OLD', 'The PostgreSQL server is older than version 15.', {
      actions: ['Point DATABASE_URL to PostgreSQL 15 or later, or leave it empty for the embedded database.'],
    });
  }
}

function postgresDatabase(pool: pg.Pool): Database {
  return {
    ...secondTries(statements(pool)),
    copy: () => Promise.reject(new Error('Rows are copied inside a transaction.')),
    transaction: (work, size = 'any') =>
      withSecondTries(async () => {
        const client = await connect(pool);
        try {
          return await inTransaction(client, work, size);
        } finally {
          client.release();
        }
      }),
    exclusively: (name, work) => exclusively(pool, name, work),
    close: () => pool.end(),
  };
}

/** A client inside a transaction, or the pool for single statements. */
function statements(
  runner: pg.Pool | pg.PoolClient,
  size: TransactionSize = 'any',
): Pick<Database, 'query' | 'script'> {
  const run = async (query: pg.QueryConfig): Promise<object[]> => {
    try {
      return (await runner.query<object>(query)).rows;
    } catch (error) {
      throw explainStoreError(withCode(error));
    }
  };
  return {
    query: <Row extends object>(text: string, parameters: readonly unknown[] = []) => {
      const query = { text, values: [...parameters] };
      return run(size === 'few' ? { ...query, name: nameOf(text) } : query) as Promise<Row[]>;
    },
    script: async (text) => {
      await run({ text });
    },
  };
}

const names = new Map<string, string>();

/** By its name the server knows the plan of a statement, as long as the connection lasts or until it is out of date. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `baton_${String(names.size)}`;
  names.set(text, name);
  return name;
}

/** Statements outside a transaction, each of which is one of its own. */
function secondTries({ query, script }: ReturnType<typeof statements>): ReturnType<typeof statements> {
  return {
    query: (sql, parameters) => withSecondTries(() => query(sql, parameters)),
    script: (sql) => withSecondTries(() => script(sql)),
  };
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw explainStoreError(withCode(error));
  }
}

/** The pool's own time limit comes without a code. */
function withCode(error: unknown): unknown {
  const timedOut = error instanceof Error && error.message.startsWith('timeout exceeded when trying to connect');
  return timedOut ? Object.assign(error, { code: 'ETIMEDOUT' }) : error;
}

/** Ended by the server in favour of another process, with nothing done: deadlock, or no serial order. */
const YIELDED = new Set(['40P01', '40001']);
const MOST_TRIES = 6;

/**
 * Several processes now and then lock the same rows in two orders; the server then ends one of the transactions, whose
 * work is done anew from its beginning.
 */
async function withSecondTries<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
      if (!YIELDED.has(code) || tries >= MOST_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 100 * tries));
    }
  }
}

/** Whatever the values are: a plan that suits them better would have to be made each time. */
const KEEP_PLANS = 'SET LOCAL plan_cache_mode = force_generic_plan';
const WITHOUT_WAITING = 'SET LOCAL synchronous_commit = off';
const BEGIN = { any: 'BEGIN', few: `BEGIN; ${KEEP_PLANS}; ${WITHOUT_WAITING}` } as const;

async function inTransaction<Result>(
  client: pg.PoolClient,
  work: (database: Database) => Promise<Result>,
  size: TransactionSize,
): Promise<Result> {
  const database: Database = {
    ...statements(client, size),
    copy: (table, columns, lines) => copyInto(client, `COPY ${table} (${columns.join(', ')}) FROM STDIN`, lines),
    transaction: (inner) => inner(database),
    exclusively: () => Promise.reject(new Error('A lock is taken before the transaction begins.')),
    close: () => Promise.reject(new Error('A transaction ends by itself.')),
  };
  await client.query(BEGIN[size]);
  try {
    const result = await work(database);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw explainStoreError(error);
  }
}

/** The lock belongs to the connection, so a process that dies gives it free. */
async function exclusively<Result>(
  pool: pg.Pool,
  name: string,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  const client = await connect(pool);
  let broken = false;
  try {
    const key = `baton:${name}`;
    const reply = await client.query<{ taken: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken',
      [key],
    );
    if (reply.rows[0]?.taken !== true) return undefined;
    try {
      return await work();
    } finally {
      await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [key]).catch(() => {
        broken = true;
      });
    }
  } finally {
    client.release(broken);
  }
}

import type { PGlite, Transaction } from '@electric-sql/pglite';

import type { Database } from './database.ts';
import { explainStoreError } from './store-errors.ts';

type Runner = Pick<PGlite | Transaction, 'query' | 'exec'>;

/**
 * PGlite behind the same door as a server. It has one connection: transactions wait for each other by themselves, and
 * the only process there is holds every advisory lock, so a lock need only be known within this process.
 */
export function pgliteDatabase(pglite: PGlite, afterClose: () => void = () => undefined): Database {
  const held = new Set<string>();
  return {
    ...statements(pglite),
    copy: () => Promise.reject(new Error('Rows are copied inside a transaction.')),
    transaction: (work) => explained(() => pglite.transaction((transaction) => work(inside(transaction)))),
    async exclusively(name, work) {
      if (held.has(name)) return undefined;
      held.add(name);
      try {
        return await work();
      } finally {
        held.delete(name);
      }
    },
    async close() {
      try {
        if (!pglite.closed) await pglite.close();
      } finally {
        afterClose();
      }
    },
  };
}

function inside(transaction: Transaction): Database {
  const database: Database = {
    ...statements(transaction),
    copy: (table, columns, lines) =>
      explained(async () => {
        const sql = `COPY ${table} (${columns.join(', ')}) FROM '/dev/blob'`;
        await transaction.query(sql, [], { blob: new Blob([lines]) });
      }),
    transaction: (work) => work(database),
    exclusively: () => Promise.reject(new Error('A lock is taken before the transaction begins.')),
    close: () => Promise.reject(new Error('A transaction ends by itself.')),
  };
  return database;
}

function statements(runner: Runner): Pick<Database, 'query' | 'script'> {
  return {
    query: <Row extends object>(sql: string, parameters: readonly unknown[] = []) =>
      explained(async () => (await runner.query<Row>(sql, [...parameters])).rows),
    script: (sql) =>
      explained(async () => {
        await runner.exec(sql);
      }),
  };
}

async function explained<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw explainStoreError(error);
  }
}

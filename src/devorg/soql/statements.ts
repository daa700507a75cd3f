import type { DatabaseSync, StatementSync } from 'node:sqlite';

import type { SqlValue } from './query-context.ts';
import type { SqlRow } from './record-reader.ts';

/**
 * A statement that is being read cannot be started again, yet preparing a new one for each query costs more than most
 * queries, and memory that the collector does not see. So statements wait here between two readings; a reading takes
 * one out and puts it back at its end.
 */
const idle = new WeakMap<DatabaseSync, Map<string, StatementSync>>();
const TEXTS_KEPT = 400;

/** The rows of a statement as arrays, as SQLite finds them. Results can be read side by side, and left early. */
export function* rowsOf(
  database: DatabaseSync,
  sql: string,
  params: readonly SqlValue[],
): Generator<SqlRow, undefined, undefined> {
  const statement = take(database, sql);
  try {
    yield* statement.iterate(...params) as unknown as Iterable<SqlRow>;
  } finally {
    putBack(database, sql, statement);
  }
}

function take(database: DatabaseSync, sql: string): StatementSync {
  const waiting = idle.get(database);
  const known = waiting?.get(sql);
  if (known) {
    waiting?.delete(sql);
    return known;
  }
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  return statement;
}

function putBack(database: DatabaseSync, sql: string, statement: StatementSync): void {
  let waiting = idle.get(database);
  if (!waiting) {
    waiting = new Map();
    idle.set(database, waiting);
  }
  waiting.set(sql, statement);
  // The first key has waited longest.
  const [oldest] = waiting.keys();
  if (waiting.size > TEXTS_KEPT && oldest !== undefined) waiting.delete(oldest);
}

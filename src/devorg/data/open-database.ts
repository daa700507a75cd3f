import { DatabaseSync, type StatementSync } from 'node:sqlite';

/**
 * Opens the org's file. The org is a play-thing that can be made again, so a power cut may cost the last seconds;
 * a crash of the process costs nothing.
 * @param file path, or `:memory:`
 */
export function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = OFF;
    PRAGMA cache_size = -65536;
    PRAGMA temp_store = MEMORY;
  `);
  return database;
}

const STATEMENTS_KEPT = 500;
const statements = new WeakMap<DatabaseSync, Map<string, StatementSync>>();

/** A prepared statement, kept for the next call with the same text. Do not use it again inside its own `iterate()`. */
export function prepare(database: DatabaseSync, sql: string): StatementSync {
  let kept = statements.get(database);
  if (!kept) {
    kept = new Map();
    statements.set(database, kept);
  }
  let statement = kept.get(sql);
  if (!statement) {
    if (kept.size >= STATEMENTS_KEPT) kept.clear();
    statement = database.prepare(sql);
    kept.set(sql, statement);
  }
  return statement;
}

/** Runs `work` in a transaction; inside another one, as a part of it that is undone alone when `work` throws. */
export function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  const nested = database.isTransaction;
  database.exec(nested ? 'SAVEPOINT part' : 'BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec(nested ? 'RELEASE part' : 'COMMIT');
    return result;
  } catch (error) {
    // A full disk ends the transaction by itself.
    if (database.isTransaction) database.exec(nested ? 'ROLLBACK TO part; RELEASE part' : 'ROLLBACK');
    throw error;
  }
}

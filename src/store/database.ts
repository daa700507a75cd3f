/**
 * `few`: a transaction that comes often and touches few rows of large tables, with the same statements each time. Their
 * plans are kept, since planning takes longer than doing. It does not wait for the disk: where the server itself crashes
 * right afterwards it may be undone, all of it together, though never with anything later still there. So it must be one
 * that is done again then, as the last page of a poll and what follows from it are, and nothing may go on from it in memory.
 */
export type TransactionSize = 'few' | 'any';

/** PostgreSQL as Baton uses it; PGlite and a server answer the same. `bigint` columns come back as numbers. */
export interface Database {
  /** Runs one statement with `$1`-style parameters and returns its rows. */
  query<Row extends object = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Runs a script of several statements without parameters. */
  script(sql: string): Promise<void>;
  /**
   * Adds rows that are not there yet, much faster than INSERT. Only inside a transaction.
   * @param lines in the text format of COPY, see `copyValue`
   */
  copy(table: string, columns: readonly string[], lines: string): Promise<void>;
  /** Runs `work` in one transaction; rolls back when it throws. Inside, use only the database handed to `work`. */
  transaction<Result>(work: (database: Database) => Promise<Result>, size?: TransactionSize): Promise<Result>;
  /**
   * Runs `work` while holding the advisory lock of this name, so that of all processes on this database one does it.
   * @returns undefined, without running `work`, when another one holds it.
   */
  exclusively<Result>(name: string, work: () => Promise<Result>): Promise<Result | undefined>;
  close(): Promise<void>;
}

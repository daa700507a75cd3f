import type { Viewer } from '../access/viewer.ts';
import type { Org } from '../org.ts';
import { compileCount, compileQuery } from './compile-query.ts';
import type { CompiledQuery, CompileOptions } from './compiled-query.ts';
import { parseSoql } from './parse-soql.ts';
import { QueryContext, type SqlValue } from './query-context.ts';
import type { SelectQuery } from './query-tree.ts';
import type { RecordJson, SqlRow } from './record-reader.ts';
import { rowsOf } from './statements.ts';

/** The version in URLs where the request names none. */
export const DEFAULT_VERSION = '66.0';

export interface RunOptions {
  /** `queryAll`: rows in the recycle bin and archived activities too. */
  readonly all?: boolean;
  /** API version of the request, such as `66.0`. */
  readonly version?: string;
}

export interface QueryRun {
  /** How many records there are; counted when first asked for. */
  readonly totalSize: number;
  /** The records one by one, as SQLite finds them. */
  rows(): IterableIterator<RecordJson>;
}

/** Largest OFFSET that SOQL takes. */
const LARGEST_OFFSET = 2000;

/** A query that was read, with all that compiling it takes. */
export interface PreparedQuery {
  readonly query: SelectQuery;
  readonly options: CompileOptions;
}

/**
 * Reads a SOQL text for a viewer.
 *
 * @throws ApiError MALFORMED_QUERY; NUMBER_OUTSIDE_VALID_RANGE for an OFFSET beyond what SOQL takes
 */
export function prepareQuery(org: Org, viewer: Viewer, soql: string, run: RunOptions = {}): PreparedQuery {
  const { query, literals } = parseSoql(soql);
  const options = { org, viewer, text: soql, literals, all: run.all ?? false, version: run.version ?? DEFAULT_VERSION };
  const context = new QueryContext(options);
  if ((context.number(query.offset) ?? 0) > LARGEST_OFFSET) throw context.errors.offsetTooLarge(LARGEST_OFFSET);
  return { query, options };
}

/**
 * Runs a query as a user: only objects, fields and rows that the viewer may read.
 *
 * @throws ApiError MALFORMED_QUERY, INVALID_TYPE, INVALID_FIELD, INVALID_QUERY_FILTER_OPERATOR
 */
export function runQuery(org: Org, viewer: Viewer, soql: string, run: RunOptions = {}): QueryRun {
  return runPrepared(prepareQuery(org, viewer, soql, run));
}

/** Runs a query that was read already. */
export function runPrepared({ query, options }: PreparedQuery): QueryRun {
  const compiled = compileQuery(query, options);
  let counted: number | undefined;
  return {
    get totalSize() {
      counted ??= countOf(compiled, { query, options });
      return counted;
    },
    rows: () => (compiled.kind === 'count' ? noRows() : recordsOf(options.org, compiled)),
  };
}

function countOf(compiled: CompiledQuery, { query, options }: PreparedQuery): number {
  if (compiled.kind !== 'aggregates') {
    const count = compiled.kind === 'count' ? compiled : compileCount(query, options);
    return Number(firstRow(options.org, count.sql, count.params)?.[0] ?? 0);
  }
  const sql = `SELECT COUNT(*) FROM (${compiled.sql})`;
  return Number(firstRow(options.org, sql, compiled.params)?.[0] ?? 0);
}

function firstRow(org: Org, sql: string, params: readonly SqlValue[]): SqlRow | undefined {
  // Read to its end, so that the statement is free again.
  const [row] = [...rowsOf(org.database, sql, params)];
  return row;
}

function* noRows(): IterableIterator<RecordJson> {
  // COUNT() answers with a total and no records.
}

/** Reads the records of a compiled query as they are found. */
export function* recordsOf(
  org: Org,
  compiled: CompiledQuery,
  params: readonly SqlValue[] = compiled.params,
): IterableIterator<RecordJson> {
  for (const row of rowsOf(org.database, compiled.sql, params)) yield compiled.read(row);
}

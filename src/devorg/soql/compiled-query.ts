import type { QueryInput, SqlValue } from './query-context.ts';
import type { RecordJson, SqlRow } from './record-reader.ts';

/** A SELECT with its parameters, and how to make a record of each row. */
export interface CompiledQuery {
  readonly kind: 'records' | 'aggregates' | 'count';
  readonly objectName: string;
  readonly sql: string;
  readonly params: readonly SqlValue[];
  readonly read: (row: SqlRow) => RecordJson;
}

export interface CompileOptions extends QueryInput {
  /** API version for the URLs in `attributes`. */
  readonly version: string;
}

import type { Viewer } from '../access/viewer.ts';
import type { Org } from '../org.ts';
import { compileFlat } from '../soql/index.ts';
import { csvLine, javaDouble } from './csv-line.ts';
import { lineSql } from './line-sql.ts';

/** A query whose rows go from SQLite to CSV without becoming records in between. */
export interface BulkSource {
  readonly object: string;
  /** The line of headers, then one for each row. */
  lines(delimiter: string, lineEnding: string): Iterable<string>;
}

/**
 * Compiles the query of a bulk job for a viewer.
 *
 * @throws ApiError as for any query, and for what bulk queries do not know.
 */
export function planBulkQuery(org: Org, viewer: Viewer, soql: string, all: boolean): BulkSource {
  const flat = compileFlat(org, viewer, soql, { all });
  return {
    object: flat.objectName,
    lines: function* (delimiter, lineEnding) {
      const headers = flat.cells.map(({ name }) => name);
      yield csvLine(headers, delimiter, lineEnding);
      for (const [text, ...more] of flat.rows(lineSql(flat.cells, delimiter, lineEnding))) {
        yield more.length === 0 ? String(text) : String(text) + withNumbers(more);
      }
    },
  };
}

/** Numbers and texts by turns, beginning with a number. */
function withNumbers(pieces: readonly (string | number | null)[]): string {
  let line = '';
  for (const piece of pieces) line += typeof piece === 'number' ? javaDouble(piece) : (piece ?? '');
  return line;
}

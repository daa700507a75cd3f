import { Readable } from 'node:stream';

import { parse } from 'csv-parse';

import type { RawRow } from './fields/index.ts';

/** Rows handed on together: each step of an async generator costs about as much as the parsing of a row. */
const rowsAtOnce = 500;

/**
 * Rows of a CSV as it comes in, as text by header; strict: a row with too many or too few values, or a quote out of
 * place, throws. Memory does not grow with the length.
 */
export async function* csvRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly RawRow[]> {
  const source = Readable.from(chunks, { objectMode: false });
  const parser = parse({ columns: true, bom: true });
  source.on('error', (error) => parser.destroy(error));
  try {
    let rows: RawRow[] = [];
    for await (const row of source.pipe(parser) as AsyncIterable<RawRow>) {
      rows.push(row);
      if (rows.length < rowsAtOnce) continue;
      yield rows;
      rows = [];
    }
    yield rows;
  } finally {
    source.destroy();
  }
}

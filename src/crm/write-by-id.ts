import type { WriteResult, WriteRow } from './crm.ts';
import type { Rest } from './rest.ts';
import { readResults, writeInRounds } from './write-records.ts';

interface Parts {
  readonly rest: Rest;
  readonly retryPauseMs: number;
}

function write(
  parts: Parts,
  method: 'POST' | 'PATCH',
  object: string,
  rows: readonly WriteRow[],
): Promise<WriteResult[]> {
  return writeInRounds(rows, parts, async (some) => {
    const records = some.map((row) => ({ attributes: { type: object }, ...row }));
    const body = await parts.rest.call({ method, path: '/composite/sobjects', body: { allOrNone: false, records } });
    return readResults(body, some.length);
  });
}

/** Changes rows by `Id`, 200 a call, results in their order. */
export function updateRows(parts: Parts, object: string, rows: readonly WriteRow[]): Promise<readonly WriteResult[]> {
  return write(
    parts,
    'PATCH',
    object,
    rows.map(({ Id, ...fields }) => ({ id: Id ?? null, ...fields })),
  );
}

/**
 * Makes rows, 200 a call, results in their order. A call whose reply was lost is sent again: use it only for rows of
 * which a second one does no harm, as share rows are.
 */
export function createRows(parts: Parts, object: string, rows: readonly WriteRow[]): Promise<readonly WriteResult[]> {
  return write(parts, 'POST', object, rows);
}

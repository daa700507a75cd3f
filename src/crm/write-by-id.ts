import type { WriteResult, WriteRow } from './crm.ts';
import { CrmError } from './crm-errors.ts';
import { readResults } from './raw-result.ts';
import type { Rest } from './rest.ts';
import { writeInRounds } from './write-records.ts';

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

/**
 * Deletes one row of a named object. Rows of share tables begin with the same characters, whatever they share, so that
 * their ids do not tell the object. @returns false where the org refuses for good; a row that is gone counts as done
 */
export async function removeRow({ rest }: Parts, object: string, id: string): Promise<boolean> {
  try {
    await rest.call({ method: 'DELETE', path: `/sobjects/${object}/${id}` });
    return true;
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    if (error.cure === 'gone') return true;
    if (error.cure === 'park') return false;
    throw error;
  }
}

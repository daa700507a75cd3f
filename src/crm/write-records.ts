import type { Access } from './access.ts';
import type { WriteResult, WriteRow } from './crm.ts';
import { CrmError, CrmMissingAccess } from './crm-errors.ts';
import { integrationFix } from './fields/field.ts';
import { type RawResult, readResults } from './raw-result.ts';
import type { Rest } from './rest.ts';
import { to18 } from './salesforce-id.ts';
import { errorOfFault, readFaults } from './to-crm-error.ts';

export interface WriteParts {
  readonly rest: Rest;
  readonly access: Access;
  readonly retryPauseMs: number;
}

/**
 * Rows a call, round by round: sObject Collections take at most 200. Rows that were locked, or that made a trigger of
 * the org run into a limit, come again in smaller calls.
 */
const rowsByRound = [200, 100, 20] as const;

/** One row's result, with whether it may be sent again within this write. */
export interface Outcome {
  readonly result: WriteResult;
  readonly again: boolean;
}

function failure(raw: RawResult): Outcome {
  const fault = readFaults(raw.errors ?? [])[0] ?? { code: 'UNKNOWN', message: 'no reason given', fields: [] };
  const { cure } = errorOfFault(fault);
  const result = { ok: false, ...fault, isTransient: cure === 'retry' } as const;
  return { result, again: cure === 'retry' || cure === 'shrink' };
}

export function toOutcome(raw: RawResult): Outcome {
  if (!raw.success) return failure(raw);
  return { result: { ok: true, id: to18(raw.id ?? ''), created: raw.created === true }, again: false };
}

/** Sends one call; halves it where the org finds it too large as a whole. */
async function sendOrHalve<Row>(
  rows: readonly Row[],
  send: (rows: readonly Row[]) => Promise<readonly RawResult[]>,
): Promise<readonly RawResult[]> {
  try {
    return await send(rows);
  } catch (error) {
    if (!(error instanceof CrmError) || error.cure !== 'shrink' || rows.length < 2) throw error;
    const middle = Math.ceil(rows.length / 2);
    const first = await sendOrHalve(rows.slice(0, middle), send);
    return [...first, ...(await sendOrHalve(rows.slice(middle), send))];
  }
}

/**
 * Sends rows in calls one after another, since rows of one account lock it: two calls at once would wait for each
 * other or fail. The caller sorts by account, so that a call meets few of them.
 */
export async function writeInRounds<Row>(
  rows: readonly Row[],
  { rest, retryPauseMs }: Pick<WriteParts, 'rest' | 'retryPauseMs'>,
  send: (rows: readonly Row[]) => Promise<readonly RawResult[]>,
): Promise<WriteResult[]> {
  const results: WriteResult[] = [];
  let pending = rows.map((_, index) => index);
  for (const [round, size] of rowsByRound.entries()) {
    if (pending.length === 0) break;
    if (round > 0) await rest.pause(retryPauseMs * 2 ** (round - 1) * (0.5 + Math.random() / 2));
    const again: number[] = [];
    for (let from = 0; from < pending.length; from += size) {
      const indices = pending.slice(from, from + size);
      const raw = await sendOrHalve(
        indices.map((index) => rows[index] as Row),
        send,
      );
      indices.forEach((index, at) => {
        const outcome = toOutcome(raw[at] as RawResult);
        results[index] = outcome.result;
        if (outcome.again) again.push(index);
      });
    }
    pending = again;
  }
  return results;
}

/** Fields that a row takes when it is made and refuses afterwards: the account of a detail row. */
export async function createOnlyFields({ access }: WriteParts, object: string): Promise<ReadonlySet<string>> {
  const described = await access.describe(object);
  const fields = [...(described?.fields.values() ?? [])];
  return new Set(fields.filter((field) => field.createable && !field.updateable).map(({ name }) => name));
}

export function without(row: WriteRow, fields: ReadonlySet<string>): WriteRow {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !fields.has(name)));
}

/**
 * Writes rows by external id, 200 a call, results in their order. A whole call that failed on its way is sent again:
 * an upsert does no harm the second time.
 * @throws CrmError where a whole call can not be made; rows before it are written then, and writing all again is safe.
 */
export async function upsertRows(
  parts: WriteParts,
  object: string,
  externalIdField: string,
  rows: readonly WriteRow[],
): Promise<readonly WriteResult[]> {
  const path = `/composite/sobjects/${object}/${externalIdField}`;
  const send = async (some: readonly WriteRow[]): Promise<readonly RawResult[]> => {
    const records = some.map((row) => ({ attributes: { type: object }, ...row }));
    const body = await parts.rest.call({ method: 'PATCH', path, body: { allOrNone: false, records } });
    return readResults(body, some.length);
  };
  try {
    const results = await writeInRounds(rows, parts, send);
    await sendWithoutCreateOnly(parts, object, rows, results, send);
    return results;
  } catch (error) {
    if (!(error instanceof CrmError) || error.cure !== 'gone') throw error;
    throw new CrmMissingAccess(`Baton can not write ${object} by ${externalIdField}: it is not there, or hidden.`, {
      actions: [integrationFix, 'Deploy the Baton package, if this org does not have it yet.'],
      cause: error,
    });
  }
}

/** An upsert that finds the row refuses the field that ties it to its account, even with the value that it has. */
async function sendWithoutCreateOnly(
  parts: WriteParts,
  object: string,
  rows: readonly WriteRow[],
  results: WriteResult[],
  send: (rows: readonly WriteRow[]) => Promise<readonly RawResult[]>,
): Promise<void> {
  const refused = results.flatMap((result, index) =>
    !result.ok && result.code === 'INVALID_FIELD_FOR_INSERT_UPDATE' ? [index] : [],
  );
  if (refused.length === 0) return;
  const fields = await createOnlyFields(parts, object);
  const concerned = refused.filter((index) => Object.keys(rows[index] ?? {}).some((name) => fields.has(name)));
  const shorter = concerned.map((index) => without(rows[index] ?? {}, fields));
  const second = await writeInRounds(shorter, parts, send);
  second.forEach((result, at) => {
    const index = concerned[at];
    if (index !== undefined) results[index] = result;
  });
}

/** What a delete says of a row that is gone already. */
const goneCodes = new Set(['ENTITY_IS_DELETED', 'INVALID_CROSS_REFERENCE_KEY', 'NOT_FOUND']);

/** Deletes by id, 200 a call, results in their order. A row that is gone already counts as done. */
export async function removeRows(
  parts: Pick<WriteParts, 'rest' | 'retryPauseMs'>,
  ids: readonly string[],
): Promise<readonly WriteResult[]> {
  const results = await writeInRounds(ids, parts, async (some) => {
    const query = new URLSearchParams({ ids: some.join(','), allOrNone: 'false' });
    const path = `/composite/sobjects?${query.toString()}`;
    return readResults(await parts.rest.call({ method: 'DELETE', path }), some.length);
  });
  return results.map((result, index) =>
    !result.ok && goneCodes.has(result.code) ? { ok: true, id: to18(ids[index] ?? ''), created: false } : result,
  );
}

import { z } from 'zod';

import { isRefusal, refusal } from './bulk-job.ts';
import type { FieldValue, WriteRow } from './crm.ts';
import { CrmError } from './crm-errors.ts';
import { csvRows, TornCsv } from './csv-rows.ts';
import type { RawRow } from './fields/index.ts';
import { parseReply, unexpectedReply } from './parse-reply.ts';
import type { Rest } from './rest.ts';
import { errorOfNetwork } from './to-crm-error.ts';

const jobSchema = z.object({ id: z.string(), state: z.string() });

const listSchema = z.object({
  records: z.array(jobSchema.extend({ object: z.string(), createdById: z.string() })),
  nextRecordsUrl: z.string().nullish(),
});

const finalStates = new Set(['JobComplete', 'Failed', 'Aborted']);
const firstPauseMs = 500;
const longestPauseMs = 30_000;
/** A job that is not through by then stands behind others; the rows go another way. */
const patienceMs = 30 * 60_000;
const attemptsAFile = 3;
/** Unfinished jobs are among the newest; an org that has more lists than these has other worries. */
const listsAtMost = 5;

/** What cells say where a field is to be emptied; an empty cell says nothing. */
export const EMPTIED = '#N/A';

function toCell(value: FieldValue | undefined): string {
  if (value === undefined) return '';
  const text = value === null || value === '' ? EMPTIED : String(value);
  return `"${text.replaceAll('"', '""')}"`;
}

/** Rows as CSV; a field that a row does not name stays as it is. */
export function toCsv(rows: readonly WriteRow[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [names.join(','), ...rows.map((row) => names.map((name) => toCell(row[name])).join(','))].join('\n') + '\n';
}

const pathOf = (id: string, rest = ''): string => `/jobs/ingest/${id}${rest}`;

/** Opens an upsert job. @throws BulkRefused */
export async function openIngestJob(rest: Rest, object: string, externalIdFieldName: string): Promise<string> {
  const form = { contentType: 'CSV', columnDelimiter: 'COMMA', lineEnding: 'LF' };
  const body = { operation: 'upsert', object, externalIdFieldName, ...form };
  return orRefused(async () => {
    const reply = await rest.call({ method: 'POST', path: '/jobs/ingest', body });
    return parseReply(jobSchema, reply, 'An ingest job').id;
  });
}

/** Hands the rows over and has the org begin. @throws BulkRefused */
export async function startIngestJob(rest: Rest, id: string, csv: string): Promise<void> {
  await orRefused(() => rest.call({ method: 'PUT', path: pathOf(id, '/batches'), csv }));
  try {
    await orRefused(() => rest.call({ method: 'PATCH', path: pathOf(id), body: { state: 'UploadComplete' } }));
  } catch (error) {
    // A call whose reply was lost is made again, and finds the job under way.
    if ((await readState(rest, id)) === 'Open') throw error;
  }
}

/**
 * Waits until the job is over, with growing pauses: each look is an API call. One that takes too long is stopped.
 * @returns its last state
 */
export async function waitForIngestJob(rest: Rest, id: string): Promise<string> {
  const giveUp = performance.now() + patienceMs;
  for (let pauseMs = firstPauseMs; performance.now() < giveUp; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
    await rest.pause(pauseMs);
    const state = await readState(rest, id);
    if (finalStates.has(state)) return state;
  }
  await rest.call({ method: 'PATCH', path: pathOf(id), body: { state: 'Aborted' } });
  return 'Aborted';
}

async function readState(rest: Rest, id: string): Promise<string> {
  return parseReply(jobSchema, await rest.call({ method: 'GET', path: pathOf(id) }), 'An ingest job').state;
}

/** Rows of one file of results, read again from its start where it breaks off. */
export async function readResultFile(
  rest: Rest,
  id: string,
  file: 'successfulResults' | 'failedResults',
  retryPauseMs: number,
): Promise<RawRow[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const reply = await rest.stream({ method: 'GET', path: pathOf(id, `/${file}`), accept: 'text/csv' });
      const rows: RawRow[] = [];
      for await (const some of csvRows(reply.chunks)) rows.push(...some);
      return rows;
    } catch (error) {
      const failure = asCrmError(error);
      if (failure.cure !== 'retry' || attempt >= attemptsAFile) throw failure;
      await rest.pause(retryPauseMs * attempt);
    }
  }
}

function asCrmError(error: unknown): CrmError {
  if (error instanceof CrmError) return error;
  if (error instanceof TornCsv) return unexpectedReply(`The results of a job are no valid CSV: ${error.message}.`);
  return errorOfNetwork(error, 'results of an ingest job');
}

/** Removes a job; one that still runs is stopped first. The org does it itself after seven days. */
export async function dropIngestJob(rest: Rest, id: string, isOver: boolean): Promise<void> {
  try {
    if (!isOver) await rest.call({ method: 'PATCH', path: pathOf(id), body: { state: 'Aborted' } });
    await rest.call({ method: 'DELETE', path: pathOf(id) });
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
  }
}

/**
 * Stops what a service that died left behind: it would write old values over new ones. Only one process writes an
 * object at a time, so that a job of ours which is not over is nobody's.
 * @throws BulkRefused
 */
export async function dropLeftJobs(rest: Rest, object: string): Promise<number> {
  const { userId } = await rest.session.current();
  let dropped = 0;
  let path: string | undefined = '/jobs/ingest?jobType=V2Ingest';
  for (let list = 0; path !== undefined && list < listsAtMost; list += 1) {
    const asked: string = path;
    const body = await orRefused(() => rest.call({ method: 'GET', path: asked }));
    const reply = parseReply(listSchema, body, 'The list of ingest jobs');
    for (const job of reply.records) {
      const isOurs = job.object === object && job.createdById.slice(0, 15) === userId.slice(0, 15);
      if (!isOurs || finalStates.has(job.state)) continue;
      await dropIngestJob(rest, job.id, false);
      dropped += 1;
    }
    path = reply.nextRecordsUrl ?? undefined;
  }
  return dropped;
}

async function orRefused<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isRefusal(error)) throw refusal('The Bulk API does not take these rows.', error);
    throw error;
  }
}

import { z } from 'zod';

import { CrmError } from './crm-errors.ts';
import { parseReply } from './parse-reply.ts';
import type { Rest } from './rest.ts';

const jobSchema = z.object({ id: z.string(), state: z.string(), numberRecordsProcessed: z.number().optional() });

/** The states that a query job does not leave. */
const finalStates = new Set(['JobComplete', 'Failed', 'Aborted']);
const firstPauseMs = 250;
const longestPauseMs = 20_000;
/** A job of a huge table takes long in a busy org; one that takes longer than this is stuck. */
const patienceMs = 2 * 60 * 60_000;

/** Bulk API will not read or write this object here and now; the REST API may. */
export class BulkRefused extends CrmError {}

/** @param cause what the org said */
export function refusal(message: string, cause?: CrmError): BulkRefused {
  return new BulkRefused('CRM_BULK_REFUSED', message, { cure: 'shrink', cause, actions: cause?.actions ?? [] });
}

/**
 * Objects that Bulk does not know, compound fields, daily caps of jobs: all come as refusals of the job, in many codes.
 * A lost session, no network or no budget left are not the job's fault.
 */
export function isRefusal(error: unknown): error is CrmError {
  if (!(error instanceof CrmError) || error.salesforceCode === undefined) return false;
  const isDailyCap = error.salesforceCode === 'LIMIT_EXCEEDED' || error.salesforceCode === 'EXCEEDED_QUOTA';
  return isDailyCap || !['retry', 'refresh', 'wait'].includes(error.cure);
}

/** Opens a query job. @throws BulkRefused */
export async function openQueryJob(rest: Rest, query: string, withArchive: boolean): Promise<string> {
  const operation = withArchive ? 'queryAll' : 'query';
  const body = { operation, query, contentType: 'CSV', columnDelimiter: 'COMMA', lineEnding: 'LF' };
  try {
    return parseReply(jobSchema, await rest.call({ method: 'POST', path: '/jobs/query', body }), 'A query job').id;
  } catch (error) {
    if (isRefusal(error)) throw refusal('The Bulk API does not take this query.', error);
    throw error;
  }
}

/**
 * Waits until the job has its rows, with growing pauses: each look is an API call.
 * @returns how many rows it has, where the org says so
 * @throws BulkRefused
 */
export async function waitForJob(rest: Rest, id: string): Promise<number | undefined> {
  const giveUp = performance.now() + patienceMs;
  for (let pauseMs = firstPauseMs; performance.now() < giveUp; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
    const { state, numberRecordsProcessed } = parseReply(
      jobSchema,
      await rest.call({ method: 'GET', path: `/jobs/query/${id}` }),
      'A query job',
    );
    if (state === 'JobComplete') return numberRecordsProcessed;
    // A failed query job gives no reason; the same question over REST will.
    if (finalStates.has(state)) throw refusal(`The query job ended as ${state}.`);
    await rest.pause(pauseMs);
  }
  throw refusal('The query job did not end.');
}

/**
 * Removes the job and its rows from the org; one that still runs is stopped first.
 * Where that fails the org does it itself after seven days, so the failure is returned, not thrown.
 */
export async function dropJob(rest: Rest, id: string, isRunning: boolean): Promise<CrmError | undefined> {
  const path = `/jobs/query/${id}`;
  try {
    if (isRunning) await rest.call({ method: 'PATCH', path, body: { state: 'Aborted' } });
    await rest.call({ method: 'DELETE', path });
    return undefined;
  } catch (error) {
    if (error instanceof CrmError) return error;
    throw error;
  }
}

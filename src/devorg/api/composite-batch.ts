import { ApiError } from '../api-error.ts';
import type { ApiReply, Call, Route } from './context.ts';
import { dispatchPart, readTarget } from './dispatch.ts';
import { asRecord } from './json.ts';
import { notFound } from './route.ts';

const maxParts = 25;
export const batchPath = 'composite/batch';

/** Up to 25 independent requests in one call. Each counts as an API call; none is undone when another fails. */
export const batchRoutes: readonly Route[] = [{ path: batchPath, handlers: { POST: batch } }];

interface BatchResult {
  readonly statusCode: number;
  readonly result: unknown;
}

function batch(call: Call): ApiReply {
  const { haltOnError } = asRecord(call.request.body);
  const results: BatchResult[] = [];
  let halted = false;
  for (const item of readItems(call.request.body)) {
    const result: BatchResult = halted ? haltedResult : runItem(call, item);
    results.push(result);
    halted ||= haltOnError === true && result.statusCode >= 400;
  }
  return { status: 200, body: { hasErrors: results.some(({ statusCode }) => statusCode >= 400), results } };
}

/** How many calls a batch counts as: one for each request in it. */
export function callsInBatch(body: unknown): number {
  const { batchRequests } = asRecord(body);
  return Array.isArray(batchRequests) ? Math.max(1, batchRequests.length) : 1;
}

const haltedResult: BatchResult = {
  statusCode: 412,
  result: [
    {
      errorCode: 'BATCH_PROCESSING_HALTED',
      message: 'Batch processing halted per request. At least one previous request was unsuccessful.',
    },
  ],
};

interface BatchItem {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

function readItems(body: unknown): BatchItem[] {
  const { batchRequests } = asRecord(body);
  if (!Array.isArray(batchRequests) || batchRequests.length === 0) {
    throw new ApiError(400, 'INVALID_INPUT', 'At least one batchRequest is required.');
  }
  if (batchRequests.length > maxParts) {
    throw new ApiError(400, 'LIMIT_EXCEEDED', `The limit of ${maxParts} batchRequests was exceeded.`);
  }
  return batchRequests.map((value) => {
    const { method, url, richInput } = asRecord(value);
    if (typeof method !== 'string' || typeof url !== 'string') {
      throw new ApiError(400, 'INVALID_INPUT', 'A batchRequest needs a method and a url.');
    }
    return { method: method.toUpperCase(), url, body: richInput };
  });
}

function runItem(call: Call, { method, url, body }: BatchItem): BatchResult {
  // The url of a batched request starts at the version; a full path is taken as well.
  const target = readTarget(url.startsWith('/services/') ? url : `/services/data/${url.replace(/^\//, '')}`);
  if (target === undefined) {
    const { message, errorCode } = notFound();
    return { statusCode: 404, result: [{ errorCode, message }] };
  }
  const reply = dispatchPart(call.context, call.session, { ...target, method, headers: {}, body });
  return { statusCode: reply.status, result: reply.body ?? null };
}

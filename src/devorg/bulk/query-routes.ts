import type { ApiReply, Call, Route } from '../api/context.ts';
import { asRecord } from '../api/json.ts';
import { notFound } from '../api/route.ts';
import { ApiError } from '../api-error.ts';
import { describeJob, isOver, type QueryJob } from './bulk-job.ts';
import { readForm, readState } from './job-input.ts';
import { runQueryJob } from './query-job.ts';
import { sendResults } from './query-results.ts';
import { planBulkQuery } from './query-source.ts';

/** Bulk API 2.0, queries. */
export const bulkQueryRoutes: readonly Route[] = [
  { path: 'jobs/query', handlers: { GET: list, POST: create } },
  { path: 'jobs/query/:id', handlers: { GET: get, PATCH: abort, DELETE: remove } },
  {
    path: 'jobs/query/:id/results',
    handlers: {},
    streams: {
      GET: async (call, req, res) => {
        await sendResults(findJob(call), call.request.query, req, res);
      },
    },
  },
];

function create({ context, viewer, request }: Call): ApiReply {
  const input = asRecord(request.body);
  const { operation, query } = input;
  if (operation !== 'query' && operation !== 'queryAll') {
    throw new ApiError(400, 'INVALIDJOB', `Invalid operation for a query job: ${String(operation)}`);
  }
  if (typeof query !== 'string' || query.trim() === '')
    throw new ApiError(400, 'INVALIDJOB', 'A query job needs a query.');
  const source = planBulkQuery(context.org, viewer, query, operation === 'queryAll');
  const job = context.jobs.add<QueryJob>({
    kind: 'query',
    operation,
    query,
    object: source.object,
    createdById: viewer.userId,
    apiVersion: request.version,
    ...readForm(input),
    state: 'UploadComplete',
  });
  context.jobs.run(job, () => runQueryJob(job, source));
  return { status: 200, body: describeJob(job, false) };
}

function list({ context, viewer }: Call): ApiReply {
  const own = context.jobs.ofKind('query').filter(({ createdById }) => createdById === viewer.userId);
  return {
    status: 200,
    body: { done: true, nextRecordsUrl: null, records: own.map((job) => describeJob(job, false)) },
  };
}

function get(call: Call): ApiReply {
  return { status: 200, body: describeJob(findJob(call), true) };
}

function abort(call: Call): ApiReply {
  const job = findJob(call);
  readState(call.request.body, ['Aborted']);
  if (isOver(job)) throw new ApiError(400, 'INVALIDJOBSTATE', `Aborting already ${job.state} Job not allowed`);
  call.context.jobs.setState(job, 'Aborted');
  return { status: 200, body: describeJob(job, false) };
}

function remove(call: Call): ApiReply {
  const job = findJob(call);
  if (!isOver(job)) throw new ApiError(400, 'INVALIDJOBSTATE', `Job ${job.id} is ${job.state} and can't be deleted.`);
  call.context.jobs.remove(job);
  return { status: 204 };
}

function findJob({ context, viewer, params }: Call): QueryJob {
  const job = context.jobs.find('query', params['id'] ?? '');
  if (job?.createdById !== viewer.userId) throw notFound();
  return job;
}

import { createReadStream, existsSync } from 'node:fs';
import { Readable } from 'node:stream';

import type { Request, Response } from 'express';

import type { ApiReply, Call, Route } from '../api/context.ts';
import { asRecord } from '../api/json.ts';
import { notFound } from '../api/route.ts';
import { ApiError } from '../api-error.ts';
import {
  describeJob,
  fileOf,
  type IngestJob,
  type IngestOperation,
  ingestOperations,
  isOver,
  type JobFile,
} from './bulk-job.ts';
import { csvLine } from './csv-line.ts';
import { runIngestJob } from './ingest-job.ts';
import { readForm, readState } from './job-input.ts';
import { sendCsv } from './query-results.ts';
import { takeUpload } from './upload.ts';

/** Bulk API 2.0, writing. */
export const bulkIngestRoutes: readonly Route[] = [
  { path: 'jobs/ingest', handlers: { GET: list, POST: create } },
  { path: 'jobs/ingest/:id', handlers: { GET: get, PATCH: changeState, DELETE: remove } },
  { path: 'jobs/ingest/:id/batches', handlers: {}, streams: { PUT: upload } },
  { path: 'jobs/ingest/:id/successfulResults', handlers: {}, streams: { GET: sendFile('successful.csv') } },
  { path: 'jobs/ingest/:id/failedResults', handlers: {}, streams: { GET: sendFile('failed.csv') } },
  { path: 'jobs/ingest/:id/unprocessedrecords', handlers: {}, streams: { GET: sendUnprocessed } },
];

function create({ context, viewer, request }: Call): ApiReply {
  const input = asRecord(request.body);
  const operation = ingestOperations.find((name) => name === input['operation']);
  if (operation === undefined) {
    throw new ApiError(400, 'INVALIDJOB', `Invalid operation for an ingest job: ${String(input['operation'])}`);
  }
  const object = context.org.schema.object(String(input['object']));
  if (object === undefined || !viewer.mayObject(object.name, 'read')) {
    const message = `InvalidEntity : Entity '${String(input['object'])}' is not supported by the Bulk API.`;
    throw new ApiError(400, 'INVALIDENTITY', message);
  }
  if (operation === 'hardDelete' && !viewer.hasSystemPermission('BulkApiHardDelete')) {
    const message =
      'hardDelete operation requires special user profile permission, please contact your system administrator';
    throw new ApiError(400, 'FEATURENOTENABLED', message);
  }
  const job = context.jobs.add<IngestJob>({
    kind: 'ingest',
    operation,
    object: object.name,
    ...readKey(operation, input['externalIdFieldName']),
    createdById: viewer.userId,
    apiVersion: request.version,
    ...readForm(input),
    state: 'Open',
    recordsFailed: 0,
    hasData: false,
  });
  return { status: 200, body: describeJob(job, false) };
}

function readKey(operation: IngestOperation, name: unknown): { externalIdFieldName?: string } {
  if (operation !== 'upsert') return {};
  if (typeof name === 'string' && name !== '') return { externalIdFieldName: name };
  throw new ApiError(400, 'INVALIDJOB', 'An upsert job needs an externalIdFieldName.');
}

function list({ context, viewer }: Call): ApiReply {
  const own = context.jobs.ofKind('ingest').filter(({ createdById }) => createdById === viewer.userId);
  return {
    status: 200,
    body: { done: true, nextRecordsUrl: null, records: own.map((job) => describeJob(job, false)) },
  };
}

function get(call: Call): ApiReply {
  return { status: 200, body: describeJob(findJob(call), true) };
}

function changeState(call: Call): ApiReply {
  const { context } = call;
  const job = findJob(call);
  const state = readState(call.request.body, ['UploadComplete', 'Aborted']);
  if (state === 'Aborted' ? isOver(job) : job.state !== 'Open') {
    const message = `Unable to change the state of job ${job.id} from ${job.state} to ${state}.`;
    throw new ApiError(400, 'INVALIDJOBSTATE', message);
  }
  if (state === 'UploadComplete' && !job.hasData) {
    throw new ApiError(400, 'INVALIDJOBSTATE', `Job ${job.id} has no data: upload them before closing it.`);
  }
  context.jobs.setState(job, state);
  if (state === 'UploadComplete') context.jobs.run(job, () => runIngestJob(context.org, job));
  return { status: 200, body: describeJob(job, false) };
}

function remove(call: Call): ApiReply {
  const job = findJob(call);
  if (!isOver(job)) throw new ApiError(400, 'INVALIDJOBSTATE', `Job ${job.id} is ${job.state} and can't be deleted.`);
  call.context.jobs.remove(job);
  return { status: 204 };
}

async function upload(call: Call, req: Request, res: Response): Promise<void> {
  await takeUpload(req, findJob(call));
  res.status(201).end();
}

function sendFile(name: JobFile): (call: Call, req: Request, res: Response) => Promise<void> {
  return async (call, req, res) => {
    const job = findJob(call);
    checkOver(job);
    const path = fileOf(job, name);
    await send(existsSync(path) ? createReadStream(path) : Readable.from([]), req, res);
  };
}

/** What was uploaded and never looked at: everything, where the job failed as a whole, else nothing. */
async function sendUnprocessed(call: Call, req: Request, res: Response): Promise<void> {
  const job = findJob(call);
  checkOver(job);
  const path = fileOf(job, 'data.csv');
  const untouched = job.state !== 'JobComplete' && job.recordsProcessed === 0 && existsSync(path);
  await send(untouched ? createReadStream(path) : Readable.from([csvLine([], ',', '\n')]), req, res);
}

async function send(lines: Readable, req: Request, res: Response): Promise<void> {
  res.status(200);
  res.setHeader('Content-Type', 'text/csv;charset=UTF-8');
  await sendCsv(lines, req, res);
}

function checkOver(job: IngestJob): void {
  if (isOver(job)) return;
  throw new ApiError(400, 'INVALIDJOBSTATE', `Results are available once job ${job.id} is over; it is ${job.state}.`);
}

function findJob({ context, viewer, params }: Call): IngestJob {
  const job = context.jobs.find('ingest', params['id'] ?? '');
  if (job?.createdById !== viewer.userId) throw notFound();
  return job;
}

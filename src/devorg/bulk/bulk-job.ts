import { join } from 'node:path';

export type JobState = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';

export const columnDelimiters = {
  COMMA: ',',
  TAB: '\t',
  PIPE: '|',
  SEMICOLON: ';',
  CARET: '^',
  BACKQUOTE: '`',
} as const;

export const lineEndings = { LF: '\n', CRLF: '\r\n' } as const;

export type ColumnDelimiter = keyof typeof columnDelimiters;
export type LineEnding = keyof typeof lineEndings;

export const ingestOperations = ['insert', 'update', 'upsert', 'delete', 'hardDelete'] as const;
export type IngestOperation = (typeof ingestOperations)[number];

interface BulkJob {
  readonly id: string;
  readonly object: string;
  readonly createdById: string;
  /** `66.0` */
  readonly apiVersion: string;
  readonly columnDelimiter: ColumnDelimiter;
  readonly lineEnding: LineEnding;
  /** Times in milliseconds since 1970, by the org's clock. */
  readonly createdAt: number;
  changedAt: number;
  state: JobState;
  recordsProcessed: number;
  /** Milliseconds of work. */
  processingMs: number;
  errorMessage?: string;
  /** Where the job's files are. */
  readonly folder: string;
}

export interface QueryJob extends BulkJob {
  readonly kind: 'query';
  readonly operation: 'query' | 'queryAll';
  readonly query: string;
}

export interface IngestJob extends BulkJob {
  readonly kind: 'ingest';
  readonly operation: IngestOperation;
  readonly externalIdFieldName?: string;
  recordsFailed: number;
  hasData: boolean;
}

export type Job = QueryJob | IngestJob;

/** The files of a job, by what is in them. */
export type JobFile = 'data.csv' | 'successful.csv' | 'failed.csv' | 'results.csv' | 'results.index';

export function fileOf(job: Job, name: JobFile): string {
  return join(job.folder, name);
}

/** True once nothing more will happen to the job. */
export function isOver(job: Job): boolean {
  return job.state === 'JobComplete' || job.state === 'Failed' || job.state === 'Aborted';
}

/** A job as the API shows it. Creation leaves the counts out, as Salesforce does. */
export function describeJob(job: Job, withCounts: boolean): Record<string, unknown> {
  const head = {
    id: job.id,
    operation: job.operation,
    object: job.object,
    createdById: job.createdById,
    createdDate: stamp(job.createdAt),
    systemModstamp: stamp(job.changedAt),
    state: job.state,
    ...(job.kind === 'ingest' && job.externalIdFieldName !== undefined
      ? { externalIdFieldName: job.externalIdFieldName }
      : {}),
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: Number(job.apiVersion),
  };
  const form = { lineEnding: job.lineEnding, columnDelimiter: job.columnDelimiter };
  if (!withCounts) return { ...head, ...contentUrl(job), ...form };
  return {
    ...head,
    jobType: job.kind === 'query' ? 'V2Query' : 'V2Ingest',
    ...contentUrl(job),
    ...form,
    ...counts(job),
  };
}

function counts(job: Job): Record<string, unknown> {
  const failed = job.kind === 'ingest' ? { numberRecordsFailed: job.recordsFailed } : {};
  const work =
    job.kind === 'ingest'
      ? { apiActiveProcessingTime: job.processingMs, apexProcessingTime: 0 }
      : { isPkChunkingSupported: true };
  return {
    numberRecordsProcessed: job.recordsProcessed,
    ...failed,
    retries: 0,
    totalProcessingTime: job.processingMs,
    ...work,
    ...(job.errorMessage === undefined ? {} : { errorMessage: job.errorMessage }),
  };
}

function contentUrl(job: Job): Record<string, string> {
  if (job.kind === 'query' || job.state !== 'Open') return {};
  return { contentUrl: `services/data/v${job.apiVersion}/jobs/ingest/${job.id}/batches` };
}

function stamp(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+0000');
}

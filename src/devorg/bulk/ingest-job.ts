import { once } from 'node:events';
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';

import { parse } from 'csv-parse';

import { viewerFor } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import type { Org } from '../org.ts';
import { saveAll, type SaveOperation, type SaveResult } from '../records/index.ts';
import { columnDelimiters, fileOf, type IngestJob, isOver, lineEndings } from './bulk-job.ts';
import { csvLine, type CsvValue } from './csv-line.ts';
import { type IngestColumn, readColumns } from './ingest-columns.ts';
import { readValues } from './ingest-values.ts';

/** Rows that are saved in one transaction, as the platform's triggers see them. */
const rowsPerBatch = 200;

interface Results {
  readonly successful: WriteStream;
  readonly failed: WriteStream;
}

/**
 * Reads the uploaded CSV and saves its rows, 200 at a time. Between two batches other requests get their turn.
 *
 * @throws Error with the job's error message where the file as a whole cannot be used.
 */
export async function runIngestJob(org: Org, job: IngestJob): Promise<void> {
  const results = openResults(job);
  try {
    const lines = createReadStream(fileOf(job, 'data.csv')).pipe(csvReader(job));
    let columns: IngestColumn[] | undefined;
    let batch: string[][] = [];
    for await (const cells of lines as AsyncIterable<string[]>) {
      if (columns === undefined) {
        columns = readColumns(org, viewerFor(org, job.createdById), job, cells);
        writeHeaders(job, results, columns);
        continue;
      }
      batch.push(cells);
      if (batch.length < rowsPerBatch) continue;
      await saveBatch(org, job, columns, batch, results);
      batch = [];
      if (isOver(job)) return;
    }
    if (columns === undefined) throw new Error('InvalidBatch : The uploaded data have no header line');
    if (batch.length > 0) await saveBatch(org, job, columns, batch, results);
  } finally {
    await Promise.all([closed(results.successful), closed(results.failed)]);
  }
}

function csvReader(job: IngestJob): ReturnType<typeof parse> {
  return parse({
    bom: true,
    delimiter: columnDelimiters[job.columnDelimiter],
    record_delimiter: lineEndings[job.lineEnding],
    relax_column_count: true,
    skip_empty_lines: true,
  });
}

async function saveBatch(
  org: Org,
  job: IngestJob,
  columns: readonly IngestColumn[],
  batch: readonly string[][],
  results: Results,
): Promise<void> {
  const viewer = viewerFor(org, job.createdById);
  const rows = batch.map((cells) => tryReadValues(columns, cells));
  const good = rows.filter((row): row is Record<string, unknown> => !(row instanceof ApiError));
  const saved = saveAll(org, viewer, operationOf(job), good, { allOrNone: false });
  let next = 0;
  for (const [index, row] of rows.entries()) {
    const result = row instanceof ApiError ? refused(row) : saved[next++];
    if (result !== undefined) writeResult(job, results, columns, batch[index] ?? [], result);
  }
  job.recordsProcessed += batch.length;
  await Promise.all([drained(results.successful), drained(results.failed)]);
  await new Promise((resolve) => setImmediate(resolve));
}

function tryReadValues(columns: readonly IngestColumn[], cells: readonly string[]): Record<string, unknown> | ApiError {
  try {
    return readValues(columns, cells);
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}

function refused({ errorCode, message, fields }: ApiError): SaveResult {
  return { id: null, success: false, created: false, errors: [{ statusCode: errorCode, message, fields }] };
}

function operationOf({ operation, object, externalIdFieldName }: IngestJob): SaveOperation {
  const key = externalIdFieldName === undefined ? {} : { externalIdField: externalIdFieldName };
  return { kind: operation === 'insert' ? 'create' : operation, objectName: object, ...key };
}

function openResults(job: IngestJob): Results {
  return {
    successful: createWriteStream(fileOf(job, 'successful.csv')),
    failed: createWriteStream(fileOf(job, 'failed.csv')),
  };
}

function writeHeaders(job: IngestJob, results: Results, columns: readonly IngestColumn[]): void {
  const headers = columns.map(({ header }) => header);
  write(job, results.successful, ['sf__Id', 'sf__Created', ...headers]);
  write(job, results.failed, ['sf__Id', 'sf__Error', ...headers]);
}

function writeResult(
  job: IngestJob,
  results: Results,
  columns: readonly IngestColumn[],
  cells: readonly string[],
  { id, created, errors: [error] }: SaveResult,
): void {
  const values = columns.map((_column, index) => cells[index] ?? '');
  if (error === undefined) {
    write(job, results.successful, [id, created, ...values]);
    return;
  }
  job.recordsFailed += 1;
  write(job, results.failed, [id, `${error.statusCode}:${error.message}:${error.fields.join(', ')} --`, ...values]);
}

function write(job: IngestJob, stream: WriteStream, values: readonly CsvValue[]): void {
  stream.write(csvLine(values, columnDelimiters[job.columnDelimiter], lineEndings[job.lineEnding]));
}

async function drained(stream: WriteStream): Promise<void> {
  if (stream.writableNeedDrain) await once(stream, 'drain');
}

async function closed(stream: WriteStream): Promise<void> {
  await new Promise<void>((resolve) => {
    stream.end(resolve);
  });
}

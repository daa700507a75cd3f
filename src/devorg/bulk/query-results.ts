import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';

import type { Request, Response } from 'express';

import { takesGzip } from '../api/reply.ts';
import { ApiError } from '../api-error.ts';
import type { QueryJob } from './bulk-job.ts';
import { readPage, type ResultPage } from './result-file.ts';

/** What a page holds where the client names no `maxRecords`; Salesforce decides by size and says nothing of how. */
const rowsPerPage = 100_000;

/**
 * Streams one page of a query job's results. `Sforce-Locator` is there on the last page too, as the word `null`:
 * clients loop until they read it.
 *
 * @throws ApiError where the job is not complete or the locator is none of its own.
 */
export async function sendResults(job: QueryJob, query: URLSearchParams, req: Request, res: Response): Promise<void> {
  if (job.state !== 'JobComplete') {
    const message = `Results are available once the job is complete; job ${job.id} is ${job.state}.`;
    throw new ApiError(400, 'INVALIDJOBSTATE', message);
  }
  const page = await readPage(job, firstRowOf(job, query.get('locator')), maxRowsOf(query.get('maxRecords')));
  res.status(200);
  res.setHeader('Content-Type', 'text/csv;charset=UTF-8');
  res.setHeader('Sforce-NumberOfRecords', page.rows);
  res.setHeader('Sforce-Locator', page.nextRow === undefined ? 'null' : toLocator(page.nextRow));
  await sendCsv(linesOf(page), req, res);
}

/** Streams CSV with back-pressure, compressed where the client takes it. */
export async function sendCsv(lines: Readable, req: Request, res: Response): Promise<void> {
  if (!takesGzip(req)) {
    await pipeline(lines, res);
    return;
  }
  res.setHeader('Content-Encoding', 'gzip');
  await pipeline(lines, createGzip({ level: constants.Z_BEST_SPEED }), res);
}

function linesOf(page: ResultPage): Readable {
  return Readable.from(chunksOf(page));
}

async function* chunksOf(page: ResultPage): AsyncGenerator<Buffer> {
  yield Buffer.from(page.headerLine);
  const body = page.open();
  if (body === undefined) return;
  for await (const chunk of body as AsyncIterable<Buffer>) yield chunk;
}

/** Salesforce's locators are the number of the next row in base64, too. */
function toLocator(row: number): string {
  return Buffer.from(String(row)).toString('base64url');
}

function firstRowOf(job: QueryJob, locator: string | null): number {
  if (locator === null || locator === '') return 0;
  const row = Number(Buffer.from(locator, 'base64url').toString('utf8'));
  if (Number.isInteger(row) && row > 0 && row < job.recordsProcessed) return row;
  throw new ApiError(400, 'INVALID_QUERY_LOCATOR', `The locator ${locator} is invalid for job ${job.id}.`);
}

function maxRowsOf(text: string | null): number {
  if (text === null) return rowsPerPage;
  const rows = Number(text);
  if (Number.isInteger(rows) && rows > 0) return rows;
  throw new ApiError(400, 'INVALID_INPUT', `maxRecords must be a positive whole number: ${text}`);
}

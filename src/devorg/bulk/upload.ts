import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

import type { Request } from 'express';

import { ApiError } from '../api-error.ts';
import { fileOf, type IngestJob } from './bulk-job.ts';

/** 150 MB of base64 is what a job takes: about 100 MB of CSV; the uploaded bytes themselves may reach 150 MB. */
const maxUploadBytes = 150 * 1024 * 1024;

/**
 * Writes the CSV of an ingest job to disk as it comes in.
 *
 * @throws ApiError where the job takes no data, the type is not CSV or it is too much.
 */
export async function takeUpload(req: Request, job: IngestJob): Promise<void> {
  if (job.state !== 'Open') {
    const message = `Unable to upload to job with ID ${job.id} as it is not in the Open state.`;
    throw new ApiError(400, 'INVALIDJOBSTATE', message);
  }
  if (job.hasData) throw new ApiError(400, 'INVALIDJOBSTATE', onlyOnce(job));
  if (!/^text\/csv\b/i.test(req.get('content-type') ?? '')) {
    const message = `Content-Type header specified in HTTP request is not supported: ${req.get('content-type') ?? ''}`;
    throw new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', message);
  }
  job.hasData = true;
  const target = createWriteStream(fileOf(job, 'data.csv'));
  if (req.get('content-encoding') === 'gzip') await pipeline(req, createGunzip(), atMost(maxUploadBytes), target);
  else await pipeline(req, atMost(maxUploadBytes), target);
}

function onlyOnce(job: IngestJob): string {
  const advice = "please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job";
  return `Found multiple contents for job: <${job.id}>, ${advice} and make sure you only do 'PUT' once on a given Job.`;
}

function atMost(limit: number): (source: AsyncIterable<Buffer>) => AsyncGenerator<Buffer> {
  return async function* (source) {
    let size = 0;
    for await (const chunk of source) {
      size += chunk.length;
      if (size > limit) throw new ApiError(413, 'REQUEST_TOO_LARGE', 'The uploaded data exceed 150 MB.');
      yield chunk;
    }
  };
}

import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';

import type { Request, Response } from 'express';

import { ApiError } from '../api-error.ts';
import { DuplicatesError } from '../records/index.ts';
import type { ApiReply } from './context.ts';

const compress = promisify(gzip);
/** Below this, compressing costs more than it saves. */
const worthCompressing = 1024;

/** Writes a JSON answer, compressed where the client takes it. */
export async function sendReply(req: Request, res: Response, reply: ApiReply): Promise<void> {
  res.status(reply.status);
  for (const [name, value] of Object.entries(reply.headers ?? {})) res.setHeader(name, value);
  if (reply.body === undefined || reply.status === 204 || reply.status === 304) {
    res.end();
    return;
  }
  const text = Buffer.from(JSON.stringify(reply.body));
  res.setHeader('Content-Type', 'application/json;charset=UTF-8');
  res.setHeader('Vary', 'Accept-Encoding');
  if (text.length < worthCompressing || !takesGzip(req)) {
    end(req, res, text);
    return;
  }
  res.setHeader('Content-Encoding', 'gzip');
  end(req, res, await compress(text, { level: constants.Z_BEST_SPEED }));
}

export function takesGzip(req: Request): boolean {
  return /\bgzip\b/.test(req.get('accept-encoding') ?? '');
}

/** The reply for whatever was thrown: Salesforce's own errors as they are, anything else as its UNKNOWN_EXCEPTION. */
export function errorReply(error: unknown): ApiReply {
  if (error instanceof DuplicatesError) {
    // Salesforce spells it so.
    return {
      status: 400,
      body: [{ duplicateResut: error.result, errorCode: error.errorCode, message: error.message }],
    };
  }
  if (error instanceof ApiError) {
    const { status, errorCode, message, fields } = error;
    return { status, body: [fields.length > 0 ? { message, errorCode, fields } : { message, errorCode }] };
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    status: 500,
    body: [{ message: `An unexpected error occurred. ${message}`, errorCode: 'UNKNOWN_EXCEPTION' }],
  };
}

function end(req: Request, res: Response, body: Buffer): void {
  res.setHeader('Content-Length', body.length);
  res.end(req.method === 'HEAD' ? undefined : body);
}

import type { Request } from 'express';

import { ApiError } from '../api-error.ts';

/** Salesforce takes up to 50 MB in a REST request. */
const maxBodyBytes = 50 * 1024 * 1024;

const withBody = new Set(['POST', 'PATCH', 'PUT']);

/**
 * The JSON body of a request; undefined where there is none.
 *
 * @throws ApiError UNSUPPORTED_MEDIA_TYPE, JSON_PARSER_ERROR or REQUEST_TOO_LARGE.
 */
export async function readJsonBody(req: Request): Promise<unknown> {
  if (!withBody.has(req.method)) return undefined;
  const text = await readText(req);
  if (text === '') return undefined;
  const type = (req.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type !== 'application/json') {
    const message = `Content-Type header specified in HTTP request is not supported: ${type}`;
    throw new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', message);
  }
  return parseJson(text);
}

/** The whole body as text. */
async function readText(req: Request): Promise<string> {
  return (await readBytes(req)).toString('utf8');
}

/** The whole body as it came. @throws ApiError REQUEST_TOO_LARGE */
export async function readBytes(req: Request): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new ApiError(413, 'REQUEST_TOO_LARGE', 'The request body exceeds the maximum size.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Parses JSON with an error of the kind Salesforce's parser gives: what stands where. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const at = firstBadToken(text) ?? positionIn(error) ?? text.length;
    throw new ApiError(400, 'JSON_PARSER_ERROR', describe(text, at));
  }
}

const token = /\s+|[{}[\]:,]|"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Where the first thing stands that belongs to no JSON at all. */
function firstBadToken(text: string): number | undefined {
  let at = 0;
  while (at < text.length) {
    token.lastIndex = at;
    if (!token.test(text)) return at;
    at = token.lastIndex;
  }
  return undefined;
}

/** Where a sign stands in the wrong place, as far as the error tells. */
function positionIn(error: unknown): number | undefined {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return position === undefined ? undefined : Number(position);
}

function describe(text: string, at: number): string {
  const before = text.slice(0, at).split('\n');
  const place = `[line:${before.length}, column:${(before.at(-1)?.length ?? 0) + 1}]`;
  const character = text[at];
  if (character === undefined) return `Unexpected end-of-input: expected close marker at ${place}`;
  return `Unexpected character ('${character}' (code ${character.charCodeAt(0)})): expected a valid value at ${place}`;
}

import { ApiError } from '../api-error.ts';
import type { Route } from './context.ts';
import { readTarget } from './dispatch.ts';
import { asRecord } from './json.ts';
import { findRoute } from './route.ts';

/** A part of a composite request, as the client wrote it. */
export interface Part {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

export interface CompositePlan {
  readonly allOrNone: boolean;
  readonly parts: readonly Part[];
}

const maxParts = 25;
const maxLimitedParts = 5;
const methods = new Set(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']);

/**
 * Reads and checks the body of `/composite`: at most 25 parts, of which at most 5 are queries or collections.
 *
 * @throws ApiError where the request as a whole is refused.
 */
export function planComposite(body: unknown, routes: readonly Route[]): CompositePlan {
  const { compositeRequest, allOrNone } = asRecord(body);
  if (!Array.isArray(compositeRequest)) {
    throw new ApiError(400, 'JSON_PARSER_ERROR', 'The request body has no list compositeRequest');
  }
  if (compositeRequest.length === 0) throw new ApiError(400, 'INVALID_INPUT', 'At least one subrequest is required.');
  if (compositeRequest.length > maxParts) {
    throw new ApiError(400, 'LIMIT_EXCEEDED', `The limit of ${maxParts} subrequests was exceeded.`);
  }
  const parts = compositeRequest.map(readPart);
  checkReferenceIds(parts);
  checkLimitedParts(parts, routes);
  return { allOrNone: allOrNone === true, parts };
}

function readPart(value: unknown): Part {
  const { method, url, referenceId, body, httpHeaders } = asRecord(value);
  if (typeof method !== 'string' || !methods.has(method.toUpperCase())) {
    throw new ApiError(400, 'INVALID_INPUT', `Invalid method specified: ${String(method)}`);
  }
  if (typeof url !== 'string' || !/^\/services\/data\/v\d+\.0\//.test(url)) {
    const message = `The url of a subrequest must start with /services/data/vXX.X/: ${String(url)}`;
    throw new ApiError(400, 'INVALID_INPUT', message);
  }
  if (typeof referenceId !== 'string') throw new ApiError(400, 'INVALID_INPUT', 'A subrequest has no referenceId.');
  return { method: method.toUpperCase(), url, referenceId, body, headers: readHeaders(httpHeaders) };
}

function checkReferenceIds(parts: readonly Part[]): void {
  const seen = new Set<string>();
  for (const { referenceId } of parts) {
    if (!/^[A-Za-z0-9][A-Za-z0-9_]*$/.test(referenceId)) {
      const rule = 'must start with a letter or a number, and it can contain only letters, numbers and underscores';
      throw new ApiError(400, 'INVALID_INPUT', `Provided referenceId ('${referenceId}') ${rule} ('_').`);
    }
    if (seen.has(referenceId)) {
      throw new ApiError(400, 'INVALID_INPUT', `Duplicate referenceId specified: ${referenceId}`);
    }
    seen.add(referenceId);
  }
}

function checkLimitedParts(parts: readonly Part[], routes: readonly Route[]): void {
  const limited = parts.filter((part) => {
    const target = readTarget(part.url);
    return target !== undefined && findRoute(routes, target.segments)?.route.inComposite === 'limited';
  });
  if (limited.length > maxLimitedParts) {
    const message = `A composite request can contain at most ${maxLimitedParts} query or collections subrequests.`;
    throw new ApiError(400, 'LIMIT_EXCEEDED', message);
  }
}

function readHeaders(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name.toLowerCase(), String(text)]));
}

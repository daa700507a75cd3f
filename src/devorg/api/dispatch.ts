import { viewerFor } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import { withDuplicateConsent } from '../records/index.ts';
import type { Session } from '../sessions.ts';
import type { ApiReply, ApiRequest, DevorgContext, Handler } from './context.ts';
import { errorReply } from './reply.ts';
import { handlerFor, type Match, routeFor, splitPath } from './route.ts';
import { readVersion } from './versions.ts';

/** Runs one request against the route table and never throws: what goes wrong becomes the reply. */
export async function dispatch(context: DevorgContext, session: Session, request: ApiRequest): Promise<ApiReply> {
  try {
    return await start(context, session, request).reply;
  } catch (error) {
    return errorReply(error);
  }
}

/**
 * Runs one part of a composite request. Parts are answered without waiting for anything, since all of them may share
 * one transaction.
 */
export function dispatchPart(context: DevorgContext, session: Session, request: ApiRequest): ApiReply {
  try {
    const { match, reply } = start(context, session, request, true);
    if (reply instanceof Promise) throw notComposable(match);
    return reply;
  } catch (error) {
    return errorReply(error);
  }
}

export interface Target {
  readonly version: string;
  readonly segments: string[];
  readonly query: URLSearchParams;
}

/** Reads `/services/data/vNN.0/…?…`; undefined for any other path or a version that is not served. */
export function readTarget(url: string): Target | undefined {
  const questionMark = url.indexOf('?');
  const path = questionMark < 0 ? url : url.slice(0, questionMark);
  const [services, data, versionSegment, ...segments] = splitPath(path);
  if (services !== 'services' || data !== 'data' || versionSegment === undefined) return undefined;
  const version = readVersion(versionSegment);
  if (version === undefined) return undefined;
  return { version, segments, query: new URLSearchParams(questionMark < 0 ? '' : url.slice(questionMark + 1)) };
}

function start(
  context: DevorgContext,
  session: Session,
  request: ApiRequest,
  asPart = false,
): { match: Match; reply: ApiReply | Promise<ApiReply> } {
  const match = routeFor(context.routes, request);
  const handler = handlerFor(match.route, request.method);
  if (asPart && match.route.inComposite === undefined) throw notComposable(match);
  const viewer = viewerFor(context.org, session.userId);
  const call = { context, session, viewer, request, params: match.params };
  const place = { route: match.route, isPart: asPart };
  const answer = context.callFaults.reduceRight<Handler>(
    (next, fault) => (spoiled) => fault(spoiled, place, next),
    handler,
  );
  return { match, reply: withDuplicateConsent(allowsDuplicates(request), () => answer(call)) };
}

/** From `Sforce-Duplicate-Rule-Header: allowSave=true`. */
function allowsDuplicates({ headers }: ApiRequest): boolean {
  const lower = Object.entries(headers).find(([name]) => name.toLowerCase() === 'sforce-duplicate-rule-header');
  return /\ballowSave\s*=\s*true\b/i.test(lower?.[1] ?? '');
}

function notComposable(match: Match): ApiError {
  return new ApiError(400, 'INVALID_INPUT', `The resource ${match.route.path} isn't supported in a composite request.`);
}

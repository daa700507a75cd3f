import type { Request } from 'express';

import type { Call, DevorgContext } from '../api/context.ts';
import { readTarget } from '../api/dispatch.ts';
import { asRecord } from '../api/json.ts';
import { tokenOf } from '../api/oauth-routes.ts';
import { splitPath } from '../api/route.ts';
import { prepare } from '../data/index.ts';
import type { Org } from '../org.ts';
import type { FaultRule } from './plan.ts';

/** What is about to happen, in the terms of a rule's `match`. */
export interface Subject {
  /** Absent for rows. */
  readonly route?: string;
  readonly method?: string;
  readonly object: string | undefined;
  readonly userId: string | undefined;
}

/** True where a rule means this subject. */
export function matches(org: Org, { match }: FaultRule, subject: Subject): boolean {
  if (match.route !== undefined && !fitsRoute(match.route, subject.route ?? '')) return false;
  if (match.method !== undefined && match.method !== subject.method) return false;
  if (match.object !== undefined && match.object.toLowerCase() !== subject.object?.toLowerCase()) return false;
  return match.user === undefined || isUser(org, match.user, subject.userId);
}

function fitsRoute(pattern: string, route: string): boolean {
  const [wanted, given] = [splitPath(pattern), splitPath(route)];
  const open = wanted.at(-1) === '**';
  if (open ? given.length < wanted.length - 1 : given.length !== wanted.length) return false;
  return wanted.every((part, index) => {
    if (part === '**' || part === '*') return true;
    return part.toLowerCase() === given[index]?.toLowerCase();
  });
}

/** @param user id of 15 or 18 characters, or username */
export function isUser(org: Org, user: string, userId: string | undefined): boolean {
  if (userId === undefined) return false;
  if (user.slice(0, 15) === userId.slice(0, 15)) return true;
  const row = prepare(org.database, 'SELECT Username AS name FROM "User" WHERE Id = ?').get(userId);
  return typeof row?.['name'] === 'string' && row['name'].toLowerCase() === user.toLowerCase();
}

/** A request on the wire. Its body has not been read yet: the object is known where the address tells it. */
export function subjectOfRequest(context: DevorgContext, req: Request): Subject {
  const target = readTarget(req.originalUrl);
  const token = tokenOf(req);
  const session = token === undefined ? undefined : context.sessions.find(token);
  const path = req.originalUrl.split('?')[0] ?? '';
  return {
    route: target === undefined ? path : `/${target.segments.join('/')}`,
    method: req.method,
    object: target === undefined ? undefined : objectOf(context, target.segments, target.query, undefined),
    userId: session?.userId,
  };
}

export function subjectOfCall({ context, request, session }: Call): Subject {
  return {
    route: `/${request.segments.join('/')}`,
    method: request.method,
    object: objectOf(context, request.segments, request.query, request.body),
    userId: session.userId,
  };
}

function objectOf(
  context: DevorgContext,
  segments: readonly string[],
  query: URLSearchParams,
  body: unknown,
): string | undefined {
  const [first, second, third] = segments.map((segment) => segment.toLowerCase());
  if (first === 'sobjects') return segments[1];
  if (first === 'composite' && second === 'sobjects') return segments[2] ?? typeOfFirst(body);
  if (first === 'query' || first === 'queryall') return objectInQuery(query.get('q'));
  if (first !== 'jobs') return undefined;
  return third === undefined ? objectOfNewJob(asRecord(body)) : jobAt(context, segments)?.object;
}

function objectOfNewJob({ query, object }: Record<string, unknown>): string | undefined {
  return objectInQuery(query) ?? textOf(object);
}

/** The Bulk job that an address names. */
export function jobAt({ jobs }: DevorgContext, segments: readonly string[]): ReturnType<DevorgContext['jobs']['find']> {
  const [first, kind, id] = segments;
  if (first !== 'jobs' || id === undefined) return undefined;
  return jobs.find(kind === 'ingest' ? 'ingest' : 'query', id);
}

function typeOfFirst(body: unknown): string | undefined {
  const { records } = asRecord(body);
  return Array.isArray(records) ? textOf(asRecord(asRecord(records[0])['attributes'])['type']) : undefined;
}

/** The last FROM at the outer level is good enough: sub-queries stand before it. */
function objectInQuery(query: unknown): string | undefined {
  if (typeof query !== 'string') return undefined;
  const outer = query.replace(/\([^()]*\)/g, ' ');
  return /\bFROM\s+(\w+)/i.exec(outer)?.[1];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

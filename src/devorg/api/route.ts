import { ApiError } from '../api-error.ts';
import type { Handler, Method, Route } from './context.ts';

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** The resource as Salesforce words its absence. */
export function notFound(): ApiError {
  return new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
}

/** The first route whose path fits; literal segments compare without case where they are no names of records. */
export function findRoute(routes: readonly Route[], segments: readonly string[]): Match | undefined {
  for (const route of routes) {
    const params = match(splitPath(route.path), segments);
    if (params !== undefined) return { route, params };
  }
  return undefined;
}

/**
 * The route for a request.
 *
 * @throws ApiError 404 where no route fits.
 */
export function routeFor(routes: readonly Route[], request: { readonly segments: readonly string[] }): Match {
  const found = findRoute(routes, request.segments);
  if (found === undefined) throw notFound();
  return found;
}

/** The method by which a request is handled: HEAD is a GET whose body is not sent. */
export function handledMethod(method: string): Method {
  return (method === 'HEAD' ? 'GET' : method) as Method;
}

/**
 * The handler of a route for a method.
 *
 * @throws ApiError 405 where the route has no such method.
 */
export function handlerFor(route: Route, method: string): Handler {
  const handler = route.handlers[handledMethod(method)];
  if (handler !== undefined) return handler;
  const names = [...Object.keys(route.handlers), ...Object.keys(route.streams ?? {})];
  const allowed = names.flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : [name]));
  const message = `HTTP Method '${method}' not allowed. Allowed are ${allowed.join(',')}`;
  throw new ApiError(405, 'METHOD_NOT_ALLOWED', message);
}

/** Path segments, decoded; empty ones (a trailing slash) are dropped. */
export function splitPath(path: string): string[] {
  return path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodeSegment);
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length && pattern.at(-1) !== '*') return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index];
    if (part === '*') return params;
    if (segment === undefined) return undefined;
    if (part.startsWith(':')) params[part.slice(1)] = segment;
    else if (part.toLowerCase() !== segment.toLowerCase()) return undefined;
  }
  return params;
}

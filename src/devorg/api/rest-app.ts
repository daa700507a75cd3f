import express, { type Express, type NextFunction, type Request, type Response } from 'express';

import { viewerFor } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import type { Session } from '../sessions.ts';
import { soapRoutes } from '../soap/soap-routes.ts';
import { checkCaller } from './check-caller.ts';
import { batchPath, callsInBatch } from './composite-batch.ts';
import type { ApiRequest, DevorgContext } from './context.ts';
import { dispatch, readTarget, type Target } from './dispatch.ts';
import { oauthRoutes, tokenOf } from './oauth-routes.ts';
import { parsePath, refuseLongRequests } from './path-rules.ts';
import { readJsonBody } from './read-body.ts';
import { errorReply, sendReply } from './reply.ts';
import { findRoute, handledMethod, notFound } from './route.ts';
import { listVersions } from './versions.ts';

/** The org's public face: everything a client of a real org finds under its instance URL. */
export function restApp(context: DevorgContext, mount?: (app: Express, context: DevorgContext) => void): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((_req, res, next) => {
    res.setHeader('Date', new Date(context.org.clock.now()).toUTCString());
    next();
  });
  app.use(parsePath);
  app.use('/services', refuseLongRequests);
  app.use((req, res, next) => {
    runFaults(context, req, res, next);
  });
  app.use(oauthRoutes(context));
  app.get('/services/data', async (req, res) => {
    await sendReply(req, res, { status: 200, body: listVersions() });
  });
  app.use('/services/data', async (req, res) => {
    await answer(context, req, res);
  });
  app.use(soapRoutes(context));
  mount?.(app, context);
  app.use('/services', async (req, res) => {
    await sendReply(req, res, errorReply(notOffered(req)));
  });
  app.use(async (error: unknown, req: Request, res: Response, next: NextFunction) => {
    if (res.headersSent) next(error);
    else await sendReply(req, res, errorReply(error));
  });
  return app;
}

/** Lets each fault handler see the request, in order; the first that does not call `next` has the last word. */
function runFaults(context: DevorgContext, req: Request, res: Response, next: NextFunction): void {
  const handlers = [...context.faults];
  const step = (error?: unknown): void => {
    const handler = error === undefined ? handlers.shift() : undefined;
    if (handler === undefined) next(error);
    else void handler(req, res, step);
  };
  step();
}

async function answer(context: DevorgContext, req: Request, res: Response): Promise<void> {
  try {
    const target = readTarget(req.originalUrl);
    if (target === undefined) throw notFound();
    const session = checkCaller(context, tokenOf(req));
    // Again after counting; a request that is refused before that carries it too.
    res.setHeader('Sforce-Limit-Info', context.usage.header());
    await answerCaller(context, session, target, req, res);
  } catch (error) {
    if (res.headersSent) res.destroy(error instanceof Error ? error : undefined);
    else await sendReply(req, res, errorReply(error));
  }
}

async function answerCaller(
  context: DevorgContext,
  session: Session,
  target: Target,
  req: Request,
  res: Response,
): Promise<void> {
  const method = target.query.get('_HttpMethod') ?? req.method;
  const found = findRoute(context.routes, target.segments);
  const stream = found?.route.streams?.[handledMethod(method)];
  const body = stream === undefined ? await readJsonBody(req) : undefined;
  const path = found?.route.path ?? '?';
  count(context, session, `${method} /${path}`, path === batchPath ? callsInBatch(body) : 1);
  res.setHeader('Sforce-Limit-Info', context.usage.header());
  const request: ApiRequest = { ...target, method, headers: headersOf(req), body };
  if (stream === undefined || found === undefined) {
    await sendReply(req, res, await dispatch(context, session, request));
    return;
  }
  const viewer = viewerFor(context.org, session.userId);
  await stream({ context, session, viewer, request, params: found.params }, req, res);
}

/** Panels in a browser session cost the org no API calls; everybody else's do. */
function count(context: DevorgContext, session: Session, route: string, calls: number): void {
  const counted = session.browser ? 0 : calls;
  context.usage.count(counted);
  context.callLog.add(route, counted);
}

function headersOf(req: Request): Record<string, string | undefined> {
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(req.headers))
    headers[name] = Array.isArray(value) ? value.join(', ') : value;
  return headers;
}

function notOffered(req: Request): ApiError {
  if (!/^\/services\/async\b/i.test(req.originalUrl)) return notFound();
  return new ApiError(404, 'NOT_FOUND', 'Bulk API v1 is not offered here: use Bulk API 2.0, /services/data/vNN.0/jobs');
}

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';

import { createMetrics, type Metrics } from './metrics.ts';
import { rateLimit } from './rate-limit.ts';
import { requestId, requestIdOf } from './request-id.ts';
import type { ServiceState } from './service-state.ts';

export interface HealthServer {
  readonly url: string;
  close(): Promise<void>;
}

/** One answered request; nothing of what was asked but the route's own name. */
export interface AnsweredRequest {
  readonly requestId: string;
  readonly route: string;
  readonly status: number;
  readonly ms: number;
}

export interface HealthServerOptions {
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly state: () => ServiceState;
  readonly metrics?: Metrics;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly onAnswer?: (request: AnsweredRequest) => void;
  readonly onError?: (error: unknown, requestId: string) => void;
  /** Requests at once, and a second, that one address may make. */
  readonly burst?: number;
  readonly perSecond?: number;
}

/** Whoever takes longer to ask, or asks with more, is no monitor. */
const LIMITS = { maxHeaderSize: 8_192, headersTimeout: 10_000, requestTimeout: 15_000, keepAliveTimeout: 15_000 };
const MOST_CONNECTIONS = 100;
const BURST = 60;
const PER_SECOND = 10;

const ROUTES = ['/healthz', '/readyz', '/metrics'];

/**
 * Serves `/healthz` (the process lives), `/readyz` (a run ended lately) and `/metrics` (Prometheus). Nothing else is
 * there, nothing can be changed, and no reply carries a name, an id or a stack trace.
 */
export async function startHealthServer(options: HealthServerOptions): Promise<HealthServer> {
  const server = boundedServer(healthApp(options));
  server.listen(options.port, options.host);
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A server that gives nobody much of its time or memory; it does not listen yet. */
export function boundedServer(app: Express): Server {
  const server = createServer(LIMITS, app);
  server.maxConnections = MOST_CONNECTIONS;
  return server;
}

/** The routes alone, for tests. */
export function healthApp(options: HealthServerOptions): Express {
  const { metrics = createMetrics(), burst = BURST, perSecond = PER_SECOND } = options;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  // The address is not worth a parser: nothing reads what stands behind the question mark.
  app.set('query parser', false);
  app.use(helmet());
  app.use(requestId);
  app.use(observed(options, metrics));
  app.use(rateLimit({ burst, perSecond, now: () => performance.now() }));
  app.use(readsOnly);
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/readyz', (_request, response) => {
    const problem = notReady(options.state(), options.now());
    response
      .status(problem === undefined ? 200 : 503)
      .json(problem === undefined ? { status: 'ready' } : { status: 'not ready', problem });
  });
  app.get('/metrics', async (_request, response) => {
    const { contentType, text } = await metrics.text(options.state());
    response.type(contentType).send(text);
  });
  app.use((_request: Request, response: Response) => {
    response.status(404).json({ code: 'NOT_FOUND', message: 'There is nothing here' });
  });
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    options.onError?.(error, requestIdOf(response));
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    response
      .status(status)
      .json({ code: status < 500 ? 'BAD_REQUEST' : 'UNEXPECTED', message: 'The request could not be answered' });
  });
  return app;
}

/** Bodies are never read: whoever sends one asks for something that is not there. */
function readsOnly(request: Request, response: Response, next: NextFunction): void {
  if (request.method === 'GET' || request.method === 'HEAD') {
    next();
    return;
  }
  response.setHeader('Allow', 'GET, HEAD');
  response.setHeader('Connection', 'close');
  response.status(405).json({ code: 'METHOD_NOT_ALLOWED', message: 'Nothing can be changed here' });
}

function observed({ onAnswer }: HealthServerOptions, metrics: Metrics) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const began = performance.now();
    response.on('finish', () => {
      const ms = performance.now() - began;
      const route = ROUTES.includes(request.path) ? request.path : 'other';
      metrics.observeRequest(route, response.statusCode, ms / 1000);
      onAnswer?.({ requestId: requestIdOf(response), route, status: response.statusCode, ms: Math.round(ms) });
    });
    next();
  };
}

/** Express marks its own errors (a malformed address, say) with a status; all others are ours. */
function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

function notReady(state: ServiceState, now: number): string | undefined {
  if (state.lastRunAt === undefined) return 'the first run has not ended yet';
  if (now - state.lastRunAt > state.lateAfterMs) return 'no run has ended for too long';
  return undefined;
}

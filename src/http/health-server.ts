import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';

import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';

import { metricsOf } from './metrics.ts';
import type { ServiceState } from './service-state.ts';

export interface HealthServer {
  readonly url: string;
  close(): Promise<void>;
}

export interface HealthServerOptions {
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly state: () => ServiceState;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly onError?: (error: unknown) => void;
}

/**
 * Serves `/healthz` (the process lives), `/readyz` (a run ended lately) and `/metrics` (Prometheus). Nothing else is
 * there, nothing can be changed, and no reply carries a name, an id or a stack trace.
 */
export async function startHealthServer(options: HealthServerOptions): Promise<HealthServer> {
  const server = healthApp(options).listen(options.port, options.host);
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

/** The routes alone, for tests. */
export function healthApp(options: HealthServerOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(helmet());
  app.use((_request: Request, response: Response, next: NextFunction) => {
    response.setHeader('X-Request-Id', randomUUID());
    next();
  });
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
    const metrics = await metricsOf(options.state());
    response.type(metrics.contentType).send(metrics.text);
  });
  app.use((_request: Request, response: Response) => {
    response.status(404).json({ code: 'NOT_FOUND', message: 'There is nothing here' });
  });
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    options.onError?.(error);
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

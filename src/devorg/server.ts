import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Express } from 'express';

import { adminApp } from './admin.ts';
import type { DevorgContext } from './api/context.ts';
import { Notifications } from './api/notifications.ts';
import { restApp } from './api/rest-app.ts';
import { routes } from './api/routes.ts';
import { ApiUsage, CallLog } from './api/usage.ts';
import { BulkJobs } from './bulk/bulk-jobs.ts';
import { mountReadMetadata } from './client-apps/read-metadata.ts';
import { ConnectedApps } from './connected-apps.ts';
import { DeployJobs } from './deploys/deploy-jobs.ts';
import { FaultBoard } from './faults/index.ts';
import { guardLicences } from './licences/guard-licences.ts';
import type { Org } from './org.ts';
import { Sessions } from './sessions.ts';

export interface DevorgOptions {
  readonly org: Org;
  /** 0 or nothing: any free port. */
  readonly port?: number;
  readonly adminPort?: number;
  /** The org in a box holds invented people and hands out sessions: it answers to this machine only. */
  readonly host?: '127.0.0.1';
  /** Adds pages beside the API, under the same origin. */
  readonly mount?: (app: Express, context: DevorgContext) => void;
}

export interface RunningDevorg {
  readonly url: string;
  readonly adminUrl: string;
  /** For tests and pages inside this process; clients use the URLs. */
  readonly context: DevorgContext;
  /** Faults on demand, as on the admin port. */
  readonly faults: FaultBoard;
  close(): Promise<void>;
}

/** Beyond what Salesforce takes, so that our own check answers rather than Node's. */
const maxHeaderBytes = 128 * 1024;

/**
 * Opens an org to HTTP clients.
 *
 * @throws Error of the listening socket, such as EADDRINUSE.
 */
export async function startDevorg(options: DevorgOptions): Promise<RunningDevorg> {
  const { org, host = '127.0.0.1' } = options;
  const context = createContext(org);
  const faults = new FaultBoard(context);
  guardLicences(org);
  const api = await listen(restApp(context, mountAll(options)), host, options.port ?? 0);
  context.instanceUrl = urlOf(api, host);
  const admin = await listen(adminApp(context, faults), host, options.adminPort ?? 0).catch(async (error: unknown) => {
    await stop(api);
    throw error;
  });
  return {
    url: context.instanceUrl,
    adminUrl: urlOf(admin, host),
    context,
    faults,
    close: async () => {
      await Promise.all([stop(api), stop(admin)]);
      context.deploys.close();
      await context.jobs.close();
    },
  };
}

function mountAll({ mount }: DevorgOptions): (app: Express, context: DevorgContext) => void {
  return (app, context) => {
    mountReadMetadata(app, context);
    mount?.(app, context);
  };
}

function createContext(org: Org): DevorgContext {
  return {
    org,
    sessions: new Sessions(org),
    apps: new ConnectedApps(org),
    usage: new ApiUsage(org),
    callLog: new CallLog(),
    notifications: new Notifications(org),
    jobs: new BulkJobs(org),
    deploys: new DeployJobs(org),
    routes,
    faults: [],
    callFaults: [],
    instanceUrl: '',
  };
}

/** Node's five seconds end under the hands of clients that are busy for longer between two requests. */
const idleConnectionMs = 5 * 60_000;

async function listen(app: RequestListener, host: string, port: number): Promise<Server> {
  const server = createServer({ maxHeaderSize: maxHeaderBytes, keepAliveTimeout: idleConnectionMs }, app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return server;
}

function urlOf(server: Server, host: string): string {
  return `http://${host}:${(server.address() as AddressInfo).port}`;
}

/** Open connections are cut: clients keep theirs alive for minutes. */
async function stop(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}

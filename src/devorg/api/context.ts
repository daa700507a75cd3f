import type { Request, RequestHandler, Response } from 'express';

import type { Viewer } from '../access/viewer.ts';
import type { BulkJobs } from '../bulk/bulk-jobs.ts';
import type { ConnectedApps } from '../connected-apps.ts';
import type { DeployJobs } from '../deploys/deploy-jobs.ts';
import type { Org } from '../org.ts';
import type { Session, Sessions } from '../sessions.ts';
import type { Notifications } from './notifications.ts';
import type { ApiUsage, CallLog } from './usage.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** One call to a REST resource, from the wire or from inside a composite request. */
export interface ApiRequest {
  readonly method: string;
  /** Decoded path segments below `/services/data/vNN.0`. */
  readonly segments: readonly string[];
  /** `66.0` */
  readonly version: string;
  readonly query: URLSearchParams;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
}

export interface ApiReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A request on its way through a route. */
export interface Call {
  readonly context: DevorgContext;
  readonly session: Session;
  readonly viewer: Viewer;
  readonly request: ApiRequest;
  /** Values of the `:names` in the route's path. */
  readonly params: Readonly<Record<string, string>>;
}

export type Handler = (call: Call) => ApiReply | Promise<ApiReply>;

/** Reads the request or writes the reply as a stream; only over the wire. */
type StreamHandler = (call: Call, req: Request, res: Response) => Promise<void>;

/** How a call came: its route, and whether it is a part of a composite request. */
export interface CallPlace {
  readonly route: Route;
  readonly isPart: boolean;
}

/** Stands between a call and its handler, in composite requests too; does nothing by `return answer(call)`. */
export type CallFault = (call: Call, place: CallPlace, answer: Handler) => ApiReply | Promise<ApiReply>;

export interface Route {
  /** `sobjects/:object/:id` */
  readonly path: string;
  readonly handlers: Readonly<Partial<Record<Method, Handler>>>;
  readonly streams?: Readonly<Partial<Record<Method, StreamHandler>>>;
  /** Whether composite may call it: its queries and collections count towards five, most other things are free. */
  readonly inComposite?: 'yes' | 'limited';
}

/** What one running org consists of; handed to every route and to whoever mounts pages beside the API. */
export interface DevorgContext {
  readonly org: Org;
  readonly sessions: Sessions;
  readonly apps: ConnectedApps;
  readonly usage: ApiUsage;
  readonly callLog: CallLog;
  readonly notifications: Notifications;
  readonly jobs: BulkJobs;
  readonly deploys: DeployJobs;
  /** Every REST resource; composite requests find their parts here. */
  readonly routes: readonly Route[];
  /**
   * Handlers that see each API request before the org does: the place for faults on demand. One that answers, stalls
   * or tampers with the response does so without the org's knowledge; one that calls `next()` lets it through.
   */
  readonly faults: RequestHandler[];
  /** The same for single calls: a composite request passes `faults` once, and each of its parts passes here. */
  readonly callFaults: CallFault[];
  /** `http://127.0.0.1:port`, known once the server listens. */
  instanceUrl: string;
}

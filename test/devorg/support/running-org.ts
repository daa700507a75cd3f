import jsforce from 'jsforce';

import type { OrgSettings } from '../../../src/devorg/org.ts';
import { type RunningDevorg, startDevorg } from '../../../src/devorg/server.ts';
import { createSmallOrg, type SmallOrg } from './small-org.ts';

/** What the REST API answers to what it refuses. */
export type Refusal = readonly { readonly message: string; readonly errorCode: string; readonly fields?: string[] }[];

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface RunningSmallOrg extends SmallOrg {
  readonly running: RunningDevorg;
  readonly url: string;
  /** A session that never ends. */
  token(userId: string): string;
  /** A real jsforce connection of a user. */
  connect(userId: string): jsforce.Connection;
  /** A request below `/services/data/v66.0`, as a user. */
  call<Body = Refusal>(
    userId: string,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
  close(): Promise<void>;
}

export const dataPath = '/services/data/v66.0';

/** The small org behind its HTTP server. */
export async function runSmallOrg(
  options: { settings?: Partial<OrgSettings>; forceApp?: string } = {},
): Promise<RunningSmallOrg> {
  const small = createSmallOrg(options);
  const running = await startDevorg({ org: small.org });
  const token = (userId: string): string => running.context.sessions.start(userId, { expires: false }).token;
  return {
    ...small,
    running,
    url: running.url,
    token,
    connect: (userId) =>
      new jsforce.Connection({ instanceUrl: running.url, accessToken: token(userId), version: '66.0', maxRequest: 20 }),
    call: async <Body>(userId: string, method: string, path: string, body?: unknown, headers = {}) =>
      await request<Body>(`${running.url}${dataPath}${path}`, method, body, {
        authorization: `Bearer ${token(userId)}`,
        ...headers,
      }),
    close: async () => {
      await running.close();
      small.org.database.close();
    },
  };
}

/** Any request with an optional JSON body; JSON answers are parsed. */
export async function request<Body = Refusal>(
  url: string,
  method: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<Body>> {
  const withBody = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const reply = await fetch(url, { method, headers: { ...type, ...headers }, ...withBody });
  const text = await reply.text();
  const isJson = reply.headers.get('content-type')?.startsWith('application/json') === true && text !== '';
  return { status: reply.status, headers: reply.headers, body: (isJson ? JSON.parse(text) : text) as Body };
}

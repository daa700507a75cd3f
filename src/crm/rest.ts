import { setTimeout as sleep } from 'node:timers/promises';

import type { Budget } from './budget.ts';
import { CrmError } from './crm-errors.ts';
import type { CrmLog } from './crm-log.ts';
import { callHttp, type HttpReply, type HttpRequest, type HttpStream, streamHttp } from './http.ts';
import { withRetries } from './retry.ts';
import type { ServerClock } from './server-clock.ts';
import type { Session, SessionKeeper } from './session.ts';
import { slots } from './slots.ts';
import { errorOfNetwork, errorOfReply } from './to-crm-error.ts';

interface RestRequest {
  readonly method: HttpRequest['method'];
  /** Below `/services/data/vNN.0`, or a whole path where it starts with `/services/`. */
  readonly path: string;
  readonly body?: unknown;
  /** Rows to upload, in place of a body. */
  readonly csv?: string;
  readonly accept?: string;
}

/** The REST API with session, budget, clock, retries and errors taken care of. */
export interface Rest {
  readonly session: SessionKeeper;
  readonly clock: ServerClock;
  readonly budget: Budget;
  readonly apiVersion: string;
  /** `/services/data/v66.0` */
  readonly root: string;
  /** The parsed body of a success; `undefined` where the reply has none. Everything else is thrown as CrmError. */
  call(request: RestRequest): Promise<unknown>;
  /** A body that is read while it comes. Retried only up to its first byte. */
  stream(request: RestRequest): Promise<HttpStream>;
  /** Waits; a closing connection does not. @throws CrmError `CRM_CLOSED` */
  pause(ms: number): Promise<void>;
  /** Ends calls and pauses under way and refuses further ones. */
  close(): void;
}

export interface RestParts {
  readonly session: SessionKeeper;
  readonly clock: ServerClock;
  readonly budget: Budget;
  readonly log: CrmLog;
  readonly apiVersion: string;
  readonly timeoutMs: number;
  readonly retryPauseMs: number;
}

/** A trial org allows five long calls at a time. */
const atOnce = 5;

const renewalsAtMost = 3;

type Transport<Reply> = (http: HttpRequest, timeoutMs: number, closing: AbortSignal) => Promise<Reply>;

interface Heard {
  readonly status: number;
  readonly headers: Headers;
}

interface Sent<Reply> {
  readonly reply: Reply;
  /** The session that the call went out with. */
  readonly used: Session;
}

export function restApi(parts: RestParts): Rest {
  const { session, clock, budget, log, timeoutMs } = parts;
  const root = `/services/data/v${parts.apiVersion}`;
  const slot = slots(atOnce);
  const closing = new AbortController();
  const proven = new WeakSet<Session>();

  function toHttp(request: RestRequest, { accessToken, instanceUrl }: Session): HttpRequest {
    const path = request.path.startsWith('/services/') ? request.path : root + request.path;
    const headers: Record<string, string> = {
      authorization: `Bearer ${accessToken}`,
      accept: request.accept ?? 'application/json',
    };
    if (request.csv !== undefined) {
      headers['content-type'] = 'text/csv';
      return { method: request.method, url: instanceUrl + path, headers, body: request.csv };
    }
    if (request.body === undefined) return { method: request.method, url: instanceUrl + path, headers };
    headers['content-type'] = 'application/json; charset=UTF-8';
    return { method: request.method, url: instanceUrl + path, headers, body: JSON.stringify(request.body) };
  }

  /** The session is taken when the call's turn comes: one taken before the queue may have been renewed meanwhile. */
  async function send<Reply extends Heard>(request: RestRequest, how: Transport<Reply>): Promise<Sent<Reply>> {
    const path = request.path.split('?', 1)[0] ?? '';
    return slot(async () => {
      const used = await session.current();
      if (closing.signal.aborted) throw closedError();
      budget.spend();
      const started = performance.now();
      const reply = await how(toHttp(request, used), timeoutMs, closing.signal).catch((cause: unknown) => {
        throw closing.signal.aborted ? closedError() : errorOfNetwork(cause, `${request.method} ${path}`);
      });
      clock.heard(reply.headers.get('date'));
      budget.heard(reply.headers.get('sforce-limit-info'));
      const ms = Math.round(performance.now() - started);
      log.debug({ method: request.method, path, status: reply.status, ms }, 'crm call');
      return { reply, used };
    });
  }

  /**
   * A refusal that a new session does not cure would go round for ever. So a request renews once; it may again where the
   * session refused was good for other calls, which is one that ended, up to three times.
   */
  async function attempt<Reply extends Heard>(
    request: RestRequest,
    how: Transport<Reply>,
    bodyOf: (reply: Reply) => Promise<unknown>,
  ): Promise<Reply> {
    for (let renewals = 0; ; renewals += 1) {
      const { reply, used } = await send(request, how);
      if (reply.status >= 200 && reply.status < 300) {
        proven.add(used);
        return reply;
      }
      const error = errorOfReply(reply.status, await bodyOf(reply));
      if (error.cure !== 'refresh') throw error;
      if (renewals >= (proven.has(used) ? renewalsAtMost : 1)) throw refused(error);
      log.info({ code: error.salesforceCode }, 'crm session refused, logging in again');
      await session.renew(used);
    }
  }

  async function pause(ms: number): Promise<void> {
    try {
      await sleep(ms, undefined, { signal: closing.signal });
    } catch {
      throw closedError();
    }
  }

  const retries = {
    pause,
    pauseMs: parts.retryPauseMs,
    onRetry: (error: CrmError, pauseMs: number) => {
      log.warn({ code: error.code, salesforceCode: error.salesforceCode, pauseMs }, 'crm call tried again');
    },
  };
  return {
    session,
    clock,
    budget,
    apiVersion: parts.apiVersion,
    root,
    call: async (request) => {
      const bodyOf = (reply: HttpReply): Promise<unknown> => Promise.resolve(reply.body);
      return withRetries(async () => checkedBody(await attempt(request, callHttp, bodyOf)), retries);
    },
    stream: (request) => withRetries(() => attempt(request, streamHttp, readText), retries),
    pause,
    close: () => {
      closing.abort();
    },
  };
}

function closedError(): CrmError {
  return new CrmError('CRM_CLOSED', 'The connection to Salesforce was closed.', { cure: 'stop' });
}

/** A success whose body is text is a proxy or a login page speaking. */
function checkedBody(reply: HttpReply): unknown {
  if (reply.body === '') return undefined;
  if (typeof reply.body !== 'string') return reply.body;
  throw errorOfReply(reply.status, reply.body);
}

function refused(error: CrmError): CrmError {
  return new CrmError(error.code, 'Salesforce refuses a session that it has just given out.', {
    cure: 'stop',
    cause: error,
    actions: error.actions,
    ...(error.salesforceCode === undefined ? {} : { salesforceCode: error.salesforceCode }),
    ...(error.salesforceMessage === undefined ? {} : { salesforceMessage: error.salesforceMessage }),
  });
}

async function readText(reply: HttpStream): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of reply.chunks) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

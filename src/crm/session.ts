import type { KeyObject } from 'node:crypto';

import { allowedOrigin, type HostRules } from './allowed-host.ts';
import { CrmError } from './crm-errors.ts';
import { callHttp, type HttpReply } from './http.ts';
import { signAssertion } from './jwt.ts';
import { loginError } from './login-errors.ts';
import { withRetries } from './retry.ts';
import { to18 } from './salesforce-id.ts';
import type { ServerClock } from './server-clock.ts';
import { errorOfNetwork, errorOfReply, readFaults } from './to-crm-error.ts';

export interface Session {
  readonly accessToken: string;
  readonly instanceUrl: string;
  readonly orgId: string;
  readonly userId: string;
}

export interface LoginOptions extends HostRules {
  readonly loginUrl: string;
  readonly username: string;
  readonly clientId: string;
  readonly key: KeyObject;
  readonly audience?: string;
  readonly timeoutMs: number;
  readonly retryPauseMs: number;
}

/** Holds the session of the integration user. */
export interface SessionKeeper {
  /** The session, logging in where there is none. */
  current(): Promise<Session>;
  /** A session other than `refused`. Whoever comes while a login runs gets its result. */
  renew(refused: Session): Promise<Session>;
}

const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const oftenRefusedByClockMs = 30_000;
/** Times that a login is sent before it counts as refused, each by another clock. */
const mostAsks = 4;

/** Whom the assertion is for: one of the two login hosts, and for the org in a box the org itself. */
function audienceOf(options: LoginOptions, origin: string): string {
  if (options.audience !== undefined) return options.audience;
  const { hostname } = new URL(origin);
  if (!hostname.includes('.') || hostname === '127.0.0.1') return origin;
  const isSandbox = hostname === 'test.salesforce.com' || hostname.endsWith('.sandbox.my.salesforce.com');
  return isSandbox ? 'https://test.salesforce.com' : 'https://login.salesforce.com';
}

function readSession(body: unknown, rules: HostRules): Session {
  const reply = (typeof body === 'object' ? body : null) as Readonly<Record<string, unknown>> | null;
  const [accessToken, instanceUrl, id] = ['access_token', 'instance_url', 'id'].map((key) => reply?.[key]);
  const ids = typeof id === 'string' ? /\/id\/(00D\w{12,15})\/(005\w{12,15})$/.exec(id) : null;
  if (typeof accessToken !== 'string' || typeof instanceUrl !== 'string' || ids === null) {
    throw new CrmError('CRM_LOGIN_REPLY', 'The reply to the login is not one of Salesforce.', {
      cure: 'stop',
      actions: ['Check BATON_LOGIN_URL.'],
    });
  }
  const [, orgId = '', userId = ''] = ids;
  return { accessToken, instanceUrl: allowedOrigin(instanceUrl, rules), orgId: to18(orgId), userId: to18(userId) };
}

function refusal(reply: HttpReply): CrmError {
  const fault = readFaults(reply.body)[0];
  if (fault !== undefined && reply.status < 500) return loginError(fault.code, fault.message);
  if (reply.status < 500 && reply.status !== 420 && reply.status !== 429) {
    return new CrmError('CRM_LOGIN_REPLY', `There is no Salesforce login here (HTTP ${String(reply.status)}).`, {
      cure: 'stop',
      actions: ['Check BATON_LOGIN_URL.'],
    });
  }
  return errorOfReply(reply.status, reply.body);
}

async function ask(options: LoginOptions, clock: ServerClock, now: number): Promise<Session> {
  const origin = allowedOrigin(options.loginUrl, options);
  const { clientId, username } = options;
  const assertion = signAssertion(options.key, { clientId, username, audience: audienceOf(options, origin), now });
  const reply = await callHttp(
    {
      method: 'POST',
      url: `${origin}/services/oauth2/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({ grant_type: jwtBearer, assertion }).toString(),
    },
    options.timeoutMs,
  ).catch((cause: unknown) => {
    throw errorOfNetwork(cause, 'login');
  });
  clock.heard(reply.headers.get('date'));
  if (reply.status !== 200) throw refusal(reply);
  return readSession(reply.body, options);
}

/** Logs in by the org's clock; where that fails as too old, by what the clocks say then: the org's may have jumped meanwhile. */
async function login(options: LoginOptions, clock: ServerClock): Promise<Session> {
  const tried = [clock.now()];
  for (;;) {
    try {
      return await ask(options, clock, tried.at(-1) ?? clock.now());
    } catch (error) {
      if (!(error instanceof CrmError) || error.code !== 'CRM_LOGIN_EXPIRED') throw error;
      const isNew = (time: number): boolean => tried.every((one) => Math.abs(time - one) > oftenRefusedByClockMs);
      const other = [clock.now(), Date.now()].find(isNew);
      if (other === undefined || tried.length === mostAsks) throw error;
      tried.push(other);
    }
  }
}

export function sessionKeeper(options: LoginOptions, clock: ServerClock): SessionKeeper {
  let session: Session | undefined;
  let running: Promise<Session> | undefined;

  function start(): Promise<Session> {
    running ??= withRetries(() => login(options, clock), { pauseMs: options.retryPauseMs })
      .then((fresh) => (session = fresh))
      .finally(() => (running = undefined));
    return running;
  }

  return {
    current: async () => session ?? start(),
    renew: async (refused) => {
      // Nobody may go out with it while the login runs.
      if (session === refused) session = undefined;
      return session ?? start();
    },
  };
}

import { z } from 'zod';

import { setForLibraries } from '../config/library-environment.ts';
import { allowedOrigin } from '../crm/allowed-host.ts';
import { apiBudget } from '../crm/budget.ts';
import { silentLog } from '../crm/crm-log.ts';
import { parseReply } from '../crm/parse-reply.ts';
import { type Rest, restApi } from '../crm/rest.ts';
import { to18 } from '../crm/salesforce-id.ts';
import { serverClock } from '../crm/server-clock.ts';
import type { Session, SessionKeeper } from '../crm/session.ts';
import type { AdminOrg } from './admin-org.ts';
import { InstallError } from './install-errors.ts';
import { upload } from './upload.ts';

export interface OpenOptions {
  /** Alias or username in the admin's `sf`. */
  readonly targetOrg: string;
  /** Allows an org on this machine: the org in a box. */
  readonly allowLocalOrg: boolean;
  readonly apiVersion: string;
}

/** What is needed of a login that `sf` keeps. */
export interface Login {
  readonly accessToken: () => string;
  readonly instanceUrl: string;
  readonly username: string;
  /** Gets a new access token, where the kind of login has one. */
  readonly refresh: () => Promise<void>;
}

const callTimeoutMs = 120_000;
const retryPauseMs = 500;
const rootSchema = z.object({ identity: z.string() });

/**
 * Opens an org with the login that the admin's `sf` keeps. Nothing of the login is kept anywhere else.
 * @throws InstallError `INSTALL_NO_LOGIN` or `INSTALL_LOGIN_ENDED`, CrmError `CRM_HOST_REFUSED`
 */
export async function openAdminOrg(options: OpenOptions): Promise<AdminOrg> {
  return adminOrgOf(await readSfLogin(options.targetOrg), options);
}

/** An org behind any login. */
export async function adminOrgOf(login: Login, options: OpenOptions): Promise<AdminOrg> {
  const instanceUrl = allowedOrigin(login.instanceUrl, options);
  const rest = restApi({
    session: keeperOf(login, instanceUrl, options.targetOrg),
    clock: serverClock(),
    // A person waits for each of these calls: they are not the service's, and nothing is held back from them.
    budget: apiBudget({ budgetShare: 1, reserveShare: 0 }),
    log: silentLog,
    apiVersion: options.apiVersion,
    timeoutMs: callTimeoutMs,
    retryPauseMs,
  });
  const { orgId, userId } = await whoAmI(rest, options.targetOrg);
  const { hostname } = new URL(instanceUrl);
  const isLocal = !hostname.includes('.') || hostname === '127.0.0.1';
  const send = (path: string, form: FormData): Promise<unknown> => upload(rest, path, form);
  return { rest, orgId, userId, instanceUrl, username: login.username, isLocal, upload: send };
}

async function whoAmI(rest: Rest, targetOrg: string): Promise<{ orgId: string; userId: string }> {
  const reply = await rest.call({ method: 'GET', path: '' }).catch((error: unknown) => {
    throw isRefusedSession(error) ? loginEnded(targetOrg, error) : error;
  });
  const { identity } = parseReply(rootSchema, reply, 'The entrance of the API');
  const [, orgId = '', userId = ''] = /\/id\/(00D\w{12,15})\/(005\w{12,15})$/.exec(identity) ?? [];
  return { orgId: to18(orgId), userId: to18(userId) };
}

function isRefusedSession(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'CRM_SESSION_REFUSED';
}

function keeperOf(login: Login, instanceUrl: string, targetOrg: string): SessionKeeper {
  const sessionNow = (): Session => ({ accessToken: login.accessToken(), instanceUrl, orgId: '', userId: '' });
  let session = sessionNow();
  return {
    current: () => Promise.resolve(session),
    renew: async (refused) => {
      if (session !== refused) return session;
      await login.refresh().catch((cause: unknown) => {
        throw loginEnded(targetOrg, cause);
      });
      if (login.accessToken() === refused.accessToken) throw loginEnded(targetOrg);
      session = sessionNow();
      return session;
    },
  };
}

/** Loaded only here: half a second and a thousand files that the service never needs. */
async function readSfLogin(targetOrg: string): Promise<Login> {
  // The library would keep a log file in the admin's home, with the names of orgs in it.
  setForLibraries({ SF_DISABLE_LOG_FILE: 'true', SF_DISABLE_TELEMETRY: 'true' });
  const { AuthInfo, Connection, StateAggregator } = await import('@salesforce/core');
  try {
    const { aliases } = await StateAggregator.getInstance();
    const username = aliases.resolveUsername(targetOrg);
    const authInfo = await AuthInfo.create({ username });
    const fields = authInfo.getFields(true);
    const connection = await Connection.create({ authInfo });
    return {
      username: fields.username ?? username,
      instanceUrl: fields.instanceUrl ?? '',
      accessToken: () => connection.accessToken ?? '',
      refresh: () => connection.refreshAuth(),
    };
  } catch (cause) {
    throw translated(targetOrg, cause);
  }
}

const loginCommand = (targetOrg: string): string => `Log in with: sf org login web --alias ${targetOrg}`;

function translated(targetOrg: string, cause: unknown): InstallError {
  const name = cause instanceof Error ? cause.name : '';
  if (/NamedOrgNotFound|NoOrgAuthInfo|AuthInfo/i.test(name)) {
    return new InstallError('INSTALL_NO_LOGIN', `sf knows no org called "${targetOrg}".`, {
      actions: [loginCommand(targetOrg), 'List what sf knows with: sf org list'],
      cause,
    });
  }
  if (/keychain|crypto|decrypt|secret/i.test(`${name} ${cause instanceof Error ? cause.message : ''}`)) {
    return new InstallError('INSTALL_NO_LOGIN', `The login of "${targetOrg}" can not be decrypted on this machine.`, {
      actions: [
        'Run Baton as the user who ran sf, with the same SF_USE_GENERIC_UNIX_KEYCHAIN.',
        loginCommand(targetOrg),
      ],
      cause,
    });
  }
  return loginEnded(targetOrg, cause);
}

function loginEnded(targetOrg: string, cause?: unknown): InstallError {
  return new InstallError('INSTALL_LOGIN_ENDED', `The login that sf keeps for "${targetOrg}" is no longer accepted.`, {
    actions: [loginCommand(targetOrg), 'Then start the same command again: it continues where it stopped.'],
    cause,
  });
}

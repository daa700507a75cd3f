import { z } from 'zod';

import { accessOf } from './access.ts';
import { apiBudget } from './budget.ts';
import { countRows, readIds, readSome } from './compare-ids.ts';
import type { ConnectOptions } from './connect-options.ts';
import type { Crm } from './crm.ts';
import { CrmError } from './crm-errors.ts';
import { silentLog } from './crm-log.ts';
import { findPeople } from './find-people.ts';
import { readPrivateKey } from './jwt.ts';
import { load, openLoad } from './load.ts';
import { notifier } from './notify.ts';
import { parseReply } from './parse-reply.ts';
import { queryRows } from './query-rows.ts';
import { readAll } from './read-all.ts';
import { readByIds } from './read-by-ids.ts';
import { readChanges } from './read-changes.ts';
import { readStatus } from './read-status.ts';
import { type Rest, restApi } from './rest.ts';
import { serverClock } from './server-clock.ts';
import { sessionKeeper } from './session.ts';
import { upsertBySize } from './upsert-by-size.ts';
import { createRows, removeRow, updateRows } from './write-by-id.ts';
import { removeRows } from './write-records.ts';

const defaults = {
  apiVersion: '66.0',
  budgetShare: 0.1,
  reserveShare: 0.2,
  timeoutMs: 60_000,
  retryPauseMs: 500,
  divisionUserFields: ['Division'],
  bulkFromRows: 5_000,
  log: silentLog,
} satisfies Partial<ConnectOptions>;

/** Puts session, budget, clock and retries together, without a call to the org yet. */
export function restOf(given: ConnectOptions): Rest {
  const options = { ...defaults, ...given };
  const clock = serverClock();
  return restApi({
    session: sessionKeeper({ ...options, key: readPrivateKey(options.privateKeyPem) }, clock),
    clock,
    budget: apiBudget(options),
    log: options.log,
    apiVersion: options.apiVersion,
    timeoutMs: options.timeoutMs,
    retryPauseMs: options.retryPauseMs,
  });
}

const versionsSchema = z.array(z.object({ version: z.string() }));

/** API versions that the org speaks. */
export async function readVersions(rest: Rest): Promise<readonly string[]> {
  const body = await rest.call({ method: 'GET', path: '/services/data' });
  return parseReply(versionsSchema, body, 'The list of API versions').map(({ version }) => version);
}

const limitsSchema = z.object({ DailyApiRequests: z.object({ Max: z.number(), Remaining: z.number() }) });

/** Tells the budget how many calls the org has left, before the first replies do. */
export async function readLimits(rest: Rest): Promise<void> {
  const limits = parseReply(limitsSchema, await rest.call({ method: 'GET', path: '/limits' }), 'The list of limits');
  const { Max: max, Remaining: remaining } = limits.DailyApiRequests;
  rest.budget.set(max - remaining, max);
}

async function checkVersion(rest: Rest): Promise<void> {
  const versions = await readVersions(rest);
  if (versions.includes(rest.apiVersion)) return;
  const newest = versions.at(-1) ?? 'none';
  throw new CrmError(
    'CRM_API_VERSION',
    `The org does not speak API version ${rest.apiVersion}; its newest is ${newest}.`,
    {
      cure: 'stop',
      actions: ['Set BATON_API_VERSION to a version that the org offers, 66.0 or later.'],
    },
  );
}

/**
 * Logs in, checks the API version and the limits.
 * @throws CrmError with a code that says what to mend: `CRM_LOGIN_…`, `CRM_HOST_REFUSED`, `CRM_KEY_UNREADABLE`, `CRM_API_VERSION`, `CRM_UNREACHABLE`.
 */
export async function connectCrm(given: ConnectOptions): Promise<Crm> {
  const options = { ...defaults, ...given };
  const rest = restOf(options);
  const { orgId, userId, instanceUrl } = await rest.session.current();
  await checkVersion(rest);
  await readLimits(rest);
  const access = accessOf(rest, options.divisionUserFields);
  const { log, retryPauseMs, bulkFromRows } = options;
  const parts = { rest, access, log, retryPauseMs, bulkFromRows };
  return {
    identity: { orgId, userId, instanceUrl, apiVersion: rest.apiVersion },
    budget: () => rest.budget.state(),
    serverNow: () => rest.clock.now(),
    missingAccess: () => access.missing(),
    canRead: async (record) => (await access.plan(record)).isReadable,
    followUserFields: (fields) => access.followUserFields(fields),
    readChanges: (requests) => readChanges(parts, requests),
    readAll: (record) => readAll(parts, record),
    countRows: (ranges) => countRows(parts, ranges),
    readIds: (ranges) => readIds(parts, ranges),
    readSome: (record, ids) => readSome(parts, record, ids),
    openLoad: (record) => openLoad(parts, record),
    load: (record, from) => load(parts, record, from),
    bulkFromRows,
    upsert: (object, externalIdField, rows) => upsertBySize(parts, object, externalIdField, rows),
    remove: (ids) => removeRows(parts, ids),
    readByIds: (record, ids) => readByIds(parts, record, ids),
    query: (soql) => queryRows(rest, soql),
    update: (object, rows) => updateRows(parts, object, rows),
    create: (object, rows) => createRows(parts, object, rows),
    removeOne: (object, id) => removeRow(parts, object, id),
    notify: notifier(rest),
    readStatus: () => readStatus(rest),
    findPeople: (mail) => findPeople(rest, mail),
    close: () => {
      rest.close();
      return Promise.resolve();
    },
  };
}

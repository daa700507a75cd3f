/** From a change in the CRM to the changed record in the CRM, with a real service on PostgreSQL. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { viewerFor } from '../../src/devorg/access/viewer.ts';
import { createOrg } from '../../src/devorg/create-org.ts';
import { readFaultPlan } from '../../src/devorg/faults/index.ts';
import { type IntegrationLogin, prepareIntegrationLogin } from '../../src/devorg/integration-login.ts';
import type { Org } from '../../src/devorg/org.ts';
import { createRecord } from '../../src/devorg/records/index.ts';
import { startDevorg } from '../../src/devorg/server.ts';
import { createCompany } from './backfill-company.ts';
import { freshDatabase } from './postgres.ts';

export interface LatencyOrder {
  /** Changes a second, one measure each. */
  readonly rates: readonly number[];
  /** How long changes are made at each rate. */
  readonly seconds: number;
  /** Seconds between two polls of the service. */
  readonly interval: number;
  /** By how much longer each call takes. */
  readonly latencyMs: number;
}

export interface Arrivals {
  readonly rate: number;
  readonly changes: number;
  readonly arrived: number;
  /** Seconds. */
  readonly p50: number;
  readonly p95: number;
  readonly slowest: number;
}

interface Change {
  readonly colleague: string;
  readonly atMs: number;
}

/**
 * Customers whom nobody has met yet: each meeting shows as a new row on its account.
 * @yields what was measured at one rate, as soon as it is
 */
export async function* measureLatency(order: LatencyOrder): AsyncGenerator<Arrivals> {
  const { rates, seconds, interval } = order;
  const folder = mkdtempSync(join(tmpdir(), 'baton-trickle-'));
  const accounts = rates.reduce((sum, rate) => sum + rate, 0) * seconds + 10;
  const org = createOrg({
    ...{ forceApp: 'force-app/main/default', file: ':memory:' },
    settings: { dailyApiRequests: 10_000_000 },
  });
  createCompany(org, { users: 30, accounts, contacts: accounts, opportunities: 0, tasks: 0, events: 0 }, 1);
  const running = await startDevorg({ org });
  const login = prepareIntegrationLogin(running.context, folder);
  running.faults.set(readFaultPlan([{ effect: { kind: 'stall', where: 'head', ms: order.latencyMs } }]));
  const service = spawn(process.execPath, [join(import.meta.dirname, '../../src/main.ts'), 'serve'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...environmentOf(login, interval), DATABASE_URL: await freshDatabase() },
  });
  const died = once(service, 'close').then(() => {
    throw new Error('The service ended.');
  });
  died.catch(() => undefined);
  try {
    const targets = org.database.prepare('SELECT Id AS id FROM Account ORDER BY Id').all();
    await Promise.race([died, firstLoad(org)]);
    for (const rate of rates) {
      const some = targets.splice(0, rate * seconds).map(({ id }) => String(id));
      yield await Promise.race([died, trickle(org, rate, some, interval)]);
    }
  } finally {
    service.kill();
    await died.catch(() => undefined);
    await running.close();
    org.database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function environmentOf(login: IntegrationLogin, interval: number): Record<string, string> {
  return {
    ...{ BATON_LOGIN_URL: login.loginUrl, BATON_USERNAME: login.username, BATON_CLIENT_ID: login.clientId },
    ...{ BATON_PRIVATE_KEY_FILE: login.privateKeyFile, BATON_ALLOW_LOCAL_ORG: 'true', BATON_BUDGET_SHARE: '0.9' },
    ...{ BATON_HOT_INTERVAL_SECONDS: String(interval), BATON_FULL_INTERVAL_SECONDS: String(interval) },
    ...{ BATON_HTTP_PORT: '0', BATON_LOG_LEVEL: 'silent' },
  };
}

/** The service writes its status at the end of each run that changed something: all accounts are in it after the first. */
async function firstLoad(org: Org): Promise<void> {
  const status = org.database.prepare(
    'SELECT 1 AS there FROM "Baton_Sync_Status__c" WHERE Accounts__c >= (SELECT count(*) FROM Account)',
  );
  if (!(await until(() => status.get() !== undefined, 300))) throw new Error('The first load took over five minutes.');
}

async function until(isSo: () => boolean, patienceSeconds: number): Promise<boolean> {
  const began = performance.now();
  while (performance.now() - began < patienceSeconds * 1_000) {
    if (isSo()) return true;
    await sleep(100);
  }
  return false;
}

async function trickle(org: Org, rate: number, accounts: readonly string[], interval: number): Promise<Arrivals> {
  const pending = new Map<string, Change>();
  const taken: number[] = [];
  const shown = org.database.prepare(
    'SELECT 1 AS there FROM "Baton_Relationship__c" WHERE Account__c = ? AND Colleague__c = ? AND IsDeleted = 0',
  );
  const look = (): void => {
    for (const [account, { colleague, atMs }] of pending) {
      if (shown.get(account, colleague) === undefined) continue;
      pending.delete(account);
      taken.push((performance.now() - atMs) / 1_000);
    }
  };
  const began = performance.now();
  const watch = setInterval(look, 250);
  for (const [index, account] of accounts.entries()) {
    const dueMs = began + (index * 1_000) / rate;
    if (dueMs > performance.now()) await sleep(dueMs - performance.now());
    pending.set(account, { colleague: meet(org, account), atMs: performance.now() });
  }
  await until(() => pending.size === 0, interval * 3 + 30);
  clearInterval(watch);
  look();
  taken.sort((one, other) => one - other);
  const quantile = (share: number): number =>
    Math.round((taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? Number.NaN) * 10) / 10;
  const counts = { rate, changes: accounts.length, arrived: taken.length };
  return { ...counts, p50: quantile(0.5), p95: quantile(0.95), slowest: quantile(1) };
}

function administratorOf(org: Org): string {
  const found = org.database
    .prepare(
      `SELECT u.Id AS id FROM "User" u JOIN Profile p ON p.Id = u.ProfileId WHERE p.Name = 'System Administrator'`,
    )
    .get();
  return String(found?.['id']);
}

/** A colleague of another division than the owner's meets the customer, and somebody logs it. @returns the colleague */
function meet(org: Org, account: string): string {
  const statement = org.database.prepare(
    `SELECT c.Id AS contact, (
       SELECT u.Id FROM "User" u WHERE u.Division IS NOT NULL AND u.Division <> o.Division ORDER BY u.Id LIMIT 1) AS colleague
     FROM Account a JOIN "User" o ON o.Id = a.OwnerId JOIN Contact c ON c.AccountId = a.Id WHERE a.Id = ? LIMIT 1`,
  );
  const found = statement.get(account);
  const colleague = String(found?.['colleague']);
  const start = org.clock.now() - 3_600_000;
  createRecord(org, viewerFor(org, administratorOf(org)), 'Event', {
    ...{ Subject: 'Visit', OwnerId: colleague, WhoId: String(found?.['contact']), DurationInMinutes: 30 },
    StartDateTime: new Date(start).toISOString(),
    EndDateTime: new Date(start + 1_800_000).toISOString(),
  });
  return colleague;
}

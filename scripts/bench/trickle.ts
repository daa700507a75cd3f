/**
 * From a change in the CRM to the changed record in the CRM, and what one change costs in a small and a large org.
 *
 *   npm run bench -- trickle [--rates 1,10,50] [--seconds 30] [--interval 20] [--small 10000] [--large 100000] [--json]
 *
 * Time: a `baton serve` on PostgreSQL, an org in which each call takes 200 ms longer, and meetings logged at a steady
 * rate, each with another customer. A change counts as arrived when its row stands in the CRM. Both intervals of the
 * service are `--interval` seconds. The goal is p95 within one interval plus 5 s.
 * Cost: the same change in stores of two sizes, `--large 1000000` for those of the goal. The stores are filled with facts and with
 * made-up results, since computing a million customers takes hours; the changes are really computed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { viewerFor } from '../../src/devorg/access/viewer.ts';
import { createOrg } from '../../src/devorg/create-org.ts';
import { readFaultPlan } from '../../src/devorg/faults/index.ts';
import { prepareIntegrationLogin } from '../../src/devorg/integration-login.ts';
import type { Org } from '../../src/devorg/org.ts';
import { createRecord } from '../../src/devorg/records/index.ts';
import { startDevorg } from '../../src/devorg/server.ts';
import { createCompany } from './backfill-company.ts';
import { freshDatabase } from './postgres.ts';
import type { Cost } from './trickle-cost.ts';

const { values } = parseArgs({
  options: {
    rates: { type: 'string', default: '1,10,50' },
    seconds: { type: 'string', default: '30' },
    interval: { type: 'string', default: '20' },
    small: { type: 'string', default: '10000' },
    large: { type: 'string', default: '100000' },
    json: { type: 'boolean', default: false },
  },
});

const LATENCY_MS = 200;
const [seconds, interval] = [Number(values.seconds), Number(values.interval)];
const rates = values.rates.split(',').map(Number);
const GOALS = { p95Seconds: interval + 5, costRatio: 1.2 };

interface Arrivals {
  readonly rate: number;
  readonly changes: number;
  readonly arrived: number;
  readonly p50: number;
  readonly p95: number;
  readonly slowest: number;
}

interface Change {
  readonly account: string;
  readonly atMs: number;
}

/** Customers that nobody but their owner knows yet: each meeting of a colleague of another division shows as a new row. */
async function latency(): Promise<Arrivals[]> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-trickle-'));
  const accounts = Math.ceil(rates.reduce((sum, rate) => sum + rate, 0) * seconds * 1.1) + 10;
  const org = createOrg({
    ...{ forceApp: 'force-app/main/default', file: ':memory:' },
    settings: { dailyApiRequests: 10_000_000 },
  });
  createCompany(org, { users: 30, accounts, contacts: accounts, opportunities: 0, tasks: 0, events: 0 }, 1);
  const running = await startDevorg({ org });
  const login = prepareIntegrationLogin(running.context, folder);
  running.faults.set(readFaultPlan([{ effect: { kind: 'stall', where: 'head', ms: LATENCY_MS } }]));
  const service = spawn(process.execPath, [join(import.meta.dirname, '../../src/main.ts'), 'serve'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      ...{ DATABASE_URL: await freshDatabase(), BATON_LOGIN_URL: login.loginUrl, BATON_USERNAME: login.username },
      ...{ BATON_CLIENT_ID: login.clientId, BATON_PRIVATE_KEY_FILE: login.privateKeyFile },
      ...{ BATON_ALLOW_LOCAL_ORG: 'true', BATON_BUDGET_SHARE: '0.9', BATON_HTTP_PORT: '0' },
      ...{ BATON_HOT_INTERVAL_SECONDS: String(interval), BATON_FULL_INTERVAL_SECONDS: String(interval) },
      BATON_LOG_LEVEL: 'silent',
    },
  });
  try {
    const targets = org.database.prepare('SELECT Id AS id FROM Account ORDER BY Id').all();
    await until(() => rowsOn(org).size > 0, 600);
    // The first load is over once the next poll has found nothing new.
    await sleep(interval * 1_500);
    const results: Arrivals[] = [];
    for (const rate of rates) {
      const some = targets.splice(0, rate * seconds).map(({ id }) => String(id));
      results.push(await trickle(org, rate, some));
    }
    return results;
  } finally {
    service.kill();
    await once(service, 'close');
    await running.close();
    org.database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function until(isSo: () => boolean, patienceSeconds: number): Promise<boolean> {
  const began = performance.now();
  while (performance.now() - began < patienceSeconds * 1_000) {
    if (isSo()) return true;
    await sleep(100);
  }
  return false;
}

/** Accounts on whose page the colleagues of another division than the owner's stand, with the id of the row. */
function rowsOn(org: Org): Map<string, string> {
  const rows = org.database
    .prepare(
      `SELECT Account__c || ' ' || coalesce(Colleague__c, '') AS place, Id AS id FROM "Baton_Relationship__c"
       WHERE IsDeleted = 0`,
    )
    .all();
  return new Map(rows.map(({ place, id }) => [String(place), String(id)]));
}

async function trickle(org: Org, rate: number, accounts: readonly string[]): Promise<Arrivals> {
  const pending = new Map<string, Change>();
  const taken: number[] = [];
  const look = (): void => {
    const rows = rowsOn(org);
    for (const [place, change] of pending) {
      if (!rows.has(place)) continue;
      pending.delete(place);
      taken.push((performance.now() - change.atMs) / 1_000);
    }
  };
  const began = performance.now();
  const watch = setInterval(look, 250);
  for (const [index, account] of accounts.entries()) {
    const dueMs = began + (index * 1_000) / rate;
    if (dueMs > performance.now()) await sleep(dueMs - performance.now());
    const change = meet(org, account);
    pending.set(`${account} ${change.colleague}`, { account, atMs: performance.now() });
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

/** A colleague of another division than the owner's meets the customer. */
function meet(org: Org, account: string): { readonly colleague: string } {
  const statement = org.database.prepare(
    `SELECT c.Id AS contact, (
       SELECT u.Id FROM "User" u WHERE u.Division IS NOT NULL AND u.Division <> o.Division ORDER BY u.Id LIMIT 1) AS colleague
     FROM Account a JOIN "User" o ON o.Id = a.OwnerId JOIN Contact c ON c.AccountId = a.Id WHERE a.Id = ? LIMIT 1`,
  );
  const found = statement.get(account);
  const colleague = String(found?.['colleague']);
  const start = org.clock.now() - 3_600_000;
  createRecord(org, viewerFor(org, colleague), 'Event', {
    ...{ Subject: 'Visit', OwnerId: colleague, WhoId: String(found?.['contact']), DurationInMinutes: 30 },
    StartDateTime: new Date(start).toISOString(),
    EndDateTime: new Date(start + 1_800_000).toISOString(),
  });
  return { colleague };
}

function costOf(accounts: string): Cost {
  const file = join(import.meta.dirname, 'trickle-cost.ts');
  const child = spawnSync(process.execPath, [file, accounts], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.status !== 0) throw new Error(`The cost in ${accounts} accounts could not be measured.`);
  return JSON.parse(child.stdout.trim().split('\n').at(-1) ?? '') as Cost;
}

const ratio = (large: number, small: number): number => Math.round((large / small) * 100) / 100;

const load = { before: loadavg()[0] };
const arrivals = await latency();
const [small, large] = [costOf(values.small), costOf(values.large)];
const ratios = {
  ms: ratio(large.ms, small.ms),
  rowsRead: ratio(large.rowsRead, small.rowsRead),
  rowsWritten: ratio(large.rowsWritten, small.rowsWritten),
};
const reached =
  arrivals.every(({ p95, arrived, changes }) => p95 <= GOALS.p95Seconds && arrived === changes) &&
  Object.values(ratios).every((value) => value <= GOALS.costRatio);
if (values.json) {
  const figures = { interval, latencyMs: LATENCY_MS, arrivals, costs: [small, large], costRatio: ratios };
  console.log(JSON.stringify({ ...figures, goals: GOALS, reached, load }));
} else {
  console.log(`seconds from the change to the changed record, interval ${interval} s, ${LATENCY_MS} ms a call:`);
  console.table(arrivals);
  console.table([small, large]);
  console.log(
    `large to small: ${JSON.stringify(ratios)}; goals: ${JSON.stringify(GOALS)}; load ${JSON.stringify(load)}`,
  );
}
process.exitCode = reached ? 0 : 1;

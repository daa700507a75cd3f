/**
 * The first load of a company, with PostgreSQL, beside what bounds it.
 *
 *   npm run bench -- backfill [--accounts 10000] [--seed 1] [--load-only] [--json]
 *
 * An account brings five contacts, one deal and twenty activities: 100,000 accounts are the 2.7 million rows of the goal.
 * Org, service and yardsticks are processes of their own. `limit` opens the same query jobs and fetches their pages to
 * nowhere; `jsforce` reads the same records with bulk2 and drops them. A load ends when all facts are stored, each with
 * its account; computing and publishing come after it and are told apart, or left out with `--load-only`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

import { accessOf } from '../../src/crm/access.ts';
import { restOf } from '../../src/crm/connect.ts';
import { wholeQuery } from '../../src/crm/keyset-query.ts';
import type { RecordName } from '../../src/crm/records.ts';
import type { IntegrationLogin } from '../../src/devorg/integration-login.ts';
import { rowsOf, sizeFor } from './backfill-company.ts';
import { freshDatabase } from './postgres.ts';

const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    'load-only': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const GOALS = { ratioLimit: 3, ratioJsforce: 1, peakMb: 512, apiCalls: 100, limitRowsPerSecond: 100_000 };
const LARGE: readonly RecordName[] = ['account', 'contact', 'opportunity', 'event', 'task'];

interface Yardstick {
  readonly rows: number;
  readonly seconds: number;
}

interface Service {
  readonly rows: Readonly<Record<string, number>>;
  readonly loadSeconds: number;
  readonly apiCalls: number;
  readonly loadPeakMb: number;
  readonly peakMb: number;
  readonly unmatched: number;
  readonly at: Readonly<Record<string, number>>;
  readonly stages: readonly { stage: string; seconds: number; rows: number; apiCalls: number }[];
}

async function startOrg(folder: string): Promise<{ login: IntegrationLogin; stop: () => void }> {
  const script = join(import.meta.dirname, 'backfill-org.ts');
  const org = spawn(process.execPath, [script, folder, values.accounts, values.seed], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: org.stdout })) {
    const { login } = JSON.parse(line) as { login: IntegrationLogin };
    return { login, stop: () => org.kill() };
  }
  throw new Error('The org did not start.');
}

/** What the service asks Bulk for, word by word. */
async function queriesOf(login: IntegrationLogin): Promise<string[]> {
  const privateKeyPem = readFileSync(login.privateKeyFile, 'utf8');
  const rest = restOf({ ...login, privateKeyPem, allowLocalOrg: true, budgetShare: 0.9 });
  const access = accessOf(rest, ['Division']);
  const queries = await Promise.all(LARGE.map(async (record) => wholeQuery(await access.plan(record))));
  rest.close();
  return queries;
}

function run<Answer>(script: string, order: object): Answer {
  const file = join(import.meta.dirname, script);
  const child = spawnSync(process.execPath, [file, JSON.stringify(order)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 26,
  });
  if (child.status !== 0) throw new Error(`${script} ended with ${String(child.status ?? child.signal)}.`);
  return JSON.parse(child.stdout.trim().split('\n').at(-1) ?? '') as Answer;
}

const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

const folder = mkdtempSync(join(tmpdir(), 'baton-backfill-'));
const org = await startOrg(folder);
try {
  const { login } = org;
  const queries = await queriesOf(login);
  const limit = run<Yardstick>('backfill-yardsticks.ts', { which: 'limit', login, queries });
  const order = { login, databaseUrl: await freshDatabase(), loadOnly: values['load-only'] };
  const service = run<Service>('backfill-service.ts', order);
  const jsforce = run<Yardstick>('backfill-yardsticks.ts', { which: 'jsforce', login, queries });
  const rows = LARGE.reduce((sum, record) => sum + (service.rows[record] ?? 0), service.rows['user'] ?? 0);
  const row = {
    rows,
    seconds: round(service.loadSeconds),
    limitSeconds: round(limit.seconds),
    jsforceSeconds: round(jsforce.seconds),
    ratioLimit: round(service.loadSeconds / limit.seconds),
    ratioJsforce: round(service.loadSeconds / jsforce.seconds),
    peakMb: Math.round(service.loadPeakMb),
    apiCalls: service.apiCalls,
  };
  const limitRowsPerSecond = Math.round(limit.rows / limit.seconds);
  const expected = rowsOf(sizeFor(Number(values.accounts)));
  const checks = {
    isValid: limitRowsPerSecond >= GOALS.limitRowsPerSecond,
    // The user of the service is one more than the company has.
    isWhole: rows >= expected && service.unmatched === 0,
    reached:
      row.ratioLimit <= GOALS.ratioLimit &&
      row.ratioJsforce < GOALS.ratioJsforce &&
      row.peakMb < GOALS.peakMb &&
      row.apiCalls < GOALS.apiCalls,
  };
  const stages = service.stages.map((stage) => ({
    ...stage,
    seconds: round(stage.seconds),
    rowsPerSecond: stage.seconds === 0 ? 0 : Math.round(stage.rows / stage.seconds),
  }));
  const afterwards = stages.filter(({ stage }) => ['match', 'relate', 'publish'].includes(stage));
  const load = { before: loadavg()[0] };
  if (values.json) {
    const more = { rowsPerSecond: Math.round(rows / service.loadSeconds), limitRowsPerSecond, ...checks };
    console.log(
      JSON.stringify({
        ...row,
        goals: GOALS,
        ...more,
        peakMbWithComputing: Math.round(service.peakMb),
        afterwards,
        load,
      }),
    );
  } else {
    console.table([row]);
    console.log(`goals: ${JSON.stringify(GOALS)}`);
    console.log(
      `the limit read ${limitRowsPerSecond} rows/s${checks.isValid ? '' : ': too slow, this run does not count'}`,
    );
    console.log(
      `all rows stored, each with its account: ${String(checks.isWhole)}; load of the machine ${JSON.stringify(load)}`,
    );
    console.log('finished at, seconds:', service.at);
    console.table(afterwards);
  }
  process.exitCode = checks.isValid && checks.isWhole && checks.reached ? 0 : 1;
} finally {
  org.stop();
  rmSync(folder, { recursive: true, force: true });
}

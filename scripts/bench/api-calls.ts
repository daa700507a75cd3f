/**
 * What Baton costs in API calls: the first load of a sample company, and an idle day of polling, really run one after the
 * other against the org in a box and counted by the org. `--accounts 500,20000 --seed 7 --noise 0.3 --json`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { paceFor } from '../../src/cli/pace.ts';
import { runOnce, type Summary } from '../../src/cli/run-service.ts';
import { settingsSchema } from '../../src/config/schema.ts';
import { connectCrm } from '../../src/crm/connect.ts';
import type { Crm } from '../../src/crm/crm.ts';
import { createOrg } from '../../src/devorg/create-org.ts';
import { prepareIntegrationLogin } from '../../src/devorg/integration-login.ts';
import type { Org } from '../../src/devorg/org.ts';
import { createSampleCompany, sampleSettings } from '../../src/devorg/sample/index.ts';
import { type RunningDevorg, startDevorg } from '../../src/devorg/server.ts';
import { defaultPolicy } from '../../src/policy/index.ts';
import type { Database } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { readApiCalls } from '../../src/store/tables/settings.ts';

interface Row {
  readonly story: 'first load' | 'idle day';
  readonly accounts: number;
  /** Calls a day that the org has. */
  readonly orgCalls: number;
  /** Counted by the org. */
  readonly calls: number;
  /** Of the org's calls; the goal is 0.1. */
  readonly share: number;
  /** Of the run, without making the sample company; an idle day's runs take this long back to back. */
  readonly seconds: number;
  readonly relationships: number;
  /** Looks for what people wait for, and for everything. */
  readonly hotPolls?: number;
  readonly fullPolls?: number;
  readonly hotSeconds?: number;
  readonly fullSeconds?: number;
}

const DAY_MS = 86_400_000;
const GOAL = 0.1;
/** Enterprise Edition with some users, and a free Developer Edition. */
const ORGS = [100_000, 15_000];
const NOW = Date.parse('2026-11-20T10:00:00Z');
const settings = settingsSchema
  .pick({
    BATON_HOT_INTERVAL_SECONDS: true,
    BATON_FULL_INTERVAL_SECONDS: true,
    BATON_BUDGET_SHARE: true,
  })
  .parse({});

interface Bench {
  readonly org: Org;
  readonly running: RunningDevorg;
  readonly crm: Crm;
  readonly database: Database;
  calls(): Promise<number>;
  close(): Promise<void>;
}

async function open(accounts: number, orgCalls: number): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  const org = createOrg({
    forceApp: join('force-app', 'main', 'default'),
    file: join(folder, 'org.sqlite'),
    settings: { ...sampleSettings, dailyApiRequests: orgCalls },
    now: NOW,
  });
  const [seed, noise] = [Number(argument('seed', '7')), Number(argument('noise', '0.3'))];
  await createSampleCompany({ org, accounts, seed, noise, truthFile: join(folder, 'truth.sqlite') });
  const running = await startDevorg({ org });
  const login = prepareIntegrationLogin(running.context, folder);
  const database = await openDatabase({ folder: join(folder, 'data') });
  await migrate(database);
  const privateKeyPem = readFileSync(login.privateKeyFile, 'utf8');
  const crm = await connectCrm({
    ...login,
    privateKeyPem,
    allowLocalOrg: true,
    budgetShare: settings.BATON_BUDGET_SHARE,
  });
  return {
    ...{ org, running, crm, database },
    calls: async () => {
      const reply = await fetch(`${running.adminUrl}/calls`);
      return ((await reply.json()) as { counted: number }).counted;
    },
    close: async () => {
      await crm.close();
      await database.close();
      await running.close();
      org.database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function run({ crm, database }: Bench, which: 'hot' | 'all', leastStatusPauseMs = 0): Promise<Summary> {
  return runOnce({ crm, database, policyDefaults: defaultPolicy, version: 'bench' }, { which, leastStatusPauseMs });
}

async function firstLoad(bench: Bench, accounts: number, orgCalls: number): Promise<Row> {
  const { seconds, relationships } = await run(bench, 'all');
  const calls = await bench.calls();
  return { story: 'first load', accounts, orgCalls, calls, share: calls / orgCalls, seconds, relationships };
}

/** The day after the first load: nobody does anything, and Baton looks as often as it does by itself. */
async function idleDay(bench: Bench, accounts: number, orgCalls: number): Promise<Row> {
  const { org, crm, database } = bench;
  const wished = {
    hotMs: settings.BATON_HOT_INTERVAL_SECONDS * 1000,
    fullMs: settings.BATON_FULL_INTERVAL_SECONDS * 1000,
  };
  const before = await bench.calls();
  const began = performance.now();
  const endMs = org.clock.now() + DAY_MS;
  const polls = { hot: 0, all: 0 };
  const spent = { hot: 0, all: 0 };
  let lastFullMs = Number.NEGATIVE_INFINITY;
  let relationships = 0;
  while (org.clock.now() < endMs) {
    // The same rules as in `baton serve`, on the org's clock.
    const pace = paceFor(wished, crm.budget(), await readApiCalls(database, crm.serverNow()));
    const startMs = org.clock.now();
    const which = startMs - lastFullMs >= pace.fullMs - pace.hotMs / 2 ? 'all' : 'hot';
    const runBegan = performance.now();
    ({ relationships } = await run(bench, which, pace.fullMs));
    spent[which] += performance.now() - runBegan;
    polls[which] += 1;
    if (which === 'all') lastFullMs = startMs;
    org.clock.move(Math.max(0, Math.round(startMs + pace.hotMs - org.clock.now())));
  }
  const calls = (await bench.calls()) - before;
  return {
    ...{ story: 'idle day', accounts, orgCalls, calls, share: calls / orgCalls, relationships },
    seconds: Math.round((performance.now() - began) / 10) / 100,
    ...{ hotPolls: polls.hot, fullPolls: polls.all },
    hotSeconds: mean(spent.hot, polls.hot),
    fullSeconds: mean(spent.all, polls.all),
  };
}

const mean = (ms: number, count: number): number => Math.round(ms / Math.max(1, count)) / 1000;

function argument(name: string, otherwise: string): string {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise);
}

async function measure(story: string, accounts: number, orgCalls: number): Promise<Row> {
  const bench = await open(accounts, orgCalls);
  try {
    const loaded = await firstLoad(bench, accounts, orgCalls);
    return story === 'idle day' ? await idleDay(bench, accounts, orgCalls) : loaded;
  } finally {
    await bench.close();
  }
}

/** Each story in a process of its own, so that none profits from what another has warmed up. */
function inOwnProcess(story: string, accounts: number, orgCalls: number): Row {
  const args = [
    import.meta.filename,
    '--story',
    story,
    '--accounts',
    String(accounts),
    '--org-calls',
    String(orgCalls),
  ];
  const passed = ['--seed', argument('seed', '7'), '--noise', argument('noise', '0.3')];
  const child = spawnSync(process.execPath, [...args, ...passed], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.status !== 0) throw new Error(`The ${story} of ${accounts} accounts failed.`);
  return JSON.parse(child.stdout) as Row;
}

function describe(row: Row): string {
  const polls =
    row.hotPolls === undefined
      ? ''
      : `  ${row.hotPolls} hot polls of ${row.hotSeconds ?? 0} s, ${row.fullPolls ?? 0} full ones of ${row.fullSeconds ?? 0} s`;
  const numbers = [row.accounts, row.orgCalls, row.calls].map((value) => value.toLocaleString('en').padStart(9));
  return `${row.story.padEnd(11)}${numbers.join('')}${`${(row.share * 100).toFixed(2)} %`.padStart(9)}${row.seconds.toFixed(1).padStart(9)}${polls}`;
}

async function main(): Promise<void> {
  const sizes = argument('accounts', '500,20000').split(',').map(Number);
  const story = argument('story', '');
  if (story !== '') {
    console.log(JSON.stringify(await measure(story, sizes[0] ?? 500, Number(argument('org-calls', '100000')))));
    return;
  }
  const rows = [
    ...sizes.map((accounts) => inOwnProcess('first load', accounts, ORGS[0] ?? 0)),
    ...ORGS.map((orgCalls) => inOwnProcess('idle day', sizes[0] ?? 500, orgCalls)),
  ];
  if (process.argv.includes('--json')) console.log(JSON.stringify({ goal: GOAL, rows }));
  else {
    console.log('             accounts org calls    calls   of them  seconds');
    for (const row of rows) console.log(describe(row));
    console.log(`goal: at most ${GOAL * 100} % of the org's calls a day`);
  }
  if (rows.some(({ share }) => share > GOAL)) process.exitCode = 1;
}

await main();

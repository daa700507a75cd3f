/**
 * API calls of a day on which nobody does anything, at the default intervals.
 *
 *   npm run bench -- idle [--accounts 200] [--json]
 *
 * A service that has loaded its org looks for changes from one day to the next, on the org's clock, by the rules of
 * `baton serve`: once in an org with 100,000 calls a day, and once in one with the 15,000 of a Developer Edition, where
 * the intervals must stretch by themselves. The org counts the calls.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { FULL_RUNS_A_SLOW_ONE, paceFor } from '../../src/cli/pace.ts';
import { runOnce } from '../../src/cli/run-service.ts';
import { settingsSchema } from '../../src/config/schema.ts';
import { connectCrm } from '../../src/crm/connect.ts';
import { recordNames } from '../../src/crm/fields/index.ts';
import { createOrg } from '../../src/devorg/create-org.ts';
import { prepareIntegrationLogin } from '../../src/devorg/integration-login.ts';
import { createSampleCompany, sampleSettings } from '../../src/devorg/sample/index.ts';
import { startDevorg } from '../../src/devorg/server.ts';
import { defaultPolicy } from '../../src/policy/index.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { readApiCalls } from '../../src/store/tables/settings.ts';

const { values } = parseArgs({
  options: { accounts: { type: 'string', default: '200' }, json: { type: 'boolean', default: false } },
});

const DAY_MS = 86_400_000;
const GOALS = { callsADay: 4_000, shareOfDeveloperOrg: 0.1 };
const defaults = settingsSchema
  .pick({ BATON_HOT_INTERVAL_SECONDS: true, BATON_FULL_INTERVAL_SECONDS: true, BATON_BUDGET_SHARE: true })
  .parse({});

interface IdleDay {
  readonly orgCalls: number;
  readonly calls: number;
  readonly share: number;
  readonly hotPolls: number;
  readonly fullPolls: number;
  readonly slowPolls: number;
  /** Calls of the night's comparison of ids are among `calls`. */
  readonly objects: number;
}

async function idleDay(orgCalls: number): Promise<IdleDay> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-idle-'));
  const settings = { ...sampleSettings, dailyApiRequests: orgCalls };
  const org = createOrg({ forceApp: 'force-app/main/default', file: ':memory:', settings });
  const truthFile = join(folder, 'truth.sqlite');
  await createSampleCompany({ org, accounts: Number(values.accounts), seed: 7, noise: 0.3, truthFile });
  const running = await startDevorg({ org });
  const login = prepareIntegrationLogin(running.context, folder);
  const database = await openDatabase({});
  await migrate(database);
  const privateKeyPem = readFileSync(login.privateKeyFile, 'utf8');
  const budgetShare = defaults.BATON_BUDGET_SHARE;
  const crm = await connectCrm({ ...login, privateKeyPem, allowLocalOrg: true, budgetShare });
  const parts = { crm, database, policyDefaults: defaultPolicy, version: 'bench' };
  // Two runs: what the first one wrote is read back by the second.
  await runOnce(parts);
  await runOnce(parts);
  // The calls of the first day have no part in the allowance of the idle one.
  org.clock.move(2 * DAY_MS);
  const counted = async (): Promise<number> =>
    ((await (await fetch(`${running.adminUrl}/calls`)).json()) as { counted: number }).counted;
  const before = await counted();
  const wished = {
    hotMs: defaults.BATON_HOT_INTERVAL_SECONDS * 1000,
    fullMs: defaults.BATON_FULL_INTERVAL_SECONDS * 1000,
  };
  const polls = { hot: 0, all: 0, slow: 0 };
  let lastFullMs = Number.NEGATIVE_INFINITY;
  for (const endMs = org.clock.now() + DAY_MS; org.clock.now() < endMs;) {
    const pace = paceFor(wished, crm.budget(), await readApiCalls(database, crm.serverNow()));
    const startMs = org.clock.now();
    const which = startMs - lastFullMs >= pace.fullMs - pace.hotMs / 2 ? 'all' : 'hot';
    const withSlow = which === 'all' && polls.all % FULL_RUNS_A_SLOW_ONE === 0;
    await runOnce(parts, { which, withSlow, leastStatusPauseMs: pace.fullMs });
    polls[which] += 1;
    if (withSlow) polls.slow += 1;
    if (which === 'all') lastFullMs = startMs;
    org.clock.move(Math.max(0, Math.round(startMs + pace.hotMs - org.clock.now())));
  }
  const calls = (await counted()) - before;
  const objects = (await Promise.all(recordNames.map((record) => crm.canRead(record)))).filter(Boolean).length;
  await crm.close();
  await database.close();
  await running.close();
  org.database.close();
  rmSync(folder, { recursive: true, force: true });
  const share = Math.round((calls / orgCalls) * 10_000) / 10_000;
  return { orgCalls, calls, share, hotPolls: polls.hot, fullPolls: polls.all, slowPolls: polls.slow, objects };
}

const ordinary = await idleDay(100_000);
const developer = await idleDay(15_000);
const reached = ordinary.calls <= GOALS.callsADay && developer.share <= GOALS.shareOfDeveloperOrg;
if (values.json) {
  const { calls: callsADay, objects } = ordinary;
  const figures = { callsADay, callsInDeveloperOrg: developer.calls, shareOfDeveloperOrg: developer.share, objects };
  console.log(JSON.stringify({ ...figures, goals: GOALS, reached, days: [ordinary, developer] }));
} else {
  console.table([ordinary, developer]);
  console.log(`goals: ${GOALS.callsADay} calls a day; at most ${GOALS.shareOfDeveloperOrg * 100} % of a Developer org`);
}
process.exitCode = reached ? 0 : 1;

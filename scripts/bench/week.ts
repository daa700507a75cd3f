/**
 * A week of hand-offs while everything goes wrong: two services share one database, one or the other is killed at random,
 * answers of the org get lost, and people give, decide, ask, forget, work and take back. At the end none may be lost, and
 * none may stand without a holder who can open it and a clock that runs.
 *
 *   npm run bench -- week [--handoffs 300] [--accounts 300] [--days 5] [--seed 1] [--kills 40] [--json]
 *
 * The clock of the org is moved by ten minutes a step, from Monday to Friday, eight to five; nights pass at once. What the
 * org holds in the end is judged by rules of its own (`week-check.ts`, `week-told.ts`, `week-asks.ts`): a notice may come
 * again only where that very answer was lost or that very process was killed before it could remember. The week that must be stood is --handoffs 5000.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { createOrg } from '../../src/devorg/create-org.ts';
import { readFaultPlan } from '../../src/devorg/faults/index.ts';
import { type IntegrationLogin, prepareIntegrationLogin } from '../../src/devorg/integration-login.ts';
import { createSampleCompany, sampleSettings } from '../../src/devorg/sample/index.ts';
import { randomFor } from '../../src/devorg/sample/random.ts';
import { startDevorg } from '../../src/devorg/server.ts';
import { type RunningService, runToEnd, startService } from './chaos-service.ts';
import { freshDatabase } from './postgres.ts';
import { checkAsks } from './week-asks.ts';
import { checkWeek } from './week-check.ts';
import { peopleOf } from './week-people.ts';
import { checkShutOut, checkTold, type Kill } from './week-told.ts';
import { watchOrg } from './week-watch.ts';

const { values } = parseArgs({
  options: {
    handoffs: { type: 'string', default: '300' },
    accounts: { type: 'string', default: '300' },
    kills: { type: 'string', default: '40' },
    days: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    verbose: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const [handoffs, accounts, killsWanted, days, seed] = [
  Number(values.handoffs),
  Number(values.accounts),
  Number(values.kills),
  Number(values.days),
  Number(values.seed),
];
const STEP_MS = 600_000;
/** From eight to five, Berlin. */
const STEPS_A_DAY = 54;
const MONDAY = '2026-11-23T07:00:00Z';

const random = randomFor('week', seed);
const folder = mkdtempSync(join(tmpdir(), 'baton-week-'));
const settings = { ...sampleSettings, dailyApiRequests: 100_000_000 };
const org = createOrg({ forceApp: 'force-app/main/default', file: ':memory:', settings, now: Date.parse(MONDAY) });
await createSampleCompany({ org, accounts, seed, noise: 0.2, truthFile: join(folder, 'truth.db') });
org.database.exec('UPDATE "Baton_Policy__c" SET Open_Handoffs_Cap__c = 60');
const running = await startDevorg({ org });
const login = prepareIntegrationLogin(running.context, join(folder, 'keys'));
const store = { databaseUrl: await freshDatabase() };
const started = performance.now();
/** Two services that the org can tell apart: each has an app of its own to log in with. */
const logins = ['one', 'two'].map((name) => prepareService(name));
const watch = watchOrg(running);
const people = peopleOf(running, random);
const kills: Kill[] = [];
const alive = new Map<string, RunningService>();
let struck = 0;

function note(text: string): void {
  if (values.verbose) process.stderr.write(`${String(Math.round((performance.now() - started) / 1000))} s  ${text}\n`);
}

function prepareService(name: string): IntegrationLogin {
  const clientId = `${login.clientId}-${name}`;
  const app = running.context.apps.find(login.clientId);
  if (app === undefined) throw new Error('The app of the integration user is missing');
  running.context.apps.register({ ...app, clientId });
  return { ...login, clientId };
}

function start(own: IntegrationLogin): void {
  const environment = { BATON_FULL_INTERVAL_SECONDS: '4' };
  const service = startService({ login: own, store, command: 'serve', environment });
  alive.set(own.clientId, service);
  void service.ended.then((run) => {
    if (alive.get(own.clientId) === service) alive.delete(own.clientId);
    if (!run.killed) note(`ended ${String(run.code)}: ${run.complaint.slice(-300)}`);
  });
}

async function kill([clientId, service]: readonly [string, RunningService]): Promise<void> {
  service.kill();
  kills.push({ clientId, atMs: performance.now() });
  await service.ended;
}

/** Answers get lost, connections break, the org is away for a moment, sessions end. */
function setFaults(): void {
  struck += running.faults.counts().reduce((sum, one) => sum + one.struck, 0);
  const kinds = [
    ...[{ kind: 'dropReply' }, { kind: 'resetConnection' }, { kind: 'html503' }, { kind: 'expireSessions' }],
    { kind: 'stall', where: 'head', ms: 300 },
  ];
  const rules = kinds.map((effect) => ({
    match: { user: login.username },
    when: { probability: effect.kind === 'dropReply' ? 0.03 : 0.01 },
    effect,
  }));
  // One answer to a notice is always lost, so that a short run tells something too.
  const notice = { user: login.username, route: '/actions/standard/customNotificationAction' };
  const always = { match: notice, when: { count: 1 }, effect: { kind: 'dropReply' } };
  running.faults.set(readFaultPlan({ seed: random.between(1, 2 ** 31), rules: [always, ...rules] }));
}

/** @param share of the hand-offs that are given in this step */
async function liveThrough(share: number, killsOne: boolean): Promise<void> {
  const target = Math.round(handoffs * share);
  while (people.given.size < target) {
    await people.give();
    if (random.chance(1 / 5)) await people.ask();
  }
  await people.work();
  if (killsOne && alive.size > 0) await kill(random.pick([...alive]));
  for (const own of logins) if (!alive.has(own.clientId)) start(own);
  await sleep(400);
  await untilLookedAt();
  org.clock.move(STEP_MS);
}

/** On a slow machine the hours of this week wait for the services, a little: else nothing happens in it. */
async function untilLookedAt(): Promise<void> {
  const unseen = org.database.prepare(
    `SELECT 1 FROM "Baton_Handoff__c" WHERE State__c = 'Offered' AND Assignment__c IS NULL LIMIT 1`,
  );
  for (let wait = 0; wait < 10 && unseen.get() !== undefined; wait += 1) await sleep(100);
}

async function liveAWeek(): Promise<void> {
  const steps = days * STEPS_A_DAY;
  for (let step = 0; step < steps; step += 1) {
    if (step % 9 === 0) setFaults();
    if (step > 0 && step % STEPS_A_DAY === 0) org.clock.move(86_400_000 - STEPS_A_DAY * STEP_MS);
    // Nothing new in the last hours, so that the end is not the beginning of something.
    await liveThrough(Math.min(1, (step + 1) / (steps - 20)), random.chance(killsWanted / steps));
    if (step % 27 === 0)
      note(`step ${String(step)}: ${String(people.given.size)} given, ${String(kills.length)} kills`);
  }
}

/** Without faults and people: what is left to do is done. */
async function settle(): Promise<void> {
  struck += running.faults.counts().reduce((sum, one) => sum + one.struck, 0);
  running.faults.clear();
  await Promise.all([...alive].map(kill));
  for (let runs = 0; runs < 4; runs += 1) {
    const run = await runToEnd({ login, store });
    if (run.code !== 0) throw new Error(`A quiet run failed: ${run.complaint}`);
  }
}

try {
  const first = await runToEnd({ login, store });
  if (first.code !== 0) throw new Error(`The first run failed: ${first.complaint}`);
  await liveAWeek();
  await settle();
  const { toldAgain, ...told } = checkTold(org, watch.deliveries, kills);
  const { early, ofTheDead } = checkShutOut(watch.deliveries, kills);
  const bad = {
    ...checkWeek(org, people.given),
    ...told,
    introductions: checkAsks(org, people.asked),
    noticeBeforeShare: early,
  };
  const counts = Object.fromEntries(Object.entries(bad).map(([name, list]) => [name, list.length]));
  const rows = org.database.prepare('SELECT State__c AS state, count(*) AS n FROM "Baton_Handoff__c" GROUP BY 1').all();
  const result = {
    ...{ seed, handoffs: people.given.size, asks: people.asked.size, kills: kills.length, faults: struck },
    ...{
      notices: watch.deliveries.length,
      lostReplies: watch.deliveries.filter(({ call }) => call.isAnswerLost).length,
    },
    ...{
      digestsSent: watch.deliveries.filter(({ title }) => title === 'Your day in Baton').length,
      ...{ toldAgain, toldByTheDead: ofTheDead },
      ...counts,
    },
    states: Object.fromEntries(rows.map((row) => [String(row['state']), Number(row['n'])])),
    steps: people.steps,
    seconds: Math.round((performance.now() - started) / 1000),
  };
  const ok = Object.values(counts).every((count) => count === 0) && people.given.size >= handoffs;
  if (values.json) console.log(JSON.stringify({ ...result, ok }));
  else console.log({ ...result, ok });
  for (const [name, list] of Object.entries(bad)) if (list.length > 0) console.error(name, list.slice(0, 5));
  process.exitCode = ok ? 0 : 1;
} finally {
  for (const service of alive.values()) service.kill();
  await running.close();
  org.database.close();
  rmSync(folder, { recursive: true, force: true });
}

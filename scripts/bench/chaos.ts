/**
 * A storm of faults over a changing org, with kills: at the end the CRM must hold exactly what a fresh service computes.
 *
 *   npm run bench -- chaos [--faults 10000] [--seed 1] [--accounts 100] [--processes 2] [--hide] [--json]
 *
 * Changes: activities made, deleted, purged and undeleted; accounts and contacts made, renamed, merged, moved, deleted
 * and undeleted; leads made, merged and converted; owners, divisions, teams, permission sets, preferences, deactivations.
 * With --processes 2 and more, that many services share one PostgreSQL, and one is killed at a time; with 1, a service
 * with its own embedded database. With --hide fields and objects vanish for a while as well. At the end every kind of row
 * that the service publishes is compared, and what admins see of it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { createOrg } from '../../src/devorg/create-org.ts';
import { prepareIntegrationLogin } from '../../src/devorg/integration-login.ts';
import { createSampleCompany, sampleSettings } from '../../src/devorg/sample/index.ts';
import { randomFor } from '../../src/devorg/sample/random.ts';
import { startDevorg } from '../../src/devorg/server.ts';
import { changerOf } from './chaos-changes.ts';
import { compareRows, type Comparison, readRows } from './chaos-compare.ts';
import { compareStores } from './chaos-facts.ts';
import { stormOf } from './chaos-faults.ts';
import { type RunningService, runToEnd, type ServiceRun, startService, type Store } from './chaos-service.ts';
import { freshDatabase } from './postgres.ts';

const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '100' },
    faults: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    processes: { type: 'string', default: '2' },
    hide: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const [accounts, faultsWanted, seed, processes] = [
  Number(values.accounts),
  Number(values.faults),
  Number(values.seed),
  Number(values.processes),
];
const DAY_MS = 86_400_000;
/** Until the next kill, where hardly anything strikes. */
const LONGEST_WAIT_MS = 25_000;
/** Most services go without pauses, which is what makes ten thousand faults a matter of minutes. */
const HURRIED = 0.8;
const started = performance.now();
const random = randomFor('chaos', seed);
const folder = mkdtempSync(join(tmpdir(), 'baton-chaos-'));
const settings = { ...sampleSettings, dailyApiRequests: 10_000_000 };
const org = createOrg({ forceApp: 'force-app/main/default', file: ':memory:', settings });
const sample = await createSampleCompany({ org, accounts, seed, noise: 0.2, truthFile: join(folder, 'truth.db') });
const running = await startDevorg({ org });
const login = prepareIntegrationLogin(running.context, join(folder, 'keys'));
const newStore = async (name: string): Promise<Store> =>
  processes > 1 ? { databaseUrl: await freshDatabase() } : { dataFolder: join(folder, name) };
const store = await newStore('data');
const changer = changerOf(org, sample.administratorUserId, random);
const tally = { faults: 0, kills: 0, runs: 0, failedRuns: 0, changes: 0 };
const struckByKind = new Map<string, number>();

function note(text: string): void {
  if (values.verbose) process.stderr.write(`${Math.round((performance.now() - started) / 1000)} s  ${text}\n`);
}

function countFaults(): void {
  for (const { kind, struck } of running.faults.counts()) {
    tally.faults += struck;
    if (struck > 0) struckByKind.set(kind, (struckByKind.get(kind) ?? 0) + struck);
  }
}

function noteEnd(run: ServiceRun): void {
  tally.runs += 1;
  if (run.killed) tally.kills += 1;
  else if (run.code !== 0 && run.code !== 4) tally.failedRuns += 1;
  note(`${run.killed ? 'killed' : `ended ${run.code}`}: ${tally.faults} faults; ${run.complaint.slice(-200)}`);
}

function work(): void {
  if (changer.change() !== undefined) tally.changes += 1;
}

/**
 * A while under one set of faults after the other, while people go on working: until so many have struck, so that a busy
 * machine, on which services take long to start, sees the same storm as an idle one.
 */
async function storm(forFaults: number): Promise<void> {
  const people = setInterval(work, 60);
  const end = { faults: tally.faults + forFaults, ms: performance.now() + LONGEST_WAIT_MS };
  while (tally.faults < end.faults && performance.now() < end.ms) {
    running.faults.set(stormOf(random, { service: login.username, hides: values.hide }));
    await sleep(1_500);
    countFaults();
    // A minute now and then, so that what is looked at hourly and nightly comes up.
    org.clock.move(random.between(0, 60_000));
  }
  clearInterval(people);
}

/** Services run all the time; now and then one is killed and comes back. One alone is sometimes a single run. */
async function stormUntilEnough(): Promise<void> {
  const start = (): RunningService =>
    startService({ login, store, command: random.chance(HURRIED) ? 'hurry' : random.pick(['sync', 'serve']) });
  const services = Array.from({ length: processes }, start);
  const alive = new Set(services);
  for (const service of services) watch(service, alive);
  while (tally.faults < faultsWanted) {
    await storm(random.between(1, 150));
    if (alive.size > 0 && random.chance(0.6)) random.pick([...alive]).kill();
    await sleep(50);
    while (alive.size < processes) watch(start(), alive);
  }
  for (const service of alive) service.kill();
  await Promise.all([...alive].map(({ ended }) => ended));
}

function watch(service: RunningService, alive: Set<RunningService>): void {
  alive.add(service);
  void service.ended.then((run) => {
    alive.delete(service);
    noteEnd(run);
  });
}

/** The admin resolves what was parked: with the storm over, nothing stands against it. */
function resolveIssues(): void {
  const stamp = new Date(Math.floor(org.clock.now() / 1000) * 1000).toISOString();
  const sql = `UPDATE "Baton_Sync_Issue__c" SET State__c = 'Resolved', SystemModstamp = ? WHERE State__c = 'Open' AND IsDeleted = 0`;
  org.database.prepare(sql).run(stamp);
}

/** Quiet runs until one has nothing to do. @returns how many it took */
async function settle(): Promise<number> {
  running.faults.clear();
  // A night passes, in which ids are held against each other.
  org.clock.move(DAY_MS + 61 * 60_000);
  for (let runs = 1; runs <= 8; runs += 1) {
    resolveIssues();
    const run = await runToEnd({ login, store });
    note(`settling: ended ${run.code}, ${run.answer.slice(0, 300)} ${run.complaint.slice(-300)}`);
    const done = run.answer.startsWith('{') ? (JSON.parse(run.answer) as Record<string, number>) : {};
    if (done['upserts'] === 0 && done['deletes'] === 0 && done['postponed'] === 0 && done['parked'] === 0) return runs;
  }
  return Number.POSITIVE_INFINITY;
}

async function compareWithFresh(): Promise<Comparison & { readonly freshWrites: number }> {
  const after = readRows(org);
  const freshStore = await newStore('fresh');
  const fresh = await runToEnd({ login, store: freshStore });
  if (values.verbose && 'databaseUrl' in store && 'databaseUrl' in freshStore) {
    const facts = await compareStores(store.databaseUrl, freshStore.databaseUrl);
    process.stderr.write(`stores differ: ${JSON.stringify(facts, null, 1)}\n`);
  }
  if (fresh.code !== 0) throw new Error(`The fresh service failed: ${fresh.complaint}`);
  const { upserts, deletes } = JSON.parse(fresh.answer) as { upserts: number; deletes: number };
  return { ...compareRows(after, readRows(org)), freshWrites: upserts + deletes };
}

try {
  await stormUntilEnough();
  const settledAfter = await settle();
  const result = await compareWithFresh();
  const seconds = Math.round((performance.now() - started) / 1000);
  const { lost, duplicated, stale, leaked, freshWrites, rows } = result;
  const row = { seed, faults: tally.faults, kills: tally.kills, lost, duplicated, stale, leaked, seconds };
  const goals = { lost: 0, duplicated: 0, stale: 0, leaked: 0 };
  const ok =
    [lost, duplicated, stale, leaked, freshWrites].every((count) => count === 0) && Number.isFinite(settledAfter);
  const more = { kinds: struckByKind.size, rows, ...tally, processes };
  const all = { ...row, ...more };
  if (values.json) console.log(JSON.stringify({ ...all, settledAfter, freshWrites, accounts, goals, ok }));
  else console.table([all]);
  if (values.verbose)
    console.error(
      JSON.stringify(
        { byKind: Object.fromEntries(struckByKind), byObject: result.byObject, samples: result.samples },
        null,
        1,
      ),
    );
  process.exitCode = ok ? 0 : 1;
} finally {
  await running.close();
  org.database.close();
  rmSync(folder, { recursive: true, force: true });
}

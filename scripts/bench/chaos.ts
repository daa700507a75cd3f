/**
 * A storm of faults over a changing org, with kills: at the end the CRM must hold exactly what a fresh service computes.
 *
 *   npm run bench -- chaos [--accounts 200] [--faults 300] [--seed 1] [--hide] [--json]
 *
 * Changes: activities made, deleted and undeleted; accounts and contacts made, renamed, merged, moved, deleted and
 * undeleted; owners, divisions, teams, permission sets, preferences, deactivations. Not among them: lead conversion (no
 * lead is read yet) and purges from the recycle bin (found only after days of absence). With --hide fields and objects
 * vanish for a while as well.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { createOrg } from '../../src/devorg/create-org.ts';
import { prepareIntegrationLogin } from '../../src/devorg/integration-login.ts';
import { createSampleCompany, sampleSettings } from '../../src/devorg/sample/index.ts';
import { randomFor } from '../../src/devorg/sample/random.ts';
import { startDevorg } from '../../src/devorg/server.ts';
import { changerOf } from './chaos-changes.ts';
import { compareRows, type Comparison, readRows } from './chaos-compare.ts';
import { stormOf } from './chaos-faults.ts';
import { runService } from './chaos-service.ts';

const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '200' },
    faults: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    hide: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const [accounts, faultsWanted, seed] = [Number(values.accounts), Number(values.faults), Number(values.seed)];
const started = performance.now();
const random = randomFor('chaos', seed);
const folder = mkdtempSync(join(tmpdir(), 'baton-chaos-'));
const settings = { ...sampleSettings, dailyApiRequests: 10_000_000 };
const org = createOrg({ forceApp: 'force-app/main/default', file: ':memory:', settings });
const sample = await createSampleCompany({ org, accounts, seed, noise: 0.2, truthFile: join(folder, 'truth.db') });
const running = await startDevorg({ org });
const login = prepareIntegrationLogin(running.context, join(folder, 'keys'));
const dataFolder = join(folder, 'data');
const changer = changerOf(org, sample.administratorUserId, random);
const tally = { faults: 0, kills: 0, runs: 0, failedRuns: 0, changes: 0 };
const struckByKind = new Map<string, number>();

function note(text: string): void {
  if (values.verbose) process.stderr.write(`${text}\n`);
}

function countFaults(): void {
  for (const { kind, struck } of running.faults.counts()) {
    tally.faults += struck;
    if (struck > 0) struckByKind.set(kind, (struckByKind.get(kind) ?? 0) + struck);
  }
}

/** One process under a new set of faults, while people go on working. */
async function round(): Promise<void> {
  running.faults.set(stormOf(random, { service: login.username, hides: values.hide }));
  const kills = random.chance(0.4);
  const command = random.chance(0.3) ? 'serve' : 'sync';
  const killAfterMs = command === 'serve' ? random.between(3_000, 15_000) : random.between(500, 8_000);
  const people = setInterval(work, 150);
  const limit = kills || command === 'serve' ? { killAfterMs } : { killAfterMs: 60_000 };
  const run = await runService({ login, dataFolder, command, ...limit });
  clearInterval(people);
  tally.runs += 1;
  if (run.killed) tally.kills += 1;
  else if (run.code !== 0 && run.code !== 4) tally.failedRuns += 1;
  countFaults();
  note(
    `${command} ${run.killed ? 'killed' : `ended ${run.code}`}: ${tally.faults} faults; ${run.complaint.slice(-200)}`,
  );
  // An hour now and then, so that what is looked at hourly comes up.
  org.clock.move(random.between(0, 60_000));
}

function work(): void {
  if (changer.change() !== undefined) tally.changes += 1;
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
  org.clock.move(61 * 60_000);
  for (let runs = 1; runs <= 8; runs += 1) {
    resolveIssues();
    const run = await runService({ login, dataFolder, command: 'sync' });
    note(`settling: ended ${run.code}, ${run.answer.slice(0, 300)} ${run.complaint.slice(-300)}`);
    const done = run.answer.startsWith('{') ? (JSON.parse(run.answer) as Record<string, number>) : {};
    if (done['upserts'] === 0 && done['deletes'] === 0 && done['postponed'] === 0 && done['parked'] === 0) return runs;
  }
  return Number.POSITIVE_INFINITY;
}

async function compareWithFresh(): Promise<Comparison & { readonly freshWrites: number }> {
  const storm = readRows(org);
  const fresh = await runService({ login, dataFolder: join(folder, 'fresh'), command: 'sync' });
  if (fresh.code !== 0) throw new Error(`The fresh service failed: ${fresh.complaint}`);
  const { upserts, deletes } = JSON.parse(fresh.answer) as { upserts: number; deletes: number };
  return { ...compareRows(storm, readRows(org)), freshWrites: upserts + deletes };
}

try {
  while (tally.faults < faultsWanted) await round();
  const settledAfter = await settle();
  const result = await compareWithFresh();
  const seconds = Math.round((performance.now() - started) / 1000);
  const { lost, duplicated, stale, leaked, freshWrites, rows } = result;
  const kinds = struckByKind.size;
  const row = { seed, faults: tally.faults, kills: tally.kills, lost, duplicated, stale, leaked, seconds };
  const goals = { lost: 0, duplicated: 0, stale: 0, leaked: 0 };
  const ok =
    [lost, duplicated, stale, leaked, freshWrites].every((count) => count === 0) && Number.isFinite(settledAfter);
  const all = { ...row, ...{ kinds, rows, runs: tally.runs, failedRuns: tally.failedRuns, changes: tally.changes } };
  if (values.json) console.log(JSON.stringify({ ...all, settledAfter, freshWrites, accounts, goals, ok }));
  else console.table([all]);
  if (values.verbose)
    console.error(JSON.stringify({ byKind: Object.fromEntries(struckByKind), samples: result.samples }, null, 1));
  process.exitCode = ok ? 0 : 1;
} finally {
  await running.close();
  org.database.close();
  rmSync(folder, { recursive: true, force: true });
}

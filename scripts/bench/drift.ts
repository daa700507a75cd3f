/**
 * Random changes, a handful at a time and without faults: after each handful the CRM must hold exactly what a service with
 * an empty store makes of the same org. Finds the change after which something is not looked at again, which a storm, with
 * its one comparison at the end, mostly covers up.
 *
 *   npm run bench -- drift [--rounds 100] [--most 6] [--accounts 100] [--seed 1] [--json]
 *
 * Each round at most `--most` changes of the kinds of the storm. From 200 accounts on customers are computed in several
 * batches.
 */
import { parseArgs } from 'node:util';

import { sampleSettings } from '../../src/devorg/sample/index.ts';
import { randomFor } from '../../src/devorg/sample/random.ts';
import type { Database } from '../../src/store/database.ts';
import { runSampleOrg, runService } from '../../test/flows/support/sample-org.ts';
import { emptyTables } from '../../test/support/embedded-database.ts';
import { openStore } from '../../test/support/open-store.ts';
import { changerOf } from './chaos-changes.ts';
import { compareRows, readRows } from './chaos-compare.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '100' },
    most: { type: 'string', default: '6' },
    accounts: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const count = (option: 'rounds' | 'most' | 'accounts' | 'seed'): number => {
  const number = Number(values[option]);
  if (!Number.isSafeInteger(number) || number < 1) throw new RangeError(`--${option} must be a whole number from 1 on`);
  return number;
};
const [rounds, most, accounts, seed] = [count('rounds'), count('most'), count('accounts'), count('seed')];
const MINUTE_MS = 60_000;
/** After so long ids have been held against each other. */
const NIGHT_MS = 25 * 60 * MINUTE_MS;
/** Nothing tells that these happened: the night finds them. */
const FOUND_AT_NIGHT = new Set(['takeBatonAway', 'purge']);

const started = performance.now();
const random = randomFor('drift', seed);
const settings = { ...sampleSettings, dailyApiRequests: 10_000_000 };
const company = await runSampleOrg({ accounts, seed, noise: 0.3, settings });
const { org } = company;
const changer = changerOf(org, company.summary.administratorUserId, random);

/** Runs of one process, until there is nothing to do any more. @returns rows written */
async function run(database: Database, times: number): Promise<number> {
  const crm = await company.crm();
  try {
    let written = 0;
    for (let time = 0; time < times; time += 1) {
      const { upserts, deletes, problems } = await runService(crm, database);
      if (problems.length > 0) throw new Error(problems.join(' '));
      written += upserts + deletes;
    }
    return written;
  } finally {
    await crm.close();
  }
}

/** A handful of changes, some at the same moment. @returns their kinds */
function change(): string[] {
  org.clock.move(random.between(1_000, 15 * MINUTE_MS));
  const kinds = Array.from({ length: random.between(1, most) }, () => {
    if (random.chance(0.3)) org.clock.move(random.between(0, 2 * MINUTE_MS));
    return changer.change();
  }).filter((kind) => kind !== undefined);
  const isNight = kinds.some((kind) => FOUND_AT_NIGHT.has(kind)) || random.chance(0.05);
  // Late enough that nothing is held back for what is committed late.
  org.clock.move(isNight ? NIGHT_MS : 10 * MINUTE_MS);
  return kinds;
}

const [store, fresh] = [await openStore(), await openStore()];
const sum = { changes: 0, lost: 0, duplicated: 0, stale: 0, leaked: 0, freshWrites: 0 };
try {
  await run(store, 2);
  for (let round = 1; round <= rounds; round += 1) {
    const kinds = change();
    sum.changes += kinds.length;
    await run(store, 2);
    const after = readRows(org);
    await emptyTables(fresh);
    const freshWrites = await run(fresh, 1);
    if (freshWrites === 0) continue;
    const difference = compareRows(after, readRows(org));
    for (const key of ['lost', 'duplicated', 'stale', 'leaked'] as const) sum[key] += difference[key];
    sum.freshWrites += freshWrites;
    console.error(`round ${round}, ${kinds.join(' ')}: ${JSON.stringify(difference.samples, null, 1)}`);
    // What the fresh service wrote is not what the other one knows; it begins anew.
    await emptyTables(store);
    await run(store, 2);
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  const row = { seed, rounds, accounts, ...sum, seconds };
  const goals = { lost: 0, duplicated: 0, stale: 0, leaked: 0, freshWrites: 0 };
  const ok = Object.keys(goals).every((key) => sum[key as keyof typeof goals] === 0);
  if (values.json) console.log(JSON.stringify({ ...row, goals, ok }));
  else console.table([row]);
  process.exitCode = ok ? 0 : 1;
} finally {
  await Promise.all([store.close(), fresh.close()]);
  await company.close();
}

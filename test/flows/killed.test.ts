import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RequestHandler } from 'express';

import { runCommand, type RunningCommand, startCommand } from './support/command.ts';
import { changeSomething, randomNumbers } from './support/random-changes.ts';
import { closeDatabase, freshDatabase, runSampleOrg, runService, type SampleOrg } from './support/sample-org.ts';

const SEED = Number(process.env['BATON_TEST_SEED'] ?? Date.now() % 1_000_000);
const random = randomNumbers(SEED);
const between = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));

let org: SampleOrg;

beforeAll(async () => {
  [org] = await Promise.all([runSampleOrg({ accounts: 100 }), freshDatabase()]);
}, 60_000);

afterAll(async () => {
  await org.close();
  await closeDatabase();
});

/** When to kill: so many calls, or calls that write relationships, after the start, and a while later. */
interface Moment {
  readonly of: 'calls' | 'writes';
  readonly count: number;
  readonly delayMs: number;
}

function drawMoment(isFirstLoad: boolean): Moment {
  const delayMs = random() < 0.5 ? 0 : between(1, 150);
  if (random() < 0.4) return { of: 'writes', count: between(1, 2), delayMs };
  return { of: 'calls', count: isFirstLoad ? between(3, 40) : between(3, 12), delayMs };
}

/** Kills the command at that moment. The call is still answered: what it did stays done, though nobody hears of it. */
function killAt({ of, count, delayMs }: Moment, command: RunningCommand): () => void {
  let seen = 0;
  const watch: RequestHandler = (req, _res, next) => {
    const isWrite = req.method !== 'GET' && req.path.includes('/composite/sobjects');
    if (of === 'calls' || isWrite) seen += 1;
    if (seen === count) void sleep(delayMs).then(() => command.child.kill('SIGKILL'));
    next();
  };
  const { faults } = org.running.context;
  faults.push(watch);
  return () => faults.splice(faults.indexOf(watch), 1);
}

const place = (): Parameters<typeof startCommand>[1] => ({ environment: org.environment, folder: org.folder });

/** @returns whether the service was killed before it had ended. */
async function syncAndKill(isFirstLoad: boolean): Promise<string | undefined> {
  const command = startCommand(['sync', '--json'], place());
  const moment = drawMoment(isFirstLoad);
  const stopWatching = killAt(moment, command);
  const { signal, code, stderr } = await command.ended;
  stopWatching();
  if (signal === 'SIGKILL') return `${isFirstLoad ? 'first load' : 'later run'}, ${JSON.stringify(moment)}`;
  if (code !== 0) throw new Error(`The run failed: ${stderr}`);
  return undefined;
}

/** What a service that knows nothing of all this would write: nothing, if everything is as it should be. */
async function expectEverythingRight(): Promise<void> {
  const doubles = org.rows(`SELECT External_Id__c, count(*) FROM "Baton_Relationship__c" WHERE IsDeleted = 0
    GROUP BY External_Id__c HAVING count(*) > 1`);
  expect(doubles).toEqual([]);
  const crm = await org.crm();
  try {
    const fresh = await runService(crm, await freshDatabase());
    const [there] = org.rows<{ rows: number }>(
      'SELECT count(*) AS rows FROM "Baton_Relationship__c" WHERE IsDeleted = 0',
    );
    expect(fresh).toMatchObject({ upserts: 0, deletes: 0, postponed: 0, parked: 0, relationships: there?.rows });
    expect(fresh.relationships).toBeGreaterThan(50);
  } finally {
    await crm.close();
  }
}

/** Each of them costs seconds; `BATON_TEST_KILLS=20` asks for more. */
const KILLS = Number(process.env['BATON_TEST_KILLS'] ?? 8);
/** Kills between two looks at what the org holds. */
const KILLS_A_ROUND = 4;

test(`killed ${KILLS} times, the next run leaves exactly the desired rows (seed ${SEED})`, async () => {
  const story: string[] = [`seed ${SEED}`];
  let kills = 0;
  try {
    for (let round = 1; round <= Math.ceil(KILLS / KILLS_A_ROUND); round += 1) {
      // A new database: the next run is a first load into an org that may hold rows already.
      rmSync(join(org.folder, 'data'), { recursive: true, force: true });
      for (let attempt = 0; kills < Math.min(KILLS, KILLS_A_ROUND * round); attempt += 1) {
        const killed = await syncAndKill(attempt < 2);
        if (killed !== undefined) kills += 1;
        story.push(killed ?? 'ran to its end');
        story.push(await changeSomething(org, org.summary.administratorUserId, random));
      }
      const { code, stdout, stderr } = await runCommand(['sync', '--json'], place());
      if (code !== 0) throw new Error(`The run after the kills failed: ${stderr}`);
      story.push(stdout.slice(0, 300));
      await expectEverythingRight();
    }
  } catch (error) {
    throw new Error(`The story so far:\n${story.join('\n')}`, { cause: error });
  } finally {
    process.stderr.write(`killed.test.ts: seed ${SEED}, ${kills} kills\n`);
  }
}, 900_000);

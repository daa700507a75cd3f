/* eslint jest/no-disabled-tests: off, jest/expect-expect: off -- where there is no server the test says so */
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { createServerDatabase, hasServer } from '../support/databases.ts';
import { runCommand, type RunningCommand, startCommand } from './support/command.ts';
import { changeSomething, randomNumbers } from './support/random-changes.ts';
import { closeDatabase, freshDatabase, runSampleOrg, runService, type SampleOrg } from './support/sample-org.ts';

const SEED = Number(process.env['BATON_TEST_SEED'] ?? Date.now() % 1_000_000);
const PROCESSES = 3;
const KILLS = 6;
const random = randomNumbers(SEED);

let org: SampleOrg;

beforeAll(async () => {
  org = await runSampleOrg({ accounts: 100 });
}, 60_000);
afterAll(async () => {
  await org.close();
  await closeDatabase();
});

/** Settings of a service on the shared database, which looks every second. */
const settings = (url: string): Record<string, string> => ({
  ...org.environment,
  DATABASE_URL: url,
  BATON_BUDGET_SHARE: '0.9',
  BATON_HOT_INTERVAL_SECONDS: '1',
  BATON_FULL_INTERVAL_SECONDS: '1',
});

const serve = (url: string): RunningCommand =>
  startCommand(['serve'], { environment: settings(url), folder: org.folder });

const published = (): number =>
  org.rows<{ rows: number }>('SELECT count(*) AS rows FROM "Baton_Relationship__c" WHERE IsDeleted = 0')[0]?.rows ?? 0;

/** Kills one of the services at a random moment and starts another in its place, while people go on working. */
async function killOne(services: RunningCommand[], url: string): Promise<void> {
  await sleep(500 + random() * 2_500);
  await changeSomething(org, org.summary.administratorUserId, random);
  const at = Math.floor(random() * services.length);
  services[at]?.child.kill('SIGKILL');
  await services[at]?.ended;
  services[at] = serve(url);
}

async function expectNothingDoubled(): Promise<void> {
  const doubles = org.rows(`SELECT External_Id__c FROM "Baton_Relationship__c" WHERE IsDeleted = 0
    GROUP BY External_Id__c HAVING count(*) > 1`);
  expect(doubles).toEqual([]);
  const left = standing();
  const crm = await org.crm();
  try {
    const fresh = await runService(crm, await freshDatabase());
    expect(fresh).toMatchObject({ upserts: 0, deletes: 0, postponed: 0, parked: 0, relationships: left.length });
    expect(standing()).toEqual(left);
  } finally {
    await crm.close();
  }
}

/** What the CRM says about who knows whom. */
function standing(): unknown[] {
  return org.rows(`SELECT External_Id__c, Account__c, Colleague__c, Contact__c, Band__c, Rank__c, Reasons__c
    FROM "Baton_Relationship__c" WHERE IsDeleted = 0 ORDER BY External_Id__c`);
}

/** Runs until one has nothing to write: what was read back of one run's writes may lead to the next ones. */
async function settle(url: string): Promise<void> {
  for (let runs = 0; runs < 4; runs += 1) {
    const { stdout, stderr } = await runCommand(['sync', '--json'], {
      environment: settings(url),
      folder: org.folder,
    });
    const done = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { upserts?: number; deletes?: number };
    if (done.upserts === 0 && done.deletes === 0) return;
    expect(stderr).not.toMatch(/error/i);
  }
  throw new Error('Four runs were not enough.');
}

/** Waits for the end of the first load, or of patience. */
async function waitForRows(services: readonly RunningCommand[]): Promise<void> {
  const began = performance.now();
  while (published() < 50) {
    if (performance.now() - began > 240_000) {
      throw new Error(`Nothing was published:\n${services.map((service) => service.output()).join('\n')}`);
    }
    await sleep(200);
  }
}

describe('several services on one PostgreSQL', () => {
  if (!hasServer) {
    test.skip('needs PostgreSQL: install it or set TEST_DATABASE_URL', () => undefined);
    return;
  }

  test(`of ${PROCESSES} one is killed ${KILLS} times, and the CRM is as one service would leave it (seed ${SEED})`, async () => {
    const { url } = await createServerDatabase();
    // All of them begin at the same moment, on a database without tables.
    const services = Array.from({ length: PROCESSES }, () => serve(url));
    try {
      await waitForRows(services);
      for (let kill = 0; kill < KILLS; kill += 1) await killOne(services, url);
    } finally {
      for (const { child } of services) child.kill('SIGTERM');
    }
    const ends = await Promise.all(services.map(({ ended }) => ended));
    // One that had only just begun to start does not know the signal yet.
    expect(ends.filter(({ code, signal }) => code !== 0 && signal !== 'SIGTERM')).toEqual([]);

    await settle(url);
    expect(published()).toBeGreaterThan(50);
    await expectNothingDoubled();
  }, 600_000);
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import type { Summary } from '../../src/cli/run-service.ts';
import { createOrg } from '../../src/devorg/create-org.ts';
import { insertRows } from '../../src/devorg/data/index.ts';
import { type IntegrationLogin, prepareIntegrationLogin } from '../../src/devorg/integration-login.ts';
import type { Org } from '../../src/devorg/org.ts';
import { createSampleCompany, sampleSettings } from '../../src/devorg/sample/index.ts';
import { type RunningDevorg, startDevorg } from '../../src/devorg/server.ts';
import type { DatabaseLocation } from '../../src/store/open-database.ts';
import { createServerDatabase, hasServer } from '../support/databases.ts';
import { temporaryFolder } from '../support/postgres-server.ts';

const KILLS = 20;
/** About as long as a run takes when much is to do. */
const LONGEST_MS = 2_500;

const folder = temporaryFolder();
let org: Org;
let running: RunningDevorg;
let login: IntegrationLogin;
let administrator: string;

beforeAll(async () => {
  org = createOrg({ forceApp: 'force-app/main/default', file: join(folder, 'org.db'), settings: sampleSettings });
  const sample = { org, accounts: 300, seed: 7, noise: 0.2, truthFile: join(folder, 'truth.db') };
  administrator = (await createSampleCompany(sample)).administratorUserId;
  running = await startDevorg({ org });
  login = prepareIntegrationLogin(running.context, join(folder, 'keys'));
}, 60_000);

afterAll(async () => {
  await running.close();
  org.database.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(database: DatabaseLocation): ChildProcess {
  const order = JSON.stringify({ login, database });
  const file = join(import.meta.dirname, '../support/service-process.ts');
  return spawn(process.execPath, [file, order], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
}

/** A run to its end. */
async function run(database: DatabaseLocation): Promise<Summary> {
  const child = start(database);
  let output = '';
  let errors = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(errors);
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as Summary;
}

/** @returns whether it was still at work. */
async function runAndKill(database: DatabaseLocation, afterMs: number): Promise<boolean> {
  const child = start(database);
  const closed = once(child, 'close');
  await Promise.race([once(child.stdout!, 'data'), closed]);
  await Promise.race([sleep(afterMs), closed]);
  const wasAtWork = child.exitCode === null;
  child.kill('SIGKILL');
  await closed;
  return wasAtWork;
}

/** Another rule for all customers: most rows of the org are to be written again. */
function changeRules(round: number): void {
  insertRows(org, 'Baton_Policy__c', [
    { OwnerId: administrator, Active__c: true, Half_Life_Days__c: round % 2 === 0 ? 45 : 180 },
  ]);
  org.clock.move(1_000);
}

const rows = (): unknown[] =>
  org.database
    .prepare(
      `SELECT External_Id__c, Account__c, Colleague__c, Contact__c, Division__c, Band__c, Rank__c, Reasons__c,
              Last_Contact_Month__c
       FROM "Baton_Relationship__c" WHERE IsDeleted = 0 ORDER BY External_Id__c`,
    )
    .all()
    .map((row) => ({ ...row }));

test('killed at any moment, the service leaves what the next run makes right', async () => {
  const database = hasServer ? { url: (await createServerDatabase()).url } : { folder: join(folder, 'data') };
  for (let kills = 0, round = 0; kills < KILLS; round += 1) {
    changeRules(round);
    if (await runAndKill(database, Math.random() * LONGEST_MS)) kills += 1;
  }
  await run(database);
  const left = rows();
  expect(left.length).toBeGreaterThan(100);
  expect(new Set(left.map((row) => (row as { External_Id__c: string }).External_Id__c)).size).toBe(left.length);

  // Somebody who has seen nothing of all this comes to the same answer, and finds it there.
  const fresh = hasServer ? { url: (await createServerDatabase()).url } : { folder: join(folder, 'fresh') };
  expect(await run(fresh)).toMatchObject({
    ...{ upserts: 0, deletes: 0, postponed: 0, parked: 0, relationships: left.length },
  });
  expect(rows()).toEqual(left);
}, 300_000);

import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';

import { runForever } from '../../src/cli/run-forever.ts';
import { defaultPolicy } from '../../src/policy/index.ts';
import { readLatestWake } from '../../src/store/tables/desks.ts';
import { type HandoffOrg, runHandoffOrg } from './support/handoff-org.ts';
import { closeDatabase } from './support/sample-org.ts';

let org: HandoffOrg;

beforeEach(async () => {
  org = await runHandoffOrg();
});
afterEach(() => org.end());
afterAll(closeDatabase);

async function until(isTrue: () => boolean): Promise<void> {
  for (let tries = 0; tries < 600 && !isTrue(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(isTrue()).toBe(true);
}

test('a hand-off that is given while a long run is under way does not wait for its end', async () => {
  await org.full();
  await org.meet(org.ben, org.adlerOfBenContact, 3);
  const held: (() => void)[] = [];
  let isHolding = true;
  org.running.context.faults.push((req, _res, next) => {
    if (isHolding && req.method !== 'GET' && req.path.includes('Baton_Relationship__c')) held.push(next);
    else next();
  });
  const stop = new AbortController();
  const runs: string[] = [];
  const service = runForever({
    ...{ crm: org.crm, database: org.database, policyDefaults: defaultPolicy, version: '0.0.0' },
    ...{ hotIntervalMs: 200, fullIntervalMs: 600_000, signal: stop.signal },
    onRun: (_summary, which) => runs.push(which),
  });
  await until(() => held.length > 0);
  const id = await org.give({ Receiver_Choice__c: 'Named', Receiver__c: org.ben });
  await until(() => org.told(org.ben).length > 0);
  expect(runs).toEqual([]);
  expect(await org.canRead(org.ben, id)).toBe(true);

  // What a panel wishes to be looked at now may have come too late for this run: another one follows at once.
  const wake = { Wake__c: new Date(org.org.clock.now()).toISOString() };
  await org.connect(org.anna).sobject('Baton_Preference__c').create(wake);
  while ((await readLatestWake(org.database)) === undefined) await new Promise((resolve) => setTimeout(resolve, 50));

  isHolding = false;
  for (const goOn of held) goOn();
  await until(() => runs.length > 1);
  stop.abort();
  await service;
  expect(runs.slice(0, 2)).toEqual(['all', 'all']);
  expect(org.told(org.ben)).toEqual(['A hand-off for you']);
});

import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';

import type { Summary } from '../../src/cli/run-service.ts';
import { dataPath } from '../devorg/support/running-org.ts';
import { runCommand } from './support/command.ts';
import { runSampleOrg, type SampleOrg } from './support/sample-org.ts';

// Whole runs of the service in processes of their own, on machines that do other things too.
jest.setTimeout(120_000);

let org: SampleOrg;

beforeAll(async () => {
  org = await runSampleOrg({ accounts: 100 });
});

afterAll(() => org.close());

async function sync(): Promise<Summary> {
  const { code, stdout, stderr } = await runCommand(['sync', '--json'], {
    environment: org.environment,
    folder: org.folder,
  });
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Summary;
}

/** Every row of Baton's in the org, but for the status. */
const ourRows = (): unknown[] =>
  ['Baton_Relationship__c', 'Baton_Sync_Issue__c', 'Baton_Preference__c', 'Baton_Division__c', 'Baton_Policy__c'].map(
    (object) => org.rows(`SELECT * FROM "${object}" ORDER BY Id`),
  );

test('with its database gone the service comes to the same answer and writes nothing but the status', async () => {
  const first = await sync();
  expect(first.upserts).toBeGreaterThan(50);
  const before = ourRows();

  rmSync(join(org.folder, 'data'), { recursive: true });
  await org.resetCalls();
  const { writesTo, stop } = noteWrites();
  const again = await sync();
  stop();
  expect(again).toMatchObject({ upserts: 0, deletes: 0, relationships: first.relationships, problems: [] });
  expect(ourRows()).toEqual(before);

  // The org's own account of it: besides reading there was one write, that of the status.
  expect(writesTo).toEqual([`PATCH ${dataPath}/composite/sobjects/Baton_Sync_Status__c/Key__c`]);
  const { byRoute } = await org.calls();
  const writes = Object.entries(byRoute).filter(
    ([route]) => !/^GET |^POST \/(composite|jobs\/query)$|oauth/.test(route),
  );
  expect(writes).toEqual([['PATCH /composite/sobjects/:object/:key', 1]]);
});

/** Requests that could change something, as they reach the org. Composite calls of the service carry queries only. */
function noteWrites(): { writesTo: string[]; stop: () => void } {
  const writesTo: string[] = [];
  const { faults } = org.running.context;
  const watch: (typeof faults)[number] = (req, _res, next) => {
    const isQuery =
      req.method === 'GET' || (req.method === 'POST' && /\/(composite|jobs\/query|oauth2\/token)$/.test(req.path));
    if (!isQuery) writesTo.push(`${req.method} ${req.path}`);
    next();
  };
  faults.push(watch);
  return { writesTo, stop: () => faults.splice(faults.indexOf(watch), 1) };
}

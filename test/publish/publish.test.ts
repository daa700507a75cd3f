import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';

import type { Database } from '../../src/store/database.ts';
import { addRow } from '../devorg/support/small-org.ts';
import { openStore } from '../support/databases.ts';
import { emptyTables } from '../support/embedded-database.ts';
import { runService, runTwoDivisions, type TwoDivisions } from '../support/two-divisions.ts';

let org: TwoDivisions;
let database: Database;
const opened = openStore();

beforeEach(async () => {
  org = await runTwoDivisions();
  database = await opened;
  await emptyDatabase();
  await org.meet(org.clara, org.adlerContact);
  await org.meet(org.ben, org.adlerOfBenContact);
});
afterEach(() => org.close());
afterAll(async () => (await opened).close());

async function emptyDatabase(): Promise<void> {
  await emptyTables(database);
}

test('a lost database leaves the org as it is', async () => {
  await runService(org, database);
  const before = org.relationships();
  expect(before.length).toBeGreaterThan(0);
  await emptyDatabase();
  expect(await runService(org, database)).toMatchObject({ upserts: 0, deletes: 0 });
  expect(org.relationships()).toEqual(before);
});

test('a row that somebody changed or deleted by hand comes back', async () => {
  await runService(org, database);
  const before = org.relationships().map(({ External_Id__c, Band__c }) => ({ External_Id__c, Band__c }));
  const [first, second] = org.relationships();
  await org.remove('Baton_Relationship__c', first!.Id);
  await org.update('Baton_Relationship__c', second!.Id, { Band__c: second!.Band__c === 'Some' ? 'Good' : 'Some' });
  expect(await runService(org, database)).toMatchObject({ upserts: 2, deletes: 0 });
  expect(org.relationships().map(({ External_Id__c, Band__c }) => ({ External_Id__c, Band__c }))).toEqual(before);
});

test('a row of ours that nobody wants goes', async () => {
  await runService(org, database);
  const stray = addRow(org.org, 'Baton_Relationship__c', {
    External_Id__c: `${org.berg}-gone-1`,
    Account__c: org.berg,
    Band__c: 'Strong',
    Rank__c: 1,
    Reasons__c: 'call:once:2026-01',
  });
  expect(await runService(org, database)).toMatchObject({ upserts: 0, deletes: 1 });
  expect(org.relationships().map(({ Id }) => Id)).not.toContain(stray);
});

test('where there is no room for all, the best rows stay', async () => {
  await runService(org, database);
  const all = org.relationships();
  await runService(org, database, { relationshipRowCap: all.length - 1 });
  expect(org.relationships()).toHaveLength(all.length - 1);
  const worst = all.filter(({ Id }) => !org.relationships().some((row) => row.Id === Id));
  expect(worst.map(({ Band__c }) => Band__c)).toEqual(['Some']);
  await runService(org, database);
  expect(org.relationships()).toHaveLength(all.length);
});

test('an external id never holds the id of a person', async () => {
  await runService(org, database);
  for (const row of org.relationships()) expect(row.External_Id__c).toMatch(/^001\w{15}-(facility|security)-\d$/);
});

test('the status tells how things stand', async () => {
  const summary = await runService(org, database);
  const [status] = await org.rows<Record<string, unknown>>(
    'SELECT State__c, Accounts__c, Relationships__c, Api_Calls_Day__c FROM Baton_Sync_Status__c',
  );
  expect(status).toMatchObject({ Accounts__c: 3, Relationships__c: summary.relationships });
  expect(Number(status!['Api_Calls_Day__c'])).toBeGreaterThan(0);
});

test('a database that belongs to another org is refused', async () => {
  await runService(org, database);
  await database.query("UPDATE setting SET value = '00D000000000009AAA' WHERE key = 'org'");
  await expect(runService(org, database)).rejects.toMatchObject({ code: 'WRONG_ORG' });
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import type { Database } from '../../src/store/database.ts';
import { addRow } from '../devorg/support/small-org.ts';
import { runService, runTwoDivisions, type TwoDivisions } from '../support/two-divisions.ts';
import { closeDatabase, freshDatabase } from './support/sample-org.ts';

let org: TwoDivisions;
let database: Database;
let policy: string;

const LONG_AGO_DAYS = 400;

beforeAll(async () => {
  database = await freshDatabase();
  org = await runTwoDivisions();
  // So slow a decay that a meeting of more than a year ago still shows.
  policy = await org.create('Baton_Policy__c', { Active__c: true, Half_Life_Days__c: 1000, Retention_Months__c: 24 });
  await org.meet(org.ben, org.adlerOfBenContact, LONG_AGO_DAYS);
  await org.meet(org.ben, org.adlerOfBenContact, LONG_AGO_DAYS + 1);
  await runService(org, database);
});

afterAll(async () => {
  await org.close();
  await closeDatabase();
});

const shown = (): string[] =>
  org.relationships().flatMap(({ Account__c, Reasons__c }) => (Reasons__c.includes('meeting') ? [Account__c] : []));
const kept = (): Promise<unknown[]> =>
  database.query("SELECT id FROM event WHERE owner_id <> '' OR who_id IS NOT NULL");

async function keepMonths(months: number): Promise<void> {
  await org.update('Baton_Policy__c', policy, { Retention_Months__c: months });
  await runService(org, database);
}

test('activity that is older than the company keeps counts for nothing, is forgotten, and comes back with a longer time', async () => {
  expect(shown()).toEqual([org.adler]);
  expect(await kept()).toHaveLength(2);
  await keepMonths(12);
  expect(shown()).toEqual([]);
  expect(await kept()).toEqual([]);
  // The nightly comparison counts rows, and finds nothing to read again.
  expect(await database.query('SELECT id FROM event')).toHaveLength(2);
  await keepMonths(24);
  await runService(org, database);
  expect(shown()).toEqual([org.adler]);
});

test('asks that are over go after that time, what people made themselves stays', async () => {
  const old = { CreatedDate: org.daysAgo(LONG_AGO_DAYS), SystemModstamp: org.daysAgo(0) };
  const ask = addRow(org.org, 'Baton_Introduction__c', {
    ...old,
    OwnerId: org.anna,
    Account__c: org.adler,
    State__c: 'Nobody',
  });
  const over = addRow(org.org, 'Baton_Introduction_Request__c', {
    ...{ ...old, OwnerId: org.ben, Introduction_Id__c: ask, External_Id__c: 'one', State__c: 'Over' },
  });
  const standing = (object: string): string[] =>
    org.org.database
      .prepare(`SELECT Id FROM "${object}" WHERE IsDeleted = 0`)
      .all()
      .map(({ Id }) => String(Id));
  await keepMonths(24);
  expect(standing('Baton_Introduction_Request__c')).toContain(over);
  await keepMonths(12);
  expect(standing('Baton_Introduction_Request__c')).not.toContain(over);
  expect(standing('Baton_Introduction__c')).toEqual([ask]);
});

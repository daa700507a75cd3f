import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';

import { connectCrm } from '../../src/crm/connect.ts';
import type { Crm } from '../../src/crm/crm.ts';
import { insertRows } from '../../src/devorg/data/index.ts';
import { readFaultPlan } from '../../src/devorg/faults/index.ts';
import { connectOptions } from '../crm/support/login.ts';
import { runTwoDivisions, type TwoDivisions } from '../support/two-divisions.ts';

/** More than jsforce fetches by itself, and more than a page of anything. */
const CONTACTS = 10_001;

let org: TwoDivisions;
let crm: Crm;
let ids: readonly string[];

beforeAll(async () => {
  org = await runTwoDivisions();
  insertRows(
    org.org,
    'Contact',
    Array.from({ length: CONTACTS - 3 }, (_, index) => ({
      ...{ LastName: `"Nr" ${index},\n12`, Phone: String(index), AccountId: org.adler, OwnerId: org.anna },
    })),
  );
  ids = org.org.database
    .prepare('SELECT Id FROM Contact ORDER BY Id')
    .all()
    .map((row) => String(row['Id']));
  crm = await connectCrm({
    ...connectOptions,
    ...{ loginUrl: org.url, username: '.integration@example.invalid', allowLocalOrg: true, timeoutMs: 5_000 },
  });
}, 60_000);
afterAll(async () => {
  await crm.close();
  await org.close();
});
afterEach(() => org.running.faults.clear());

const fail = (...rules: readonly object[]): void => org.running.faults.set(readFaultPlan(rules));
const struck = (): number[] => org.running.faults.counts().map((count) => count.struck);

async function readContacts(): Promise<string[]> {
  const read: string[] = [];
  for await (const batch of crm.readAll('contact')) read.push(...batch.map(({ id }) => id));
  return read.sort();
}

test.each(['bulkUnsupported', 'bulkCompound', 'jobCap', 'jobResultCap', 'failJob'])(
  'what Bulk refuses or does not finish is read by pages, whole: %s',
  async (kind) => {
    fail({ match: { object: 'Contact' }, effect: { kind } });
    expect(await readContacts()).toEqual(ids);
    expect(struck()[0]).toBeGreaterThan(0);
  },
);

test.each([
  { kind: 'wrongNumberOfRecords', by: 1 },
  { kind: 'wrongNumberOfRecords', by: -1 },
  { kind: 'lostRows' },
  { kind: 'missingLocator' },
  { kind: 'cutStream', at: 0.3 },
  { kind: 'cutStream', at: 0.9 },
  { kind: 'html503' },
])('a page of results that is not what it should be is read again, no row twice: %j', async (effect) => {
  fail({ match: { route: '/jobs/query/*/results' }, when: { count: 2 }, effect });
  expect(await readContacts()).toEqual(ids);
  expect(struck()).toEqual([2]);
});

test.each(['missingLocator', 'circularLocator', 'wrongNumberOfRecords', 'lostRows'])(
  'what stays wrong with a page ends as an error, not as a circle and not as fewer rows: %s',
  async (kind) => {
    fail({ match: { route: '/jobs/query/*/results' }, effect: { kind } });
    await expect(readContacts()).rejects.toMatchObject({ code: expect.stringMatching(/^CRM_/) });
    expect(struck()[0]).toBeLessThan(10);
  },
);

test('results that have expired are an error, and the next reading starts a job of its own', async () => {
  fail({ match: { route: '/jobs/query/*/results' }, when: { count: 1 }, effect: { kind: 'expireJob' } });
  await expect(readContacts()).rejects.toMatchObject({ code: expect.any(String) });
  expect(await readContacts()).toEqual(ids);
});

test('ids of 15 characters and whole numbers written as doubles are read as what they are', async () => {
  fail({ effect: { kind: 'shortIds' } });
  expect(await readContacts()).toEqual(ids);
  expect(struck()).toEqual([1]);
  fail({ effect: { kind: 'wholeNumbersAsDoubles' } });
  expect(await readContacts()).toEqual(ids);
});

test('a silence in the middle of the results ends, and the page is read again', async () => {
  const impatient = await connectCrm({
    ...connectOptions,
    ...{ loginUrl: org.url, username: '.integration@example.invalid', allowLocalOrg: true, timeoutMs: 300 },
  });
  fail({ match: { route: '/jobs/query/*/results' }, when: { count: 1 }, effect: { kind: 'stall', where: 'body' } });
  let rows = 0;
  for await (const batch of impatient.readAll('contact')) rows += batch.length;
  expect(rows).toBe(CONTACTS);
  await impatient.close();
});

test('jsforce leaves out what is beyond 10,000 rows, Baton does not', async () => {
  const query = org.connect(org.admin).query('SELECT Id FROM Contact');
  const result = (await query.execute({ autoFetch: true })) as unknown as { records: unknown[] };
  expect(result.records).toHaveLength(10_000);
  expect(await readContacts()).toHaveLength(CONTACTS);
});

test('a job that is complete in part tells which rows failed', async () => {
  fail({ match: { object: 'Account' }, when: { every: 2 }, effect: { kind: 'lockRow' } });
  const names = Array.from({ length: 10 }, (_, index) => ({ Name: `Part ${index}` }));
  const job = org.connect(org.admin).bulk2.createJob({ operation: 'insert', object: 'Account' });
  await job.open();
  await job.uploadData(names);
  await job.close();
  await job.poll(20, 5_000);
  const { successfulResults, failedResults } = await job.getAllResults();
  expect(failedResults.map(({ sf__Error }) => sf__Error)).toEqual(
    Array.from({ length: 5 }, () => expect.stringMatching(/^UNABLE_TO_LOCK_ROW:/)),
  );
  expect(successfulResults).toHaveLength(5);
  expect(await org.rows("SELECT Id FROM Account WHERE Name LIKE 'Part %'")).toHaveLength(5);
});

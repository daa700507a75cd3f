import { createHash } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { makeSample, NOW, type SampleOrg } from './sample-org.ts';

let sample: SampleOrg;

beforeAll(async () => {
  sample = await makeSample();
});

afterAll(() => {
  sample.close();
});

/** One number for all that was written, row by row. */
function digest({ rows, summary }: SampleOrg): string {
  const hash = createHash('sha256');
  for (const name of Object.keys(summary.rows).sort()) {
    for (const row of rows(`SELECT * FROM "${name}" ORDER BY "Id"`)) {
      // Rows without stamps of their own carry the moment of the run.
      hash.update(JSON.stringify({ ...row, CreatedDate: '', LastModifiedDate: '', SystemModstamp: '' }));
    }
  }
  return hash.digest('hex');
}

test('the same seed, size, noise and time give the same rows, another seed gives others', async () => {
  const again = await makeSample();
  const other = await makeSample({ seed: 8 });

  expect(digest(again)).toBe(digest(sample));
  expect(digest(other)).not.toBe(digest(sample));
  again.close();
  other.close();
});

test('activities keep their stamps from run to run', async () => {
  const again = await makeSample();
  const sql = 'SELECT "Id", "CreatedDate", "SystemModstamp", "ActivityDate" FROM "Task" ORDER BY "Id"';

  expect(again.rows(sql)).toEqual(sample.rows(sql));
  again.close();
});

test.each([100, 137, 1000])('an org of %i accounts has exactly that many', async (accounts) => {
  const sized = await makeSample({ accounts });

  expect(sized.count('SELECT count(*) FROM "Account"')).toBe(accounts);
  expect(sized.summary.accounts).toBe(accounts);
  sized.close();
});

test('500 accounts have the volume of a mid-sized company', () => {
  const { count, summary } = sample;
  const activities = count('SELECT (SELECT count(*) FROM "Task") + (SELECT count(*) FROM "Event")');

  expect(summary.users).toBe(45);
  expect(count('SELECT count(*) FROM "Contact"')).toBeGreaterThan(1300);
  expect(count('SELECT count(*) FROM "Contact"')).toBeLessThan(1800);
  expect(activities).toBeGreaterThan(6500);
  expect(activities).toBeLessThan(9500);
  expect(count('SELECT count(*) FROM "Opportunity"')).toBeGreaterThan(700);
  expect(count('SELECT count(*) FROM "Opportunity"')).toBeLessThan(1100);
});

test('about three customers in ten are served by more than one division', () => {
  const { summary, truth } = sample;
  const shared = truth.customerIds().filter((customer) => truth.divisionsServing(customer).length > 1);

  expect(shared).toHaveLength(summary.sharedCustomers);
  expect(summary.sharedCustomers / summary.customers).toBeGreaterThan(0.24);
  expect(summary.sharedCustomers / summary.customers).toBeLessThan(0.36);
});

test('most contact is recent, and none of it is later than now', () => {
  const now = new Date(NOW).toISOString();
  const isDone = 'FROM "Task" WHERE "IsClosed" = 1';
  const recent = sample.count(`SELECT count(*) ${isDone} AND "ActivityDate" > '2026-05-20'`);

  expect(recent / sample.count(`SELECT count(*) ${isDone}`)).toBeGreaterThan(0.6);
  expect(sample.count(`SELECT count(*) ${isDone} AND "ActivityDate" < '2024-11-01'`)).toBe(0);
  for (const name of ['Account', 'Contact', 'Task', 'Event', 'Opportunity', 'Case', 'EmailMessage']) {
    expect(sample.texts(`SELECT max("CreatedDate") FROM "${name}"`)[0]?.localeCompare(now)).toBe(-1);
  }
});

test('there is work planned for the days to come', () => {
  expect(sample.count(`SELECT count(*) FROM "Event" WHERE "ActivityDate" > '2026-11-20'`)).toBeGreaterThan(5);
  expect(sample.count(`SELECT count(*) FROM "Task" WHERE "IsClosed" = 0`)).toBeGreaterThan(10);
});

test('activity goes both ways and one way', () => {
  const incoming = sample.count('SELECT avg("Incoming") * 100 FROM "EmailMessage"');

  expect(incoming).toBeGreaterThan(25);
  expect(incoming).toBeLessThan(50);
  expect(sample.count(`SELECT count(*) FROM "Task" WHERE "CallType" = 'Inbound'`)).toBeGreaterThan(100);
  expect(sample.count(`SELECT count(*) FROM "Task" WHERE "TaskSubtype" = 'ListEmail'`)).toBeGreaterThan(100);
  expect(sample.count('SELECT count(*) FROM "EmailMessage" WHERE "BccAddress" IS NOT NULL')).toBeGreaterThan(20);
});

test('some people have left, some want no name, some have no Baton', () => {
  expect(sample.count('SELECT count(*) FROM "User" WHERE "IsActive" = 0')).toBeGreaterThan(0);
  expect(sample.count(`SELECT count(*) FROM "Baton_Preference__c" WHERE "Naming__c" <> 'Named'`)).toBeGreaterThan(0);
  const without = `SELECT count(*) FROM "User" u WHERE u."IsActive" = 1
    AND NOT EXISTS (SELECT 1 FROM "PermissionSetAssignment" a WHERE a."AssigneeId" = u."Id")`;
  expect(sample.count(without)).toBeGreaterThan(1);
});

test('every address and every mail ends in a name reserved for examples', () => {
  const reserved = /\.(example|invalid)\/?$/i;
  const addresses = [
    ...sample.texts('SELECT "Website" FROM "Account" WHERE "Website" IS NOT NULL'),
    ...sample.texts('SELECT "Email" FROM "Contact" WHERE "Email" IS NOT NULL'),
    ...sample.texts('SELECT "Email" FROM "User"'),
  ];

  expect(addresses.filter((address) => !reserved.test(address))).toEqual([]);
});

test('without noise the rows of one customer are spelt alike, with noise often not', async () => {
  const clean = await makeSample({ noise: 0 });
  const spellings = ({ rows, truth }: SampleOrg) => {
    const names = new Map(
      rows('SELECT "Id" AS id, "Name" AS name FROM "Account"').map((row) => [row['id'], row['name']]),
    );
    const groups = truth
      .customerIds()
      .map((customer) => truth.accountsOf(customer).map((account) => names.get(account)));
    const several = groups.filter((group) => group.length > 1);
    return several.filter((group) => new Set(group).size > 1).length / several.length;
  };

  expect(spellings(clean)).toBe(0);
  expect(clean.count('SELECT count(*) FROM "Account" WHERE "Website" IS NULL OR "Phone" IS NULL')).toBe(0);
  expect(spellings(sample)).toBeGreaterThan(0.4);
  clean.close();
});

test.each([{ accounts: 99 }, { accounts: 1_000_001 }, { accounts: 150.5 }, { noise: 1.1 }, { noise: Number.NaN }])(
  'refuses %j',
  async (options) => {
    await expect(makeSample(options)).rejects.toThrow(RangeError);
  },
);

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { type Refusal, type RunningSmallOrg, runSmallOrg } from '../support/running-org.ts';
import { addRow } from '../support/small-org.ts';

let box: RunningSmallOrg;

beforeAll(async () => {
  box = await runSmallOrg();
});

afterAll(async () => {
  await box.close();
});

interface Found {
  readonly totalSize: number;
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

async function ask<Body = Found>(as: string, soql: string): Promise<{ status: number; body: Body }> {
  return await box.call<Body>(as, 'GET', `/query?q=${encodeURIComponent(soql)}`);
}

const LEVELS =
  'RecordId, HasReadAccess, HasEditAccess, HasDeleteAccess, HasTransferAccess, HasAllAccess, MaxAccessLevel';

async function accessOf(userId: string, recordId: string): Promise<unknown> {
  const where = `UserId = '${userId}' AND RecordId = '${recordId}'`;
  const { body } = await ask(box.admin, `SELECT ${LEVELS} FROM UserRecordAccess WHERE ${where}`);
  const [record] = body.records;
  return [
    record?.['MaxAccessLevel'],
    ...['Read', 'Edit', 'Delete', 'Transfer', 'All'].filter((level) => record?.[`Has${level}Access`] === true),
  ];
}

test('says what a user may do with a record', async () => {
  const all = ['All', 'Read', 'Edit', 'Delete', 'Transfer', 'All'];
  expect(await accessOf(box.anna, box.adler)).toEqual(all);
  expect(await accessOf(box.clara, box.adler)).toEqual(all);
  expect(await accessOf(box.ben, box.adler)).toEqual(['None']);
  addRow(box.org, 'AccountShare', {
    AccountId: box.adler,
    UserOrGroupId: box.ben,
    AccountAccessLevel: 'Read',
    RowCause: 'Manual',
  });
  expect(await accessOf(box.ben, box.adler)).toEqual(['Read', 'Read']);
  addRow(box.org, 'AccountShare', {
    AccountId: box.adler,
    UserOrGroupId: box.ben,
    AccountAccessLevel: 'Edit',
    RowCause: 'Manual',
  });
  expect(await accessOf(box.ben, box.adler)).toEqual(['Edit', 'Read', 'Edit']);
});

test('answers for many records, and only for those that match', async () => {
  const where = `UserId = '${box.anna}' AND RecordId IN ('${box.adler.slice(0, 15)}', '${box.berg}', '${box.adlerDeal}')`;
  const { body } = await ask(
    box.admin,
    `SELECT RecordId FROM UserRecordAccess WHERE ${where} AND HasReadAccess = true ORDER BY RecordId`,
  );
  expect(body.records.map((record) => record['RecordId'])).toEqual([box.adler, box.adlerDeal]);
  const count = await ask(box.admin, `SELECT COUNT() FROM UserRecordAccess WHERE ${where}`);
  expect(count.body.totalSize).toBe(3);
  expect(box.org.database.prepare('SELECT count(*) AS n FROM UserRecordAccess').get()).toEqual({ n: 0 });
});

test('leaves out what the one who asks may not read', async () => {
  const where = `UserId = '${box.ben}' AND RecordId IN ('${box.adler}', '${box.berg}')`;
  const { body } = await ask(box.anna, `SELECT RecordId FROM UserRecordAccess WHERE ${where}`);
  expect(body.records.map((record) => record['RecordId'])).toEqual([box.adler]);
});

test('needs one user and at most 200 records, and is not written', async () => {
  for (const where of ['', ` WHERE UserId = '${box.anna}'`, ` WHERE RecordId = '${box.adler}'`]) {
    const { status, body } = await ask<Refusal>(box.admin, `SELECT RecordId FROM UserRecordAccess${where}`);
    expect([status, body[0]?.errorCode]).toEqual([400, 'MALFORMED_QUERY']);
  }
  const written = await box.call(box.admin, 'POST', '/sobjects/UserRecordAccess', { UserId: box.anna });
  expect(written.status).toBe(400);
});

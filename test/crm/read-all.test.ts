/** @jest-environment ./test/support/nock-environment.js */
import { describe, expect, test } from '@jest/globals';

import type { Crm } from '../../src/crm/crm.ts';
import type { RecordName, Records } from '../../src/crm/records.ts';
import type { Scope } from '../support/nock.ts';
import { allowDescribe, connected, org, root, userRow } from './support/fake-org.ts';

const jobs = `${root}/jobs/query`;
const jobId = '750000000000001AAA';
const header = '"Id","SystemModstamp","Name","IsActive","UserType","UserRoleId"';

function csv(from: number, to: number): string {
  const rows = Array.from({ length: to - from }, (_, at) => {
    const id = `005${String(from + at).padStart(12, '0')}AAA`;
    return `"${id}","2026-11-21T10:00:00.000Z","Person ""${String(from + at)}"",\nsecond line","true","",""`;
  });
  return [header, ...rows, ''].join('\n');
}

/** The first page says that there is more, so that Bulk is asked. */
function allowFirstPage(): void {
  org()
    .get(`${root}/query`)
    .query(({ q }) => String(q).includes('LIMIT 2000'))
    .reply(200, {
      totalSize: 3,
      done: false,
      nextRecordsUrl: '/services/data/v66.0/query/01g-1',
      records: [userRow(1)],
    });
}

function allowJob(operation = 'query'): { query: () => string } {
  let query = '';
  org()
    .post(jobs, (body: Record<string, string>) => {
      query = body['query'] ?? '';
      return body['operation'] === operation && body['contentType'] === 'CSV';
    })
    .reply(200, { id: jobId, state: 'UploadComplete' });
  return { query: () => query };
}

function allowState(state: string): void {
  org().get(`${jobs}/${jobId}`).reply(200, { id: jobId, state });
}

function allowDelete(): void {
  org().delete(`${jobs}/${jobId}`).reply(204);
}

function allowPage(text: string, headers: Record<string, string>, locator?: string): Scope {
  return org()
    .get(`${jobs}/${jobId}/results`)
    .query((query) => query['locator'] === locator && Number(query['maxRecords']) > 0)
    .reply(200, text, { 'content-type': 'text/csv', ...headers });
}

async function readAll<Name extends RecordName>(crm: Crm, record: Name): Promise<Records[Name][]> {
  const rows: Records[Name][] = [];
  for await (const batch of crm.readAll(record)) {
    expect(batch.length).toBeLessThanOrEqual(2000);
    rows.push(...batch);
  }
  return rows;
}

describe('reading all of a small table', () => {
  test('takes one call and no job', async () => {
    const crm = await connected();
    allowDescribe('user');
    org()
      .get(`${root}/query`)
      .query(true)
      .reply(200, { totalSize: 2, done: true, records: [userRow(1), userRow(2)] });
    const before = crm.budget().ownCalls;
    expect(await readAll(crm, 'user')).toHaveLength(2);
    expect(crm.budget().ownCalls - before).toBe(2);
  });

  test('asks the archive too where old activities lie there, without the recycle bin', async () => {
    const crm = await connected();
    allowDescribe('task');
    let asked = '';
    org()
      .get(`${root}/queryAll`)
      .query(({ q }) => (asked = String(q)) !== '')
      .reply(200, { totalSize: 0, done: true, records: [] });
    expect(await readAll(crm, 'task')).toEqual([]);
    expect(asked).toContain('WHERE IsDeleted = false ORDER BY');
  });

  test('is refused where the object can not be read', async () => {
    const crm = await connected();
    allowDescribe('account', { without: ['OwnerId'] });
    await expect(readAll(crm, 'account')).rejects.toMatchObject({
      code: 'CRM_MISSING_ACCESS',
      message: expect.stringContaining('Account (OwnerId)') as unknown,
    });
  });
});

describe('reading all of a large table by Bulk', () => {
  test('waits for the job, follows the locators and removes the job', async () => {
    const crm = await connected();
    allowDescribe('user');
    allowFirstPage();
    const job = allowJob();
    allowState('InProgress');
    allowState('JobComplete');
    allowPage(csv(0, 2500), { 'sforce-locator': 'MTAw', 'sforce-numberofrecords': '2500' });
    allowPage(csv(2500, 4000), { 'sforce-locator': 'null', 'sforce-numberofrecords': '1500' }, 'MTAw');
    allowDelete();
    const users = await readAll(crm, 'user');
    expect(job.query()).toBe('SELECT Id, SystemModstamp, Name, IsActive, UserType, City, UserRoleId FROM User');
    expect(users).toHaveLength(4000);
    expect(users[3999]).toEqual({
      id: '005000000003999AAA',
      systemModstamp: '2026-11-21T10:00:00.000Z',
      name: 'Person "3999",\nsecond line',
      isActive: true,
      divisionFields: {},
    });
  });

  test('a page with fewer rows than promised is read again, and no row comes twice', async () => {
    const crm = await connected();
    allowDescribe('user');
    allowFirstPage();
    allowJob();
    allowState('JobComplete');
    allowPage(csv(0, 700), { 'sforce-locator': 'null', 'sforce-numberofrecords': '900' });
    allowPage(csv(0, 900), { 'sforce-locator': 'null', 'sforce-numberofrecords': '900' });
    allowDelete();
    const users = await readAll(crm, 'user');
    expect(users).toHaveLength(900);
    expect(new Set(users.map(({ id }) => id)).size).toBe(900);
  });

  test.each([
    [
      'a page that stays short',
      csv(0, 2),
      { 'sforce-locator': 'null', 'sforce-numberofrecords': '3' },
      '2 rows instead of 3',
    ],
    ['a page without a locator', csv(0, 2), { 'sforce-numberofrecords': '2' }, 'where the next one starts'],
    ['a page without a number of rows', csv(0, 2), { 'sforce-locator': 'null' }, 'how many rows'],
    ['a torn CSV', `${header}\n"005","x`, { 'sforce-locator': 'null', 'sforce-numberofrecords': '1' }, 'no valid CSV'],
    [
      'a row with a value too many',
      `${header}\n1,2,3,4,5,6,7\n`,
      { 'sforce-locator': 'null', 'sforce-numberofrecords': '1' },
      'no valid CSV',
    ],
  ])('%s ends with an error, and the job is removed', async (_, text, headers, message) => {
    const crm = await connected();
    allowDescribe('user');
    allowFirstPage();
    allowJob();
    allowState('JobComplete');
    for (let attempt = 0; attempt < 4; attempt += 1) allowPage(text, headers);
    allowDelete();
    await expect(readAll(crm, 'user')).rejects.toMatchObject({
      code: 'CRM_UNEXPECTED_REPLY',
      message: expect.stringContaining(message) as unknown,
    });
  });

  test('a locator that leads back to itself ends with an error', async () => {
    const crm = await connected();
    allowDescribe('user');
    allowFirstPage();
    allowJob();
    allowState('JobComplete');
    const again = { 'sforce-locator': 'MTAw', 'sforce-numberofrecords': '1' };
    allowPage(csv(0, 1), again);
    for (let attempt = 0; attempt < 4; attempt += 1) allowPage(csv(1, 2), again, 'MTAw');
    allowDelete();
    await expect(readAll(crm, 'user')).rejects.toMatchObject({ code: 'CRM_UNEXPECTED_REPLY' });
  });

  test('a reader that stops early leaves no job behind', async () => {
    const crm = await connected();
    allowDescribe('user');
    allowFirstPage();
    allowJob();
    allowState('JobComplete');
    allowPage(csv(0, 5000), { 'sforce-locator': 'MTAw', 'sforce-numberofrecords': '5000' });
    allowDelete();
    for await (const batch of crm.readAll('user')) {
      expect(batch).toHaveLength(2000);
      break;
    }
  });

  test('a value that does not fit its field is told by field and record, not by value', async () => {
    const crm = await connected();
    allowDescribe('user');
    org()
      .get(`${root}/query`)
      .query(true)
      .reply(200, { totalSize: 1, done: true, records: [userRow(1, { IsActive: 'perhaps' })] });
    const error = (await readAll(crm, 'user').catch((caught: unknown) => caught)) as Error;
    expect(error.message).toContain('IsActive of User 005000000000001AAA');
    expect(error.message).not.toContain('perhaps');
  });
});

describe('where Bulk refuses', () => {
  const refusals: [string, number, string, string][] = [
    ['the object', 400, 'INVALIDENTITY', 'Entity is not supported by the Bulk API'],
    ['the query', 400, 'API_ERROR', 'Implementation restriction'],
    ['compound fields', 400, 'FEATURENOTENABLED', 'Selecting compound data not supported in Bulk Query'],
    ['more jobs today', 400, 'LIMIT_EXCEEDED', 'Max bulk v2 query jobs (10000) per 24 hrs has been reached'],
  ];

  test.each(refusals)('%s, pages of REST are read instead', async (_, status, errorCode, message) => {
    const crm = await connected();
    allowDescribe('user');
    allowFirstPage();
    org().post(jobs).reply(status, [{ errorCode, message }]);
    allowFirstPage();
    org()
      .get(`${root}/query`)
      .query(({ q }) => String(q).includes("Id > '005000000000001AAA'"))
      .reply(200, { totalSize: 1, done: true, records: [userRow(2)] });
    expect(await readAll(crm, 'user')).toHaveLength(2);
  });

  test('a job that fails without a reason is read by pages, and removed', async () => {
    const crm = await connected();
    allowDescribe('user');
    allowFirstPage();
    allowJob();
    allowState('Failed');
    org()
      .patch(`${jobs}/${jobId}`)
      .reply(400, [{ errorCode: 'INVALIDJOBSTATE', message: 'no' }]);
    org()
      .get(`${root}/query`)
      .query(true)
      .reply(200, { totalSize: 1, done: true, records: [userRow(2)] });
    expect(await readAll(crm, 'user')).toHaveLength(1);
  });
});

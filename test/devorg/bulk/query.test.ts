import { request as httpRequest } from 'node:http';
import { createGunzip } from 'node:zlib';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';

import { insertRows } from '../../../src/devorg/data/index.ts';
import { dataPath, type RunningSmallOrg, runSmallOrg } from '../support/running-org.ts';

interface Job {
  readonly id: string;
  readonly state: string;
  readonly numberRecordsProcessed?: number;
}

let box: RunningSmallOrg;

beforeAll(async () => {
  box = await runSmallOrg();
  const rows = Array.from({ length: 2500 }, (_, index) => ({
    Name: `Bulk ${String(index).padStart(4, '0')}`,
    OwnerId: box.admin,
    AnnualRevenue: index === 0 ? 10_000_000 : index,
    NumberOfEmployees: index,
    Description: index === 1 ? 'said "yes",\nthen left; ünïcödé' : null,
  }));
  insertRows(box.org, 'Account', rows);
});

afterAll(async () => {
  await box.close();
});

const soql =
  "SELECT Id, Name, Owner.Name, AnnualRevenue, NumberOfEmployees, IsDeleted, Description, SystemModstamp FROM Account WHERE Name LIKE 'Bulk %' ORDER BY Name";

async function runJob(userId: string, query: string, more: object = {}): Promise<Job> {
  const made = await box.call<Job>(userId, 'POST', '/jobs/query', { operation: 'query', query, ...more });
  expect(made.body.state).toBe('UploadComplete');
  return await finished(userId, made.body.id);
}

async function finished(userId: string, id: string): Promise<Job> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const { body } = await box.call<Job>(userId, 'GET', `/jobs/query/${id}`);
    if (body.state !== 'UploadComplete' && body.state !== 'InProgress') return body;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`Job ${id} did not end`);
}

async function page(id: string, parameters: string): Promise<{ text: string; locator: string | null; rows: number }> {
  const reply = await box.call<string>(box.admin, 'GET', `/jobs/query/${id}/results${parameters}`);
  expect(reply.headers.get('content-type')).toMatch(/^text\/csv/);
  const rows = Number(reply.headers.get('sforce-numberofrecords'));
  return { text: reply.body, locator: reply.headers.get('sforce-locator'), rows };
}

test('writes every cell quoted: numbers like Java, times in Z, nothing for null', async () => {
  const job = await runJob(box.admin, soql);
  expect(job).toMatchObject({ state: 'JobComplete', numberRecordsProcessed: 2500, jobType: 'V2Query' });
  const { text, locator, rows } = await page(job.id, '');
  expect({ locator, rows }).toEqual({ locator: 'null', rows: 2500 });
  const [header, first] = text.split('\n');
  expect(header).toBe(
    '"Id","Name","Owner.Name","AnnualRevenue","NumberOfEmployees","IsDeleted","Description","SystemModstamp"',
  );
  expect(first).toMatch(
    /^"001\w{15}","Bulk 0000","Org Admin","1.0E7","0","false","","\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z"$/,
  );
  const [, second] = parse<Record<string, string>>(text, { columns: true });
  expect(second).toMatchObject({ AnnualRevenue: '1.0', Description: 'said "yes",\nthen left; ünïcödé' });
});

test('writes all fields of an object, many as they are', async () => {
  const job = await runJob(box.admin, "SELECT FIELDS(ALL) FROM Account WHERE Name = 'Bulk 0001' LIMIT 1");
  const [row = {}] = parse<Record<string, string>>((await page(job.id, '')).text, { columns: true });
  expect(Object.keys(row).length).toBeGreaterThan(50);
  expect(row).toMatchObject({ Name: 'Bulk 0001', AnnualRevenue: '1.0', NumberOfEmployees: '1', OwnerId: box.admin });
});

test('pages by maxRecords and locator: each row once, in order, on any page again', async () => {
  const job = await runJob(box.admin, soql);
  const names: string[] = [];
  const pages: string[] = [];
  let parameters = '?maxRecords=999';
  for (;;) {
    const { text, locator, rows } = await page(job.id, parameters);
    const records = parse<{ Name: string }>(text, { columns: true });
    expect(records).toHaveLength(rows);
    names.push(...records.map(({ Name }) => Name));
    pages.push(text);
    if (locator === 'null') break;
    parameters = `?maxRecords=999&locator=${locator ?? ''}`;
  }
  expect(pages).toHaveLength(3);
  expect(names).toEqual([...new Set(names)].sort());
  expect(names).toHaveLength(2500);
  expect((await page(job.id, parameters)).text).toBe(pages[2]);
});

test('shows only what the user may see', async () => {
  const job = await runJob(box.anna, 'SELECT Id, Name FROM Account');
  const { body } = await box.call<string>(box.anna, 'GET', `/jobs/query/${job.id}/results`);
  expect(parse<{ Name: string }>(body, { columns: true }).map(({ Name }) => Name)).toEqual(['Adler Werke']);
  expect((await box.call(box.ben, 'GET', `/jobs/query/${job.id}`)).status).toBe(404);
});

test('answers an empty result with its header line', async () => {
  const job = await runJob(box.admin, "SELECT Id, Name FROM Account WHERE Name = 'nobody'");
  expect(await page(job.id, '')).toEqual({ text: '"Id","Name"\n', locator: 'null', rows: 0 });
});

test('writes other delimiters and line endings', async () => {
  const query = "SELECT Name, Industry FROM Account WHERE Name = 'Adler Werke'";
  const job = await runJob(box.admin, query, { columnDelimiter: 'PIPE', lineEnding: 'CRLF' });
  expect((await page(job.id, '')).text).toBe('"Name"|"Industry"\r\n"Adler Werke"|"Energy"\r\n');
});

test('includes the recycle bin in queryAll', async () => {
  const { body } = await box.call<{ id: string }>(box.admin, 'POST', '/sobjects/Account', { Name: 'Binned' });
  await box.call(box.admin, 'DELETE', `/sobjects/Account/${body.id}`);
  const query = "SELECT Id FROM Account WHERE Name = 'Binned'";
  expect((await runJob(box.admin, query)).numberRecordsProcessed).toBe(0);
  expect((await runJob(box.admin, query, { operation: 'queryAll' })).numberRecordsProcessed).toBe(1);
});

test.each([
  ['an unknown field', { operation: 'query', query: 'SELECT Nmae FROM Account' }, 'INVALID_FIELD'],
  ['a compound field', { operation: 'query', query: 'SELECT BillingAddress FROM Account' }, 'INVALID_FIELD'],
  ['grouping', { operation: 'query', query: 'SELECT COUNT(Id) FROM Account GROUP BY Name' }, 'FEATURENOTENABLED'],
  ['no query', { operation: 'query' }, 'INVALIDJOB'],
  ['an ingest operation', { operation: 'insert', query: 'SELECT Id FROM Account' }, 'INVALIDJOB'],
])('refuses %s when the job is made', async (_case, input, errorCode) => {
  expect(await box.call(box.admin, 'POST', '/jobs/query', input)).toMatchObject({ status: 400, body: [{ errorCode }] });
});

test('refuses a locator that is none of its own, and to abort what is complete', async () => {
  const job = await runJob(box.admin, soql);
  expect(await box.call(box.admin, 'GET', `/jobs/query/${job.id}/results?locator=nonsense`)).toMatchObject({
    status: 400,
    body: [{ errorCode: 'INVALID_QUERY_LOCATOR' }],
  });
  expect(await box.call(box.admin, 'PATCH', `/jobs/query/${job.id}`, { state: 'Aborted' })).toMatchObject({
    status: 400,
    body: [{ errorCode: 'INVALIDJOBSTATE' }],
  });
});

test('counts each page of results as one call', async () => {
  const job = await runJob(box.admin, soql);
  const before = box.running.context.usage.used();
  await page(job.id, '?maxRecords=2000');
  await page(job.id, '');
  expect(box.running.context.usage.used()).toBe(before + 2);
});

test('deletes a finished job with its results', async () => {
  const job = await runJob(box.admin, soql);
  expect((await box.call(box.admin, 'DELETE', `/jobs/query/${job.id}`)).status).toBe(204);
  expect((await box.call(box.admin, 'GET', `/jobs/query/${job.id}/results`)).status).toBe(404);
});

test('compresses results for clients that ask', async () => {
  const job = await runJob(box.admin, soql);
  const headers = { 'accept-encoding': 'gzip', authorization: `Bearer ${box.token(box.admin)}` };
  const text = await new Promise<string>((resolve, reject) => {
    httpRequest(`${box.url}${dataPath}/jobs/query/${job.id}/results`, { headers }, (reply) => {
      const chunks: Buffer[] = [];
      reply
        .pipe(createGunzip())
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          resolve(Buffer.concat(chunks).toString());
        })
        .on('error', reject);
    }).end();
  });
  expect(text).toBe((await page(job.id, '')).text);
});

test('a real client reads a query to its end', async () => {
  const stream = await box.connect(box.admin).bulk2.query(soql, { pollInterval: 20, pollTimeout: 10_000 });
  const records = await stream.toArray();
  expect(records).toHaveLength(2500);
  expect(records[1]).toMatchObject({ Name: 'Bulk 0001', AnnualRevenue: '1.0' });
});

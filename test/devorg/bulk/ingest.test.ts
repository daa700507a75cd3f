import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';

import { type RunningSmallOrg, runSmallOrg } from '../support/running-org.ts';

interface Job {
  readonly id: string;
  readonly state: string;
  readonly contentUrl?: string;
  readonly numberRecordsProcessed?: number;
  readonly numberRecordsFailed?: number;
  readonly errorMessage?: string;
}

type Line = Readonly<Record<string, string>>;

let box: RunningSmallOrg;

beforeAll(async () => {
  box = await runSmallOrg();
});

afterAll(async () => {
  await box.close();
});

async function put(path: string, csv: string, type = 'text/csv'): Promise<number> {
  const headers = { authorization: `Bearer ${box.token(box.admin)}`, 'content-type': type };
  return (await fetch(`${box.url}/${path}`, { method: 'PUT', body: csv, headers })).status;
}

async function make(input: object): Promise<Job> {
  return (await box.call<Job>(box.admin, 'POST', '/jobs/ingest', input)).body;
}

async function load(input: object, csv: string): Promise<Job> {
  const job = await make(input);
  expect(job.state).toBe('Open');
  expect(await put(job.contentUrl!, csv)).toBe(201);
  await box.call(box.admin, 'PATCH', `/jobs/ingest/${job.id}`, { state: 'UploadComplete' });
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const { body } = await box.call<Job>(box.admin, 'GET', `/jobs/ingest/${job.id}`);
    if (body.state !== 'UploadComplete' && body.state !== 'InProgress') return body;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`Job ${job.id} did not end`);
}

async function results(job: Job, name: string): Promise<Line[]> {
  const { body } = await box.call<string>(box.admin, 'GET', `/jobs/ingest/${job.id}/${name}`);
  return parse(body, { columns: true });
}

function rowOf(id: string): Record<string, unknown> | undefined {
  return box.org.database.prepare('SELECT * FROM "Account" WHERE Id = ?').get(id);
}

test('inserts rows, and reports those that were refused with their reasons', async () => {
  const csv = 'Name,NumberOfEmployees,Industry\nGood,12,Energy\n,3,Energy\n"Odd ""one""",many,\n';
  const job = await load({ operation: 'insert', object: 'Account' }, csv);
  expect(job).toMatchObject({ state: 'JobComplete', numberRecordsProcessed: 3, numberRecordsFailed: 2 });
  const [good] = await results(job, 'successfulResults');
  expect(good).toMatchObject({ sf__Created: 'true', Name: 'Good', NumberOfEmployees: '12', Industry: 'Energy' });
  expect(rowOf(good!['sf__Id']!)).toMatchObject({ Name: 'Good', NumberOfEmployees: 12 });
  const failed = await results(job, 'failedResults');
  expect(failed.map((line) => line['sf__Error'])).toEqual([
    'REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --',
    'INVALID_TYPE_ON_FIELD_IN_RECORD:NumberOfEmployees: value not of required type: many:NumberOfEmployees --',
  ]);
  expect(failed[1]).toMatchObject({ sf__Id: '', Name: 'Odd "one"' });
});

test('updates: an empty cell says nothing, #N/A empties the field', async () => {
  const { body } = await box.call<{ id: string }>(box.admin, 'POST', '/sobjects/Account', {
    Name: 'Kept',
    Phone: '1',
    Website: 'w',
  });
  const job = await load({ operation: 'update', object: 'Account' }, `Id,Phone,Website\n${body.id},,#N/A\n`);
  expect(job).toMatchObject({ numberRecordsProcessed: 1, numberRecordsFailed: 0 });
  expect(rowOf(body.id)).toMatchObject({ Name: 'Kept', Phone: '1', Website: null });
});

test('upserts by id column: changes what is there', async () => {
  const input = { operation: 'upsert', object: 'Account', externalIdFieldName: 'Id' };
  const job = await load(input, `Id,Name\n${box.adler},Adler Works\n,New by upsert\n`);
  const saved = await results(job, 'successfulResults');
  expect(saved.map((line) => line['sf__Created'])).toEqual(['false', 'true']);
  expect(rowOf(box.adler)).toMatchObject({ Name: 'Adler Works' });
});

test('deletes, and removes for good what hardDelete names', async () => {
  const soft = await box.call<{ id: string }>(box.admin, 'POST', '/sobjects/Account', { Name: 'Soft' });
  const hard = await box.call<{ id: string }>(box.admin, 'POST', '/sobjects/Account', { Name: 'Hard' });
  await load({ operation: 'delete', object: 'Account' }, `Id\n${soft.body.id}\n`);
  expect(rowOf(soft.body.id)).toMatchObject({ IsDeleted: 1 });
  await load({ operation: 'hardDelete', object: 'Account' }, `Id\n${hard.body.id}\n`);
  expect(rowOf(hard.body.id)).toBeUndefined();
});

test('lets only those hardDelete who may', async () => {
  const reply = await box.call(box.anna, 'POST', '/jobs/ingest', { operation: 'hardDelete', object: 'Account' });
  expect(reply).toMatchObject({ status: 400, body: [{ errorCode: 'FEATURENOTENABLED' }] });
});

test('finds parents by a key of theirs', async () => {
  const csv = `LastName,Account.Id\nVogel,${box.adler}\nNiemand,001gK00000zzzzzQAA\n`;
  const job = await load({ operation: 'insert', object: 'Contact' }, csv);
  expect(job).toMatchObject({ numberRecordsProcessed: 2, numberRecordsFailed: 1 });
  const [saved] = await results(job, 'successfulResults');
  const row = box.org.database.prepare('SELECT AccountId FROM "Contact" WHERE Id = ?').get(saved!['sf__Id']!);
  expect(row?.['AccountId']).toBe(box.adler);
});

test('reads other delimiters and line endings, and a byte order mark', async () => {
  const input = { operation: 'insert', object: 'Account', columnDelimiter: 'TAB', lineEnding: 'CRLF' };
  const job = await load(input, '\uFEFFName\tPhone\r\nTabbed\t"2\n3"\r\n');
  expect(job).toMatchObject({ state: 'JobComplete', numberRecordsProcessed: 1, numberRecordsFailed: 0 });
  const { body } = await box.call<string>(box.admin, 'GET', `/jobs/ingest/${job.id}/successfulResults`);
  expect(body).toMatch(/^"sf__Id"\t"sf__Created"\t"Name"\t"Phone"\r\n"001\w{15}"\t"true"\t"Tabbed"\t"2\n3"\r\n$/);
});

test.each([
  ['an unknown column', { operation: 'insert' }, 'Nmae\nx\n', 'InvalidBatch : Field name not found : Nmae'],
  ['no id column', { operation: 'update' }, 'Name\nx\n', 'InvalidBatch : Field name not found : Id'],
  [
    'the wrong line ending',
    { operation: 'insert' },
    'Name,Phone\r\nx,1\r\n',
    'ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF',
  ],
])('fails as a whole for %s and hands the data back as unprocessed', async (_case, input, csv, errorMessage) => {
  const job = await load({ ...input, object: 'Account' }, csv);
  expect(job).toMatchObject({ state: 'Failed', errorMessage, numberRecordsProcessed: 0 });
  const { body } = await box.call<string>(box.admin, 'GET', `/jobs/ingest/${job.id}/unprocessedrecords`);
  expect(body).toBe(csv);
});

test('takes data once, as CSV, into an open job', async () => {
  const job = await make({ operation: 'insert', object: 'Account' });
  expect(await put(job.contentUrl!, 'Name\nx\n', 'application/json')).toBe(415);
  expect(await put(job.contentUrl!, 'Name\nx\n')).toBe(201);
  expect(await put(job.contentUrl!, 'Name\ny\n')).toBe(400);
  const aborted = await box.call<Job>(box.admin, 'PATCH', `/jobs/ingest/${job.id}`, { state: 'Aborted' });
  expect(aborted.body.state).toBe('Aborted');
  expect((await box.call(box.admin, 'PATCH', `/jobs/ingest/${job.id}`, { state: 'UploadComplete' })).status).toBe(400);
  expect((await box.call(box.admin, 'DELETE', `/jobs/ingest/${job.id}`)).status).toBe(204);
});

test.each([
  [{ operation: 'insert', object: 'Nothing' }, 'INVALIDENTITY'],
  [{ operation: 'grow', object: 'Account' }, 'INVALIDJOB'],
  [{ operation: 'upsert', object: 'Account' }, 'INVALIDJOB'],
  [{ operation: 'insert', object: 'Account', lineEnding: 'CR' }, 'INVALIDJOB'],
])('refuses the job %j', async (input, errorCode) => {
  expect(await box.call(box.admin, 'POST', '/jobs/ingest', input)).toMatchObject({
    status: 400,
    body: [{ errorCode }],
  });
});

test('a real client loads a thousand rows', async () => {
  const org = box.connect(box.admin);
  const input = Array.from({ length: 1000 }, (_, index) => ({ Name: `Loaded ${String(index)}`, Phone: null }));
  const loaded = await org.bulk2.loadAndWaitForResults({
    object: 'Account',
    operation: 'insert',
    input,
    pollInterval: 50,
    pollTimeout: 20_000,
  });
  expect(loaded.successfulResults).toHaveLength(1000);
  expect(loaded.failedResults).toHaveLength(0);
  const { totalSize } = await org.query("SELECT COUNT() FROM Account WHERE Name LIKE 'Loaded %'");
  expect(totalSize).toBe(1000);
});

test('counts each bulk call once, uploads included', async () => {
  const { callLog } = box.running.context;
  callLog.reset();
  await load({ operation: 'insert', object: 'Account' }, 'Name\nCounted\n');
  const { byRoute } = callLog.read();
  expect(byRoute['PUT /jobs/ingest/:id/batches']).toBe(1);
  expect(byRoute['POST /jobs/ingest']).toBe(1);
  expect(byRoute['PATCH /jobs/ingest/:id']).toBe(1);
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type jsforce from 'jsforce';

import { insertRows } from '../../../src/devorg/data/index.ts';
import { type RunningSmallOrg, runSmallOrg } from '../support/running-org.ts';

let box: RunningSmallOrg;
let org: jsforce.Connection;

beforeAll(async () => {
  box = await runSmallOrg();
  org = box.connect(box.admin);
});

afterAll(async () => {
  await box.close();
});

test('says who asks and what is left', async () => {
  const identity = await org.identity();
  expect(identity).toMatchObject({
    user_id: box.admin,
    organization_id: box.org.id,
    username: 'admin@example.invalid',
  });
  const limits = await org.limits();
  expect(limits['DailyApiRequests']?.Max).toBe(100_000);
  expect(org.limitInfo.apiUsage?.limit).toBe(100_000);
});

test('describes the org and its objects', async () => {
  const { sobjects } = await org.describeGlobal();
  expect(sobjects.map(({ name }) => name)).toEqual(expect.arrayContaining(['Account', 'Task', 'User']));
  const account = await org.sobject('Account').describe();
  expect(account.fields.find(({ name }) => name === 'Name')).toMatchObject({ type: 'string', nameField: true });
});

test('creates, reads, changes and deletes one record and many', async () => {
  const accounts = org.sobject('Account');
  const one = await accounts.create({ Name: 'jsforce one' });
  expect(one.success).toBe(true);
  await accounts.update({ Id: one.id!, Phone: '+49 40 1' });
  expect(await accounts.retrieve(one.id!)).toMatchObject({ Name: 'jsforce one', Phone: '+49 40 1' });

  const many = await accounts.create([{ Name: 'jsforce two' }, {}, { Name: 'jsforce three' }]);
  expect(many.map(({ success }) => success)).toEqual([true, false, true]);
  expect(many[1]?.errors).toMatchObject([{ statusCode: 'REQUIRED_FIELD_MISSING', fields: ['Name'] }]);
  const ids = [one.id!, many[0]!.id!, many[2]!.id!];
  expect(await accounts.retrieve(ids)).toMatchObject([{ Id: ids[0] }, { Id: ids[1] }, { Id: ids[2] }]);
  const updated = await accounts.update(ids.map((Id) => ({ Id, BillingCity: 'Emden' })));
  expect(updated.every(({ success }) => success)).toBe(true);
  const gone = await accounts.destroy(ids);
  expect(gone.every(({ success }) => success)).toBe(true);
  await expect(accounts.retrieve(one.id!)).rejects.toMatchObject({ errorCode: 'ENTITY_IS_DELETED' });
});

test('all or none in a collection undoes the good with the bad', async () => {
  const results = await org.sobject('Account').create([{ Name: 'undone' }, {}], { allOrNone: true });
  expect(
    results.map(({ errors }) => errors[0]?.errorCode ?? (errors[0] as { statusCode?: string }).statusCode),
  ).toEqual(['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'REQUIRED_FIELD_MISSING']);
});

test('follows pages to the end', async () => {
  insertRows(
    box.org,
    'Account',
    Array.from({ length: 4500 }, (_, index) => ({ Name: `Page ${String(index)}`, OwnerId: box.admin })),
  );
  const soql = "SELECT Id, Name, Owner.Name FROM Account WHERE Name LIKE 'Page %' ORDER BY Name";
  const first = await org.query(soql);
  expect({ total: first.totalSize, done: first.done, rows: first.records.length }).toEqual({
    total: 4500,
    done: false,
    rows: 2000,
  });
  const second = await org.queryMore(first.nextRecordsUrl!);
  expect(second.records).toHaveLength(2000);
  const all = await org.query(soql, { autoFetch: true, maxFetch: 10_000 });
  expect(new Set(all.records.map(({ Id }) => Id)).size).toBe(4500);
  expect(all.records[0]?.['Owner']).toMatchObject({ Name: 'Org Admin' });
});

test('raises what Salesforce raises', async () => {
  await expect(org.query('SELECT Nmae FROM Account')).rejects.toMatchObject({ errorCode: 'INVALID_FIELD' });
  await expect(org.query('SELECT Id FROM Accout')).rejects.toMatchObject({ errorCode: 'INVALID_TYPE' });
  await expect(org.query('SELECT FROM')).rejects.toMatchObject({ errorCode: 'MALFORMED_QUERY' });
  await expect(org.queryMore('01gxx0000000001AAA-2000')).rejects.toMatchObject({ errorCode: 'INVALID_QUERY_LOCATOR' });
  await expect(org.sobject('Nothing').describe()).rejects.toMatchObject({ errorCode: 'NOT_FOUND' });
});

test('a session that has ended is told apart from everything else', async () => {
  const stranger = box.connect(box.anna);
  box.running.context.sessions.endAll(box.anna);
  await expect(stranger.query('SELECT Id FROM Account')).rejects.toMatchObject({ errorCode: 'INVALID_SESSION_ID' });
});

test('sends composite requests', async () => {
  interface Answer {
    readonly compositeResponse: { readonly httpStatusCode: number }[];
  }
  const url = `/services/data/v66.0/sobjects/Account/${box.adler}`;
  const answer = await org.requestPost<Answer>('/services/data/v66.0/composite', {
    compositeRequest: [{ method: 'GET', url, referenceId: 'one' }],
  });
  expect(answer.compositeResponse[0]?.httpStatusCode).toBe(200);
});

test('finds changed and deleted records', async () => {
  const { id } = await org.sobject('Account').create({ Name: 'soon gone' });
  await org.sobject('Account').destroy(id!);
  const [start, end] = [-1, 1].map((hours) => new Date(box.org.clock.now() + hours * 3600_000).toISOString());
  const deleted = await org.sobject('Account').deleted(start!, end!);
  expect(deleted.deletedRecords.map((record) => record.id)).toContain(id);
});

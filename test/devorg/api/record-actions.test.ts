import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { type Refusal, request, type RunningSmallOrg, runSmallOrg } from '../support/running-org.ts';

let box: RunningSmallOrg;

beforeAll(async () => {
  box = await runSmallOrg();
});

afterAll(async () => {
  await box.close();
});

const act = (path: string, body: object): ReturnType<typeof request> =>
  request(`${box.running.adminUrl}${path}`, 'POST', body);

test('records are restored through the admin port, by whom it says', async () => {
  await box.call(box.anna, 'DELETE', `/sobjects/Contact/${box.adlerContact}`);
  expect(await act('/records/undelete', { userId: box.ben, ids: [box.adlerContact] })).toMatchObject({
    status: 403,
    body: [{ errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY' }],
  });
  expect(await act('/records/undelete', { ids: [box.adlerContact] })).toMatchObject({ status: 200 });
  const { status } = await box.call(box.anna, 'GET', `/sobjects/Contact/${box.adlerContact}`);
  expect(status).toBe(200);
});

test('a lead is converted and accounts are merged through the admin port', async () => {
  const { body } = await box.call<{ id: string }>(box.admin, 'POST', '/sobjects/Lead', {
    LastName: 'L',
    Company: 'Lerche',
  });
  const converted = await request<{ accountId: string }>(`${box.running.adminUrl}/records/convert-lead`, 'POST', {
    leadId: body.id,
  });
  expect(converted.status).toBe(200);
  const { accountId } = converted.body;
  expect(await act('/records/merge', { masterId: box.adler, mergeIds: [accountId] })).toMatchObject({ status: 200 });
  const query = encodeURIComponent(`SELECT MasterRecordId FROM Account WHERE Id = '${accountId}'`);
  const all = await box.call<{ records: object[] }>(box.admin, 'GET', `/queryAll?q=${query}`);
  expect(all.body.records).toMatchObject([{ MasterRecordId: box.adler }]);
  expect(await act('/recycle-bin/empty', { olderThanDays: 0 })).toMatchObject({ status: 200 });
});

test('what cannot be done is told as the API tells it', async () => {
  expect(await act('/records/merge', { masterId: box.adler, mergeIds: [box.adler] })).toMatchObject({
    status: 400,
    body: [{ errorCode: 'MERGE_FAILED' }] satisfies Partial<Refusal[number]>[],
  });
  expect((await act('/records/undelete', { ids: [] })).status).toBe(400);
});

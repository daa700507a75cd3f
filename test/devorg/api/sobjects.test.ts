import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { dataPath, type RunningSmallOrg, runSmallOrg } from '../support/running-org.ts';

interface Saved {
  readonly id: string;
  readonly success: boolean;
  readonly created?: boolean;
}

type RecordBody = Readonly<Record<string, unknown>> & { readonly attributes: { type: string; url: string } };

let box: RunningSmallOrg;

beforeAll(async () => {
  box = await runSmallOrg();
});

afterAll(async () => {
  await box.close();
});

test('creates, reads, changes and deletes a record', async () => {
  const created = await box.call<Saved>(box.anna, 'POST', '/sobjects/Account', { Name: 'Drossel OHG' });
  const { id } = created.body;
  expect(created).toMatchObject({ status: 201, body: { id, success: true, errors: [] } });
  expect(created.headers.get('location')).toBe(`${dataPath}/sobjects/Account/${id}`);

  const changed = await box.call(box.anna, 'PATCH', `/sobjects/Account/${id}`, { BillingCity: 'Kiel' });
  expect({ status: changed.status, body: changed.body }).toEqual({ status: 204, body: '' });
  const read = await box.call<RecordBody>(box.anna, 'GET', `/sobjects/Account/${id}?fields=Name,BillingCity`);
  expect(read.body).toEqual({
    attributes: { type: 'Account', url: `${dataPath}/sobjects/Account/${id}` },
    Name: 'Drossel OHG',
    BillingCity: 'Kiel',
    Id: id,
  });

  expect((await box.call(box.anna, 'DELETE', `/sobjects/Account/${id}`)).status).toBe(204);
  expect(await box.call(box.anna, 'GET', `/sobjects/Account/${id}`)).toMatchObject({
    status: 404,
    body: [{ errorCode: 'ENTITY_IS_DELETED', message: 'entity is deleted' }],
  });
});

test('answers the same to what is hidden and to what is not there', async () => {
  const hidden = await box.call(box.anna, 'GET', `/sobjects/Account/${box.berg}`);
  const missing = await box.call(box.anna, 'GET', '/sobjects/Account/001gK00000zzzzzQAA');
  expect(hidden.status).toBe(404);
  expect(hidden.body).toEqual(missing.body);
});

test('lists what is wrong with a write, with its fields', async () => {
  const reply = await box.call(box.anna, 'POST', '/sobjects/Contact', { FirstName: 'Only' });
  expect({ status: reply.status, body: reply.body }).toEqual({
    status: 400,
    body: [
      { message: 'Required fields are missing: [LastName]', errorCode: 'REQUIRED_FIELD_MISSING', fields: ['LastName'] },
    ],
  });
});

test('refuses an unknown field, an empty body and a field that is no external id', async () => {
  expect(await box.call(box.anna, 'GET', `/sobjects/Account/${box.adler}?fields=Nmae`)).toMatchObject({
    status: 400,
    body: [{ message: "No such column 'Nmae' on sobject of type Account", errorCode: 'INVALID_FIELD' }],
  });
  expect(await box.call(box.anna, 'POST', '/sobjects/Account')).toMatchObject({
    status: 400,
    body: [{ errorCode: 'JSON_PARSER_ERROR' }],
  });
  expect(await box.call(box.anna, 'GET', '/sobjects/Account/Industry/Energy')).toMatchObject({
    status: 404,
    body: [
      {
        message: 'Provided external ID field does not exist or is not accessible: Industry',
        errorCode: 'NOT_FOUND',
      },
    ],
  });
});

test('describes an object, and answers 304 while nothing changed', async () => {
  const first = await box.call<{ name: string; fields: unknown[] }>(box.anna, 'GET', '/sobjects/account/describe');
  expect(first.body.name).toBe('Account');
  const since = { 'if-modified-since': first.headers.get('last-modified')! };
  const second = await box.call(box.anna, 'GET', '/sobjects/Account/describe', undefined, since);
  expect({ status: second.status, body: second.body }).toEqual({ status: 304, body: '' });
  const long = { 'if-modified-since': 'Thu, 03 Sep 2020 21:35:07 GMT' };
  expect((await box.call(box.anna, 'GET', '/sobjects', undefined, long)).status).toBe(200);
});

test('tells what changed and what was deleted in a span of time', async () => {
  const { body: doomed } = await box.call<Saved>(box.anna, 'POST', '/sobjects/Account', { Name: 'Doomed' });
  const { body: kept } = await box.call<Saved>(box.anna, 'POST', '/sobjects/Account', { Name: 'Kept' });
  await box.call(box.anna, 'DELETE', `/sobjects/Account/${doomed.id}`);
  const hour = 3600_000;
  const time = (offset: number): string => encodeURIComponent(new Date(box.org.clock.now() + offset).toISOString());
  const span = `start=${time(-hour)}&end=${time(hour)}`;
  const updated = await box.call<{ ids: string[]; latestDateCovered: string }>(
    box.anna,
    'GET',
    `/sobjects/Account/updated?${span}`,
  );
  expect(updated.body.ids).toContain(kept.id);
  expect(updated.body.ids).not.toContain(doomed.id);
  expect(updated.body.latestDateCovered).toMatch(/\.\d{3}\+0000$/);
  const deleted = await box.call<{ deletedRecords: { id: string }[] }>(
    box.anna,
    'GET',
    `/sobjects/Account/deleted?${span}`,
  );
  const deletedIds = deleted.body.deletedRecords.map(({ id }) => id);
  expect(deletedIds).toContain(doomed.id);
  expect(deletedIds).not.toContain(kept.id);
});

test.each([
  [-40, -1, 'startDate cannot be more than 30 days ago'],
  [-1, -2, 'startDate is after endDate or equal to it'],
])('refuses changes from day %d to day %d', async (from, to, message) => {
  const time = (days: number): string => new Date(box.org.clock.now() + days * 86_400_000).toISOString();
  const reply = await box.call(box.anna, 'GET', `/sobjects/Account/updated?start=${time(from)}&end=${time(to)}`);
  expect(reply).toMatchObject({ status: 400, body: [{ errorCode: 'INVALID_REPLICATION_DATE', message }] });
});

/** @jest-environment ./test/support/nock-environment.js */
import { describe, expect, test } from '@jest/globals';

import { connected, describeOf, org, root } from './support/fake-org.ts';

const object = 'Baton_Relationship__c';
const key = 'External_Id__c';
const path = `${root}/composite/sobjects/${object}/${key}`;

interface Body {
  allOrNone: boolean;
  records: { attributes: { type: string }; External_Id__c: string; Account__c?: string }[];
}

type Result = (externalId: string) => object;

const done: Result = (externalId) => ({ id: idOf(externalId), success: true, created: true, errors: [] });
const fail =
  (statusCode: string, message = 'no', fields: string[] = []): Result =>
  () => ({ success: false, errors: [{ statusCode, message, fields }] });

function idOf(externalId: string): string {
  return `a00${externalId.padStart(15, '0')}`;
}

/** Answers one upsert call; `results` by external id, else done. Returns what was sent. */
function answer(results: Record<string, Result> = {}): { sent: Body['records'] } {
  const call: { sent: Body['records'] } = { sent: [] };
  org()
    .patch(path, (body: Body) => {
      if (call.sent.length > 0) return false;
      call.sent = body.records;
      return !body.allOrNone;
    })
    .reply(200, () => call.sent.map((row) => (results[row.External_Id__c] ?? done)(row.External_Id__c)));
  return call;
}

function rows(count: number): { External_Id__c: string; Account__c: string }[] {
  return Array.from({ length: count }, (_, at) => ({ External_Id__c: `k${String(at)}`, Account__c: '001' }));
}

describe('upsert', () => {
  test('sends 200 rows a call and keeps the results in the order of the rows', async () => {
    const crm = await connected();
    const calls = [
      answer({ k3: fail('REQUIRED_FIELD_MISSING', 'Required fields are missing: [X]', ['X']) }),
      answer(),
      answer(),
    ];
    const results = await crm.upsert(object, key, rows(401));
    expect(calls.map(({ sent }) => sent.length)).toEqual([200, 200, 1]);
    expect(calls[0]?.sent[0]).toEqual({ attributes: { type: object }, External_Id__c: 'k0', Account__c: '001' });
    expect(results).toHaveLength(401);
    expect(results[3]).toEqual({
      ok: false,
      code: 'REQUIRED_FIELD_MISSING',
      message: 'Required fields are missing: [X]',
      fields: ['X'],
      isTransient: false,
    });
    expect(results[400]).toEqual({ ok: true, id: idOf('k400'), created: true });
  });

  test('rows that were locked come again, alone', async () => {
    const crm = await connected();
    answer({ k1: fail('UNABLE_TO_LOCK_ROW') });
    const second = answer();
    const results = await crm.upsert(object, key, rows(3));
    expect(second.sent.map((row) => row.External_Id__c)).toEqual(['k1']);
    expect(results.every(({ ok }) => ok)).toBe(true);
  });

  test('rows that stay locked are handed back as passing', async () => {
    const crm = await connected();
    for (let round = 0; round < 3; round += 1) answer({ k1: fail('UNABLE_TO_LOCK_ROW') });
    const results = await crm.upsert(object, key, rows(2));
    expect(results[1]).toMatchObject({ ok: false, code: 'UNABLE_TO_LOCK_ROW', isTransient: true });
  });

  test('a call whose reply was lost is made again', async () => {
    const crm = await connected();
    org()
      .patch(path)
      .replyWithError(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
    answer();
    await expect(crm.upsert(object, key, rows(1))).resolves.toMatchObject([{ ok: true }]);
  });

  test('a call whose reply has another number of rows is made again, then refused', async () => {
    const crm = await connected();
    org()
      .patch(path)
      .reply(200, [done('k0')]);
    await expect(crm.upsert(object, key, rows(2))).rejects.toMatchObject({ code: 'CRM_UNEXPECTED_REPLY' });
  });

  test('a call that is too large as a whole is halved', async () => {
    const crm = await connected();
    org().patch(path).reply(413, '');
    const halves = [answer(), answer()];
    await expect(crm.upsert(object, key, rows(4))).resolves.toHaveLength(4);
    expect(halves.map(({ sent }) => sent.length)).toEqual([2, 2]);
  });

  test('the field that ties a row to its account is left out where the row is there already', async () => {
    const crm = await connected();
    const first = answer({
      k1: fail('INVALID_FIELD_FOR_INSERT_UPDATE', 'Unable to create/update fields: Account__c', ['Account__c']),
    });
    const described = describeOf('relationship') as { fields: { name: string; updateable: boolean }[] };
    for (const field of described.fields) if (field.name === 'Account__c') field.updateable = false;
    org().get(`${root}/sobjects/${object}/describe`).reply(200, described);
    const second = answer();
    const results = await crm.upsert(object, key, rows(2));
    expect(first.sent[1]).toHaveProperty('Account__c');
    expect(second.sent).toEqual([{ attributes: { type: object }, External_Id__c: 'k1' }]);
    expect(results[1]).toMatchObject({ ok: true });
  });

  test('a field that may never be written stays refused', async () => {
    const crm = await connected();
    answer({ k0: fail('INVALID_FIELD_FOR_INSERT_UPDATE', 'Unable to create/update fields: Band__c', ['Band__c']) });
    org().get(`${root}/sobjects/${object}/describe`).reply(200, describeOf('relationship'));
    const results = await crm.upsert(object, key, rows(1));
    expect(results[0]).toMatchObject({ ok: false, code: 'INVALID_FIELD_FOR_INSERT_UPDATE', isTransient: false });
  });

  test('an object that is not there is missing access', async () => {
    const crm = await connected();
    org()
      .patch(path)
      .reply(404, [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }]);
    await expect(crm.upsert(object, key, rows(1))).rejects.toMatchObject({ code: 'CRM_MISSING_ACCESS' });
  });

  test('nothing to write makes no call', async () => {
    const crm = await connected();
    const before = crm.budget().ownCalls;
    expect(await crm.upsert(object, key, [])).toEqual([]);
    expect(crm.budget().ownCalls).toBe(before);
  });
});

describe('remove', () => {
  test('takes 200 ids a call, and what is gone already is done', async () => {
    const crm = await connected();
    const ids = Array.from({ length: 201 }, (_, at) => `a00${String(at).padStart(12, '0')}AAA`);
    const asked: number[] = [];
    org()
      .delete(`${root}/composite/sobjects`)
      .query(({ ids: list, allOrNone }) => {
        asked.push(String(list).split(',').length);
        return allOrNone === 'false' && String(list).split(',').length === 200;
      })
      .reply(200, () => [
        { success: false, errors: [{ statusCode: 'ENTITY_IS_DELETED', message: 'entity is deleted', fields: [] }] },
        { success: false, errors: [{ statusCode: 'INSUFFICIENT_ACCESS_OR_READONLY', message: 'no', fields: [] }] },
        ...ids.slice(2, 200).map((id) => ({ id, success: true, errors: [] })),
      ]);
    org()
      .delete(`${root}/composite/sobjects`)
      .query(({ ids: list }) => list === ids[200])
      .reply(200, [{ id: ids[200], success: true, errors: [] }]);
    const results = await crm.remove(ids);
    expect(results).toHaveLength(201);
    expect(results[0]).toEqual({ ok: true, id: ids[0], created: false });
    expect(results[1]).toMatchObject({ ok: false, isTransient: false });
    expect(results[200]).toMatchObject({ ok: true });
  });
});

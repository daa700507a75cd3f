import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { insertRows } from '../../../src/devorg/data/index.ts';
import { effectKinds, readFaultPlan } from '../../../src/devorg/faults/index.ts';
import { request, type RunningSmallOrg, runSmallOrg } from '../support/running-org.ts';

let box: RunningSmallOrg;

beforeAll(async () => {
  box = await runSmallOrg({ forceApp: 'force-app/main/default' });
  insertRows(
    box.org,
    'Contact',
    Array.from({ length: 450 }, (_, index) => ({ LastName: `Nr ${index}`, AccountId: box.adler, OwnerId: box.anna })),
  );
});
afterAll(() => box.close());
afterEach(() => box.running.faults.clear());

function faults(...rules: readonly object[]): void {
  box.running.faults.set(readFaultPlan(rules));
}

const struck = (): number[] => box.running.faults.counts().map((count) => count.struck);
const nameOf = (id: string): unknown =>
  box.org.database.prepare('SELECT Name FROM Account WHERE Id = ?').get(id)?.['Name'];
const rename = (name: string): Promise<{ status: number; body: unknown }> =>
  box.call(box.admin, 'PATCH', `/sobjects/Account/${box.adler}`, { Name: name });
const query = (soql: string): string => `/query?q=${encodeURIComponent(soql)}`;

describe('when a rule strikes', () => {
  const limits = (): Promise<number> => box.call(box.admin, 'GET', '/limits').then(({ status }) => status);

  test('after some, every so manieth, so often and no more', async () => {
    faults({ when: { after: 1, every: 2, count: 2 }, effect: { kind: 'html503' } });
    const statuses: number[] = [];
    for (let call = 0; call < 7; call += 1) statuses.push(await limits());
    expect(statuses).toEqual([200, 503, 200, 503, 200, 200, 200]);
    expect(struck()).toEqual([2]);
  });

  test('by chance, the same chance for the same seed', async () => {
    const series = async (seed: number): Promise<number[]> => {
      box.running.faults.set(
        readFaultPlan({ seed, rules: [{ when: { probability: 0.5 }, effect: { kind: 'empty406' } }] }),
      );
      const statuses: number[] = [];
      for (let call = 0; call < 20; call += 1) statuses.push(await limits());
      return statuses;
    };
    const first = await series(1);
    expect(new Set(first)).toEqual(new Set([200, 406]));
    expect(await series(1)).toEqual(first);
    expect(await series(2)).not.toEqual(first);
  });

  test('one order after the other', async () => {
    faults(
      { when: { order: 2, count: 1 }, effect: { kind: 'settingUp420' } },
      { when: { order: 1, count: 2 }, effect: { kind: 'badGateway502' } },
    );
    expect([await limits(), await limits(), await limits(), await limits()]).toEqual([502, 502, 420, 200]);
  });

  test('only where route, method, object and user fit', async () => {
    faults({
      match: { route: '/sobjects/*/**', method: 'GET', object: 'account', user: 'anna.amsel@example.invalid' },
      effect: { kind: 'html503' },
    });
    expect((await box.call(box.anna, 'GET', `/sobjects/Account/${box.adler}`)).status).toBe(503);
    expect((await box.call(box.anna, 'GET', '/sobjects/Contact/describe')).status).toBe(200);
    expect((await box.call(box.admin, 'GET', `/sobjects/Account/${box.adler}`)).status).toBe(200);
    expect((await box.call(box.anna, 'GET', '/limits')).status).toBe(200);
  });
});

describe('what strikes is real', () => {
  test('a reply dropped after the commit leaves the row written, a reset before it does not', async () => {
    faults({ match: { method: 'PATCH' }, effect: { kind: 'dropReply' } });
    await expect(rename('Adler committed')).rejects.toThrow();
    expect(nameOf(box.adler)).toBe('Adler committed');
    faults({ match: { method: 'PATCH' }, effect: { kind: 'resetConnection' } });
    await expect(rename('Adler lost')).rejects.toThrow();
    expect(nameOf(box.adler)).toBe('Adler committed');
  });

  test('a locked row stays unwritten, and its neighbours in the call pass', async () => {
    faults({ match: { object: 'Account' }, effect: { kind: 'lockRow', parent: box.adler } });
    const records = [box.adler, box.berg].map((Id) => ({ attributes: { type: 'Account' }, Id, Name: `New ${Id}` }));
    const { body } = await box.call<{ success: boolean }[]>(box.admin, 'PATCH', '/composite/sobjects', { records });
    expect(body).toEqual([
      expect.objectContaining({
        success: false,
        errors: [
          expect.objectContaining({ statusCode: 'UNABLE_TO_LOCK_ROW', message: expect.stringContaining(box.adler) }),
        ],
      }),
      expect.objectContaining({ success: true }),
    ]);
    expect(nameOf(box.adler)).not.toBe(`New ${box.adler}`);
    expect(nameOf(box.berg)).toBe(`New ${box.berg}`);
  });

  test('with allOrNone one refused row takes the others along', async () => {
    faults({ match: { object: 'Account' }, when: { count: 1 }, effect: { kind: 'validationRule' } });
    const records = [box.adler, box.berg].map((Id) => ({ attributes: { type: 'Account' }, Id, Name: 'Together' }));
    const { body } = await box.call<{ errors: { statusCode: string }[] }[]>(box.admin, 'PATCH', '/composite/sobjects', {
      allOrNone: true,
      records,
    });
    expect(body.map(({ errors }) => errors[0]?.statusCode)).toEqual([
      'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      'ALL_OR_NONE_OPERATION_ROLLED_BACK',
    ]);
    expect([nameOf(box.adler), nameOf(box.berg)]).not.toContain('Together');
  });

  test('a late commit stands behind what was stamped before it', async () => {
    faults({ match: { object: 'Account' }, effect: { kind: 'lateCommit', seconds: 90 } });
    const before = box.org.clock.now();
    expect((await rename('Adler late')).status).toBe(204);
    const row = box.org.database.prepare('SELECT SystemModstamp AS at FROM Account WHERE Id = ?').get(box.adler);
    expect(Date.parse(String(row?.['at']))).toBeLessThan(before - 80_000);
    expect(nameOf(box.adler)).toBe('Adler late');
  });

  test('rows saved in many seconds carry one stamp', async () => {
    faults({ effect: { kind: 'sameStamp', seconds: 3600 } });
    await rename('Adler tied');
    await box.call(box.admin, 'PATCH', `/sobjects/Account/${box.berg}`, { Name: 'Berg tied' });
    const stamps = box.org.database.prepare('SELECT DISTINCT SystemModstamp AS at FROM Account').all();
    expect(stamps).toHaveLength(1);
  });

  test('a hidden field is in no describe and no query, and comes back with the end of the rule', async () => {
    const soql = query('SELECT Website FROM Account');
    faults({ match: { user: box.anna }, effect: { kind: 'hideField', field: 'Account.Website' } });
    expect((await box.call(box.anna, 'GET', soql)).body[0]).toMatchObject({ errorCode: 'INVALID_FIELD' });
    const described = await box.call<{ fields: { name: string }[] }>(box.anna, 'GET', '/sobjects/Account/describe');
    expect(described.body.fields.map(({ name }) => name)).not.toContain('Website');
    expect((await box.call(box.admin, 'GET', soql)).status).toBe(200);
    box.running.faults.clear();
    expect((await box.call(box.anna, 'GET', soql)).status).toBe(200);
  });

  test('a hidden object is no type, for as many requests as the rule says', async () => {
    faults({ when: { after: 1, count: 2 }, effect: { kind: 'hideObject', object: 'Task' } });
    const statuses: number[] = [];
    for (let call = 0; call < 5; call += 1) {
      statuses.push((await box.call(box.admin, 'GET', query('SELECT Id FROM Task'))).status);
    }
    expect(statuses).toEqual([400, 400, 400, 200, 200]);
  });

  test('short pages are whole when they are followed', async () => {
    faults({ effect: { kind: 'shortPages', rows: 200 } });
    interface Page {
      records: unknown[];
      done: boolean;
      nextRecordsUrl?: string;
      totalSize: number;
    }
    const sizes: number[] = [];
    let { body } = await box.call<Page>(box.admin, 'GET', query("SELECT Id FROM Contact WHERE LastName LIKE 'Nr %'"));
    const { totalSize } = body;
    for (;;) {
      sizes.push(body.records.length);
      if (body.nextRecordsUrl === undefined) break;
      ({ body } = await box.call<Page>(box.admin, 'GET', body.nextRecordsUrl.replace('/services/data/v66.0', '')));
    }
    expect([totalSize, ...sizes]).toEqual([450, 200, 200, 50]);
  });

  test('a failed ingest job has written nothing and hands all rows back', async () => {
    faults({ effect: { kind: 'failJob' } });
    const job = await box.call<{ id: string }>(box.admin, 'POST', '/jobs/ingest', {
      object: 'Account',
      operation: 'insert',
    });
    const path = `/jobs/ingest/${job.body.id}`;
    await fetch(`${box.url}/services/data/v66.0${path}/batches`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${box.token(box.admin)}`, 'content-type': 'text/csv' },
      body: 'Name\nFailed Ltd\n',
    });
    await box.call(box.admin, 'PATCH', path, { state: 'UploadComplete' });
    expect((await box.call(box.admin, 'GET', path)).body).toMatchObject({
      state: 'Failed',
      numberRecordsProcessed: 0,
      errorMessage: expect.stringContaining('InvalidBatch'),
    });
    const left = await box.call<string>(box.admin, 'GET', `${path}/unprocessedrecords`);
    expect(left.body).toBe('Name\nFailed Ltd\n');
    expect(box.org.database.prepare("SELECT 1 FROM Account WHERE Name = 'Failed Ltd'").get()).toBeUndefined();
  });
});

describe('the admin port', () => {
  test('takes rules, counts what they did, refuses bad ones whole and lets all go', async () => {
    const url = `${box.running.adminUrl}/faults`;
    expect((await request(url, 'PUT', [{ name: 'a', effect: { kind: 'html503' } }])).status).toBe(200);
    await box.call(box.admin, 'GET', '/limits');
    expect((await request(url, 'GET')).body).toMatchObject({
      rules: [{ name: 'a' }],
      counts: [{ name: 'a', kind: 'html503', seen: 1, struck: 1 }],
    });
    const bad = await request<{ problems: string[] }>(url, 'PUT', [{ effect: { kind: 'nothing' } }]);
    expect(bad.status).toBe(400);
    expect(bad.body.problems).toHaveLength(1);
    expect((await request(url, 'GET')).body).toMatchObject({ rules: [{ name: 'a' }] });
    expect((await request(url, 'DELETE')).status).toBe(204);
    expect((await box.call(box.admin, 'GET', '/limits')).status).toBe(200);
  });

  test('lists every kind once', async () => {
    const { body } = await request<{ kind: string }[]>(`${box.running.adminUrl}/faults/kinds`, 'GET');
    expect(new Set(body.map(({ kind }) => kind)).size).toBe(effectKinds.length);
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { dataPath, type RunningSmallOrg, runSmallOrg } from '../support/running-org.ts';

/**
 * Answers of real orgs, recorded by others, lie beside the repository and are no part of it. Without them these tests
 * are skipped; BATON_RECORDED_ANSWERS names another place.
 */
const folder = process.env['BATON_RECORDED_ANSWERS'] ?? join('..', 'shared', 'salesforce', 'recorded');
const file = join(folder, 'interactions.jsonl');
const isThere = existsSync(file);
const ifRecorded = isThere ? describe : describe.skip;

interface Recorded {
  readonly method: string;
  readonly uri: string;
  readonly status: number;
  readonly body: string | null;
  readonly response: string | null;
}

let box: RunningSmallOrg;
let recorded: Recorded[] = [];

beforeAll(async () => {
  box = await runSmallOrg();
  if (isThere)
    recorded = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Recorded);
});

afterAll(async () => {
  await box.close();
});

/** The first recorded answer to a request of this kind. */
function find(method: string, path: RegExp, status: number, response = /(?:)/): { status: number; body: unknown } {
  const found = recorded.find(
    (one) => one.method === method && one.status === status && path.test(one.uri) && response.test(one.response ?? ''),
  );
  return { status: found!.status, body: JSON.parse(found!.response!) as unknown };
}

/** Names and types, without values: lists show their first item. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shape(value[0])];
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  const entries = Object.entries(value).map(([key, item]) => [key, shape(item)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b)));
}

async function expectSameShape(
  expected: { status: number; body: unknown },
  method: string,
  path: string,
  body?: unknown,
): Promise<void> {
  const answer = await box.call<unknown>(box.admin, method, path, body);
  expect({ status: answer.status, shape: shape(answer.body) }).toEqual({
    status: expected.status,
    shape: shape(expected.body),
  });
}

ifRecorded(isThere ? 'as recorded from real orgs' : `skipped: no recorded answers in ${folder}`, () => {
  test('a created record', async () => {
    await expectSameShape(find('POST', /\/sobjects\/Account\/$/, 201), 'POST', '/sobjects/Account/', { Name: 'New' });
  });

  test('a collection of created records', async () => {
    const records = [{ attributes: { type: 'Account' }, Name: 'One' }];
    await expectSameShape(find('POST', /\/composite\/sobjects$/, 200), 'POST', '/composite/sobjects', { records });
  });

  test('a collection of changed records', async () => {
    const records = [{ attributes: { type: 'Account' }, Id: box.adler, Phone: '1' }];
    await expectSameShape(find('PATCH', /\/composite\/sobjects$/, 200), 'PATCH', '/composite/sobjects', { records });
  });

  test('a count by aggregate and a bare count', async () => {
    const aggregate = find('GET', /query\/\?q=select\+count%28Id%29\+from\+Account$/, 200);
    await expectSameShape(aggregate, 'GET', '/query/?q=select+count%28Id%29+from+Account');
    const count = find('GET', /query\/\?q=SELECT\+count%28%29\+FROM\+Contract$/, 200);
    await expectSameShape(count, 'GET', '/query/?q=SELECT+count%28%29+FROM+Account');
  });

  test('records of a query', async () => {
    const expected = find('GET', /query\/\?q=select\+Name\+from\+Account$/, 200);
    await expectSameShape(expected, 'GET', '/query/?q=select+Name+from+Account');
  });

  test('counts of objects, an unknown one left out', async () => {
    const known = find('GET', /recordCount\?sObjects=Account$/, 200);
    await expectSameShape(known, 'GET', '/limits/recordCount?sObjects=Account');
    const unknown = find('GET', /recordCount\?sObjects=XYZZY$/, 200);
    await expectSameShape(unknown, 'GET', '/limits/recordCount?sObjects=XYZZY');
  });

  test('an unknown object in a query: the same text, caret and all', async () => {
    const expected = find('GET', /query\/\?q=SELECT\+Xyzzy\+FROM\+Xyzzy\+$/, 400);
    const answer = await box.call(box.admin, 'GET', '/query/?q=SELECT+Xyzzy+FROM+Xyzzy+');
    expect(answer.body).toEqual(expected.body);
  });

  test('a composite request with a good and a bad part', async () => {
    const part = (referenceId: string, object: string): object => ({
      method: 'GET',
      url: `${dataPath}/query/?q=select count() from ${object}`,
      referenceId,
    });
    const compositeRequest = [part('refAccount', 'Account'), part('refXYZZY', 'XYZZY')];
    const expected = find('POST', /\/composite$/, 200, /XYZZY/).body as { compositeResponse: unknown[] };
    const answer = await box.call<typeof expected>(box.admin, 'POST', '/composite', { compositeRequest });
    expect(answer.body.compositeResponse.map(shape)).toEqual(expected.compositeResponse.map(shape));
    expect(answer.body.compositeResponse[1]).toEqual(expected.compositeResponse[1]);
  });

  test('a part of a composite request that asks for nothing there is', async () => {
    const missing = { method: 'GET', url: `${dataPath}/sobjects/Foo`, referenceId: 'CCI__RefId__0__' };
    const expected = find('POST', /\/composite$/, 200, /NOT_FOUND/);
    const answer = await box.call(box.admin, 'POST', '/composite', { compositeRequest: [missing] });
    expect(answer.body).toEqual(expected.body);
  });

  test('what every org says of itself', async () => {
    const expected = find('GET', /\/sobjects\/Organization\//, 200).body as Record<string, unknown>;
    const answer = await box.call<Record<string, unknown>>(box.admin, 'GET', `/sobjects/Organization/${box.org.id}`);
    const known = Object.keys(expected);
    expect(Object.keys(answer.body).filter((name) => !known.includes(name))).toEqual([]);
  });
});

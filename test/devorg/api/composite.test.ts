import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { dataPath, type RunningSmallOrg, runSmallOrg } from '../support/running-org.ts';

interface CompositeAnswer {
  readonly compositeResponse: readonly {
    readonly body: unknown;
    readonly httpHeaders: object;
    readonly httpStatusCode: number;
    readonly referenceId: string;
  }[];
}

interface Part {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly body?: unknown;
}

let box: RunningSmallOrg;

beforeAll(async () => {
  box = await runSmallOrg();
});

afterAll(async () => {
  await box.close();
});

async function composite(parts: readonly Part[], allOrNone = false): Promise<CompositeAnswer['compositeResponse']> {
  const body = { allOrNone, compositeRequest: parts };
  const reply = await box.call<CompositeAnswer>(box.anna, 'POST', '/composite', body);
  expect(reply.status).toBe(200);
  return reply.body.compositeResponse;
}

async function refusal(parts: readonly object[]): Promise<{ status: number; code: string | undefined }> {
  const { status, body } = await box.call(box.anna, 'POST', '/composite', { compositeRequest: parts });
  return { status, code: body[0]?.errorCode };
}

const query = (referenceId: string, soql = 'SELECT Id FROM Account'): Part => ({
  method: 'GET',
  // As clients write it here: not encoded, so that references stay readable.
  url: `${dataPath}/query?q=${soql}`,
  referenceId,
});

const create = (referenceId: string, object: string, body: object): Part => ({
  method: 'POST',
  url: `${dataPath}/sobjects/${object}`,
  referenceId,
  body,
});

test('later parts use values of earlier ones, and the order of answers is that of the parts', async () => {
  const [account, contact, found] = await composite([
    create('account', 'Account', { Name: 'Elster GmbH' }),
    create('contact', 'Contact', { LastName: 'Esche', AccountId: '@{account.id}' }),
    query('found', "SELECT LastName FROM Contact WHERE AccountId = '@{account.id}'"),
  ]);
  const { id } = account!.body as { id: string };
  expect(account).toEqual({
    body: { id, success: true, errors: [] },
    httpHeaders: { Location: `${dataPath}/sobjects/Account/${id}` },
    httpStatusCode: 201,
    referenceId: 'account',
  });
  expect(contact?.httpStatusCode).toBe(201);
  expect(found?.body).toMatchObject({ totalSize: 1, records: [{ LastName: 'Esche' }] });
});

test('a failed part keeps its error, halts what depends on it and leaves the rest alone', async () => {
  const answers = await composite([
    create('bad', 'Account', {}),
    create('dependent', 'Contact', { LastName: 'Fink', AccountId: '@{bad.id}' }),
    create('free', 'Account', { Name: 'Fasan KG' }),
    { method: 'GET', url: `${dataPath}/sobjects/Foo`, referenceId: 'missing' },
  ]);
  expect(answers.map(({ httpStatusCode }) => httpStatusCode)).toEqual([400, 400, 201, 404]);
  expect(answers[1]?.body).toEqual([
    { errorCode: 'PROCESSING_HALTED', message: 'Invalid reference specified. No value for bad.id found in bad' },
  ]);
  expect(answers[3]).toEqual({
    body: [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }],
    httpHeaders: {},
    httpStatusCode: 404,
    referenceId: 'missing',
  });
});

test('all or none undoes everything when one part fails', async () => {
  const answers = await composite(
    [
      create('first', 'Account', { Name: 'Undone One' }),
      create('bad', 'Account', {}),
      create('last', 'Account', { Name: 'Undone Two' }),
    ],
    true,
  );
  expect(answers.map(({ httpStatusCode }) => httpStatusCode)).toEqual([400, 400, 400]);
  const halted = 'The transaction was rolled back since another operation in the same transaction failed.';
  expect(answers[0]?.body).toEqual([{ errorCode: 'PROCESSING_HALTED', message: halted }]);
  expect(answers[1]?.body).toMatchObject([{ errorCode: 'REQUIRED_FIELD_MISSING' }]);
  expect(answers[2]?.body).toEqual(answers[0]?.body);
  const [found] = await composite([query('found', "SELECT Id FROM Account WHERE Name LIKE 'Undone%'")]);
  expect(found?.body).toMatchObject({ totalSize: 0 });
});

test('all or none keeps everything when all goes well', async () => {
  await composite(
    [create('one', 'Account', { Name: 'Together' }), create('two', 'Account', { Name: 'Together' })],
    true,
  );
  const [found] = await composite([query('found', "SELECT Id FROM Account WHERE Name = 'Together'")]);
  expect(found?.body).toMatchObject({ totalSize: 2 });
});

test('a record that a collection refuses undoes an all-or-none request too', async () => {
  const records = [{ attributes: { type: 'Account' } }];
  const url = `${dataPath}/composite/sobjects`;
  const answers = await composite(
    [
      create('first', 'Account', { Name: 'Undone Three' }),
      { method: 'POST', url, referenceId: 'many', body: { records } },
    ],
    true,
  );
  expect(answers[0]?.httpStatusCode).toBe(400);
});

test('passes headers of a part on: an unchanged description is 304 with a null body', async () => {
  const part = { method: 'GET', url: `${dataPath}/sobjects/Account/describe`, referenceId: 'd' };
  const httpHeaders = { 'If-Modified-Since': new Date(box.org.clock.now() + 86_400_000).toUTCString() };
  const [answer] = await composite([{ ...part, httpHeaders } as Part]);
  expect(answer).toMatchObject({ httpStatusCode: 304, body: null });
});

test('takes 25 parts, five of them queries', async () => {
  const reads = Array.from({ length: 20 }, (_, index) => ({
    method: 'GET',
    url: `${dataPath}/sobjects/Account/${box.adler}`,
    referenceId: `r${String(index)}`,
  }));
  const queries = ['a', 'b', 'c', 'd', 'e'].map((name) => query(name));
  const answers = await composite([...reads, ...queries]);
  expect(answers.every(({ httpStatusCode }) => httpStatusCode === 200)).toBe(true);
  expect(await refusal([...reads, ...queries, query('f')])).toEqual({ status: 400, code: 'LIMIT_EXCEEDED' });
  expect(await refusal([...queries, query('f')])).toEqual({ status: 400, code: 'LIMIT_EXCEEDED' });
});

test.each([
  ['no parts', []],
  ['a repeated reference id', [query('a'), query('a')]],
  ['a reference id with a dot', [query('a.b')]],
  ['a url outside the API', [{ method: 'GET', url: 'https://example.com/', referenceId: 'a' }]],
  ['a part without reference id', [{ method: 'GET', url: `${dataPath}/limits` }]],
])('refuses %s as a whole', async (_case, parts) => {
  expect((await refusal(parts)).status).toBe(400);
});

test('a batch answers each part alone and can stop at the first error', async () => {
  const batchRequests = [
    { method: 'POST', url: 'v66.0/sobjects/Account', richInput: { Name: 'Batched' } },
    { method: 'GET', url: 'v66.0/sobjects/Nothing' },
    { method: 'GET', url: `/v66.0/sobjects/Account/${box.adler}?fields=Name` },
  ];
  interface BatchAnswer {
    readonly hasErrors: boolean;
    readonly results: readonly { readonly statusCode: number; readonly result: unknown }[];
  }
  const all = await box.call<BatchAnswer>(box.anna, 'POST', '/composite/batch', { batchRequests });
  expect(all.body.hasErrors).toBe(true);
  expect(all.body.results.map(({ statusCode }) => statusCode)).toEqual([201, 404, 200]);
  expect(all.body.results[2]?.result).toMatchObject({ Name: 'Adler Werke' });
  const halted = await box.call<BatchAnswer>(box.anna, 'POST', '/composite/batch', {
    batchRequests,
    haltOnError: true,
  });
  expect(halted.body.results.map(({ statusCode }) => statusCode)).toEqual([201, 404, 412]);
  expect(halted.body.results[2]?.result).toMatchObject([{ errorCode: 'BATCH_PROCESSING_HALTED' }]);
});

test('a tree creates parents with children, or nothing at all', async () => {
  const tree = (lastName: string): object => ({
    records: [
      {
        attributes: { type: 'Account', referenceId: 'parent' },
        Name: 'Grouse AG',
        Contacts: { records: [{ attributes: { type: 'Contact', referenceId: 'child' }, LastName: lastName }] },
      },
    ],
  });
  const good = await box.call<object>(box.anna, 'POST', '/composite/tree/Account', tree('Gans'));
  expect(good).toMatchObject({
    status: 201,
    body: { hasErrors: false, results: [{ referenceId: 'parent' }, { referenceId: 'child' }] },
  });
  const bad = await box.call<object>(box.anna, 'POST', '/composite/tree/Account', tree(''));
  expect(bad).toMatchObject({
    status: 400,
    body: { hasErrors: true, results: [{ referenceId: 'child', errors: [{ statusCode: 'REQUIRED_FIELD_MISSING' }] }] },
  });
  const [found] = await composite([query('q', "SELECT Id FROM Account WHERE Name = 'Grouse AG'")]);
  expect(found?.body).toMatchObject({ totalSize: 1 });
});

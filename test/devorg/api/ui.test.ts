import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { type RunningSmallOrg, runSmallOrg } from '../support/running-org.ts';

interface UiRecord {
  readonly apiName: string;
  readonly id: string;
  readonly fields: Readonly<Record<string, { readonly value: unknown }>>;
}

let box: RunningSmallOrg;

beforeAll(async () => {
  box = await runSmallOrg();
});

afterAll(async () => {
  await box.close();
});

test('reads, creates, changes and deletes a record as panels do', async () => {
  const fields = { Name: 'From a panel', Phone: '1' };
  const created = await box.call<UiRecord>(box.anna, 'POST', '/ui-api/records', { apiName: 'Account', fields });
  expect({ status: created.status, name: created.body.fields['Name']?.value }).toEqual({
    status: 201,
    name: 'From a panel',
  });
  const path = `/ui-api/records/${created.body.id}`;
  const changed = await box.call<UiRecord>(box.anna, 'PATCH', path, { fields: { Phone: '2' } });
  expect(changed.body.fields['Phone']?.value).toBe('2');
  const read = await box.call<UiRecord>(
    box.anna,
    'GET',
    `${path}?fields=Account.Name&optionalFields=Account.Phone,Account.Nothing__c`,
  );
  expect(Object.keys(read.body.fields).sort()).toEqual(['Name', 'Phone']);
  expect((await box.call(box.anna, 'DELETE', path)).status).toBe(204);
  expect((await box.call(box.anna, 'GET', path)).status).toBe(404);
});

test('describes an object for panels', async () => {
  const reply = await box.call<{ apiName: string }>(box.anna, 'GET', '/ui-api/object-info/Account');
  expect(reply.body.apiName).toBe('Account');
});

test('answers GraphQL with what the user may see', async () => {
  const query = 'query { uiapi { query { Account(first: 10) { edges { node { Id Name { value } } } totalCount } } } }';
  interface Reply {
    readonly data: { uiapi: { query: { Account: { edges: { node: { Name: { value: string } } }[] } } } };
    readonly errors: unknown[];
  }
  const { body } = await box.call<Reply>(box.ben, 'POST', '/graphql', { query, variables: {} });
  expect(body.errors).toEqual([]);
  expect(body.data.uiapi.query.Account.edges.map(({ node }) => node.Name.value)).toEqual(['Berg AG']);
});

test('answers 200 with errors to a GraphQL query that asks for nothing there is', async () => {
  const reply = await box.call<{ errors: unknown[] }>(box.ben, 'POST', '/graphql', { query: 'query { nothing }' });
  expect(reply.status).toBe(200);
  expect(reply.body.errors).not.toHaveLength(0);
});

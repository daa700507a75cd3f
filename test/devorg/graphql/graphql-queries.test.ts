import { afterAll, expect, test } from '@jest/globals';

import { viewerFor } from '../../../src/devorg/access/viewer.ts';
import { executeGraphql } from '../../../src/devorg/graphql/index.ts';
import { addRow, assign, createSmallOrg } from '../support/small-org.ts';

const box = createSmallOrg({ forceApp: 'force-app/main/default' });
assign(box.org, 'Baton_Rep', [box.anna, box.ben, box.clara]);
const division = addRow(box.org, 'Baton_Division__c', { Name: 'Security', Key__c: 'security', Active__c: true });
const relationship = addRow(box.org, 'Baton_Relationship__c', {
  ...{ External_Id__c: 'r1', Account__c: box.adler, Colleague__c: box.ben, Division__c: division },
  ...{ Band__c: 'Strong', Rank__c: 1, Reasons__c: 'meeting:several:2026-02', Last_Contact_Month__c: '2026-02-01' },
});
for (const [index, name] of ['Cedar', 'Dune', 'Elm', 'Fir'].entries()) {
  addRow(box.org, 'Account', {
    Name: name,
    OwnerId: box.anna,
    NumberOfEmployees: index * 10,
    Industry: index % 2 ? 'Retail' : null,
  });
}
afterAll(() => {
  box.org.database.close();
});

function run(
  query: string,
  variables: Record<string, unknown> = {},
  userId = box.anna,
): ReturnType<typeof executeGraphql> {
  return executeGraphql(box.org, viewerFor(box.org, userId), { query, variables });
}

/** The values of one field of an object's nodes. */
function namesOf(argument: string, variables: Record<string, unknown> = {}, declared = ''): unknown[] {
  const reply = run(
    `query q${declared} { uiapi { query { Account${argument} { edges { node { Name { value } } } } } } }`,
    variables,
  );
  expect(reply.errors).toEqual([]);
  const { Account: accounts } = (
    reply.data as { uiapi: { query: { Account: { edges: { node: { Name: { value: string } } }[] } } } }
  ).uiapi.query;
  return accounts.edges.map((edge) => edge.node.Name.value);
}

test('answers in the recorded shape: plain ids, values in wrappers, parents nested', () => {
  const query = `query who($account: ID) { uiapi { query { Baton_Relationship__c(first: 5, where: { Account__c: { eq: $account } }) {
    edges { node { Id Band__c { value label } Rank__c { value displayValue } Last_Contact_Month__c { value displayValue }
      CreatedDate { value } Colleague__c { value } Colleague__r { Name { value } } Contact__r { Name { value } }
      Account__r { Owner { Name { value } } } } }
    pageInfo { endCursor hasNextPage hasPreviousPage } totalCount } } } }`;
  expect(run(query, { account: box.adler })).toEqual({
    data: {
      uiapi: {
        query: {
          Baton_Relationship__c: {
            edges: [
              {
                node: {
                  Id: relationship,
                  Band__c: { value: 'Strong', label: 'Strong' },
                  Rank__c: { value: 1, displayValue: '1' },
                  Last_Contact_Month__c: { value: '2026-02-01', displayValue: '2/1/2026' },
                  CreatedDate: { value: expect.stringMatching(/^2026-03-02T12:00:\d\d\.000Z$/) },
                  Colleague__c: { value: box.ben },
                  Colleague__r: { Name: { value: 'Ben Bussard' } },
                  Contact__r: null,
                  Account__r: { Owner: { Name: { value: 'Anna Amsel' } } },
                },
              },
            ],
            pageInfo: { endCursor: 'djE6MA==', hasNextPage: false, hasPreviousPage: false },
            totalCount: 1,
          },
        },
      },
    },
    errors: [],
  });
});

test('shows nobody a record that sharing hides', () => {
  const query = `{ uiapi { query { Baton_Relationship__c { edges { node { Id } } totalCount } Account { totalCount } } } }`;
  expect(run(query, {}, box.ben).data).toEqual({
    uiapi: { query: { Baton_Relationship__c: { edges: [], totalCount: 0 }, Account: { totalCount: 1 } } },
  });
});

test('answers a hidden object like one that does not exist', () => {
  const { data, errors } = run(`{ uiapi { query { Baton_Relationship__c { edges { node { Id } } } } } }`, {}, box.dora);
  expect(data).toBeNull();
  expect(errors).toEqual([
    {
      message: `Validation error of type FieldUndefined: Field 'Baton_Relationship__c' in type 'RecordQuery' is undefined @ 'uiapi/query/Baton_Relationship__c'`,
      ...{ locations: [], paths: [], extensions: { ErrorType: 'ValidationError' } },
    },
  ]);
  expect(run(`{ uiapi { query { Group { edges { node { Id } } } } } }`).errors[0]?.message).toContain(
    `Field 'Group' in type 'RecordQuery'`,
  );
});

test('leaves out optional fields that the viewer may not see, and fails for others', () => {
  const query = (optional: string): string =>
    `{ uiapi { query { Account(first: 1) { edges { node { Id Baton_Do_Not_Suggest__c${optional} { value } Foo__r${optional} { Name { value } } } } } } } }`;
  const optional = run(query(' @optional'), {}, box.dora);
  expect(optional.errors).toEqual([]);
  expect(JSON.stringify(optional.data)).not.toContain('Do_Not_Suggest');
  const required = run(query(''), {}, box.dora);
  expect(required.data).toBeNull();
  expect(required.errors.map((error) => error.message)).toEqual([
    expect.stringContaining(
      `Field 'Baton_Do_Not_Suggest__c' in type 'Account' is undefined @ 'uiapi/query/Account/edges/node/Baton_Do_Not_Suggest__c'`,
    ),
    expect.stringContaining(`Field 'Foo__r'`),
  ]);
});

test.each([
  [`(where: { Name: { eq: "DUNE" } })`, ['Dune']],
  [`(where: { Name: { like: "%e%" } }, orderBy: { Name: { order: DESC } })`, ['Elm', 'Dune', 'Cedar', 'Adler Werke']],
  [`(where: { Name: { in: ["Elm", "Fir"] } })`, ['Elm', 'Fir']],
  [
    `(where: { Name: { nin: ["Elm", "Fir"], ne: "Dune" } }, orderBy: { Name: { order: ASC } })`,
    ['Adler Werke', 'Cedar'],
  ],
  [`(where: { or: [{ Name: { eq: "Elm" } }, { NumberOfEmployees: { gte: 30 } }] })`, ['Elm', 'Fir']],
  [`(where: { and: [{ NumberOfEmployees: { gt: 0 } }, { not: { Industry: { eq: "Retail" } } }] })`, ['Elm']],
  [`(where: { NumberOfEmployees: { lt: 20, gte: 10 } })`, ['Dune']],
  [`(where: { Industry: { eq: null }, NumberOfEmployees: { lte: 0 } })`, ['Cedar']],
  [`(where: { Owner: { Name: { eq: "Anna Amsel" } }, Name: { like: "a%" } })`, ['Adler Werke']],
  [`(where: { CreatedDate: { eq: { literal: TODAY } }, Name: { gt: "e" } })`, ['Elm', 'Fir']],
  [`(where: { CreatedDate: { lt: { value: "2026-03-02T00:00:00Z" } } })`, []],
  [`(where: { CreatedDate: { gte: { range: { last_n_days: 3 } } }, Name: { lt: "b" } })`, ['Adler Werke']],
  [`(where: { Id: { inq: { Contact: { LastName: { eq: "Ahorn" } }, ApiName: "AccountId" } } })`, ['Adler Werke']],
  [
    `(first: 2, orderBy: [{ Industry: { order: ASC, nulls: LAST } }, { Name: { order: DESC } }])`,
    ['Adler Werke', 'Fir'],
  ],
])('finds the accounts of %s', (argument, names) => {
  expect(namesOf(argument)).toEqual(names);
});

test('takes values from variables, and no filter from one that was not given', () => {
  expect(namesOf('(where: $where)', { where: { Name: { eq: 'Elm' } } }, '($where: Account_Filter)')).toEqual(['Elm']);
  expect(namesOf('(where: { Name: { eq: $name } })', {}, '($name: String = "Fir")')).toEqual(['Fir']);
  expect(namesOf('(where: { Name: { eq: $name } })', {}, '($name: String)')).toHaveLength(5);
});

test('turns pages with cursors', () => {
  const page = (after: string | null): Record<string, unknown> => {
    const { data } = run(
      `query q($after: String) { uiapi { query { Account(first: 2, after: $after, orderBy: { Name: { order: ASC } }) {
        edges { cursor node { Name { value } } } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } totalCount pageResultCount } } } }`,
      { after },
    );
    return (data as { uiapi: { query: { Account: Record<string, unknown> } } }).uiapi.query.Account;
  };
  expect(page(null)).toMatchObject({
    pageInfo: { endCursor: 'djE6MQ==', hasNextPage: true, hasPreviousPage: false },
    totalCount: 5,
    pageResultCount: 2,
  });
  expect(page('djE6MQ==')).toMatchObject({ edges: [{ node: { Name: { value: 'Dune' } } }, { cursor: 'djE6Mw==' }] });
  expect(page('djE6Mw==')).toMatchObject({
    edges: [{ node: { Name: { value: 'Fir' } } }],
    pageInfo: { hasNextPage: false, hasPreviousPage: true },
  });
});

test('nests children with their own arguments under their own names', () => {
  const { data, errors } = run(
    `{ uiapi { query { Account(where: { Id: { eq: "${box.adler}" } }) { edges { node {
       some: Contacts(first: 1) { edges { node { LastName { value } } } totalCount }
       none: Contacts(where: { LastName: { eq: "x" } }) { edges { node { Id } } } } } } } } }`,
  );
  expect(errors).toEqual([]);
  expect(data).toEqual({
    uiapi: {
      query: {
        Account: {
          edges: [
            {
              node: {
                some: { edges: [{ node: { LastName: { value: 'Ahorn' } } }], totalCount: 1 },
                none: { edges: [] },
              },
            },
          ],
        },
      },
    },
  });
});

test('asks lookups of several kinds by type', () => {
  addRow(box.org, 'Task', { Subject: 'call', OwnerId: box.anna, WhatId: box.adler });
  addRow(box.org, 'Task', { Subject: 'deal', OwnerId: box.anna, WhatId: box.adlerDeal });
  const { data } = run(
    `{ uiapi { query { Task(orderBy: { Subject: { order: ASC } }) { edges { node { What {
       ... on Account { Name { value } Industry { value } } ... on Opportunity { Amount { value } } } } } } } } }`,
  );
  expect(JSON.stringify(data)).toContain(
    '[{"node":{"What":{"Name":{"value":"Adler Werke"},"Industry":{"value":"Energy"}}}},{"node":{"What":{"Amount":{"value":10000}}}}]',
  );
});

test.each([
  ['{ uiapi { query {', 'InvalidSyntax', 'Invalid Syntax'],
  ['{ nope { query { Id } } }', 'ValidationError', `Field 'nope' in type 'Query'`],
  [
    '{ uiapi { query { Account(first: 5000) { edges { node { Id } } } } } }',
    'ValidationError',
    `'first' must be between 1 and 2000`,
  ],
  ['{ uiapi { query { Account(after: "x") { edges { node { Id } } } } } }', 'ValidationError', 'Invalid cursor'],
  [
    '{ uiapi { query { Account(where: { broken: { eq: 1 } }) { edges { node { Id } } } } } }',
    'ValidationError',
    `The variables input contains a field name 'broken' that is not defined for input object type 'Account_Filter' `,
  ],
  [
    'query q($x: ID!) { uiapi { query { Account(where: { Id: { eq: $x } }) { edges { node { Id } } } } } }',
    'ValidationError',
    `Variable 'x'`,
  ],
])('refuses %s with an error in the reply', (query, type, message) => {
  expect(run(query)).toMatchObject({
    data: null,
    errors: [{ message: expect.stringContaining(message), extensions: { ErrorType: type } }],
  });
});

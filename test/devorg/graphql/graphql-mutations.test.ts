import { afterAll, expect, test } from '@jest/globals';

import { viewerFor } from '../../../src/devorg/access/viewer.ts';
import { executeGraphql } from '../../../src/devorg/graphql/index.ts';
import { createSmallOrg } from '../support/small-org.ts';

const box = createSmallOrg();
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

function firstNameOf(id: string): unknown {
  return box.org.database.prepare('SELECT FirstName FROM Contact WHERE Id = ?').get(id)?.['FirstName'];
}

test('creates, changes and deletes records as the user', () => {
  const created = run(
    `mutation c($input: ContactCreateInput!) { uiapi { ContactCreate(input: $input) { Record { Id Name { value } } } } }`,
    { input: { Contact: { LastName: 'Neu', AccountId: box.adler } } },
  );
  expect(created).toMatchObject({
    data: { uiapi: { ContactCreate: { Record: { Name: { value: 'Neu' } } } } },
    errors: [],
  });
  const { Id: id } = (created.data as { uiapi: { ContactCreate: { Record: { Id: string } } } }).uiapi.ContactCreate
    .Record;
  expect(
    run(
      `mutation { uiapi { ContactUpdate(input: { Id: "${id}", Contact: { FirstName: "Nora" } }) { success Record { Id FirstName { value } } } } }`,
    ),
  ).toEqual({
    data: { uiapi: { ContactUpdate: { success: true, Record: { Id: id, FirstName: { value: 'Nora' } } } } },
    errors: [],
  });
  expect(run(`mutation { uiapi { ContactDelete(input: { Id: "${id}" }) { Id } } }`)).toEqual({
    data: { uiapi: { ContactDelete: { Id: id } } },
    errors: [],
  });
});

test('undoes all mutations of a request when one fails, unless told to keep the rest', () => {
  const query = (input: string): string =>
    `mutation { uiapi${input} { ContactUpdate(input: { Id: "${box.adlerContact}", Contact: { FirstName: "Ute" } }) { Record { Id } }
      bad: ContactCreate(input: { Contact: { FirstName: "x" } }) { Record { Id } } } }`;
  const refused = {
    message: 'Required fields are missing: [LastName]',
    ...{ locations: [], paths: ['uiapi', 'ContactCreate'], extensions: { ErrorType: 'DataFetchingException' } },
  };
  expect(run(query(''))).toEqual({ data: { uiapi: { ContactUpdate: null, bad: null } }, errors: [refused] });
  expect(firstNameOf(box.adlerContact)).toBe('Ada');
  expect(run(query('(input: { allOrNone: false })'))).toEqual({
    data: { uiapi: { ContactUpdate: { Record: { Id: box.adlerContact } }, bad: null } },
    errors: [refused],
  });
  expect(firstNameOf(box.adlerContact)).toBe('Ute');
});

test("refuses to change another person's private record", () => {
  const { data, errors } = run(
    `mutation { uiapi { ContactUpdate(input: { Id: "${box.bergContact}", Contact: { FirstName: "Eve" } }) { Record { Id } } } }`,
  );
  expect(data).toEqual({ uiapi: { ContactUpdate: null } });
  expect(errors).toHaveLength(1);
  expect(firstNameOf(box.bergContact)).toBe('Bo');
});

test('knows no mutation of an object that does not exist', () => {
  expect(run('mutation { uiapi { FooCreate(input: {}) { Record { Id } } } }').errors[0]?.message).toContain(
    `Field 'FooCreate' in type 'UIAPIMutations'`,
  );
});

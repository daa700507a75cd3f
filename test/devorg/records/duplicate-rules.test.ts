import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { type Answer, request, type RunningSmallOrg, runSmallOrg } from '../support/running-org.ts';
import { addRow } from '../support/small-org.ts';

let box: RunningSmallOrg;

beforeEach(async () => {
  box = await runSmallOrg();
});

afterEach(async () => {
  await box.close();
});

const byName = { name: 'Same_Name', object: 'Account', fields: ['Name', 'BillingCity'] };
const ALLOW = { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' };

interface Refused {
  readonly errorCode: string;
  readonly duplicateResut: {
    readonly allowSave: boolean;
    readonly matchResults: readonly {
      readonly entityType: string;
      readonly matchRecords: readonly { readonly record: { readonly Id: string } }[];
    }[];
  };
}

async function setRules(...rules: object[]): Promise<number> {
  return (await request(`${box.running.adminUrl}/duplicate-rules`, 'PUT', rules)).status;
}

async function create(object: string, values: object, headers = {}): Promise<Answer<Refused[]>> {
  return await box.call<Refused[]>(box.anna, 'POST', `/sobjects/${object}`, values, headers);
}

const again = { Name: ' adler werke', BillingCity: 'BREMEN' };

test('a record like another one is refused, with the one that is there', async () => {
  expect(await setRules(byName)).toBe(200);
  const { status, body } = await create('Account', again);
  expect({ status, body }).toMatchObject({
    status: 400,
    body: [
      {
        ...{ errorCode: 'DUPLICATES_DETECTED', message: 'Use one of these records?' },
        duplicateResut: { allowSave: true, duplicateRule: 'Same_Name', duplicateRuleEntityType: 'Account' },
      },
    ],
  });
  const [match] = body[0]?.duplicateResut.matchResults ?? [];
  expect(match?.matchRecords.map(({ record }) => record.Id)).toEqual([box.adler]);
});

test('who says so may save it, unless the rule blocks', async () => {
  await setRules(byName);
  expect((await create('Account', again, ALLOW)).status).toBe(201);
  await setRules({ ...byName, action: 'Block' });
  const { status, body } = await create('Account', again, ALLOW);
  expect({ status, allowSave: body[0]?.duplicateResut.allowSave }).toEqual({ status: 400, allowSave: false });
});

test('what differs, is empty, was deleted or is not for the user is no duplicate', async () => {
  await setRules(byName);
  expect((await create('Account', { ...again, BillingCity: 'Bonn' })).status).toBe(201);
  expect((await create('Account', { Name: 'Adler Werke' })).status).toBe(201);
  expect((await create('Account', { Name: 'Berg AG', BillingCity: 'Bonn' })).status).toBe(201);
  await box.call(box.anna, 'DELETE', `/sobjects/Account/${box.adler}`);
  expect((await create('Account', again)).status).toBe(201);
});

test('a change is looked at where it touches what the rule compares', async () => {
  await setRules(byName);
  const { body } = await box.call<{ id: string }>(box.anna, 'POST', '/sobjects/Account', { ...again, Name: 'Other' });
  const change = async (values: object): Promise<number> =>
    (await box.call(box.anna, 'PATCH', `/sobjects/Account/${body.id}`, values)).status;
  expect(await change({ Name: 'Adler Werke' })).toBe(400);
  expect(await change({ Site: 'North' })).toBe(204);
  expect((await box.call(box.anna, 'PATCH', `/sobjects/Account/${box.adler}`, { Name: 'Adler Werke' })).status).toBe(
    204,
  );
});

test('leads can be held against contacts; a collection tells row by row', async () => {
  await setRules({ name: 'Known_Person', object: 'Lead', against: 'Contact', fields: ['Email'] });
  addRow(box.org, 'Contact', {
    LastName: 'Ahorn',
    Email: 'ada@adler.example',
    AccountId: box.adler,
    OwnerId: box.anna,
  });
  const lead = { attributes: { type: 'Lead' }, LastName: 'A', Company: 'C' };
  const records = [
    { ...lead, Email: 'ADA@adler.example' },
    { ...lead, Email: 'new@adler.example' },
  ];
  const { body } = await box.call<object[]>(box.anna, 'POST', '/composite/sobjects', { records });
  expect(body).toMatchObject([{ success: false, errors: [{ statusCode: 'DUPLICATES_DETECTED' }] }, { success: true }]);
});

test('rules that name what is not there are refused', async () => {
  expect(await setRules({ ...byName, fields: ['Nope'] })).toBe(400);
  expect(await setRules({ ...byName, action: 'Maybe' })).toBe(400);
});

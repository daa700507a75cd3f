import { expect, test } from '@jest/globals';

import { viewerFor } from '../../../src/devorg/access/viewer.ts';
import type { RecordValues } from '../../../src/devorg/records/field-values.ts';
import { createRecord, deleteRecord, undeleteRecord, updateRecord } from '../../../src/devorg/records/index.ts';
import { runQuery } from '../../../src/devorg/soql/index.ts';
import { refusal } from '../support/refusal.ts';
import { createSmallOrg } from '../support/small-org.ts';

const { org, admin, anna, adler, adlerContact } = createSmallOrg({ settings: { personAccounts: true } });
const viewer = viewerFor(org, anna);

function create(object: string, values: RecordValues): string {
  return createRecord(org, viewer, object, values);
}

function found(soql: string): unknown[] {
  return [...runQuery(org, viewer, soql).rows()];
}

test('an account made with a last name is a person, with a contact beside it', () => {
  const id = create('Account', { FirstName: 'Paula', LastName: 'Prinz', PersonEmail: 'paula@prinz.example' });
  expect(found(`SELECT Name, IsPersonAccount, PersonContact.Email FROM Account WHERE Id = '${id}'`)).toMatchObject([
    { Name: 'Paula Prinz', IsPersonAccount: true, PersonContact: { Email: 'paula@prinz.example' } },
  ]);
  expect(found(`SELECT Name, IsPersonAccount, OwnerId FROM Contact WHERE AccountId = '${id}'`)).toMatchObject([
    { Name: 'Paula Prinz', IsPersonAccount: true, OwnerId: anna },
  ]);
});

test('a change of the account changes the contact', () => {
  const id = create('Account', { LastName: 'Quast' });
  updateRecord(org, viewer, 'Account', id, { LastName: 'Quandt', PersonTitle: 'Dr.', Phone: '1' });
  expect(found(`SELECT Name, Title, Phone FROM Contact WHERE AccountId = '${id}'`)).toMatchObject([
    { Name: 'Quandt', Title: 'Dr.', Phone: '1' },
  ]);
  expect(refusal(() => updateRecord(org, viewer, 'Account', id, { LastName: null })).errorCode).toBe(
    'REQUIRED_FIELD_MISSING',
  );
});

test('the contact goes and comes with its account, and belongs to it alone', () => {
  const id = create('Account', { LastName: 'Rabe' });
  const contacts = (): number => found(`SELECT Id FROM Contact WHERE AccountId = '${id}'`).length;
  const [contact] = found(`SELECT Id FROM Contact WHERE AccountId = '${id}'`) as { Id: string }[];
  expect(refusal(() => updateRecord(org, viewer, 'Contact', contact?.Id ?? '', { Phone: '1' })).status).toBe(400);
  expect(refusal(() => create('Contact', { LastName: 'Sohn', AccountId: id })).fields).toEqual(['AccountId']);
  deleteRecord(org, viewer, 'Account', id);
  expect(contacts()).toBe(0);
  undeleteRecord(org, viewerFor(org, admin), 'Account', id);
  expect(contacts()).toBe(1);
});

test('companies stay companies', () => {
  expect(found(`SELECT IsPersonAccount, PersonContactId FROM Account WHERE Id = '${adler}'`)).toMatchObject([
    { IsPersonAccount: false, PersonContactId: null },
  ]);
  expect(refusal(() => updateRecord(org, viewer, 'Account', adler, { LastName: 'X' })).errorCode).toBe(
    'INVALID_FIELD_FOR_INSERT_UPDATE',
  );
  updateRecord(org, viewer, 'Contact', adlerContact, { Phone: '1' });
  expect(found(`SELECT IsPersonAccount FROM Contact WHERE Id = '${adlerContact}'`)).toMatchObject([
    { IsPersonAccount: false },
  ]);
});

test('an org without them has none of their fields', () => {
  const other = createSmallOrg();
  expect(other.org.schema.field('Account', 'PersonEmail')).toBeUndefined();
});

import { afterAll, expect, test } from '@jest/globals';

import { type Viewer, viewerFor } from '../../../src/devorg/access/viewer.ts';
import {
  createUiRecord,
  deleteUiRecord,
  objectInfo,
  readUiRecord,
  updateUiRecord,
} from '../../../src/devorg/ui-api/index.ts';
import { addRow, createSmallOrg } from '../support/small-org.ts';

const box = createSmallOrg({ forceApp: 'force-app/main/default' });
const as = (userId: string): Viewer => viewerFor(box.org, userId);
const time = expect.stringMatching(/^2026-03-02T12:00:\d\d\.000Z$/);
afterAll(() => {
  box.org.database.close();
});

test('shows a record in the recorded shape, lookups nested', () => {
  const record = readUiRecord(box.org, as(box.anna), box.adlerContact, {
    fields: ['Contact.Name', 'Contact.Account.Name', 'Contact.Account.Industry'],
  });
  expect(record).toEqual({
    apiName: 'Contact',
    childRelationships: {},
    eTag: expect.stringMatching(/^[0-9a-f]{32}$/),
    fields: {
      Account: {
        displayValue: 'Adler Werke',
        value: expect.objectContaining({
          apiName: 'Account',
          id: box.adler,
          fields: {
            Industry: { displayValue: 'Energy', value: 'Energy' },
            Name: { displayValue: null, value: 'Adler Werke' },
          },
        }),
      },
      Name: { displayValue: null, value: 'Ada Ahorn' },
    },
    id: box.adlerContact,
    lastModifiedById: box.admin,
    lastModifiedDate: time,
    recordTypeId: null,
    recordTypeInfo: null,
    systemModstamp: time,
  });
});

test('leaves hidden optional fields out and fails for hidden fields', () => {
  const hidden = 'Account.Baton_Do_Not_Suggest__c';
  const record = readUiRecord(box.org, as(box.anna), box.adler, {
    fields: ['Account.Name'],
    optionalFields: [hidden, 'Account.Nope'],
  });
  expect(Object.keys(record['fields'] as object)).toEqual(['Name']);
  expect(() => readUiRecord(box.org, as(box.anna), box.adler, { fields: [hidden] })).toThrow(
    expect.objectContaining({ status: 400, errorCode: 'INVALID_FIELD' }),
  );
});

test('answers a record that the viewer may not read like one that is not there', () => {
  const missing = { status: 404, errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' };
  for (const id of [box.berg, '001000000000001AAA', 'nonsense', '00D000000000001EAA']) {
    expect(() => readUiRecord(box.org, as(box.anna), id)).toThrow(expect.objectContaining(missing));
  }
});

test('creates, changes and deletes as the user', () => {
  const created = createUiRecord(box.org, as(box.anna), {
    apiName: 'Task',
    fields: { Subject: 'Call', WhatId: box.adler, ActivityDate: '2026-03-02' },
  });
  expect(created).toMatchObject({
    apiName: 'Task',
    fields: { Subject: { value: 'Call' }, OwnerId: { value: box.anna }, ActivityDate: { displayValue: '3/2/2026' } },
  });
  const { id } = created as unknown as { id: string };
  expect(updateUiRecord(box.org, as(box.anna), id, { fields: { Id: id, Subject: 'Rang' } })).toMatchObject({
    fields: { Subject: { value: 'Rang' } },
  });
  deleteUiRecord(box.org, as(box.anna), id);
  expect(() => readUiRecord(box.org, as(box.anna), id)).toThrow('does not exist');
  expect(() => createUiRecord(box.org, as(box.anna), { apiName: 'Contact', fields: {} })).toThrow(
    'Required fields are missing: [LastName]',
  );
});

test('tells the kind of record behind a lookup of several kinds', () => {
  const task = addRow(box.org, 'Task', { Subject: 'x', OwnerId: box.anna, WhatId: box.adlerDeal });
  expect(readUiRecord(box.org, as(box.anna), task, { fields: ['Task.What.Name'] })).toMatchObject({
    fields: { What: { displayValue: 'Adler cleaning', value: { apiName: 'Opportunity' } } },
  });
});

test('describes an object as far as the viewer sees it', () => {
  const info = objectInfo(box.org, as(box.anna), 'account');
  expect(info).toMatchObject({
    apiName: 'Account',
    keyPrefix: '001',
    nameFields: ['Name'],
    fields: {
      Name: { dataType: 'String', nameField: true, required: true },
      BillingCity: { compoundFieldName: 'BillingAddress', compoundComponentName: 'City' },
      OwnerId: {
        dataType: 'Reference',
        reference: true,
        relationshipName: 'Owner',
        referenceToInfos: [{ apiName: 'User', nameFields: ['FirstName', 'LastName', 'Name'] }],
      },
    },
  });
  expect(info['fields']).not.toHaveProperty('Baton_Do_Not_Suggest__c');
  expect(() => objectInfo(box.org, as(box.anna), 'Baton_Relationship__c')).toThrow(
    expect.objectContaining({ status: 404 }),
  );
});

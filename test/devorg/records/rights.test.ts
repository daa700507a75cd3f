import path from 'node:path';

import { expect, test } from '@jest/globals';

import { viewerFor } from '../../../src/devorg/access/viewer.ts';
import { createRecord, deleteRecord, readRecord, updateRecord } from '../../../src/devorg/records/index.ts';
import {
  fieldFile,
  objectFile,
  objectPermission,
  packageFolder,
  permissionSetFile,
  removePackageFolders,
} from '../support/package-files.ts';
import { refusal } from '../support/refusal.ts';
import { addRow, addUser, assign, createSmallOrg } from '../support/small-org.ts';

const forceApp = path.resolve('force-app/main/default');

test('a record that the viewer may not see is not there', () => {
  const { org, anna, berg } = createSmallOrg();
  const viewer = viewerFor(org, anna);
  expect(refusal(() => readRecord(org, viewer, 'Account', berg))).toMatchObject({
    status: 404,
    errorCode: 'NOT_FOUND',
  });
  const gone = refusal(() => readRecord(org, viewer, 'Account', '001gK0000000zzz'));
  expect(gone).toMatchObject({ status: 404, errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' });
  expect(refusal(() => updateRecord(org, viewer, 'Account', berg, { Name: 'x' }))).toMatchObject({
    errorCode: 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
  });
});

test('an object that the viewer may not see is not there', () => {
  const { org, anna } = createSmallOrg({ forceApp });
  const viewer = viewerFor(org, anna);
  const hidden = refusal(() => createRecord(org, viewer, 'Baton_Sync_Issue__c', {}));
  const missing = refusal(() => createRecord(org, viewer, 'Gone__c', {}));
  expect([hidden.status, hidden.errorCode, hidden.message]).toEqual([
    missing.status,
    missing.errorCode,
    missing.message,
  ]);
});

test('a record that the viewer may only read cannot be changed or deleted', () => {
  const { org, anna, berg } = createSmallOrg();
  addRow(org, 'AccountShare', {
    ...{ AccountId: berg, UserOrGroupId: anna, AccountAccessLevel: 'Read', RowCause: 'Manual' },
    ...{ OpportunityAccessLevel: 'None', CaseAccessLevel: 'None', ContactAccessLevel: 'Read' },
  });
  const viewer = viewerFor(org, anna);
  expect(readRecord(org, viewer, 'Account', berg, ['Name'])).toMatchObject({ Name: 'Berg AG' });
  const expected = {
    status: 403,
    errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY',
    message: 'insufficient access rights on object id',
  };
  expect(refusal(() => updateRecord(org, viewer, 'Account', berg, { Name: 'x' }))).toMatchObject(expected);
  expect(refusal(() => deleteRecord(org, viewer, 'Account', berg))).toMatchObject(expected);
});

test('a reference to a record that the viewer may not see is refused', () => {
  const { org, anna, berg } = createSmallOrg();
  expect(
    refusal(() => createRecord(org, viewerFor(org, anna), 'Contact', { LastName: 'x', AccountId: berg })),
  ).toMatchObject({
    errorCode: 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
    fields: ['AccountId'],
  });
});

test('a hidden field is no column; a read-only one cannot be written', () => {
  const { org, anna, adler } = createSmallOrg({ forceApp });
  const write = () => updateRecord(org, viewerFor(org, anna), 'Account', adler, { Baton_Do_Not_Suggest__c: true });
  expect(refusal(write)).toMatchObject({
    errorCode: 'INVALID_FIELD',
    message: "No such column 'Baton_Do_Not_Suggest__c' on sobject of type Account",
  });
  assign(org, 'Baton_Integration', [anna]);
  expect(refusal(write)).toMatchObject({
    errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
    fields: ['Baton_Do_Not_Suggest__c'],
  });
});

test('without the right on the object nothing is made', () => {
  const { org, anna } = createSmallOrg();
  expect(refusal(() => createRecord(org, viewerFor(org, anna), 'Product2', { Name: 'Guard' }))).toMatchObject({
    status: 403,
  });
});

test('a record can be given away by who has all rights on it, to an active reader', () => {
  const { org, anna, ben, clara, dora, adler } = createSmallOrg();
  const won = { StageName: 'Closed Won', IsClosed: true, CloseDate: '2026-01-01' };
  addRow(org, 'Opportunity', { Name: 'Won', AccountId: adler, OwnerId: anna, ...won });
  const give = (giver: string, to: string) =>
    updateRecord(org, viewerFor(org, giver), 'Account', adler, { OwnerId: to });
  expect(refusal(() => give(anna, dora))).toMatchObject({
    errorCode: 'INACTIVE_OWNER_OR_USER',
    message: `operation performed with inactive user [${dora}] as owner of account`,
  });
  const robot = addUser(org, { LastName: 'Robot' }, 'Minimum Access - API Only Integrations');
  expect(refusal(() => give(anna, robot))).toMatchObject({ errorCode: 'TRANSFER_REQUIRES_READ' });
  // Her superior may do what she may.
  give(clara, ben);
  // Anna still reads it: a deal that she won hangs on it.
  expect(refusal(() => give(anna, anna))).toMatchObject({ errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY' });
});

test('a new owner starts without what the old one shared by hand', () => {
  const { org, anna, ben, adler } = createSmallOrg();
  createRecord(org, viewerFor(org, anna), 'AccountShare', {
    ...{ AccountId: adler, UserOrGroupId: ben, AccountAccessLevel: 'Read', OpportunityAccessLevel: 'None' },
    CaseAccessLevel: 'None',
  });
  const benSees = () => viewerFor(org, ben).mayReadRow('Account', adler);
  expect(benSees()).toBe(true);
  updateRecord(org, viewerFor(org, anna), 'Account', adler, { OwnerId: addUser(org, { LastName: 'New' }) });
  expect(benSees()).toBe(false);
});

test('a row is shared by who has all rights on it', () => {
  const { org, anna, ben, adler } = createSmallOrg();
  const share = {
    AccountId: adler,
    UserOrGroupId: ben,
    AccountAccessLevel: 'Edit',
    OpportunityAccessLevel: 'None',
    CaseAccessLevel: 'None',
  };
  createRecord(org, viewerFor(org, anna), 'AccountShare', share);
  const clara = addUser(org, { LastName: 'Colleague' });
  expect(
    refusal(() => createRecord(org, viewerFor(org, ben), 'AccountShare', { ...share, UserOrGroupId: clara })),
  ).toMatchObject({
    errorCode: 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
  });
});

test('the master says whether writing a detail asks for editing it, or for reading it only', () => {
  const master = (writeRequiresMasterRead: boolean, relationshipName: string): string =>
    fieldFile('Account__c', 'MasterDetail', { referenceTo: 'Account', relationshipName, writeRequiresMasterRead });
  const object = objectFile('Detail', { sharingModel: 'ControlledByParent' });
  const folder = packageFolder({
    'objects/Loose__c/Loose__c.object-meta.xml': object,
    'objects/Loose__c/fields/Account__c.field-meta.xml': master(true, 'Loose'),
    'objects/Strict__c/Strict__c.object-meta.xml': object,
    'objects/Strict__c/fields/Account__c.field-meta.xml': master(false, 'Strict'),
    'permissionsets/Test.permissionset-meta.xml': permissionSetFile(
      objectPermission('Account', 'r') + objectPermission('Loose__c', 'cred') + objectPermission('Strict__c', 'cred'),
    ),
  });
  const { org, anna, ben, adler } = createSmallOrg({ forceApp: folder });
  removePackageFolders();
  assign(org, 'Test', [anna, ben]);
  addRow(org, 'AccountShare', { AccountId: adler, UserOrGroupId: ben, AccountAccessLevel: 'Read', RowCause: 'Manual' });
  const make = (userId: string, name: string) => createRecord(org, viewerFor(org, userId), name, { Account__c: adler });
  expect(make(anna, 'Strict__c')).toMatch(/^a0/);
  expect(make(ben, 'Loose__c')).toMatch(/^a0/);
  expect(refusal(() => make(ben, 'Strict__c'))).toMatchObject({
    errorCode: 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
    fields: ['Account__c'],
  });
});

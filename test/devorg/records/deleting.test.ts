import path from 'node:path';

import { expect, test } from '@jest/globals';

import { viewerFor } from '../../../src/devorg/access/viewer.ts';
import { createRecord, deleteRecord, readRecord, updateRecord } from '../../../src/devorg/records/index.ts';
import { refusal } from '../support/refusal.ts';
import { addRow, assign, createSmallOrg } from '../support/small-org.ts';

const forceApp = path.resolve('force-app/main/default');

test('a deleted record lies in the recycle bin with its details', () => {
  const { org, admin, anna, adler, adlerContact, adlerDeal } = createSmallOrg({ forceApp });
  assign(org, 'Baton_Integration', [admin]);
  const viewer = viewerFor(org, admin);
  createRecord(org, viewer, 'Baton_Relationship__c', {
    Account__c: adler,
    External_Id__c: 'a',
    Band__c: 'Good',
    Rank__c: 1,
  });
  createRecord(org, viewer, 'Task', { WhatId: adlerDeal, WhoId: adlerContact, Subject: 'Call' });
  org.clock.move(60_000);
  deleteRecord(org, viewerFor(org, anna), 'Account', adler);
  for (const table of ['Account', 'Contact', 'Opportunity', 'Baton_Relationship__c', 'Task']) {
    const sql = `SELECT IsDeleted, SystemModstamp FROM ${table} WHERE SystemModstamp > '2026-03-02T12:00:30.000Z'`;
    expect([table, org.database.prepare(sql).all()]).toEqual([
      table,
      [{ IsDeleted: 1, SystemModstamp: '2026-03-02T12:01:00.000Z' }],
    ]);
  }
});

test('what is deleted can be neither read nor changed nor deleted again', () => {
  const { org, anna, adlerContact, adler } = createSmallOrg();
  const viewer = viewerFor(org, anna);
  deleteRecord(org, viewer, 'Contact', adlerContact);
  const expected = { status: 404, errorCode: 'ENTITY_IS_DELETED', message: 'entity is deleted' };
  expect(refusal(() => readRecord(org, viewer, 'Contact', adlerContact))).toMatchObject(expected);
  expect(refusal(() => updateRecord(org, viewer, 'Contact', adlerContact, { Title: 'x' }))).toMatchObject(expected);
  expect(refusal(() => deleteRecord(org, viewer, 'Contact', adlerContact))).toMatchObject(expected);
  expect(refusal(() => createRecord(org, viewer, 'Case', { AccountId: adler, ContactId: adlerContact }))).toMatchObject(
    expected,
  );
});

test('a lookup to a deleted record is emptied, and the row counts as changed', () => {
  const { org, admin, adler, adlerContact } = createSmallOrg({ forceApp });
  assign(org, 'Baton_Integration', [admin]);
  const viewer = viewerFor(org, admin);
  const values = { Account__c: adler, Contact__c: adlerContact, External_Id__c: 'a', Band__c: 'Good', Rank__c: 1 };
  const id = createRecord(org, viewer, 'Baton_Relationship__c', values);
  org.clock.move(60_000);
  deleteRecord(org, viewer, 'Contact', adlerContact);
  expect(readRecord(org, viewer, 'Baton_Relationship__c', id, ['Contact__c', 'SystemModstamp'])).toMatchObject({
    Contact__c: null,
    SystemModstamp: '2026-03-02T12:01:00.000+0000',
  });
});

test('an account with cases stays', () => {
  const { org, anna, adler } = createSmallOrg();
  const viewer = viewerFor(org, anna);
  createRecord(org, viewer, 'Case', { AccountId: adler, Subject: 'Broken lift' });
  expect(refusal(() => deleteRecord(org, viewer, 'Account', adler))).toMatchObject({ errorCode: 'DELETE_FAILED' });
  expect(org.database.prepare('SELECT count(*) AS n FROM Contact WHERE IsDeleted = 1').get()).toEqual({ n: 0 });
});

test('an account with a contract in force stays, a draft goes with it', () => {
  const { org, admin, adler } = createSmallOrg();
  const viewer = viewerFor(org, admin);
  const start = { AccountId: adler, StartDate: '2026-01-01', ContractTerm: 12 };
  const contract = createRecord(org, viewer, 'Contract', start);
  updateRecord(org, viewer, 'Contract', contract, { Status: 'Activated' });
  expect(refusal(() => deleteRecord(org, viewer, 'Account', adler))).toMatchObject({ errorCode: 'DELETE_FAILED' });
  deleteRecord(org, viewer, 'Contract', contract);
  createRecord(org, viewer, 'Contract', start);
  deleteRecord(org, viewer, 'Account', adler);
  expect(org.database.prepare('SELECT count(*) AS n FROM Contract WHERE IsDeleted = 1').get()).toEqual({ n: 2 });
});

test('a hard delete leaves no row, also out of the recycle bin', () => {
  const { org, admin, adler, adlerContact } = createSmallOrg();
  const viewer = viewerFor(org, admin);
  deleteRecord(org, viewer, 'Contact', adlerContact);
  deleteRecord(org, viewer, 'Contact', adlerContact, { hard: true });
  deleteRecord(org, viewer, 'Account', adler, { hard: true });
  const rows = org.database
    .prepare('SELECT Id FROM Account UNION SELECT Id FROM Contact UNION SELECT Id FROM Opportunity')
    .all();
  expect(rows).toHaveLength(3);
});

test('rows without a recycle bin are gone at once', () => {
  const { org, admin, anna } = createSmallOrg();
  const group = addRow(org, 'Group', { Name: 'Sellers', DeveloperName: 'Sellers', Type: 'Regular' });
  const viewer = viewerFor(org, admin);
  const member = createRecord(org, viewer, 'GroupMember', { GroupId: group, UserOrGroupId: anna });
  deleteRecord(org, viewer, 'GroupMember', member);
  expect(org.database.prepare('SELECT count(*) AS n FROM GroupMember').get()).toEqual({ n: 0 });
});

test('nobody deletes a user', () => {
  const { org, admin, anna } = createSmallOrg();
  expect(refusal(() => deleteRecord(org, viewerFor(org, admin), 'User', anna)).errorCode).toBe(
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
  );
});

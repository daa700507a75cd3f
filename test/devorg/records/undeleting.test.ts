import path from 'node:path';

import { expect, test } from '@jest/globals';

import { viewerFor } from '../../../src/devorg/access/viewer.ts';
import {
  createRecord,
  deleteRecord,
  emptyRecycleBin,
  readRecord,
  undeleteRecord,
  updateRecord,
} from '../../../src/devorg/records/index.ts';
import { runQuery } from '../../../src/devorg/soql/index.ts';
import { refusal } from '../support/refusal.ts';
import { addRow, assign, createSmallOrg, type SmallOrg } from '../support/small-org.ts';

const forceApp = path.resolve('force-app/main/default');

function fixture(): SmallOrg & { tie: string; viewer: ReturnType<typeof viewerFor> } {
  const small = createSmallOrg({ forceApp });
  const { org, admin, adler, adlerContact } = small;
  assign(org, 'Baton_Integration', [admin]);
  const values = { Account__c: adler, Contact__c: adlerContact, External_Id__c: 'a', Band__c: 'Good', Rank__c: 1 };
  const tie = createRecord(org, viewerFor(org, admin), 'Baton_Relationship__c', values);
  return { ...small, tie, viewer: viewerFor(org, admin) };
}

test('a record comes back with the details that went along, and with a new stamp', () => {
  const { org, viewer, adler, adlerContact, adlerDeal, tie } = fixture();
  deleteRecord(org, viewer, 'Account', adler);
  org.clock.move(60_000);
  undeleteRecord(org, viewer, 'Account', adler);
  for (const [name, id] of [
    ['Account', adler],
    ['Contact', adlerContact],
    ['Opportunity', adlerDeal],
    ['Baton_Relationship__c', tie],
  ] as const) {
    expect(readRecord(org, viewer, name, id, ['IsDeleted', 'SystemModstamp', 'LastModifiedDate'])).toMatchObject({
      IsDeleted: false,
      SystemModstamp: '2026-03-02T12:01:00.000+0000',
      LastModifiedDate: '2026-03-02T12:00:00.000+0000',
    });
  }
});

test('what was deleted before its parent stays deleted', () => {
  const { org, viewer, adler, adlerContact, adlerDeal } = fixture();
  deleteRecord(org, viewer, 'Contact', adlerContact);
  deleteRecord(org, viewer, 'Account', adler);
  undeleteRecord(org, viewer, 'Account', adler);
  expect(refusal(() => readRecord(org, viewer, 'Contact', adlerContact)).errorCode).toBe('ENTITY_IS_DELETED');
  expect(readRecord(org, viewer, 'Opportunity', adlerDeal, ['Id'])).toMatchObject({ Id: adlerDeal });
});

test('a reference to a detail that went along points to that detail again', () => {
  const { org, viewer, adler, berg, adlerContact } = fixture();
  const values = { Account__c: berg, Contact__c: adlerContact, External_Id__c: 'c', Band__c: 'Good', Rank__c: 1 };
  const other = createRecord(org, viewer, 'Baton_Relationship__c', values);
  const contact = (): unknown => readRecord(org, viewer, 'Baton_Relationship__c', other, ['Contact__c'])['Contact__c'];
  deleteRecord(org, viewer, 'Account', adler);
  expect(contact()).toBeNull();
  undeleteRecord(org, viewer, 'Account', adler);
  expect(contact()).toBe(adlerContact);
});

test('emptied references point to the record again, unless they got another', () => {
  const { org, viewer, adler, adlerContact, tie } = fixture();
  const other = createRecord(org, viewer, 'Contact', { LastName: 'Other', AccountId: adler });
  const values = { Account__c: adler, Contact__c: adlerContact, External_Id__c: 'b', Band__c: 'Good', Rank__c: 2 };
  const second = createRecord(org, viewer, 'Baton_Relationship__c', values);
  deleteRecord(org, viewer, 'Contact', adlerContact);
  updateRecord(org, viewer, 'Baton_Relationship__c', second, { Contact__c: other });
  undeleteRecord(org, viewer, 'Contact', adlerContact);
  const contactOf = (id: string): unknown =>
    readRecord(org, viewer, 'Baton_Relationship__c', id, ['Contact__c'])['Contact__c'];
  expect([contactOf(tie), contactOf(second)]).toEqual([adlerContact, other]);
});

test('only what lies in the bin by itself comes back, and only for who might delete it', () => {
  const { org, viewer, ben, adler, adlerContact } = fixture();
  const failed = { status: 400, errorCode: 'UNDELETE_FAILED' };
  expect(refusal(() => undeleteRecord(org, viewer, 'Account', adler))).toMatchObject(failed);
  deleteRecord(org, viewer, 'Account', adler);
  expect(refusal(() => undeleteRecord(org, viewer, 'Contact', adlerContact))).toMatchObject(failed);
  expect(refusal(() => undeleteRecord(org, viewerFor(org, ben), 'Account', adler)).errorCode).toBe(
    'INSUFFICIENT_ACCESS_OR_READONLY',
  );
});

test('a record whose key was taken meanwhile stays in the bin', () => {
  const { org, viewer, adler, tie } = fixture();
  deleteRecord(org, viewer, 'Baton_Relationship__c', tie);
  createRecord(org, viewer, 'Baton_Relationship__c', {
    Account__c: adler,
    External_Id__c: 'a',
    Band__c: 'Good',
    Rank__c: 1,
  });
  expect(refusal(() => undeleteRecord(org, viewer, 'Baton_Relationship__c', tie)).errorCode).toBe('DUPLICATE_VALUE');
  expect(org.database.prepare('SELECT IsDeleted FROM Baton_Relationship__c WHERE Id = ?').get(tie)).toEqual({
    IsDeleted: 1,
  });
});

test('queries show the bin to those who ask for all rows, until it is emptied', () => {
  const { org, viewer, adler, adlerContact } = fixture();
  deleteRecord(org, viewer, 'Contact', adlerContact);
  const ids = (soql: string, all: boolean): unknown[] =>
    [...runQuery(org, viewer, soql, { all }).rows()].map((row) => row['Id']);
  const soql = `SELECT Id FROM Contact WHERE AccountId = '${adler}'`;
  expect([ids(soql, false), ids(soql, true)]).toEqual([[], [adlerContact]]);
  expect(ids(`${soql} AND IsDeleted = true`, false)).toEqual([]);
  org.clock.move(16 * 86_400_000);
  const late = addRow(org, 'Contact', { LastName: 'Late', AccountId: adler });
  deleteRecord(org, viewer, 'Contact', late);
  expect(emptyRecycleBin(org, org.clock.now() - 15 * 86_400_000)).toBe(1);
  expect(ids(soql, true)).toEqual([late]);
  expect(refusal(() => undeleteRecord(org, viewer, 'Contact', adlerContact)).status).toBe(404);
});

test('a hard delete takes a record out of the bin for good', () => {
  const { org, viewer, adlerContact } = fixture();
  deleteRecord(org, viewer, 'Contact', adlerContact);
  deleteRecord(org, viewer, 'Contact', adlerContact, { hard: true });
  expect(refusal(() => undeleteRecord(org, viewer, 'Contact', adlerContact)).status).toBe(404);
  expect(org.database.prepare('SELECT count(*) AS n FROM _recycle_bin').get()).toEqual({ n: 0 });
});

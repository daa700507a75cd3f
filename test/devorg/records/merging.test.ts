import path from 'node:path';

import { expect, test } from '@jest/globals';

import { viewerFor } from '../../../src/devorg/access/viewer.ts';
import { createRecord, mergeRecords, readRecord, undeleteRecord } from '../../../src/devorg/records/index.ts';
import { refusal } from '../support/refusal.ts';
import { addRow, assign, createSmallOrg, type SmallOrg } from '../support/small-org.ts';

const forceApp = path.resolve('force-app/main/default');

function fixture(): SmallOrg & { viewer: ReturnType<typeof viewerFor> } {
  const small = createSmallOrg({ forceApp });
  assign(small.org, 'Baton_Integration', [small.admin]);
  return { ...small, viewer: viewerFor(small.org, small.admin) };
}

test('the loser names the winner, which is updated once', () => {
  const { org, viewer, adler, berg } = fixture();
  org.clock.move(60_000);
  mergeRecords(org, viewer, 'Account', adler, [berg], { Site: 'North' });
  const rows = org.database
    .prepare('SELECT Id, IsDeleted, MasterRecordId, SystemModstamp, Site FROM Account ORDER BY Id')
    .all();
  const stamp = { SystemModstamp: '2026-03-02T12:01:00.000Z' };
  expect(rows).toEqual([
    { Id: adler, IsDeleted: 0, MasterRecordId: null, Site: 'North', ...stamp },
    { Id: berg, IsDeleted: 1, MasterRecordId: adler, Site: null, ...stamp },
  ]);
});

test('what hung on the loser hangs on the winner and keeps its stamps', () => {
  const { org, viewer, adler, berg, bergContact, bergDeal } = fixture();
  const tie = createRecord(org, viewer, 'Baton_Relationship__c', {
    Account__c: berg,
    External_Id__c: 'a',
    Band__c: 'Good',
    Rank__c: 1,
  });
  const task = createRecord(org, viewer, 'Task', { WhatId: berg, WhoId: bergContact, Subject: 'Call' });
  const child = addRow(org, 'Account', { Name: 'Berg Nord', ParentId: berg });
  org.clock.move(60_000);
  mergeRecords(org, viewer, 'Account', adler, [berg]);
  for (const [object, field, id] of [
    ['Contact', 'AccountId', bergContact],
    ['Opportunity', 'AccountId', bergDeal],
    ['Task', 'AccountId', task],
    ['Task', 'WhatId', task],
    ['Baton_Relationship__c', 'Account__c', tie],
    ['Account', 'ParentId', child],
  ] as const) {
    const row = readRecord(org, viewer, object, id, [field, 'SystemModstamp']);
    expect([object, row[field], row['SystemModstamp']]).toEqual([object, adler, '2026-03-02T12:00:00.000+0000']);
  }
});

test('an activity of a merged contact goes to the account of the winner', () => {
  const { org, viewer, adler, adlerContact, bergContact } = fixture();
  const task = createRecord(org, viewer, 'Task', { WhoId: bergContact, Subject: 'Call' });
  mergeRecords(org, viewer, 'Contact', adlerContact, [bergContact]);
  expect(readRecord(org, viewer, 'Task', task, ['WhoId', 'AccountId'])).toMatchObject({
    WhoId: adlerContact,
    AccountId: adler,
  });
});

test('a colleague in both teams is in the winner’s once, and nobody becomes their own parent', () => {
  const { org, viewer, clara, anna, adler, berg } = fixture();
  const add = (account: string, user: string): string =>
    addRow(org, 'AccountTeamMember', { AccountId: account, UserId: user });
  const [kept] = [add(adler, clara), add(berg, clara)];
  const moved = add(berg, anna);
  org.database.prepare('UPDATE Account SET ParentId = ? WHERE Id = ?').run(berg, adler);
  mergeRecords(org, viewer, 'Account', adler, [berg]);
  const team = org.database
    .prepare('SELECT Id FROM AccountTeamMember WHERE AccountId = ? AND IsDeleted = 0 ORDER BY Id')
    .all(adler);
  expect(team.map((row) => row['Id'])).toEqual([kept, moved]);
  expect(readRecord(org, viewer, 'Account', adler, ['ParentId'])).toMatchObject({ ParentId: null });
});

test('three leads become one', () => {
  const { org, viewer } = fixture();
  const [one, two, three] = ['A', 'B', 'C'].map((LastName) =>
    createRecord(org, viewer, 'Lead', { LastName, Company: 'X' }),
  ) as [string, string, string];
  mergeRecords(org, viewer, 'Lead', one, [two, three]);
  const losers = org.database
    .prepare('SELECT count(*) AS n FROM Lead WHERE IsDeleted = 1 AND MasterRecordId = ?')
    .get(one);
  expect(losers).toEqual({ n: 2 });
});

test('a loser can be taken out of the bin, without what it had', () => {
  const { org, viewer, adler, berg, bergContact } = fixture();
  mergeRecords(org, viewer, 'Account', adler, [berg]);
  undeleteRecord(org, viewer, 'Account', berg);
  expect(readRecord(org, viewer, 'Account', berg, ['MasterRecordId'])).toMatchObject({ MasterRecordId: null });
  expect(readRecord(org, viewer, 'Contact', bergContact, ['AccountId'])).toMatchObject({ AccountId: adler });
});

test('a merge needs two records of one object that merges, and the rights on both', () => {
  const { org, viewer, anna, adler, berg, adlerDeal, bergDeal } = fixture();
  const failed = { errorCode: 'MERGE_FAILED' };
  expect(refusal(() => mergeRecords(org, viewer, 'Account', adler, [adler]))).toMatchObject(failed);
  expect(refusal(() => mergeRecords(org, viewer, 'Account', adler, []))).toMatchObject(failed);
  expect(refusal(() => mergeRecords(org, viewer, 'Opportunity', adlerDeal, [bergDeal]))).toMatchObject(failed);
  expect(refusal(() => mergeRecords(org, viewerFor(org, anna), 'Account', adler, [berg])).errorCode).toBe(
    'INSUFFICIENT_ACCESS_OR_READONLY',
  );
  expect(org.database.prepare('SELECT count(*) AS n FROM Account WHERE IsDeleted = 1').get()).toEqual({ n: 0 });
});

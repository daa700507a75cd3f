import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';

import { viewerFor } from '../../src/devorg/access/viewer.ts';
import { convertLead, mergeRecords, undeleteRecord } from '../../src/devorg/records/index.ts';
import type { Database } from '../../src/store/database.ts';
import { addRow } from '../devorg/support/small-org.ts';
import { openStore } from '../support/databases.ts';
import { emptyTables } from '../support/embedded-database.ts';
import { runService, runTwoDivisions, type TwoDivisions } from '../support/two-divisions.ts';

let org: TwoDivisions;
let database: Database;
/** An account of another customer, and its contact. */
let zander: string;
let zanderContact: string;
const opened = openStore();

beforeEach(async () => {
  org = await runTwoDivisions();
  database = await opened;
  zander = addRow(org.org, 'Account', { Name: 'Zander Fisch', OwnerId: org.anna });
  zanderContact = addRow(org.org, 'Contact', { LastName: 'Zorn', AccountId: zander, OwnerId: org.anna });
  await forgetEverything();
});
afterEach(() => org.close());
afterAll(async () => (await opened).close());

async function forgetEverything(): Promise<void> {
  await emptyTables(database);
}

const kindsOf = (reasons: string): string[] =>
  reasons
    .split(';')
    .map((reason) => reason.split(':')[0] ?? '')
    .filter((kind) => kind !== 'ownership')
    .sort();

/** What stands on an account: for each colleague, why. */
const shown = (account: string): Record<string, string[]> =>
  Object.fromEntries(
    org
      .relationships()
      .filter((row) => row.Account__c === account)
      .map((row) => [String(row.Colleague__c), kindsOf(row.Reasons__c)]),
  );

const admin = (): ReturnType<typeof viewerFor> => viewerFor(org.org, org.admin);

/** Has something happen an hour after all was read: what the org does not stamp anew is not read again. */
async function runLater(work: () => unknown): Promise<void> {
  await runService(org, database);
  org.org.clock.move(3_600_000);
  // The first run hears that time has passed, the second reads on from there.
  await runService(org, database);
  await runService(org, database);
  await work();
  await runService(org, database);
}

/** A service that knows nothing of what was before finds all as it should be. */
async function expectAsFresh(): Promise<void> {
  expect(await runService(org, database)).toMatchObject({ upserts: 0, deletes: 0 });
  await forgetEverything();
  expect(await runService(org, database)).toMatchObject({ upserts: 0, deletes: 0 });
}

test('what colleagues did with a merged account counts for the winner', async () => {
  await org.meet(org.clara, zanderContact);
  await org.create('Task', {
    Subject: 'Call',
    TaskSubtype: 'Call',
    Status: 'Completed',
    OwnerId: org.anna,
    WhatId: zander,
    ActivityDate: org.daysAgo(2).slice(0, 10),
  });
  await runLater(() => mergeRecords(org.org, admin(), 'Account', org.adler, [zander]));
  expect(shown(org.adlerOfBen)).toEqual({ [org.anna]: ['call', 'deal'], [org.clara]: ['meeting'] });
  await expectAsFresh();
});

test('what colleagues did with a merged contact counts for the account of the winner', async () => {
  await org.meet(org.clara, zanderContact);
  await org.logCall(org.anna, zanderContact);
  await runLater(() => mergeRecords(org.org, admin(), 'Contact', org.adlerContact, [zanderContact]));
  expect(shown(org.adlerOfBen)).toEqual({ [org.anna]: ['call', 'deal'], [org.clara]: ['meeting'] });
  await expectAsFresh();
});

test('what colleagues did with a contact that moved on leaves the account where it was when another takes its place', async () => {
  await org.meet(org.clara, org.adlerContact);
  await runService(org, database);
  expect(shown(org.adlerOfBen)).toHaveProperty(org.clara);
  await org.update('Contact', org.adlerContact, { AccountId: zander });
  await runLater(() => mergeRecords(org.org, admin(), 'Contact', zanderContact, [org.adlerContact]));
  expect(shown(org.adlerOfBen)).not.toHaveProperty(org.clara);
  await expectAsFresh();
});

test('what was decided on a contact and a lead counts for the one into which it is merged', async () => {
  const lead = (LastName: string) => org.create('Lead', { LastName, Company: 'Lerche AG', OwnerId: org.clara });
  const [lost, kept] = [await lead('Lerche'), await lead('Lerch')];
  const same = { Judgement__c: 'Same' };
  await org.create('Baton_Match__c', { ...same, Contact__c: org.adlerContact, Other_Contact__c: zanderContact });
  await org.create('Baton_Match__c', { ...same, Lead__c: lost, Other_Contact__c: org.adlerContact });
  const judged = () =>
    database.query(`SELECT one_id, other_id FROM held_match WHERE judgement = 'Same' ORDER BY other_id COLLATE "C"`);
  await runLater(() => {
    mergeRecords(org.org, admin(), 'Contact', org.bergContact, [zanderContact]);
    mergeRecords(org.org, admin(), 'Lead', kept, [lost]);
  });
  const [one, other] = [org.adlerContact, org.bergContact].sort();
  const decided = [
    { one_id: one, other_id: other },
    { one_id: org.adlerContact, other_id: kept },
  ];
  expect(await judged()).toEqual(decided);
  const persons = 'SELECT DISTINCT person_id FROM person_member WHERE record_id = ANY($1::text[])';
  expect(await database.query(persons, [[org.adlerContact, org.bergContact, kept]])).toHaveLength(1);
  await expectAsFresh();
  expect(await judged()).toEqual(decided);
});

test('a merge of the accounts of two divisions leaves nobody to hand on to', async () => {
  await org.meet(org.clara, org.adlerContact);
  await org.meet(org.ben, org.adlerOfBenContact);
  await runLater(() => mergeRecords(org.org, admin(), 'Account', org.adler, [org.adlerOfBen]));
  expect(org.relationships().map((row) => row.Account__c)).not.toContain(org.adlerOfBen);
  await expectAsFresh();
});

test('relationships of a merged account do not stay beside those of the winner', async () => {
  const third = addRow(org.org, 'Account', { Name: 'Adler-Werke GmbH', OwnerId: org.ben });
  const thirdContact = addRow(org.org, 'Contact', {
    LastName: 'Ahorn',
    FirstName: 'Ada',
    AccountId: third,
    OwnerId: org.ben,
  });
  await org.meet(org.clara, org.adlerContact);
  await org.meet(org.ben, thirdContact);
  await runLater(() => mergeRecords(org.org, admin(), 'Account', org.adlerOfBen, [third]));
  expect(shown(org.adlerOfBen)).toEqual({ [org.anna]: ['deal'], [org.clara]: ['meeting'] });
  expect(shown(third)).toEqual({});
  expect(shown(org.adler)).toEqual({ [org.ben]: ['meeting'] });
  await expectAsFresh();
});

test('an account whose parent was merged has the winner for a parent, and is told apart from it', async () => {
  await org.update('Account', org.adlerOfBen, { ParentId: zander });
  await org.meet(org.clara, org.adlerContact);
  await runLater(() => {
    expect(shown(org.adlerOfBen)).toMatchObject({ [org.clara]: ['meeting'] });
    mergeRecords(org.org, admin(), 'Account', org.adler, [zander]);
  });
  expect(shown(org.adlerOfBen)).toEqual({});
  await expectAsFresh();
});

test('a merge of a merge is followed to its end', async () => {
  await org.meet(org.clara, zanderContact);
  await runLater(() => {
    mergeRecords(org.org, admin(), 'Account', org.berg, [zander]);
    mergeRecords(org.org, admin(), 'Account', org.adler, [org.berg]);
  });
  expect(shown(org.adlerOfBen)).toMatchObject({ [org.clara]: ['meeting'] });
  await expectAsFresh();
});

test('an account that is taken out of the bin brings its knowledge back', async () => {
  await org.meet(org.clara, org.adlerContact);
  await runLater(() => org.remove('Account', org.adler));
  expect(shown(org.adlerOfBen)).toEqual({});
  await runLater(() => {
    undeleteRecord(org.org, admin(), 'Account', org.adler);
  });
  expect(shown(org.adlerOfBen)).toEqual({ [org.anna]: ['deal'], [org.clara]: ['meeting'] });
  await expectAsFresh();
});

test('a contact that is taken out of the bin brings its activities back', async () => {
  await org.meet(org.clara, org.adlerContact);
  await runLater(() => org.remove('Contact', org.adlerContact));
  await runLater(() => {
    undeleteRecord(org.org, admin(), 'Contact', org.adlerContact);
  });
  expect(shown(org.adlerOfBen)).toEqual({ [org.anna]: ['deal'], [org.clara]: ['meeting'] });
  await expectAsFresh();
});

test('what colleagues did with a lead counts once it is converted', async () => {
  const lead = await org.create('Lead', { LastName: 'Lerche', Company: 'Adler', OwnerId: org.clara });
  await org.meet(org.clara, lead);
  await runLater(() => {
    convertLead(org.org, admin(), { leadId: lead, convertedStatus: 'Closed - Converted', accountId: org.adler });
  });
  expect(shown(org.adlerOfBen)).toMatchObject({ [org.clara]: ['deal', 'meeting'] });
  await expectAsFresh();
});

test('activities of a merged contact stay with the account it had then, though it moves before we look', async () => {
  await org.meet(org.clara, zanderContact);
  await runLater(async () => {
    mergeRecords(org.org, admin(), 'Contact', org.adlerContact, [zanderContact]);
    await org.update('Contact', org.adlerContact, { AccountId: org.berg });
  });
  expect(shown(org.adlerOfBen)).toMatchObject({ [org.clara]: ['meeting'] });
  await expectAsFresh();
});

test('what colleagues did with a merged lead counts for the lead that stays', async () => {
  const [loser = '', winner = ''] = await Promise.all(
    ['Lerche', 'Lärche'].map((LastName) =>
      org.create('Lead', { LastName, Company: 'Adler Werke', OwnerId: org.clara }),
    ),
  );
  await org.meet(org.clara, loser);
  await runLater(() => mergeRecords(org.org, admin(), 'Lead', winner, [loser]));
  expect(await database.query('SELECT who_id FROM event')).toEqual([{ who_id: winner }]);
  await expectAsFresh();
});

test('a contract of a merged account is one with the winner', async () => {
  const day = (days: number): string => org.daysAgo(days).slice(0, 10);
  const contract = { AccountId: zander, OwnerId: org.anna, StartDate: day(300), ContractTerm: 12 };
  await org.update('Contract', await org.create('Contract', contract), { Status: 'Activated' });
  await runLater(() => mergeRecords(org.org, admin(), 'Account', org.adler, [zander]));
  expect(await database.query('SELECT account_id FROM contract')).toEqual([{ account_id: org.adler }]);
});

test('what is asked about a merged account and contact is read again, and names those that stay', async () => {
  addRow(org.org, 'Baton_Introduction__c', {
    ...{ OwnerId: org.anna, Account__c: zander, Contact__c: zanderContact, State__c: 'Withdrawn' },
  });
  await runLater(() => {
    mergeRecords(org.org, admin(), 'Account', org.adler, [zander]);
    mergeRecords(org.org, admin(), 'Contact', org.adlerContact, [zanderContact]);
  });
  expect(
    await database.query(
      `SELECT record ->> 'accountId' AS account, record ->> 'contactId' AS contact FROM introduction`,
    ),
  ).toEqual([{ account: org.adler, contact: org.adlerContact }]);
});

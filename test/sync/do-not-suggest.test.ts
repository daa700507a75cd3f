import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';

import type { Database } from '../../src/store/database.ts';
import { addRow } from '../devorg/support/small-org.ts';
import { openStore } from '../support/databases.ts';
import { emptyTables } from '../support/embedded-database.ts';
import { runService, runTwoDivisions, type TwoDivisions } from '../support/two-divisions.ts';

let org: TwoDivisions;
let database: Database;
const opened = openStore();

beforeEach(async () => {
  org = await runTwoDivisions();
  database = await opened;
  await emptyTables(database);
});
afterEach(() => org.close());
afterAll(async () => (await opened).close());

const DO_NOT = { Baton_Do_Not_Suggest__c: true };

/** Whether Ben, who looks after the customer too, is told that Clara knows it. */
const claraIsShown = (): boolean =>
  org.relationships().some((row) => row.Account__c === org.adlerOfBen && row.Colleague__c === org.clara);

/** A service that knows nothing of what was before finds all as it should be. */
async function expectAsFresh(): Promise<void> {
  await emptyTables(database);
  expect(await runService(org, database)).toMatchObject({ upserts: 0, deletes: 0 });
}

/** Clara meets the contact, about its account or a deal. */
const meetAbout = (what: string): Promise<string> =>
  org.create('Event', {
    ...{ Subject: 'Visit', OwnerId: org.clara, WhoId: org.adlerContact, WhatId: what, DurationInMinutes: 72 },
    ...{ StartDateTime: org.daysAgo(1), EndDateTime: org.daysAgo(0.95) },
  });

/** The contact works for another customer now; what was done with it before stays with the old one. */
async function moveContactAway(): Promise<void> {
  await org.update('Contact', org.adlerContact, { AccountId: org.berg });
  await runService(org, database);
  expect(claraIsShown()).toBe(true);
}

/** @returns another row of the same person, at another customer. */
async function writeDownAgain(): Promise<string> {
  const same = { LastName: 'Ahrens', FirstName: 'Ada', Email: 'ada.ahrens@adler.example' };
  await org.update('Contact', org.adlerContact, same);
  return addRow(org.org, 'Contact', { ...same, AccountId: org.berg, OwnerId: org.anna });
}

async function expectGoneWithMark(contact: string): Promise<void> {
  await org.update('Contact', contact, DO_NOT);
  await runService(org, database);
  expect(claraIsShown()).toBe(false);
  await expectAsFresh();
}

test('a meeting at a former employer goes with the mark on the contact', async () => {
  await meetAbout(org.adler);
  await moveContactAway();
  await expectGoneWithMark(org.adlerContact);
});

test('so does a case there', async () => {
  addRow(org.org, 'Case', {
    ...{ Subject: 'Lift', AccountId: org.adler, ContactId: org.adlerContact, OwnerId: org.clara, Origin: 'Phone' },
  });
  await moveContactAway();
  await expectGoneWithMark(org.adlerContact);
});

test('so does a meeting about a deal there', async () => {
  const deal = addRow(org.org, 'Opportunity', {
    ...{ Name: 'Lift', AccountId: org.adler, OwnerId: org.anna, StageName: 'Prospecting', CloseDate: '2026-06-30' },
  });
  await meetAbout(deal);
  await moveContactAway();
  await expectGoneWithMark(org.adlerContact);
});

test('the mark is the wish of a person, wherever it was set and wherever the meeting was', async () => {
  const other = await writeDownAgain();
  await meetAbout(org.adler);
  await moveContactAway();
  await expectGoneWithMark(other);
  // Also where no other customer is looked at together with this one.
  await org.logCall(org.anna, org.adlerOfBenContact);
  await runService(org, database);
  expect(claraIsShown()).toBe(false);
});

test('the owner of a deal is known by it, whoever it was made with', async () => {
  const deal = addRow(org.org, 'Opportunity', {
    ...{ Name: 'Lift', AccountId: org.adler, OwnerId: org.clara, StageName: 'Prospecting', CloseDate: '2026-06-30' },
  });
  const other = await writeDownAgain();
  addRow(org.org, 'OpportunityContactRole', { OpportunityId: deal, ContactId: org.adlerContact });
  await runService(org, database);
  expect(claraIsShown()).toBe(true);
  await org.update('Contact', other, DO_NOT);
  await runService(org, database);
  expect(claraIsShown()).toBe(true);
  await expectAsFresh();
});

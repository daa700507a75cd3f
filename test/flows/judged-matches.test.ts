import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';

import { viewerFor } from '../../src/devorg/access/viewer.ts';
import { ApiError } from '../../src/devorg/api-error.ts';
import { mergeRecords } from '../../src/devorg/records/index.ts';
import { addSaveGuard } from '../../src/devorg/records/save-guards.ts';
import type { Database } from '../../src/store/database.ts';
import { addRow } from '../devorg/support/small-org.ts';
import { openStore } from '../support/databases.ts';
import { emptyTables } from '../support/embedded-database.ts';
import { runService, runTwoDivisions, type TwoDivisions } from '../support/two-divisions.ts';

interface Match {
  readonly Id: string;
  readonly External_Id__c: string | null;
  readonly Judgement__c: string;
  readonly State__c: string;
  readonly Kind__c: string;
  readonly Account__c: string | null;
  readonly Other_Account__c: string | null;
  readonly Score__c: number | null;
  readonly Evidence__c: string | null;
  readonly Decided_By__c: string | null;
  readonly Decided_At__c: string | null;
}

let org: TwoDivisions;
let database: Database;
/** Ben's account of what may be the same customer as Anna's *Adler Werke*. */
let adlerTwin: string;
let adlerTwinContact: string;
const opened = openStore();

beforeEach(async () => {
  org = await runTwoDivisions();
  database = await opened;
  adlerTwin = addRow(org.org, 'Account', { Name: 'Falkenhorst Beteiligung', OwnerId: org.ben });
  adlerTwinContact = addRow(org.org, 'Contact', { LastName: 'Falk', AccountId: adlerTwin, OwnerId: org.ben });
  await forgetEverything();
});
afterEach(() => org.close());
afterAll(async () => (await opened).close());

async function forgetEverything(): Promise<void> {
  await emptyTables(database);
}

const matches = (): Match[] =>
  org.org.database
    .prepare('SELECT * FROM "Baton_Match__c" WHERE IsDeleted = 0 ORDER BY External_Id__c')
    .all() as unknown as Match[];

const seenOn = (account: string): (string | null)[] =>
  org
    .relationships()
    .filter(({ Account__c: on }) => on === account)
    .map(({ Colleague__c: who }) => who);

/** What stands in the CRM, without what every run writes. */
const endState = (): unknown => ({ relationships: org.relationships(), matches: matches() });

async function decide(one: string, other: string, judgement: 'Same' | 'Different'): Promise<string> {
  return org.create('Baton_Match__c', { Account__c: one, Other_Account__c: other, Judgement__c: judgement });
}

test('what an admin says is the same is one customer, and nothing in the data undoes it', async () => {
  await org.meet(org.anna, org.adlerContact);
  await org.meet(org.ben, adlerTwinContact);
  await runService(org, database);
  expect(seenOn(adlerTwin)).not.toContain(org.anna);

  await decide(org.adler, adlerTwin, 'Same');
  await runService(org, database);
  expect(seenOn(adlerTwin)).toContain(org.anna);
  expect(seenOn(org.adler)).toContain(org.ben);

  await org.update('Account', adlerTwin, { Name: 'Ganz Anders KG', Website: 'https://ganz-anders.example' });
  await runService(org, database);
  expect(seenOn(adlerTwin)).toContain(org.anna);
});

test('what an admin says is different parts, and an equal name does not bring it together again', async () => {
  await org.meet(org.anna, org.adlerContact);
  await runService(org, database);
  expect(seenOn(org.adlerOfBen)).toContain(org.anna);

  const decision = await decide(org.adler, org.adlerOfBen, 'Different');
  await runService(org, database);
  expect(seenOn(org.adlerOfBen)).not.toContain(org.anna);

  await org.update('Account', org.adlerOfBen, { Name: 'Adler Werke', Website: 'https://adler-werke.example' });
  await org.update('Account', org.adler, { Website: 'https://adler-werke.example' });
  await runService(org, database);
  expect(seenOn(org.adlerOfBen)).not.toContain(org.anna);

  await org.remove('Baton_Match__c', decision);
  await runService(org, database);
  expect(seenOn(org.adlerOfBen)).toContain(org.anna);
});

test('a decision says who made it and when, even if it was made on the record page', async () => {
  await decide(org.adlerOfBen, org.adler, 'Different');
  await runService(org, database);
  const [match] = matches();
  expect(match).toMatchObject({ Judgement__c: 'Different', State__c: 'Decided', Kind__c: 'Accounts' });
  expect(match?.Decided_By__c).toBe(org.admin);
  expect(Date.parse(match?.Decided_At__c ?? '')).toBeGreaterThan(org.org.clock.now() - 60_000);
  expect(await runService(org, database)).toMatchObject({ upserts: 0, deletes: 0 });
});

/** Two rows of which nobody can be sure: one name contains the other, and the places differ in part. */
function addUnsurePair(): { one: string; other: string } {
  const place = { BillingStreet: 'Hafenstr. 12', BillingPostalCode: '20457', BillingCity: 'Hamburg' };
  const one = addRow(org.org, 'Account', { Name: 'Möwe Spedition', OwnerId: org.anna, ...place });
  const other = addRow(org.org, 'Account', {
    ...{ Name: 'Möwe Kontraktlogistik Nord', OwnerId: org.ben, ...place },
    BillingStreet: 'Hafenstr. 14',
  });
  return { one, other };
}

test('what the service is unsure about is put to an admin, and taken back once it is settled', async () => {
  const { one, other } = addUnsurePair();
  await runService(org, database);
  const [proposal, ...more] = matches();
  expect(more).toEqual([]);
  const [smaller, larger] = [one, other].sort();
  expect(proposal).toMatchObject({
    ...{ External_Id__c: `${smaller}-${larger}`, Account__c: smaller, Other_Account__c: larger },
    ...{ Judgement__c: 'Unsure', State__c: 'Proposed', Kind__c: 'Accounts' },
  });
  expect(Number(proposal?.Score__c) % 10).toBe(0);
  expect(proposal?.Evidence__c?.split('\n').length).toBeGreaterThan(1);

  await org.update('Account', other, { Name: 'Rabe Bau', BillingStreet: 'Am Wall 1', BillingCity: 'Bremen' });
  await runService(org, database);
  expect(matches()).toEqual([]);
});

test('a question between two records that are merged is taken back, also by a service that starts anew', async () => {
  for (const isFresh of [false, true]) {
    const { one, other } = addUnsurePair();
    await runService(org, database);
    expect(matches()).toHaveLength(1);
    mergeRecords(org.org, viewerFor(org.org, org.admin), 'Account', one, [other]);
    expect(matches()).toMatchObject([{ Account__c: one, Other_Account__c: one }]);
    if (isFresh) await forgetEverything();
    await runService(org, database);
    expect(matches()).toEqual([]);
    await org.remove('Account', one);
  }
});

test('a proposal that the org refuses is an issue, for as long as it is asked', async () => {
  const { other } = addUnsurePair();
  addSaveGuard(org.org, ({ object }) => {
    if (object.name === 'Baton_Match__c') throw new ApiError(400, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', 'Not like this');
  });
  const issues = (): unknown[] => org.org.database.prepare('SELECT State__c FROM "Baton_Sync_Issue__c"').all();
  await runService(org, database);
  expect(issues()).toEqual([{ State__c: 'Open' }]);
  await org.update('Account', other, { Name: 'Rabe Bau', BillingStreet: 'Am Wall 1', BillingCity: 'Bremen' });
  await runService(org, database);
  expect(issues()).toEqual([{ State__c: 'Resolved' }]);
});

test('a proposal that is answered is a decision, and its database may be lost', async () => {
  const { one, other } = addUnsurePair();
  const contact = addRow(org.org, 'Contact', { LastName: 'Möller', AccountId: one, OwnerId: org.anna });
  await org.meet(org.anna, contact);
  await runService(org, database);
  await org.update('Baton_Match__c', matches()[0]?.Id ?? '', { Judgement__c: 'Same' });
  await decide(org.adler, org.adlerOfBen, 'Different');
  await runService(org, database);
  expect(seenOn(other)).toContain(org.anna);
  expect(matches().map(({ Judgement__c: judgement, State__c: state }) => [judgement, state])).toEqual(
    expect.arrayContaining([
      ['Same', 'Decided'],
      ['Different', 'Decided'],
    ]),
  );
  const before = endState();

  await forgetEverything();
  expect(await runService(org, database)).toMatchObject({ upserts: 0, deletes: 0 });
  expect(endState()).toEqual(before);
});

test('no more is proposed than the policy allows, and none where it says so', async () => {
  addUnsurePair();
  await org.create('Baton_Policy__c', { Active__c: true, Match_Proposals__c: 0 });
  await runService(org, database);
  expect(matches()).toEqual([]);
});

test('branches of one group are one customer where the policy says so', async () => {
  const parent = addRow(org.org, 'Account', { Name: 'Kranich Holding', OwnerId: org.anna, BillingCity: 'Kiel' });
  const child = addRow(org.org, 'Account', {
    ...{ Name: 'Kranich Holding', OwnerId: org.ben, BillingCity: 'Ulm', ParentId: parent },
  });
  const contact = addRow(org.org, 'Contact', { LastName: 'Kern', AccountId: parent, OwnerId: org.anna });
  await org.meet(org.anna, contact);
  await runService(org, database);
  expect(seenOn(child)).not.toContain(org.anna);

  const policy = await org.create('Baton_Policy__c', { Active__c: true, Branches__c: 'Same customer' });
  await runService(org, database);
  expect(seenOn(child)).toContain(org.anna);

  await org.update('Baton_Policy__c', policy, { Branches__c: 'Same group' });
  await runService(org, database);
  expect(seenOn(child)).not.toContain(org.anna);
});

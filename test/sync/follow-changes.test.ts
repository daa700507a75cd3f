import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';

import type { Database } from '../../src/store/database.ts';
import { addRow, assign } from '../devorg/support/small-org.ts';
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

const seen = (): { on: string; who: string | null; why: string }[] =>
  org
    .relationships()
    .map((row) => ({ on: row.Account__c, who: row.Colleague__c, why: row.Reasons__c.split(':')[0] ?? '' }));

test('a call logged in one division is seen on the account of the other', async () => {
  await runService(org, database);
  await org.logCall(org.ben, org.adlerOfBenContact);
  const summary = await runService(org, database);
  expect(summary.upserts).toBeGreaterThan(0);
  expect(seen()).toContainEqual({ on: org.adler, who: org.ben, why: 'call' });
});

test('a second run changes nothing', async () => {
  await org.logCall(org.ben, org.adlerOfBenContact);
  await runService(org, database);
  expect(await runService(org, database)).toMatchObject({ upserts: 0, deletes: 0 });
});

test('nobody is shown on accounts of their own division', async () => {
  await org.meet(org.anna, org.adlerContact);
  await org.meet(org.clara, org.adlerContact);
  await runService(org, database);
  expect(seen().filter(({ on, who }) => on === org.adler && who !== org.ben)).toEqual([]);
  const onBens = seen().filter(({ on }) => on === org.adlerOfBen);
  expect(onBens.map(({ who }) => who).sort()).toEqual([org.anna, org.clara].sort());
});

test('a deleted activity takes back what only it told', async () => {
  const meeting = await org.meet(org.clara, org.adlerContact);
  await runService(org, database);
  expect(seen().map(({ who }) => who)).toContain(org.clara);
  await org.remove('Event', meeting);
  await runService(org, database);
  expect(seen().map(({ who }) => who)).not.toContain(org.clara);
});

test('an account that gets the name and place of another customer moves over', async () => {
  await org.meet(org.clara, org.adlerContact);
  await runService(org, database);
  await org.update('Account', org.adlerOfBen, { Name: 'Zander Fisch' });
  await runService(org, database);
  expect(seen().filter(({ on }) => on === org.adlerOfBen)).toEqual([]);
  await org.update('Account', org.berg, { Name: 'Adler-Werke', BillingCity: 'Bremen' });
  await runService(org, database);
  expect(seen()).toContainEqual({ on: org.berg, who: org.clara, why: 'meeting' });
});

test('a deleted account takes its knowledge along', async () => {
  await org.meet(org.clara, org.adlerContact);
  await runService(org, database);
  await org.remove('Account', org.adler);
  const summary = await runService(org, database);
  expect(summary).toMatchObject({ accounts: 2, deletes: summary.deletes });
  expect(seen().filter(({ who }) => who === org.clara)).toEqual([]);
});

test('an account flagged as not to be suggested contributes and shows nothing', async () => {
  await org.meet(org.clara, org.adlerContact);
  await org.meet(org.ben, org.adlerOfBenContact);
  await runService(org, database);
  await org.update('Account', org.adler, { Baton_Do_Not_Suggest__c: true });
  await runService(org, database);
  expect(seen()).toEqual([]);
});

test('a contact flagged as not to be suggested contributes nothing', async () => {
  await org.meet(org.clara, org.adlerContact);
  await runService(org, database);
  await org.update('Contact', org.adlerContact, { Baton_Do_Not_Suggest__c: true });
  await runService(org, database);
  expect(seen().map(({ who }) => who)).not.toContain(org.clara);
});

test('whoever hides disappears, and whoever wants no name loses it', async () => {
  await org.meet(org.clara, org.adlerContact);
  await runService(org, database);
  const preference = addRow(org.org, 'Baton_Preference__c', { OwnerId: org.clara, Naming__c: 'Unnamed' });
  await runService(org, database, {}, { which: 'hot' });
  expect(seen()).toContainEqual({ on: org.adlerOfBen, who: null, why: 'meeting' });
  await org.update('Baton_Preference__c', preference, { Naming__c: 'Hidden' });
  await runService(org, database, {}, { which: 'hot' });
  expect(seen().filter(({ why }) => why === 'meeting')).toEqual([]);
});

test('whoever gets Baton is named from then on, and no longer once it is taken away', async () => {
  org.org.database.prepare('UPDATE "User" SET IsActive = 1, Division = ? WHERE Id = ?').run('Facility', org.dora);
  await org.meet(org.dora, org.adlerContact);
  await runService(org, database);
  expect(seen()).toContainEqual({ on: org.adlerOfBen, who: null, why: 'meeting' });

  assign(org.org, 'Baton_Rep', [org.dora]);
  await runService(org, database);
  expect(seen()).toContainEqual({ on: org.adlerOfBen, who: org.dora, why: 'meeting' });

  org.org.database.prepare('DELETE FROM "PermissionSetAssignment" WHERE AssigneeId = ?').run(org.dora);
  org.org.clock.move(2 * 3_600_000);
  await runService(org, database);
  expect(seen()).toContainEqual({ on: org.adlerOfBen, who: null, why: 'meeting' });
});

test('a user who leaves is shown no more', async () => {
  await org.meet(org.clara, org.adlerContact);
  await runService(org, database);
  await org.update('User', org.clara, { IsActive: false });
  await runService(org, database);
  expect(seen().map(({ who }) => who)).not.toContain(org.clara);
});

test('a division that admits another value has members at once', async () => {
  await org.meet(org.clara, org.adlerContact);
  await org.update('User', org.clara, { Division: 'Gastro' });
  await runService(org, database);
  expect(seen().map(({ who }) => who)).not.toContain(org.clara);
  const [division] = await org.rows<{ Id: string }>("SELECT Id FROM Baton_Division__c WHERE Key__c = 'facility'");
  await org.update('Baton_Division__c', division!.Id, { User_Values__c: 'Facility\n gastro ' });
  await runService(org, database);
  expect(seen().map(({ who }) => who)).toContain(org.clara);
});

test('time alone lets a band fall, without anybody touching a record', async () => {
  await org.meet(org.clara, org.adlerContact);
  await org.meet(org.clara, org.adlerContact, 3);
  await runService(org, database);
  expect(org.relationships().find((row) => row.Colleague__c === org.clara)?.Band__c).toBe('Good');
  org.org.clock.move(60 * 86_400_000);
  await runService(org, database);
  expect(org.relationships().find((row) => row.Colleague__c === org.clara)?.Band__c).toBe('Some');
});

test('a planned meeting counts once it has taken place', async () => {
  await org.meet(org.clara, org.adlerContact, -3);
  await runService(org, database);
  expect(seen().map(({ who }) => who)).not.toContain(org.clara);
  org.org.clock.move(4 * 86_400_000);
  await runService(org, database);
  expect(seen().map(({ who }) => who)).toContain(org.clara);
});

import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';

import type { Database } from '../../src/store/database.ts';
import { openStore } from '../support/databases.ts';
import { emptyTables } from '../support/embedded-database.ts';
import { dropReplies, forbidBand, lockRows } from '../support/org-faults.ts';
import { runService, runTwoDivisions, type TwoDivisions } from '../support/two-divisions.ts';

let org: TwoDivisions;
let database: Database;
const opened = openStore();

beforeEach(async () => {
  org = await runTwoDivisions();
  database = await opened;
  await emptyDatabase();
  await org.meet(org.clara, org.adlerContact);
  await org.meet(org.clara, org.adlerContact, 3);
  await org.logCall(org.ben, org.adlerOfBenContact);
});
afterEach(() => org.close());
afterAll(async () => (await opened).close());

async function emptyDatabase(): Promise<void> {
  await emptyTables(database);
}

interface IssueRow {
  readonly Id: string;
  readonly State__c: string;
  readonly Code__c: string;
  readonly Record_Id__c: string;
  readonly Fix__c: string;
}

const parkedWrites = (): Promise<IssueRow[]> =>
  org.rows(
    "SELECT Id, State__c, Code__c, Record_Id__c, Fix__c FROM Baton_Sync_Issue__c WHERE Kind__c = 'Parked write'",
  );

const bands = (): string[] => org.relationships().map(({ Band__c }) => Band__c);

test('a row that is refused for good is parked where the admin sees it, and the others pass', async () => {
  forbidBand(org, 'Good');
  const summary = await runService(org, database);
  expect(summary).toMatchObject({ parked: 1, relationships: 2 });
  expect(bands()).not.toContain('Good');
  const [issue] = await parkedWrites();
  expect(issue).toMatchObject({
    State__c: 'Open',
    Code__c: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    Record_Id__c: org.adlerOfBen,
  });
  expect(issue!.Fix__c).not.toBe('');
});

test('a parked row is left alone until its input changes', async () => {
  const allow = forbidBand(org, 'Good');
  await runService(org, database);
  expect(await runService(org, database)).toMatchObject({ upserts: 0, parked: 1 });
  allow();
  expect(await runService(org, database)).toMatchObject({ upserts: 0, parked: 1 });
  await org.logCall(org.clara, org.adlerContact);
  expect(await runService(org, database)).toMatchObject({ upserts: 1, parked: 0 });
  expect((await parkedWrites()).map(({ State__c }) => State__c)).toEqual(['Resolved']);
});

test('a parked row is tried again when the admin resolves its issue, and opens it anew when it fails', async () => {
  const allow = forbidBand(org, 'Good');
  await runService(org, database);
  const [issue] = await parkedWrites();
  await org.update('Baton_Sync_Issue__c', issue!.Id, { State__c: 'Resolved' });
  await runService(org, database);
  expect((await parkedWrites()).map(({ State__c }) => State__c)).toEqual(['Open']);
  allow();
  await org.update('Baton_Sync_Issue__c', issue!.Id, { State__c: 'Resolved' });
  expect(await runService(org, database)).toMatchObject({ upserts: 1, parked: 0 });
  expect(bands()).toContain('Good');
  expect((await parkedWrites()).map(({ State__c }) => State__c)).toEqual(['Resolved']);
});

test('what an admin ignores stays parked in silence', async () => {
  forbidBand(org, 'Good');
  await runService(org, database);
  const [issue] = await parkedWrites();
  await org.update('Baton_Sync_Issue__c', issue!.Id, { State__c: 'Ignored' });
  expect(await runService(org, database)).toMatchObject({ upserts: 0, parked: 1 });
  expect((await parkedWrites()).map(({ State__c }) => State__c)).toEqual(['Ignored']);
});

test('a parked row is remembered by its issue when the database is lost', async () => {
  const allow = forbidBand(org, 'Good');
  await runService(org, database);
  allow();
  await emptyDatabase();
  expect(await runService(org, database)).toMatchObject({ upserts: 0, deletes: 0, parked: 1 });
  expect((await parkedWrites()).map(({ State__c }) => State__c)).toEqual(['Open']);
});

test('a row that is locked for the moment is written by the next run, without an issue', async () => {
  const unlock = lockRows(org);
  // The three people to ask are rows of their own, which nothing locks.
  expect(await runService(org, database)).toMatchObject({ upserts: 3, postponed: 3, parked: 0 });
  unlock();
  expect(await runService(org, database)).toMatchObject({ upserts: 3, postponed: 0 });
  expect(await parkedWrites()).toEqual([]);
});

test('a reply that is lost after the write makes nothing double', async () => {
  const restore = dropReplies(org);
  await expect(runService(org, database)).rejects.toMatchObject({ code: expect.any(String) });
  const written = org.relationships();
  expect(written).toHaveLength(3);
  restore();
  await runService(org, database);
  expect(org.relationships().map(({ Id }) => Id)).toEqual(written.map(({ Id }) => Id));
  expect(await runService(org, database)).toMatchObject({ upserts: 0, deletes: 0 });
});

test('nothing is taken away while an essential field can not be read', async () => {
  await runService(org, database);
  const before = org.relationships();
  org.org.database.exec("DELETE FROM FieldPermissions WHERE Field = 'Task.WhoId'");
  org.org.accessVersion += 1;
  await emptyDatabase();
  const summary = await runService(org, database);
  expect(summary.problems.length).toBeGreaterThan(0);
  expect(summary).toMatchObject({ upserts: 0, deletes: 0 });
  expect(org.relationships()).toEqual(before);
});

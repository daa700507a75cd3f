import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';

import { viewerFor } from '../../src/devorg/access/viewer.ts';
import { insertRows, nextId } from '../../src/devorg/data/index.ts';
import { mergeRecords } from '../../src/devorg/records/index.ts';
import { reconcileDue } from '../../src/sync/index.ts';
import { closeDatabase, startTrial, type Trial } from '../failures/support/trial.ts';

const DAY_MS = 86_400_000;
/** A little longer than a day, since the clock of replies counts whole seconds. */
const NIGHT_MS = DAY_MS + 60_000;
let trial: Trial;

beforeEach(async () => {
  trial = await startTrial();
});
afterEach(() => trial.close());
afterAll(() => closeDatabase());

const idsIn = async (table: string): Promise<string[]> =>
  (await trial.database.query<{ id: string }>(`SELECT id FROM ${table} ORDER BY id COLLATE "C"`)).map(({ id }) => id);

const idsOf = (object: string): string[] =>
  trial.org.org.database
    .prepare(`SELECT Id AS id FROM "${object}" WHERE IsDeleted = 0 ORDER BY Id`)
    .all()
    .map(({ id }) => String(id));

/** Puts rows there as an old transaction would that commits only now: polling has long passed their stamp. */
function commitLate(object: string, rows: readonly Record<string, string>[]): string[] {
  const stamp = new Date(trial.org.org.clock.now() - DAY_MS).toISOString();
  const withIds = rows.map((row) => ({ ...row, Id: nextId(trial.org.org, object), SystemModstamp: stamp }));
  insertRows(trial.org.org, object, withIds);
  return withIds.map(({ Id }) => Id);
}

function contacts(count: number): Record<string, string>[] {
  const { adler, anna } = trial.org;
  return Array.from({ length: count }, (_, index) => ({ LastName: `Nr ${index}`, AccountId: adler, OwnerId: anna }));
}

test('rows that were purged are gone the night after, and what they told with them', async () => {
  const call = await trial.org.logCall(trial.org.ben, trial.org.adlerOfBenContact, 3);
  await trial.run();
  const before = trial.org.relationships();
  trial.org.org.database.prepare('DELETE FROM Task WHERE Id = ?').run(call);
  await trial.run();
  expect(trial.org.relationships()).toEqual(before);

  trial.org.org.clock.move(NIGHT_MS);
  await trial.run();
  expect(await idsIn('task')).toEqual(idsOf('Task'));
  expect(await idsIn('task')).not.toContain(call);
  expect(trial.org.relationships()).not.toEqual(before);
});

test('rows that polling passed by are read the night after', async () => {
  await trial.run();
  const late = commitLate('Contact', contacts(3));
  await trial.run();
  expect(await idsIn('contact')).not.toContain(late[0]);
  trial.org.org.clock.move(NIGHT_MS);
  await trial.run();
  expect(await idsIn('contact')).toEqual(idsOf('Contact'));
});

test('a row too many and one too few are found though the numbers are the same', async () => {
  await trial.run();
  const late = commitLate('Contact', contacts(1));
  trial.org.org.database.prepare('DELETE FROM Contact WHERE Id = ?').run(trial.org.bergContact);
  trial.org.org.clock.move(NIGHT_MS);
  await trial.run();
  expect(await idsIn('contact')).toEqual(idsOf('Contact'));
  expect(await idsIn('contact')).toContain(late[0]);
});

test('rows that are not kept are counted too, so that they are not asked for night after night', async () => {
  const { ben, adlerOfBenContact } = trial.org;
  const todo = { Subject: 'To do', Status: 'Not Started', OwnerId: ben, WhoId: adlerOfBenContact };
  await trial.org.create('Task', todo);
  await trial.org.create('Campaign', { Name: 'Names no need', IsActive: true });
  await trial.run();
  trial.org.org.clock.move(NIGHT_MS);
  const result = await reconcileDue(trial.crm, trial.database, trial.crm.serverNow() + NIGHT_MS);
  expect(result).toMatchObject({ gone: 0, missed: 0 });
  expect(result.failures.size).toBe(0);
});

test('rows of our own that we do not know of are found, and go where nobody wants them', async () => {
  await trial.run();
  const row = { Account__c: trial.org.adler, External_Id__c: 'a stray one', Status__c: 'New' };
  const [stray = ''] = commitLate('Baton_Suggestion__c', [row]);
  await trial.run();
  expect(idsOf('Baton_Suggestion__c')).toContain(stray);
  trial.org.org.clock.move(NIGHT_MS);
  await trial.run();
  expect(idsOf('Baton_Suggestion__c')).not.toContain(stray);
});

test('campaigns that were purged are gone the night after, whether or not they name a need', async () => {
  const { org, admin } = trial.org;
  const serve = { Active__c: true, Keywords__c: 'guards', Division__c: idsOf('Baton_Division__c')[0] };
  await trial.org.create('Baton_Need__c', { Name: 'Guards at night', Key__c: 'guards', ...serve });
  const [named, other] = await Promise.all(
    ['Guards for your gate', 'Season'].map((Name) => trial.org.create('Campaign', { Name, OwnerId: admin })),
  );
  await trial.run();
  expect(await idsIn('need_campaign')).toEqual([named]);
  for (const id of [named, other]) org.database.prepare('DELETE FROM Campaign WHERE Id = ?').run(String(id));
  trial.org.org.clock.move(NIGHT_MS);
  await trial.run();
  expect(await idsIn('need_campaign')).toEqual([]);
  expect(await trial.database.query('SELECT FROM passed_over WHERE record = $1', ['need_campaign'])).toEqual([]);
});

test('a night without differences costs a call for five objects and touches no row', async () => {
  await trial.run();
  const readable = (await trial.database.query('SELECT FROM read_position WHERE is_loaded')).length;
  const { apiCalls } = await reconcileDue(trial.crm, trial.database, trial.crm.serverNow() + NIGHT_MS);
  expect(apiCalls).toBeGreaterThan(0);
  expect(apiCalls).toBeLessThanOrEqual(Math.ceil(readable / 5));
  const again = await reconcileDue(trial.crm, trial.database, trial.crm.serverNow() + NIGHT_MS);
  expect(again.apiCalls).toBe(0);
});

test('differences among many rows are found in few calls, in any mixture', async () => {
  insertRows(trial.org.org, 'Contact', contacts(9_000));
  await trial.run();
  const known = await idsIn('contact');
  const purged = [known[17], known[4_000], known[8_990]].map(String);
  for (const id of purged) trial.org.org.database.prepare('DELETE FROM Contact WHERE Id = ?').run(id);
  const late = commitLate('Contact', contacts(40));
  const result = await reconcileDue(trial.crm, trial.database, trial.crm.serverNow() + NIGHT_MS);
  expect(result).toMatchObject({ gone: 3, missed: 40 });
  expect(await idsIn('contact')).toEqual(idsOf('Contact'));
  expect(await idsIn('contact')).toEqual(expect.arrayContaining(late));
  expect(result.apiCalls).toBeLessThan(20);
}, 120_000);

test('rows that vanish all at once are rather hidden than gone, and stay', async () => {
  insertRows(trial.org.org, 'Contact', contacts(400));
  await trial.run();
  const known = await idsIn('contact');
  trial.org.org.database.prepare(`DELETE FROM Contact WHERE LastName LIKE 'Nr%'`).run();
  trial.org.org.clock.move(NIGHT_MS);
  const { problems } = await trial.run();
  expect(problems).toContainEqual(expect.stringMatching(/contact could not be read: Salesforce shows 400 of 403/));
  expect(await idsIn('contact')).toEqual(known);
});

test('a merge whose deletion polling has missed is followed the night after', async () => {
  const { org, admin, adlerContact, adlerOfBenContact } = trial.org;
  await trial.run();
  mergeRecords(org, viewerFor(org, admin), 'Contact', adlerContact, [adlerOfBenContact]);
  const stamp = new Date(org.clock.now() - DAY_MS).toISOString();
  org.database.prepare('UPDATE Contact SET SystemModstamp = ? WHERE Id = ?').run(stamp, adlerOfBenContact);
  await trial.run();
  expect(await idsIn('contact')).toContain(adlerOfBenContact);
  org.clock.move(NIGHT_MS);
  await trial.run();
  expect(await idsIn('contact')).not.toContain(adlerOfBenContact);
  expect(await trial.database.query('SELECT FROM task WHERE who_id = $1', [adlerOfBenContact])).toEqual([]);
  expect(await trial.database.query('SELECT FROM task WHERE who_id = $1', [adlerContact])).toHaveLength(1);
});

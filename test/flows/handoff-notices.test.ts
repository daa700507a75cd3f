import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';

import { readFaultPlan } from '../../src/devorg/faults/index.ts';
import { type HandoffOrg, runHandoffOrg } from './support/handoff-org.ts';
import { closeDatabase } from './support/sample-org.ts';

let org: HandoffOrg;

beforeEach(async () => {
  org = await runHandoffOrg();
});
afterEach(() => org.end());
afterAll(closeDatabase);

/** A rule of the company refuses what the service writes on rows of an object, after the first so many. */
function refuse(object: string, after: number): void {
  org.running.faults.set(readFaultPlan([{ match: { object }, when: { after }, effect: { kind: 'validationRule' } }]));
}

function lines(object: string): string[] {
  return org.all(object).flatMap((row) => String(row['Notices__c'] ?? '').split('\n'));
}

const SENT = /^[a-z]+ 1 \S+Z \S+Z$/;

test('a notice on a hand-off is sent once, however often the record of it is refused, and recorded in the end', async () => {
  await org.give();
  refuse('Baton_Handoff__c', 1);
  await org.hot();
  for (let round = 0; round < 3; round += 1) await org.full();
  expect(org.told(org.ben)).toEqual(['A hand-off for you']);
  expect(lines('Baton_Handoff__c')).toEqual([expect.stringMatching(/^offered 1 \S+$/)]);
  expect(openIssues()).toHaveLength(1);
  // Tried again after minutes, not in each round.
  expect(struck()).toBeLessThanOrEqual(2);
  const before = struck();
  org.org.clock.move(11 * 60_000);
  await org.hot();
  await org.hot();
  expect(struck()).toBe(before + 1);

  // Or at once, where the admin says that it is mended.
  org.running.faults.clear();
  await org.full();
  expect(openIssues()).toHaveLength(1);
  await org.update('Baton_Sync_Issue__c', String(openIssues()[0]?.['Id']), { State__c: 'Resolved' });
  await org.full();
  expect(org.told(org.ben)).toEqual(['A hand-off for you']);
  expect(lines('Baton_Handoff__c')).toEqual([expect.stringMatching(SENT)]);
  expect(openIssues()).toEqual([]);
  expect(await org.database.query('SELECT FROM sent_notice')).toEqual([]);
});

test('nobody is told again where another process puts an older copy over what was just read', async () => {
  const id = await org.give();
  await org.hot();
  expect(org.told(org.ben)).toEqual(['A hand-off for you']);
  const [offered] = org.all('Baton_Handoff__c');
  expect(offered?.['Notices__c']).toMatch(SENT);

  // The other process is as fast as can be: whatever is written, the older copy is what stands there.
  await org.database.query(
    `UPDATE handoff SET record = record || jsonb_build_object('notices', regexp_replace(record ->> 'notices', ' \\S+$', ''))`,
  );
  await org.database.query(
    `CREATE FUNCTION keep_old() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$`,
  );
  await org.database.query('CREATE TRIGGER keep_old BEFORE UPDATE ON handoff FOR EACH ROW EXECUTE FUNCTION keep_old()');
  await org.database.query('INSERT INTO dirty_handoff (id) VALUES ($1)', [id]);
  await org.hot();
  await org.database.query('DROP FUNCTION keep_old CASCADE');
  expect(org.told(org.ben)).toEqual(['A hand-off for you']);
});

function openIssues(): ReturnType<HandoffOrg['all']> {
  return org.all('Baton_Sync_Issue__c').filter((row) => row['State__c'] === 'Open');
}

/** Writes that the rule of the company refused so far. */
function struck(): number {
  return org.running.faults.counts().reduce((sum, rule) => sum + rule.struck, 0);
}

test('so are an ask for an introduction and its answer', async () => {
  await org.meet(org.ben, org.adlerOfBenContact, 3);
  await org.full();
  const saved = await org
    .connect(org.anna)
    .sobject('Baton_Introduction__c')
    .create({
      ...{ Account__c: org.adler, Customer_Name__c: 'Adler Werke', Wish__c: 'Ten minutes' },
    });
  refuse('Baton_Introduction_Request__c', 1);
  for (let round = 0; round < 3; round += 1) await org.full();
  expect(org.told(org.ben)).toEqual(['Can you introduce a colleague?']);
  // Tried again after minutes, not in each round; the admin reads why.
  expect(struck()).toBeLessThanOrEqual(2);
  expect(openIssues()).toMatchObject([{ Object__c: 'Baton_Introduction__c', Kind__c: 'Parked write' }]);
  const [dueAt = 'no line'] = lines('Baton_Introduction_Request__c');
  org.running.faults.clear();
  // The moment when it was due stays on record, however late its sending is recorded.
  org.org.clock.move(600_000);
  await org.full();
  expect(lines('Baton_Introduction_Request__c')).toEqual([expect.stringMatching(SENT)]);
  expect(lines('Baton_Introduction_Request__c')[0]).toMatch(dueAt);

  const [request] = org.all('Baton_Introduction_Request__c');
  const answer = { Id: String(request?.['Id']), Answer__c: 'Yes' };
  await org.connect(org.ben).sobject('Baton_Introduction_Request__c').update(answer);
  refuse('Baton_Introduction__c', 1);
  for (let round = 0; round < 3; round += 1) await org.full();
  expect(org.told(org.anna)).toEqual(['A colleague can introduce you']);
  expect(struck()).toBeLessThanOrEqual(2);
  org.running.faults.clear();
  org.org.clock.move(600_000);
  await org.full();
  await org.full();
  expect(openIssues()).toEqual([]);
  expect(org.told(org.anna)).toEqual(['A colleague can introduce you']);
  expect(org.told(org.ben)).toEqual(['Can you introduce a colleague?']);
  expect(lines('Baton_Introduction__c')).toEqual([expect.stringMatching(SENT)]);
  expect(saved.success).toBe(true);
});

test('so is the digest of a day', async () => {
  const id = await org.give();
  await org.hot();
  await org.change(org.ben, id, { State__c: 'Accepted' });
  await org.change(org.ben, id, { State__c: 'In contact' });
  await org.connect(org.anna).sobject('Baton_Preference__c').create({});
  await org.hot();
  refuse('Baton_Preference__c', 1);
  for (let round = 0; round < 3; round += 1) await org.full();
  const digests = (): unknown[] =>
    org.running.context.notifications.all().filter(({ title }) => title === 'Your day in Baton');
  expect(digests()).toHaveLength(1);
  org.running.faults.clear();
  for (let round = 0; round < 2; round += 1) await org.full();
  expect(digests()).toHaveLength(1);
  expect(org.all('Baton_Preference__c')).toMatchObject([{ Digest_Sent_At__c: expect.any(String) }]);
});

test('where nobody can be asked, the ask waits, and is put to them once that is mended', async () => {
  await org.meet(org.ben, org.adlerOfBenContact, 3);
  await org.full();
  const ask = { Account__c: org.adler, Customer_Name__c: 'Adler Werke', Wish__c: 'Ten minutes' };
  await org.connect(org.anna).sobject('Baton_Introduction__c').create(ask);
  refuse('Baton_Introduction_Request__c', 0);
  for (let round = 0; round < 4; round += 1) await org.hot();
  expect(struck()).toBe(1);
  expect(org.all('Baton_Introduction__c')).toMatchObject([{ State__c: 'Asked', Answer_By__c: null }]);
  org.running.faults.clear();
  org.org.clock.move(600_000);
  await org.hot();
  expect(org.told(org.ben)).toEqual(['Can you introduce a colleague?']);
});

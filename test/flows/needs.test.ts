import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';

import { ApiError } from '../../src/devorg/api-error.ts';
import { addSaveGuard } from '../../src/devorg/records/save-guards.ts';
import type { Database } from '../../src/store/database.ts';
import { assign } from '../devorg/support/small-org.ts';
import { openStore } from '../support/databases.ts';
import { runService, type TwoDivisions } from '../support/two-divisions.ts';
import { runNeedsBox, type Suggestion } from './support/needs-box.ts';

let box: TwoDivisions;
let database: Database;
let guards: string;
let cleaning: string;

beforeAll(async () => {
  ({ box, guards, cleaning } = await runNeedsBox());
  database = await openStore();
}, 60_000);

afterAll(async () => {
  await database.close();
  await box.close();
});

beforeEach(async () => {
  for (const object of ['Case', 'Baton_Suggestion__c', 'Baton_Feedback__c'])
    for (const { Id } of await box.rows<{ Id: string }>(`SELECT Id FROM ${object}`)) await box.remove(object, Id);
  await runService(box, database);
});

const suggestions = (): Suggestion[] =>
  box.org.database
    .prepare('SELECT * FROM "Baton_Suggestion__c" WHERE IsDeleted = 0 ORDER BY External_Id__c')
    .all() as unknown as Suggestion[];
const feedback = () =>
  box.org.database.prepare('SELECT * FROM "Baton_Feedback__c" WHERE IsDeleted = 0 ORDER BY External_Id__c').all();
const report = (subject: string, accountId: string): Promise<string> =>
  box.create('Case', { Subject: subject, AccountId: accountId, OwnerId: box.anna });
/** As the panel does it. */
const answer = (user: string, id: string, status: string) =>
  box
    .connect(user)
    .sobject('Baton_Suggestion__c')
    .update({
      Id: id,
      Status__c: status,
      Answered_By__c: user,
      Answered_At__c: new Date(box.org.clock.now()).toISOString(),
    });

test('a case that names a need becomes a suggestion, with kind and month and no word of the case', async () => {
  await report('Break-in at the depot of Mr Secret', box.adler);
  await runService(box, database);
  const month = new Date(box.org.clock.now()).toISOString().slice(0, 7);
  // On both rows of the customer: Ben's division serves it, and the customer asked.
  expect(suggestions().map(({ Account__c, Reasons__c }) => [Account__c, Reasons__c])).toEqual(
    [box.adler, box.adlerOfBen].toSorted().map((id) => [id, `[{"fact":"case","month":"${month}"}]`]),
  );
  const stored = await database.query<{ table_name: string }>(
    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
  );
  for (const { table_name: table } of stored) {
    const rows = await database.query(`SELECT t::text AS text FROM ${table} t WHERE t::text ILIKE '%secret%'`);
    expect({ table, rows }).toEqual({ table, rows: [] });
  }
});

test('the best named colleague of the division is proposed', async () => {
  await box.meet(box.ben, box.adlerOfBenContact);
  await report('Guards wanted', box.adler);
  await runService(box, database);
  expect(suggestions().find(({ Account__c }) => Account__c === box.adler)?.Receiver__c).toBe(box.ben);
});

test('a case without a need, or about what they have, is no suggestion', async () => {
  await report('Invoice is wrong', box.adler);
  await runService(box, database);
  expect(suggestions()).toEqual([]);
});

test.each(['Passed on', 'Not now', 'Has it', 'Not relevant'])(
  'after "%s" the need does not come up again on any row of the customer, and the answer stays',
  async (status) => {
    await report('Guards wanted', box.adler);
    await runService(box, database);
    const own = suggestions().find(({ Account__c }) => Account__c === box.adler);
    const saved = await answer(box.anna, own?.Id ?? '', status);
    expect(saved).toMatchObject({ success: true });
    await runService(box, database);
    await report('Guards wanted once more', box.adlerOfBen);
    await runService(box, database);
    expect(suggestions().map(({ Account__c, Status__c }) => [Account__c, Status__c])).toEqual([[box.adler, status]]);
    // Another database knows it as well: answers live in the CRM.
    const fresh = await openStore();
    const run = await runService(box, fresh);
    await fresh.close();
    expect(run).toMatchObject({ upserts: 0, deletes: 0 });
    expect(suggestions().map(({ Status__c }) => Status__c)).toEqual([status]);
  },
  60_000,
);

test('people answer and change nothing else, and nobody answers in another name', async () => {
  await report('Guards wanted', box.adler);
  await runService(box, database);
  const { Id: id = '' } = suggestions().find(({ Account__c }) => Account__c === box.adler) ?? {};
  const write = (values: object) =>
    box
      .connect(box.anna)
      .sobject('Baton_Suggestion__c')
      .update({ Id: id, ...values })
      .then(
        ({ success }) => success,
        () => false,
      );
  expect(await write({ Status__c: 'Not now', Answered_By__c: box.ben })).toBe(false);
  expect(await write({ Status__c: 'Expired' })).toBe(false);
  expect(await write({ Rank__c: 9 })).toBe(false);
  expect(await write({ Account__c: box.adlerOfBen })).toBe(false);
  expect(await write({ Status__c: 'Not now', Answered_By__c: box.anna })).toBe(true);
});

test('the agent of the case hears what became of it', async () => {
  const caseId = await report('Guards wanted', box.adler);
  await runService(box, database);
  expect(feedback()).toMatchObject([
    { OwnerId: box.anna, Kind__c: 'Case', Case__c: caseId, Need__c: guards, Outcome__c: 'Suggested', Customers__c: 1 },
  ]);
  const own = suggestions().find(({ Account__c }) => Account__c === box.adler);
  await answer(box.anna, own?.Id ?? '', 'Passed on');
  await runService(box, database);
  expect(feedback()).toMatchObject([{ Outcome__c: 'Passed on', Passed_On__c: 1, Won__c: 0 }]);
});

test('a campaign that names a need is heard too, and its owner hears back', async () => {
  const campaignId = await box.create('Campaign', { Name: 'Windows in spring', OwnerId: box.anna, IsActive: true });
  const member = await box.create('CampaignMember', {
    ...{ CampaignId: campaignId, ContactId: box.adlerOfBenContact, Status: 'Responded' },
  });
  await runService(box, database);
  expect(suggestions().map(({ External_Id__c }) => External_Id__c)).toContain(`${box.adlerOfBen}-cleaning`);
  expect(JSON.parse(suggestions()[0]?.Reasons__c ?? '')).toMatchObject([{ fact: 'campaign' }]);
  expect(feedback()).toMatchObject([
    { OwnerId: box.anna, Kind__c: 'Campaign', Campaign__c: campaignId, Need__c: cleaning, Outcome__c: 'Suggested' },
  ]);
  // Feedback goes with the last answer that it counts, and comes again with a new one; the campaign itself stays.
  await box.remove('CampaignMember', member);
  await runService(box, database);
  expect([suggestions(), feedback()]).toEqual([[], []]);
  await box.create('CampaignMember', {
    ...{ CampaignId: campaignId, ContactId: box.adlerOfBenContact, Status: 'Responded' },
  });
  await runService(box, database);
  expect(feedback()).toMatchObject([{ Customers__c: 1, Outcome__c: 'Suggested' }]);
  await box.remove('Campaign', campaignId);
  await runService(box, database);
  expect(feedback()).toEqual([]);
  expect(await box.rows(`SELECT Id FROM Baton_Sync_Issue__c WHERE State__c = 'Open'`)).toEqual([]);
});

test('who loses Baton hears of their cases and campaigns no more, and hears of them again with it', async () => {
  const campaign = await box.create('Campaign', { Name: 'Windows in autumn', OwnerId: box.clara, IsActive: true });
  await box.create('CampaignMember', { CampaignId: campaign, ContactId: box.bergContact, Status: 'Responded' });
  await box.create('Case', { Subject: 'Guards wanted', AccountId: box.adlerOfBen, OwnerId: box.clara });
  await runService(box, database);
  const heard = (): unknown[] => feedback().map(({ OwnerId, Kind__c }) => [OwnerId, Kind__c]);
  expect(heard()).toHaveLength(2);
  const sets = await box.rows<{ Id: string }>(
    `SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = '${box.clara}' AND PermissionSet.Name = 'Baton_Rep'`,
  );
  for (const { Id } of sets) await box.remove('PermissionSetAssignment', Id);
  // Objects without a recycle bin are compared every hour.
  box.org.clock.move(3_700_000);
  await runService(box, database);
  await runService(box, database);
  expect(heard()).toEqual([]);
  assign(box.org, 'Baton_Rep', [box.clara]);
  await runService(box, database);
  expect(heard()).toHaveLength(2);
  await box.remove('Campaign', campaign);
});

test('a contract that ends is told on top of a reason, where its division looks after the account, and is none itself', async () => {
  const end = new Date(Date.parse(box.daysAgo(-60)));
  const start = Date.UTC(end.getUTCFullYear() - 1, end.getUTCMonth(), end.getUTCDate() + 1);
  const id = await box.create('Contract', {
    ...{ AccountId: box.adler, OwnerId: box.anna, ContractTerm: 12 },
    StartDate: new Date(start).toISOString().slice(0, 10),
  });
  await box.update('Contract', id, { Status: 'Activated' });
  await runService(box, database);
  expect(suggestions()).toEqual([]);
  await report('Guards wanted', box.adler);
  await runService(box, database);
  const told = () =>
    suggestions().map(({ Account__c, Reasons__c }) => [
      Account__c,
      (JSON.parse(Reasons__c) as { fact: string }[]).filter(({ fact }) => fact === 'contract'),
    ]);
  const month = end.toISOString().slice(0, 7);
  const expected = (ofAdler: object[]) =>
    [
      [box.adler, ofAdler],
      [box.adlerOfBen, []],
    ].toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1));
  expect(told()).toEqual(expected([{ fact: 'contract', month, of: 'Facility' }]));
  // Who has signed for longer does not decide anew.
  await box.update('Contract', id, { ContractTerm: 36 });
  await runService(box, database);
  expect(told()).toEqual(expected([]));
  await box.remove('Contract', id);
});

test('an org that keeps no contracts, or not for Baton, goes without them and hears nothing of it', async () => {
  const { Id: right } = box.org.database
    .prepare(
      `SELECT o.Id FROM ObjectPermissions o JOIN PermissionSet p ON p.Id = o.ParentId
       WHERE p.Name = 'Baton_Integration' AND o.SobjectType = 'Contract'`,
    )
    .get() as { Id: string };
  await box.remove('ObjectPermissions', right);
  await report('Guards wanted', box.adler);
  await runService(box, database);
  expect(suggestions()).toHaveLength(2);
  const fresh = await openStore();
  await runService(box, fresh);
  await fresh.close();
  expect(await box.rows(`SELECT Id FROM Baton_Sync_Issue__c WHERE State__c = 'Open'`)).toEqual([]);
});

test('keywords that an admin adds later find cases that were read before', async () => {
  await report('Somebody climbed over the fence', box.adler);
  await runService(box, database);
  expect(suggestions()).toEqual([]);
  await box.update('Baton_Need__c', guards, { Keywords__c: 'guard\nbreak-in\nfence' });
  await runService(box, database);
  await runService(box, database);
  expect(suggestions()).toHaveLength(2);
});

test('an account marked do not suggest gets nothing', async () => {
  await box.update('Account', box.adler, { Baton_Do_Not_Suggest__c: true });
  await report('Guards wanted', box.adler);
  await runService(box, database);
  expect(suggestions()).toEqual([]);
  await box.update('Account', box.adler, { Baton_Do_Not_Suggest__c: false });
});

test('a suggestion that goes is told to nobody as suggested, and the next run has nothing to do', async () => {
  await report('Guards wanted', box.adler);
  await runService(box, database);
  expect(feedback()).toMatchObject([{ Outcome__c: 'Suggested' }]);
  const accounts = [box.adler, box.adlerOfBen];
  for (const account of accounts) await box.update('Account', account, { Baton_Do_Not_Suggest__c: true });
  await runService(box, database);
  expect([suggestions(), feedback()]).toEqual([[], []]);
  expect(await runService(box, database)).toMatchObject({ upserts: 0, deletes: 0 });
  for (const account of accounts) await box.update('Account', account, { Baton_Do_Not_Suggest__c: false });
});

test('a suggestion that the org does not let go is an issue, and goes once that is resolved', async () => {
  await report('Guards wanted', box.adler);
  await runService(box, database);
  const letGo = addSaveGuard(box.org, ({ object, kind }) => {
    if (object.name === 'Baton_Suggestion__c' && kind === 'delete')
      throw new ApiError(400, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', 'It stays');
  });
  const accounts = [box.adler, box.adlerOfBen];
  for (const account of accounts) await box.update('Account', account, { Baton_Do_Not_Suggest__c: true });
  await runService(box, database);
  expect(suggestions()).toHaveLength(2);
  const issues = await box.rows<{ Id: string }>(`SELECT Id FROM Baton_Sync_Issue__c WHERE State__c = 'Open'`);
  expect(issues).toHaveLength(2);
  letGo();
  for (const { Id } of issues) await box.update('Baton_Sync_Issue__c', Id, { State__c: 'Resolved' });
  await runService(box, database);
  expect(suggestions()).toEqual([]);
  expect(await runService(box, database)).toMatchObject({ upserts: 0, deletes: 0 });
  for (const account of accounts) await box.update('Account', account, { Baton_Do_Not_Suggest__c: false });
});

test('in a pilot nothing comes up on accounts of others, nor a need that nobody in it serves', async () => {
  await report('Guards wanted', box.adler);
  const pilot = await box.create('Baton_Policy__c', { Active__c: true, Pilot__c: true, Pilot_Users__c: box.anna });
  await runService(box, database);
  expect(suggestions()).toEqual([]);
  await box.update('Baton_Policy__c', pilot, { Pilot_Users__c: null, Pilot_Divisions__c: 'security' });
  await runService(box, database);
  expect(suggestions().map(({ Account__c }) => Account__c)).toEqual([box.adlerOfBen]);
  await box.update('Baton_Policy__c', pilot, { Pilot__c: false });
  await runService(box, database);
  expect(suggestions()).toHaveLength(2);
  await box.remove('Baton_Policy__c', pilot);
});

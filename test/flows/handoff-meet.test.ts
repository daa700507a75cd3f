import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { readFaultPlan } from '../../src/devorg/faults/index.ts';
import { sendDigests } from '../../src/publish/handoffs/send-digests.ts';
import { addRow } from '../devorg/support/small-org.ts';
import { type HandoffOrg, runHandoffOrg } from './support/handoff-org.ts';
import { closeDatabase } from './support/sample-org.ts';

let org: HandoffOrg;

beforeEach(async () => {
  org = await runHandoffOrg();
});
afterEach(() => org.end());
afterAll(closeDatabase);

const REQUEST = 'Baton_Introduction_Request__c';

/** Anna asks who could introduce her to Adler. */
async function ask(values: object = {}): Promise<string> {
  const row = { Account__c: org.adler, Customer_Name__c: 'Adler Werke', Wish__c: 'A word with the site manager' };
  const reply = await org.call<{ id: string }>(org.anna, 'POST', '/sobjects/Baton_Introduction__c', {
    ...row,
    ...values,
  });
  expect(reply.status).toBe(201);
  return reply.body.id;
}

function introduction(id: string): Readonly<Record<string, unknown>> | undefined {
  return org.all('Baton_Introduction__c').find((row) => row['Id'] === id);
}

async function answer(userId: string, values: object): Promise<void> {
  const [request] = org.all(REQUEST).filter((row) => row['OwnerId'] === userId);
  const reply = await org.call(userId, 'PATCH', `/sobjects/${REQUEST}/${String(request?.['Id'])}`, values);
  expect(reply.status).toBe(204);
}

describe('ask for an introduction', () => {
  test('who knows the customer gets it as a record of the own; a yes tells who they are', async () => {
    const id = await ask();
    await org.hot();
    const requests = org.all(REQUEST);
    expect(requests).toMatchObject([
      { OwnerId: org.ben, Asker__c: org.anna, Wish__c: 'A word with the site manager', Account__c: org.adlerOfBen },
    ]);
    expect(org.told(org.ben)).toEqual(['Can you introduce a colleague?']);
    const path = `/sobjects/${REQUEST}/${String(requests[0]?.['Id'])}`;
    expect((await org.call(org.anna, 'GET', path)).status).toBe(404);
    expect((await org.call(org.clara, 'GET', path)).status).toBe(404);
    await answer(org.ben, { Answer__c: 'Yes', Answer_Text__c: 'Call me first' });
    await org.hot();
    expect(introduction(id)).toMatchObject({
      ...{ State__c: 'Connected', Knower__c: org.ben, Knower_Text__c: 'Call me first' },
    });
    expect(org.told(org.anna)).toEqual(['A colleague can introduce you']);
  });

  test('a no, silence and nobody read alike, and at the same moment', async () => {
    const refused = await ask();
    await org.hot();
    await answer(org.ben, { Answer__c: 'No' });
    const before = introduction(refused);
    await org.hot();
    // The answer leaves no trace on the ask.
    expect(introduction(refused)).toEqual(before);
    const unknown = await ask({ Account__c: null });
    const silent = await ask();
    await org.hot();
    for (const id of [refused, unknown, silent]) {
      expect(introduction(id)).toMatchObject({ State__c: 'Asked', Knower__c: null, Closed_At__c: null });
    }
    // 24 working hours are three days.
    org.at('2026-03-05T12:30:00Z');
    await org.hot();
    for (const id of [refused, unknown, silent]) {
      const row = introduction(id);
      expect(row).toMatchObject({ State__c: 'Nobody', Knower__c: null, Knower_Text__c: null });
      expect(row?.['Closed_At__c']).toBe(row?.['Answer_By__c']);
    }
    expect(org.told(org.anna)).toEqual(Array.from({ length: 3 }, () => 'Nobody to introduce you this time'));
  });

  test('nobody is asked more often than they want, and who is hidden never', async () => {
    await org.connect(org.ben).sobject('Baton_Preference__c').create({ Asks_A_Month__c: 1 });
    await org.hot();
    await ask();
    await org.hot();
    await ask();
    await org.hot();
    expect(org.all(REQUEST)).toHaveLength(1);
    await org.connect(org.ben).sobject('Baton_Preference__c').create({ Naming__c: 'Hidden' });
    org.at('2026-05-04T12:00:00Z');
    await org.full();
    await ask();
    await org.hot();
    expect(org.all(REQUEST)).toHaveLength(1);
  });

  test('nor where several ask at once', async () => {
    await org.connect(org.ben).sobject('Baton_Preference__c').create({ Asks_A_Month__c: 2 });
    await org.hot();
    for (let asks = 0; asks < 4; asks += 1) await ask();
    await org.hot();
    expect(org.all(REQUEST)).toHaveLength(2);
  });

  test('taken back, nothing more is wanted of anybody', async () => {
    const id = await ask();
    await org.hot();
    const path = `/sobjects/Baton_Introduction__c/${id}`;
    expect((await org.call(org.anna, 'PATCH', path, { State__c: 'Withdrawn' })).status).toBe(204);
    await org.hot();
    expect(org.all(REQUEST)).toMatchObject([{ State__c: 'Over' }]);
  });
});

test('people worth meeting: one small suggestion each, until they exchange something', async () => {
  for (const name of ['Kranich', 'Reiher', 'Storch', 'Milan']) {
    const site = `${name.toLowerCase()}-bau.example`;
    const mine = addRow(org.org, 'Account', { Name: `${name} Bau GmbH`, OwnerId: org.anna, Website: site });
    const theirs = addRow(org.org, 'Account', { Name: `${name} Bau`, OwnerId: org.ben, Website: site });
    for (const [userId, account] of [
      [org.anna, mine],
      [org.ben, theirs],
    ] as const) {
      const contact = addRow(org.org, 'Contact', { LastName: name, AccountId: account, OwnerId: userId });
      for (const day of [1, 2, 3, 4]) await org.meet(userId, contact, day);
    }
  }
  // What is worked out once an hour.
  await org.full();
  await org.database.query(`DELETE FROM setting WHERE key = 'done-meetings'`);
  await org.full();
  await org.full();
  expect(org.all('Baton_Exchange__c')).toMatchObject([
    { OwnerId: org.anna, Colleague__c: org.ben, Worth_Meeting__c: 1, Given__c: 0, Shared_Customers__c: 'Few' },
    { OwnerId: org.ben, Colleague__c: org.anna, Worth_Meeting__c: 1, Given__c: 0, Shared_Customers__c: 'Few' },
  ]);
  const id = await org.give();
  await org.hot();
  await org.change(org.ben, id, { State__c: 'Accepted' });
  await org.full();
  await org.full();
  expect(org.all('Baton_Exchange__c')).toMatchObject([
    { OwnerId: org.anna, Worth_Meeting__c: 0, Given__c: 1 },
    { OwnerId: org.ben, Worth_Meeting__c: 0, Received__c: 1 },
  ]);
});

test('what is not urgent comes in one digest a day, without a name', async () => {
  const id = await org.give();
  await org.hot();
  await org.change(org.ben, id, { State__c: 'Accepted' });
  await org.change(org.ben, id, { State__c: 'In contact' });
  await org.say(org.ben, id, 'Comment');
  await org.hot();
  await org.full();
  await org.full();
  const sent = org.running.context.notifications.all();
  expect(sent.filter(({ title }) => title === 'Your day in Baton')).toMatchObject([
    { userIds: [org.anna], body: '1 of your hand-offs moved; 1 new message.' },
  ]);
  expect(JSON.stringify(sent)).not.toContain('Adler');
  expect(org.all('Baton_Preference__c')).toMatchObject([{ OwnerId: org.anna, Digest_Sent_At__c: expect.any(String) }]);
});

test('the agent of a case and the owner of a campaign hear of it once, the day after; of what was there on the first day nobody hears', async () => {
  await org.create('Baton_Need__c', {
    ...{ Name: 'Guards', Key__c: 'guards', Active__c: true, Division__c: org.security },
    Keywords__c: 'guard',
  });
  await org.create('Case', { Subject: 'Guard wanted at night', AccountId: org.adler, OwnerId: org.anna });
  const campaign = await org.create('Campaign', { Name: 'Guards in spring', OwnerId: org.ivo, IsActive: true });
  await org.create('CampaignMember', {
    ...{ CampaignId: campaign, ContactId: org.adlerOfBenContact, Status: 'Responded' },
  });
  await org.full();
  await nextDay('03');
  const heard = (outcome: string) => [
    { OwnerId: org.anna, Kind__c: 'Case', Outcome__c: outcome },
    { OwnerId: org.ivo, Kind__c: 'Campaign', Outcome__c: outcome },
  ];
  const feedback = () => org.all('Baton_Feedback__c').toSorted((one) => (one['Kind__c'] === 'Case' ? -1 : 1));
  expect(feedback()).toMatchObject(heard('Suggested'));
  expect(digests()).toBe(0);
  const [suggestion] = org.all('Baton_Suggestion__c');
  const reply = await org.call(org.anna, 'PATCH', `/sobjects/Baton_Suggestion__c/${String(suggestion?.['Id'])}`, {
    ...{ Status__c: 'Not now', Answered_By__c: org.anna, Answered_At__c: '2026-03-03T12:00:00Z' },
  });
  expect(reply.status).toBe(204);
  await org.full();
  expect(feedback()).toMatchObject(heard('Refused'));
  expect(digests()).toBe(0);
  await nextDay('04');
  await nextDay('05');
  const sent = org.running.context.notifications.all().filter(({ title }) => title === 'Your day in Baton');
  const body = 'News of 1 need from your cases and campaigns.';
  expect(sent.toSorted((one) => (one.userIds.includes(org.anna) ? -1 : 1))).toMatchObject([
    { userIds: [org.anna], body },
    { userIds: [org.ivo], body },
  ]);
});

async function nextDay(day: string): Promise<void> {
  org.at(`2026-03-${day}T12:00:00Z`);
  await org.full();
}

/** One thing for Anna's digest. */
async function moveSomething(): Promise<void> {
  const id = await org.give();
  await org.hot();
  await org.change(org.ben, id, { State__c: 'Accepted' });
  await org.hot();
  await org.say(org.ben, id, 'Comment');
  await org.hot();
}

function digests(): number {
  return org.running.context.notifications.all().filter(({ title }) => title === 'Your day in Baton').length;
}

test('a digest is not sent again where the clock of the org went back by a second, or the store is behind', async () => {
  await moveSomething();
  const day = { nowMs: org.crm.serverNow() + 1_000, dayMs: org.crm.serverNow() - 3_600_000, today: '2026-03-02' };
  const times = [day.nowMs, day.nowMs - 1_000];
  const unsteady = { ...org.crm, serverNow: () => times.shift() ?? day.nowMs - 1_000 };
  await sendDigests(unsteady, org.database, day);
  await sendDigests(org.crm, org.database, day);
  expect(digests()).toBe(1);
  await org.database.query('UPDATE desk_choice SET digest_at = NULL, digest_sent_at = NULL');
  await sendDigests(org.crm, org.database, day);
  expect(digests()).toBe(1);
});

test('nor where the reply to making the choices it is recorded in was lost', async () => {
  await moveSomething();
  const match = { method: 'POST', route: '/composite/sobjects' };
  org.running.faults.set(readFaultPlan([{ match, when: { count: 1 }, effect: { kind: 'dropReply' } }]));
  await org.full();
  expect(org.all('Baton_Preference__c')).toHaveLength(2);
  for (let round = 0; round < 2; round += 1) await org.full();
  expect(digests()).toBe(1);
});

test('one that comes a day late is the one of that day, and what it did not tell comes with the next', async () => {
  await moveSomething();
  const match = { method: 'POST', route: '/actions/standard/customNotificationAction' };
  org.running.faults.set(readFaultPlan([{ match, effect: { kind: 'html503' } }]));
  await org.full().catch(() => undefined);
  expect(org.all('Baton_Preference__c')).toMatchObject([{ Digest_At__c: expect.any(String), Digest_Sent_At__c: null }]);
  org.running.faults.clear();
  const id = String(org.all('Baton_Handoff__c')[0]?.['Id']);
  org.at('2026-03-03T10:00:00Z');
  await org.say(org.ben, id, 'Comment');
  await nextDay('03');
  org.at('2026-03-03T13:00:00Z');
  await org.say(org.ben, id, 'Comment');
  await org.full();
  await org.full();
  expect(digests()).toBe(1);
  await nextDay('04');
  const sent = org.running.context.notifications.all().filter(({ title }) => title === 'Your day in Baton');
  expect(sent.map(({ body }) => body)).toEqual(['1 new message.', '2 new messages.']);
});

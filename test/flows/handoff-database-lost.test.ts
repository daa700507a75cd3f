import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';

import { type HandoffOrg, runHandoffOrg } from './support/handoff-org.ts';
import { closeDatabase, freshDatabase } from './support/sample-org.ts';

let org: HandoffOrg;

beforeEach(async () => {
  org = await runHandoffOrg();
});
afterEach(() => org.end());
afterAll(closeDatabase);

const OBJECTS = [
  ...['Baton_Handoff__c', 'Baton_Handoff__Share', 'Baton_Handoff_Message__c', 'Baton_Received__c'],
  ...['Baton_Exchange__c', 'Baton_Expert__c', 'Baton_Introduction__c', 'Baton_Introduction_Request__c'],
  ...['Baton_Preference__c', 'Baton_Sync_Issue__c'],
];

/** Everything that hand-offs have left in the org, each row with its stamps. */
function standing(): unknown {
  return OBJECTS.map((object) => [object, org.all(object)]);
}

/** Hand-offs in every state at once: offered, asked about, at the intake, declined and passed on, won, with a digest. */
async function midway(): Promise<void> {
  const accepted = await org.give();
  await org.give();
  const asked = await org.give();
  const declined = await org.give();
  const named = await org.give({ Receiver_Choice__c: 'Named', Receiver__c: org.eva });
  await org.hot();
  await org.change(org.ben, accepted, { State__c: 'Accepted' });
  await org.say(org.ben, asked, 'Question');
  await org.change(org.ben, declined, { State__c: 'Declined', Decline_Reason__c: 'No capacity' });
  for (const state of ['Accepted', 'In contact', 'Converted', 'Won']) {
    await org.change(org.eva, named, { State__c: state });
  }
  const ask = { Account__c: org.adler, Customer_Name__c: 'Adler Werke', Wish__c: 'A word' };
  await org.call(org.anna, 'POST', '/sobjects/Baton_Introduction__c', ask);
  for (let round = 0; round < 4; round += 1) await org.full();
  // Everybody has had a reminder, one goes to the intake.
  org.at('2026-03-04T08:30:00Z');
  for (let round = 0; round < 4; round += 1) await org.full();
}

test('with its database gone the service leaves every hand-off, share and notice as it was, and tells nobody twice', async () => {
  await midway();
  const before = standing();
  const told = org.running.context.notifications.all();
  expect(new Set(org.all('Baton_Handoff__c').map((row) => row['State__c'])).size).toBeGreaterThanOrEqual(4);
  expect(told.length).toBeGreaterThan(10);
  await freshDatabase();
  await org.full();
  await org.hot();
  await org.full();
  expect(standing()).toEqual(before);
  expect(org.running.context.notifications.all()).toEqual(told);
});

test('lost between a decision and its notices, nobody is forgotten and nobody told twice', async () => {
  const id = await org.give();
  await org.hot();
  await org.change(org.ben, id, { State__c: 'Accepted' });
  const late = await org.give();
  await freshDatabase();
  await org.full();
  await org.full();
  expect(org.told(org.anna)).toEqual(['Your hand-off was accepted']);
  expect(org.told(org.ben)).toEqual(['A hand-off for you', 'A hand-off for you']);
  expect(org.row(late)).toMatchObject({ Receiver__c: org.ben, State__c: 'Offered' });
  expect(await org.canRead(org.ben, late)).toBe(true);
});

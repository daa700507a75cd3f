import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';

import { type HandoffOrg, runHandoffOrg } from './support/handoff-org.ts';
import { closeDatabase } from './support/sample-org.ts';

let org: HandoffOrg;

beforeEach(async () => {
  org = await runHandoffOrg();
});
afterEach(() => org.end());
afterAll(closeDatabase);

/** What the service says of rules that an admin tries out, by name: under them and as it is. */
async function effectOf(id: string, question: number, values: object): Promise<Record<string, number[]>> {
  await org.update('Baton_Policy__c', id, { Effect_Request__c: String(question), ...values });
  await org.full();
  const [answer] = await org.rows<{ Message__c: string; Request__c: string }>(
    `SELECT Message__c, Request__c FROM Baton_Sync_Status__c WHERE Key__c = 'draft-${org.admin}'`,
  );
  expect(answer?.Request__c).toBe(String(question));
  expect(answer?.Message__c.length).toBeLessThanOrEqual(255);
  return Object.fromEntries(
    (answer?.Message__c ?? '').split(';').map((part) => {
      const [name = '', ...numbers] = part.split(' ');
      return [name, numbers.map(Number)];
    }),
  );
}

test('clocks and caps that an admin tries out are told by the hand-offs there were', async () => {
  // Given on Monday at one, offices are open from nine to five: one accepted after two hours, one that still waits.
  const accepted = await org.give({ Receiver_Choice__c: 'Named', Receiver__c: org.ben });
  await org.give({ Receiver_Choice__c: 'Named', Receiver__c: org.eva });
  await org.hot();
  org.at('2026-03-02T15:00:00+01:00');
  await org.change(org.ben, accepted, { State__c: 'Accepted' });
  org.at('2026-03-03T09:30:00+01:00');
  await org.hot();

  const draft = await org.create('Baton_Policy__c', { Active__c: false, Draft_Key__c: org.admin });
  expect(await effectOf(draft, 1, { Decide_Hours__c: 3, Contact_Hours__c: 2 })).toMatchObject({
    ...{ handoffs: [2], undecided: [1, 0], uncontacted: [1, 0], full: [0, 0] },
  });
  expect(await effectOf(draft, 2, { Decide_Hours__c: 1, Open_Handoffs_Cap__c: 1 })).toMatchObject({
    ...{ handoffs: [2], undecided: [2, 0], uncontacted: [1, 0], full: [2, 0] },
  });
  expect(await effectOf(draft, 3, { Decide_Hours__c: 5, Contact_Hours__c: 3 })).toMatchObject({
    ...{ undecided: [0, 0], uncontacted: [0, 0] },
  });
});

import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { type HandoffOrg, runHandoffOrg } from './support/handoff-org.ts';
import { closeDatabase } from './support/sample-org.ts';

let org: HandoffOrg;

beforeEach(async () => {
  org = await runHandoffOrg();
});
afterEach(() => org.end());
afterAll(closeDatabase);

const REP = { State__c: 'Accepted' };

describe('pass on', () => {
  test('taken back before first contact it disappears from the receiver, not from the giver', async () => {
    const id = await org.give();
    await org.hot();
    await org.change(org.ben, id, REP);
    await org.hot();
    expect(await org.change(org.anna, id, { State__c: 'Withdrawn' })).toBe(204);
    await org.hot();
    expect(await org.canRead(org.ben, id)).toBe(false);
    expect(await org.canRead(org.anna, id)).toBe(true);
    expect(org.row(id)).toMatchObject({ Outcome__c: 'Withdrawn' });
  });

  test('after first contact it can not be taken back', async () => {
    const id = await org.give();
    await org.hot();
    await org.change(org.ben, id, REP);
    await org.change(org.ben, id, { State__c: 'In contact' });
    expect(await org.change(org.anna, id, { State__c: 'Withdrawn' })).toBe(400);
  });

  test('the giver passes on again what was declined', async () => {
    const id = await org.give();
    await org.hot();
    await org.change(org.ben, id, { State__c: 'Declined', Decline_Reason__c: 'Already in talks' });
    await org.hot();
    const next = await org.give({ Previous__c: id, Receiver_Choice__c: 'Named', Receiver__c: org.eva });
    await org.hot();
    expect(org.row(next)).toMatchObject({ Step__c: 2, Receiver__c: org.eva });
  });
});

describe('choose', () => {
  test('who is away, or does not want to be named, is not proposed from the next hot round on', async () => {
    await org.update('Baton_Preference__c', await preferenceOf(org.ben), { Away_Until__c: '2026-03-02' });
    const id = await org.give();
    await org.hot();
    expect(org.row(id)['Receiver__c']).not.toBe(org.ben);
    await org.update('Baton_Preference__c', await preferenceOf(org.eva), { Naming__c: 'Unnamed' });
    const other = await org.give();
    await org.hot();
    expect(org.row(other)['Receiver__c']).not.toBe(org.eva);
  });

  test('whoever has it and goes away hands it to the intake', async () => {
    const id = await org.give();
    await org.hot();
    expect(org.row(id)).toMatchObject({ Receiver__c: org.ben });
    await org.update('Baton_Preference__c', await preferenceOf(org.ben), { Away_Until__c: '2026-03-20' });
    await org.full();
    expect(org.row(id)).toMatchObject({ Receiver__c: null, Intake__c: org.ivo });
    expect(await org.canRead(org.ben, id)).toBe(false);
  });
});

async function preferenceOf(userId: string): Promise<string> {
  const saved = await org.connect(userId).sobject('Baton_Preference__c').create({});
  return String(saved.id);
}

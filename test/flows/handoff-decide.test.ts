import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { runOnce } from '../../src/cli/run-service.ts';
import { defaultPolicy } from '../../src/policy/index.ts';
import { addRow } from '../devorg/support/small-org.ts';
import { type HandoffOrg, runHandoffOrg } from './support/handoff-org.ts';
import { closeDatabase } from './support/sample-org.ts';

let org: HandoffOrg;

beforeEach(async () => {
  org = await runHandoffOrg();
});
afterEach(() => org.end());
afterAll(closeDatabase);

describe('give', () => {
  test('the division decides: it reaches who knows the customer, with reasons', async () => {
    const id = await org.give();
    expect(await org.canRead(org.ben, id)).toBe(false);
    await org.hot();
    expect(org.row(id)).toMatchObject({
      ...{ State__c: 'Offered', Receiver__c: org.ben, With_Intake__c: 0, Assignment__c: 1, Step__c: 1 },
      ...{ From_Division__c: org.facility, OwnerId: org.anna },
      // Eight working hours after Monday, one o'clock.
      Decide_By__c: expect.stringMatching(/^2026-03-03T12:00/),
      Receiver_Reasons__c: expect.stringContaining('owner'),
    });
    expect(await org.canRead(org.ben, id)).toBe(true);
    expect(await org.canRead(org.eva, id)).toBe(false);
    expect(org.told(org.ben)).toEqual(['A hand-off for you']);
    // With it, and not only with the next full round: where the receiver works on it.
    expect(org.all('Baton_Received__c')).toMatchObject([
      { OwnerId: org.ben, Handoff__c: id, Account__c: org.adlerOfBen, Reasons__c: org.row(id)['Receiver_Reasons__c'] },
    ]);
    await org.change(org.anna, id, { State__c: 'Withdrawn' });
    await org.hot();
    expect(org.all('Baton_Received__c')).toEqual([]);
  });

  test('a long full round keeps nobody waiting: hand-offs go first, once there was one', async () => {
    await org.full();
    await org.logCall(org.clara, org.adlerContact);
    const id = await org.give();
    let whenComputed: unknown;
    const progress = {
      done: (stage: string) => {
        if (stage === 'relate') whenComputed = org.row(id)['Receiver__c'];
      },
      ...{ update: () => undefined, note: () => undefined },
    };
    const { crm, database } = org;
    await runOnce({ crm, database, policyDefaults: defaultPolicy, version: '0.0.0', progress });
    expect(whenComputed).toBe(org.ben);
  });

  test('whom the giver names gets it, and nobody else', async () => {
    const id = await org.give({ Receiver_Choice__c: 'Named', Receiver__c: org.eva });
    await org.hot();
    expect(org.row(id)).toMatchObject({ Receiver__c: org.eva, Verification__c: 'Confirmed' });
    expect(org.told(org.eva)).toEqual(['A hand-off for you']);
    expect(org.told(org.ben)).toEqual([]);
  });

  test('who is of another division, or gone, is not asked', async () => {
    const elsewhere = await org.give({ Receiver_Choice__c: 'Named', Receiver__c: org.clara });
    await org.update('User', org.eva, { IsActive: false });
    const gone = await org.give({ Receiver_Choice__c: 'Named', Receiver__c: org.eva });
    await org.full();
    expect(org.row(elsewhere)).toMatchObject({
      ...{ Receiver__c: org.ben, Verification__c: 'Rerouted', Verification_Reason__c: 'Not in this division' },
    });
    expect(org.row(gone)).toMatchObject({ Receiver__c: org.ben, Verification_Reason__c: 'Not available' });
    expect(org.told(org.clara)).toEqual([]);
  });

  test('saving again makes no second one', async () => {
    const values = { Request_Key__c: 'same' };
    await org.give(values);
    await expect(org.give(values)).rejects.toThrow('DUPLICATE_VALUE');
    expect(org.all('Baton_Handoff__c')).toHaveLength(1);
  });

  test('without anybody it waits at the intake; without an intake the admin hears of it', async () => {
    for (const user of [org.ben, org.eva]) await org.update('User', user, { IsActive: false });
    const id = await org.give();
    await org.full();
    expect(org.row(id)).toMatchObject({ With_Intake__c: 1, Intake__c: org.ivo, Receiver__c: null });
    expect(org.told(org.ivo)).toEqual(['A hand-off needs a receiver']);
    await org.update('User', org.ivo, { IsActive: false });
    await org.full();
    const issues = org.all('Baton_Sync_Issue__c').filter((row) => row['Record_Id__c'] === id);
    expect(issues).toMatchObject([{ State__c: 'Open' }]);
    await org.update('User', org.ivo, { IsActive: true });
    await org.full();
    await org.full();
    expect(org.all('Baton_Sync_Issue__c').filter((row) => row['Record_Id__c'] === id)).toMatchObject([
      { State__c: 'Resolved' },
    ]);
  });

  test('several that come at once are spread by what each has open', async () => {
    await org.update('User', org.ivo, { IsActive: false });
    await org.full();
    const ids: string[] = [];
    for (let count = 0; count < 4; count += 1) ids.push(await org.give({ Account__c: null }));
    await org.hot();
    const receivers = ids.map((id) => org.row(id)['Receiver__c']);
    expect(receivers.filter((receiver) => receiver === org.ben)).toHaveLength(2);
    expect(receivers.filter((receiver) => receiver === org.eva)).toHaveLength(2);
  });

  test('where nothing speaks for anybody and there is no intake, who has least open is asked, and the admin hears of it', async () => {
    await org.update('User', org.ivo, { IsActive: false });
    await org.give();
    await org.full();
    const id = await org.give({ Account__c: null });
    await org.hot();
    expect(org.row(id)).toMatchObject({ Receiver__c: org.eva, Receiver_Reasons__c: null, With_Intake__c: 0 });
    expect(org.row(id)['Decide_By__c']).not.toBeNull();
    expect(await org.canRead(org.eva, id)).toBe(true);
    expect(org.told(org.eva)).toEqual(['A hand-off for you']);
    await org.connect(org.eva).sobject('Baton_Preference__c').create({ Away_Until__c: '2026-03-20' });
    await org.hot();
    await org.full();
    expect(org.row(id)).toMatchObject({ Receiver__c: org.ben, Assignment__c: 2 });
    const issues = org.all('Baton_Sync_Issue__c').filter((row) => row['State__c'] === 'Open');
    expect(issues).toMatchObject([{ Fix__c: expect.stringContaining('Intake User') }]);
  });
});

describe('decide', () => {
  test('one reminder, then the intake, then it is over; nobody is forgotten', async () => {
    const id = await org.give();
    await org.hot();
    org.at('2026-03-03T12:30:00Z');
    await org.hot();
    await org.hot();
    expect(org.told(org.ben)).toEqual(['A hand-off for you', 'A hand-off waits for you']);
    // Four working hours of grace after Tuesday, one o'clock.
    org.at('2026-03-03T15:55:00Z');
    await org.hot();
    expect(org.row(id)).toMatchObject({ Receiver__c: org.ben });
    org.at('2026-03-04T08:05:00Z');
    await org.hot();
    expect(org.row(id)).toMatchObject({ Receiver__c: null, With_Intake__c: 1, Assignment__c: 2, State__c: 'Offered' });
    expect(await org.canRead(org.ben, id)).toBe(false);
    expect(await org.canRead(org.ivo, id)).toBe(true);
    expect(org.told(org.ivo)).toEqual(['A hand-off needs a receiver']);
    org.at('2026-03-09T16:00:00Z');
    await org.hot();
    expect(org.row(id)).toMatchObject({ State__c: 'Expired', Outcome__c: 'Nobody took it' });
    expect(org.told(org.anna)).toEqual(['Nobody took your hand-off']);
    expect(await org.canRead(org.anna, id)).toBe(true);
  });

  test('clocks stand still at weekends and on holidays', async () => {
    addRow(org.org, 'Holiday', { Name: 'Holiday', IsAllDay: true, ActivityDate: '2026-03-09' });
    org.org.database.exec(`DELETE FROM "Holiday" WHERE ActivityDate IS NULL`);
    await org.database.query(`DELETE FROM setting WHERE key = 'done-calendar'`);
    org.at('2026-03-06T15:00:00Z');
    await org.full();
    const id = await org.give();
    await org.hot();
    // An hour of Friday, nothing of Saturday, Sunday and the holiday, seven of Tuesday.
    expect(org.row(id)['Decide_By__c']).toMatch(/^2026-03-10T15:00/);
  });

  test('the intake names somebody, whose clock begins anew', async () => {
    for (const user of [org.ben]) await org.update('User', user, { IsActive: false });
    await org.update('Baton_Preference__c', await preferenceOf(org.eva), { Away_Until__c: '2026-03-02' });
    const id = await org.give();
    await org.full();
    expect(org.row(id)).toMatchObject({ With_Intake__c: 1 });
    org.at('2026-03-03T08:00:00Z');
    expect(await org.change(org.ivo, id, { Receiver__c: org.eva })).toBe(204);
    await org.hot();
    expect(org.row(id)).toMatchObject({
      ...{ Receiver__c: org.eva, With_Intake__c: 0, Assignment__c: 2 },
      Decide_By__c: expect.stringMatching(/^2026-03-03T16:00|^2026-03-04T08:00/),
    });
    expect(org.told(org.eva)).toEqual(['A hand-off for you']);
    expect(await org.canRead(org.ivo, id)).toBe(false);
  });

  test('one question stops the clock until it is answered', async () => {
    const id = await org.give();
    await org.hot();
    await org.say(org.ben, id, 'Question');
    await org.hot();
    expect(org.told(org.anna)).toEqual(['A question about your hand-off']);
    // Two decisions long, from Monday, one o'clock.
    expect(org.row(id)['Decide_By__c']).toMatch(/^2026-03-04T12:00/);
    org.at('2026-03-04T09:00:00Z');
    await org.say(org.anna, id, 'Answer');
    await org.hot();
    expect(org.row(id)['Decide_By__c']).toMatch(/^2026-03-05T09:00/);
    expect(org.told(org.ben)).toEqual(['A hand-off for you', 'Your question was answered']);
  });

  test('no capacity: it goes on to somebody else, the first giver stays', async () => {
    const id = await org.give();
    await org.hot();
    expect(await org.change(org.ben, id, { State__c: 'Declined', Decline_Reason__c: 'No capacity' })).toBe(204);
    await org.hot();
    await org.hot();
    expect(org.row(id)).toMatchObject({ State__c: 'Declined', Outcome__c: 'Not taken' });
    expect(org.told(org.anna)).toEqual(['Your hand-off was declined']);
    expect(await org.canRead(org.ben, id)).toBe(false);
    const next = org.all('Baton_Handoff__c').find((row) => row['Previous__c'] === id);
    expect(next).toMatchObject({
      ...{ OwnerId: org.anna, Step__c: 2, Customer_Name__c: 'Adler Werke', State__c: 'Offered' },
      Receiver__c: expect.not.stringMatching(org.ben),
    });
    await org.hot();
    expect(org.all('Baton_Handoff__c')).toHaveLength(2);
  });

  test('it belongs to another division: it goes there', async () => {
    const id = await org.give();
    await org.hot();
    await org.update('Baton_Division__c', org.facility, { Intake_User__c: org.clara });
    const values = { State__c: 'Declined', Decline_Reason__c: 'Not our offer', Pass_On_To__c: org.facility };
    expect(await org.change(org.ben, id, values)).toBe(204);
    await org.full();
    await org.full();
    const next = org.all('Baton_Handoff__c').find((row) => row['Previous__c'] === id);
    // Nobody there speaks for this customer: the intake has it.
    expect(next).toMatchObject({ OwnerId: org.anna, To_Division__c: org.facility, Intake__c: org.clara });
    const issues = org.all('Baton_Sync_Issue__c').map((row) => row['External_Id__c']);
    expect(issues).toContain(`needmap:none:${org.security}`);
  });

  test('unclear: once the giver has answered it comes back to who asked', async () => {
    const id = await org.give();
    await org.hot();
    await org.change(org.ben, id, { State__c: 'Declined', Decline_Reason__c: 'Unclear' });
    await org.hot();
    expect(org.all('Baton_Handoff__c')).toHaveLength(1);
    org.at('2026-03-02T13:00:00Z');
    await org.say(org.anna, id, 'Answer');
    await org.hot();
    await org.hot();
    const next = org.all('Baton_Handoff__c').find((row) => row['Previous__c'] === id);
    expect(next).toMatchObject({ Receiver__c: org.ben, Verification__c: 'Confirmed' });
  });

  test('bad timing: the giver hears when it is worth trying again', async () => {
    const id = await org.give();
    await org.hot();
    await org.change(org.ben, id, { State__c: 'Declined', Decline_Reason__c: 'Bad timing' });
    await org.hot();
    expect(org.row(id)).toMatchObject({ Again_On__c: '2026-05-31' });
  });
});

async function preferenceOf(userId: string): Promise<string> {
  const saved = await org.connect(userId).sobject('Baton_Preference__c').create({});
  return String(saved.id);
}

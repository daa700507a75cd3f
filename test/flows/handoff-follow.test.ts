import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { viewerFor } from '../../src/devorg/access/viewer.ts';
import { convertLead, mergeRecords } from '../../src/devorg/records/index.ts';
import { addRow } from '../devorg/support/small-org.ts';
import { type HandoffOrg, runHandoffOrg } from './support/handoff-org.ts';
import { closeDatabase } from './support/sample-org.ts';

let org: HandoffOrg;

beforeEach(async () => {
  org = await runHandoffOrg();
});
afterEach(() => org.end());
afterAll(closeDatabase);

const REP = { State__c: 'Accepted' };

describe('follow', () => {
  async function accepted(): Promise<string> {
    const id = await org.give();
    await org.hot();
    expect(await org.change(org.ben, id, REP)).toBe(204);
    await org.hot();
    return id;
  }

  test('a logged call is first contact, a deal converts it, and its end is told with its size in steps', async () => {
    const id = await accepted();
    expect(org.row(id)).toMatchObject({
      Decided_At__c: expect.stringMatching(/^2026-03-02/),
      Contact_By__c: expect.stringMatching(/^2026-03-04T12:00/),
      Decide_By__c: null,
    });
    await org.logCall(org.ben, org.adlerOfBenContact, 0);
    await org.full();
    expect(org.row(id)).toMatchObject({ State__c: 'In contact', First_Contact_At__c: expect.any(String) });
    const deal = await saveDeal(id, { Amount: 30_000 });
    await org.full();
    expect(org.row(id)).toMatchObject({ State__c: 'Converted', Amount_Class__c: null });
    await org.connect(org.ben).sobject('Opportunity').update({ Id: deal, StageName: 'Closed Won' });
    await org.full();
    expect(org.row(id)).toMatchObject({
      ...{ State__c: 'Won', Outcome__c: 'Won', Amount_Class__c: '10,000 to 50,000' },
      Giver_Told_At__c: expect.any(String),
    });
    expect(org.told(org.anna)).toEqual(['Your hand-off was accepted', 'Your hand-off became an order']);
    // The giver can not open the deal, and knows the outcome all the same.
    expect((await org.call(org.anna, 'GET', `/sobjects/Opportunity/${deal}`)).status).toBe(404);
    expect(await org.canRead(org.anna, id)).toBe(true);
  });

  test('a lost deal ends it too', async () => {
    const id = await accepted();
    const deal = await saveDeal(id, {});
    await org.full();
    await org.connect(org.ben).sobject('Opportunity').update({ Id: deal, StageName: 'Closed Lost' });
    await org.full();
    expect(org.row(id)).toMatchObject({ State__c: 'Lost', Outcome__c: 'Lost', Amount_Class__c: null });
    expect(org.told(org.anna)).toContain('Your hand-off is closed');
  });

  test('a lead made for it is followed through its conversion', async () => {
    const id = await accepted();
    const lead = await org
      .connect(org.ben)
      .sobject('Lead')
      .create({
        ...{ LastName: 'Lerche', Company: 'Adler Werke Nord', Baton_Handoff__c: id },
      });
    expect(lead.success).toBe(true);
    await org.full();
    convertLead(org.org, viewerFor(org.org, org.admin), {
      leadId: String(lead.id),
      convertedStatus: 'Closed - Converted',
    });
    await org.full();
    expect(org.row(id)).toMatchObject({ State__c: 'Converted' });
  });

  test('a lead made for it that loses a merge is followed in the one that stays', async () => {
    const id = await accepted();
    const lead = async (LastName: string, values: object): Promise<string> => {
      const saved = await org
        .connect(org.ben)
        .sobject('Lead')
        .create({ LastName, Company: 'Adler Werke Nord', ...values });
      return String(saved.id);
    };
    const [lost, kept, last] = [
      await lead('Lerche', { Baton_Handoff__c: id }),
      await lead('Lerch', {}),
      await lead('Lärche', {}),
    ];
    await org.full();
    const admin = viewerFor(org.org, org.admin);
    mergeRecords(org.org, admin, 'Lead', kept, [lost]);
    await org.full();
    mergeRecords(org.org, admin, 'Lead', last, [kept]);
    await org.full();
    convertLead(org.org, admin, { leadId: last, convertedStatus: 'Closed - Converted' });
    await org.full();
    expect(org.row(id)).toMatchObject({ State__c: 'Converted' });
  });

  test('a deal of somebody who has nothing to do with it moves nothing', async () => {
    const id = await accepted();
    addRow(org.org, 'Opportunity', {
      ...{ Name: 'Other', AccountId: org.adler, OwnerId: org.clara, StageName: 'Prospecting', CloseDate: '2026-06-30' },
      Baton_Handoff__c: id,
    });
    await org.full();
    expect(org.row(id)).toMatchObject({ State__c: 'Accepted' });
  });

  test('no contact: one reminder, then it comes back and goes on', async () => {
    const id = await accepted();
    org.at('2026-03-04T12:10:00Z');
    await org.hot();
    expect(org.told(org.ben)).toEqual(['A hand-off for you', 'Time for a first contact']);
    org.at('2026-03-05T09:00:00Z');
    await org.hot();
    await org.hot();
    expect(org.row(id)).toMatchObject({ State__c: 'Returned', Outcome__c: 'Returned' });
    expect(org.told(org.anna)).toContain('Your hand-off came back');
    const next = org.all('Baton_Handoff__c').find((row) => row['Previous__c'] === id);
    expect(next).toMatchObject({ State__c: 'Offered', Step__c: 2, OwnerId: org.anna });
    expect(next?.['Receiver__c']).not.toBe(org.ben);
  });

  test('silence of 30 days: the receiver is asked, one click answers', async () => {
    const id = await accepted();
    await org.change(org.ben, id, { State__c: 'In contact' });
    await org.hot();
    expect(org.row(id)).toMatchObject({ Status_By__c: expect.stringMatching(/^2026-04-01/) });
    org.at('2026-04-01T13:00:00Z');
    await org.hot();
    expect(org.told(org.ben)).toContain('How does it go?');
    expect(await org.change(org.ben, id, { Last_Status__c: 'Offer is out' })).toBe(204);
    await org.hot();
    expect(org.row(id)).toMatchObject({ Status_By__c: expect.stringMatching(/^2026-05-01/) });
    expect(org.told(org.ben).filter((title) => title === 'How does it go?')).toHaveLength(1);
  });

  async function saveDeal(handoff: string, values: object): Promise<string> {
    const saved = await org
      .connect(org.ben)
      .sobject('Opportunity')
      .create({
        ...{ Name: 'Guards', AccountId: org.adlerOfBen, CloseDate: '2026-05-01', StageName: 'Prospecting' },
        ...{ Baton_Handoff__c: handoff, ...values },
      });
    if (!saved.success) throw new Error(JSON.stringify(saved.errors));
    return saved.id;
  }
});

describe('hear back and give back', () => {
  test('both read what passed between them, and nobody else does', async () => {
    const id = await org.give();
    await org.hot();
    await org.change(org.ben, id, REP);
    await org.change(org.ben, id, { State__c: 'In contact' });
    await org.change(org.ben, id, { State__c: 'Converted' });
    await org.change(org.ben, id, { State__c: 'Won' });
    await org.full();
    await org.full();
    const mine = { Given__c: 1, Received__c: 0, Given_Won__c: 1, Colleague__c: org.ben, Last_Won__c: null };
    const theirs = {
      Given__c: 0,
      Received__c: 1,
      Received_Won__c: 1,
      Colleague__c: org.anna,
      Last_Won__c: '2026-03-02',
    };
    expect(await readExchanges(org.anna)).toMatchObject([mine]);
    expect(await readExchanges(org.ben)).toMatchObject([theirs]);
    expect(await readExchanges(org.eva)).toEqual([]);
    expect(await readExchanges(org.clara)).toEqual([]);
  });

  async function readExchanges(userId: string): Promise<unknown[]> {
    const fields = 'Given__c, Received__c, Given_Won__c, Received_Won__c, Colleague__c, Last_Won__c';
    return (await org.connect(userId).query(`SELECT ${fields} FROM Baton_Exchange__c`)).records;
  }
});

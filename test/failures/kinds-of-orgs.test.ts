import { afterAll, afterEach, expect, test } from '@jest/globals';

import { viewerFor } from '../../src/devorg/access/viewer.ts';
import { mergeRecords } from '../../src/devorg/records/index.ts';
import { closeDatabase, freshDatabase } from '../flows/support/sample-org.ts';
import { runService, runTwoDivisions, type TwoDivisions } from '../support/two-divisions.ts';

let box: TwoDivisions | undefined;
afterEach(() => box?.close());
afterAll(() => closeDatabase());

/** A private person, as a rep makes one, and the contact that comes with it. */
async function addPerson(org: TwoDivisions, owner: string, name: object): Promise<{ id: string; contact: string }> {
  const id = await org.create('Account', { ...name, OwnerId: owner });
  const [row] = await org.rows<{ PersonContactId: string }>(`SELECT PersonContactId FROM Account WHERE Id = '${id}'`);
  return { id, contact: row?.PersonContactId ?? '' };
}

const known = (org: TwoDivisions): unknown =>
  org.relationships().map(({ Account__c, Colleague__c }) => [Account__c, Colleague__c]);

test('persons of two divisions are one customer by their mail, and never a company of that name', async () => {
  const org = (box = await runTwoDivisions({ personAccounts: true }));
  const { anna, ben } = org;
  const ofAnna = await addPerson(org, anna, {
    FirstName: 'Paula',
    LastName: 'Prinz',
    PersonEmail: 'paula@example.com',
  });
  const ofBen = await addPerson(org, ben, { LastName: 'Prinz', FirstName: 'P.', PersonEmail: 'Paula@example.com' });
  const company = await org.create('Account', { Name: 'Paula Prinz', OwnerId: ben });
  const contact = await org.create('Contact', { LastName: 'Wirt', AccountId: company, OwnerId: ben });
  await org.meet(anna, ofAnna.contact);
  await org.meet(ben, ofBen.contact);
  await org.meet(ben, contact);
  const database = await freshDatabase();
  expect(await runService(org, database)).toMatchObject({ problems: [] });
  const pairs = known(org);
  expect(pairs).toEqual(
    expect.arrayContaining([
      [ofAnna.id, ben],
      [ofBen.id, anna],
    ]),
  );
  expect(pairs).not.toContainEqual([company, anna]);
  expect(await runService(org, database)).toMatchObject({ upserts: 0, deletes: 0 });

  mergeRecords(org.org, viewerFor(org.org, org.admin), 'Account', ofAnna.id, [ofBen.id]);
  await runService(org, database);
  const merged = known(org);
  expect(merged).not.toContainEqual([ofBen.id, expect.anything()]);
  await freshDatabase();
  expect(await runService(org, database)).toMatchObject({ upserts: 0, deletes: 0 });
  expect(known(org)).toEqual(merged);
});

test('amounts in several currencies are put into steps and compared in the currency of the company', async () => {
  const org = (box = await runTwoDivisions({ multiCurrency: true }));
  const { crm, anna, adler } = org;
  const deal = (CurrencyIsoCode: string) => {
    const stage = { StageName: 'Prospecting', CloseDate: '2027-01-31', AccountId: adler, OwnerId: anna };
    return org.create('Opportunity', { ...stage, Name: CurrencyIsoCode, Amount: 9_000, CurrencyIsoCode });
  };
  const [euros, pounds] = [await deal('EUR'), await deal('GBP')];
  const deals = await crm.readSome('opportunity', [euros, pounds]);
  expect(Object.fromEntries(deals.map(({ id, amountClass }) => [id, amountClass]))).toEqual({
    [euros]: 'Under 10,000',
    [pounds]: '10,000 to 50,000',
  });
  await org.update('Account', adler, { AnnualRevenue: 1_100_000, CurrencyIsoCode: 'USD' });
  const [account] = await crm.readSome('account', [adler]);
  expect(account?.annualRevenue).toBeCloseTo(1_000_000);
});

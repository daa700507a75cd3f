import { expect, test } from '@jest/globals';

import type { Records } from '../../src/crm/records.ts';
import type { LeadId } from '../../src/ids.ts';
import { runPipeline } from '../../src/pipeline/index.ts';
import { defaultPolicy } from '../../src/policy/index.ts';
import type { Database } from '../../src/store/database.ts';
import { readLeadCustomers } from '../../src/store/tables/lead-accounts.ts';
import { applyRecords } from '../../src/sync/apply-records.ts';
import { eachDatabase } from '../support/databases.ts';
import {
  account,
  accountId,
  assignment,
  call,
  contact,
  contactId,
  daysAgo,
  division,
  NOW_MS,
  user,
  userId,
} from '../support/filled-store.ts';

const run = (database: Database): Promise<unknown> =>
  runPipeline(database, { nowMs: NOW_MS, policyDefaults: defaultPolicy });

/** Rows that are one person, as lists of ids. */
async function personsOf(database: Database): Promise<string[][]> {
  await run(database);
  const rows = await database.query<{ ids: string[] }>(
    'SELECT array_agg(record_id ORDER BY record_id) AS ids FROM person_member GROUP BY person_id ORDER BY person_id',
  );
  return rows.map((row) => row.ids).filter((ids) => ids.length > 1);
}

const leadId = (number: number): LeadId => `00Q${String(number).padStart(12, '0')}AAA` as LeadId;

const lead = (number: number, values: Partial<Records['lead']> = {}): Records['lead'] => ({
  ...{ systemModstamp: daysAgo(0), isDeleted: false, id: leadId(number), ownerId: userId(1) },
  ...{ createdDate: daysAgo(3), lastName: `Lead ${number}`, isConverted: false },
  ...values,
});

eachDatabase('people', (open) => {
  test('one mailbox is one person, whatever customer it stands with', async () => {
    const database = await open();
    await applyRecords(database, 'account', [account(1, { name: 'Nordhafen' }), account(2, { name: 'Rabenstein' })]);
    await applyRecords(database, 'contact', [
      contact(1, { firstName: 'Jana', lastName: 'Meier', email: 'jana.meier@nordhafen.example' }),
      contact(2, { firstName: 'J.', lastName: 'Meier', email: 'Jana.Meier@nordhafen.example ' }),
      contact(3, { accountId: accountId(2), firstName: 'Jana', lastName: 'Meier' }),
    ]);
    expect(await personsOf(database)).toEqual([[contactId(1), contactId(2)]]);
  });

  test('a name is one person within a customer and with one phone, and not by itself', async () => {
    const database = await open();
    await applyRecords(database, 'account', [
      account(1, { name: 'Nordhafen Logistik GmbH' }),
      account(2, { name: 'Nordhafen Logistik' }),
      account(3, { name: 'Rabenstein Bau' }),
    ]);
    await applyRecords(database, 'contact', [
      contact(1, { firstName: 'Ulrike', lastName: 'Kestrowitz', phone: '+49 40 7654321' }),
      contact(2, { firstName: 'Ulrike', lastName: 'Kestrowitz', phone: '040 7654321' }),
      contact(3, { firstName: 'Ulrike', lastName: 'Kestrowitz' }),
    ]);
    expect(await personsOf(database)).toEqual([[contactId(1), contactId(2)]]);
  });

  test('a mailbox that several people share makes nobody the same', async () => {
    const database = await open();
    await applyRecords(database, 'account', [account(1)]);
    await applyRecords(
      database,
      'contact',
      ['Jana Meier', 'Otto Falk', 'Rita Unger'].map((name, index) => {
        const [firstName = '', lastName = ''] = name.split(' ');
        return contact(index + 1, { accountId: accountId(1), firstName, lastName, email: 'info@nordhafen.example' });
      }),
    );
    expect(await personsOf(database)).toEqual([]);
  });

  test('people and companies are never the same, and person accounts are people', async () => {
    const database = await open();
    await applyRecords(database, 'account', [
      account(1, { name: 'Jana Meier', phone: '040 7654321', isPersonAccount: true }),
      account(2, { name: 'Jana Meier', phone: '+49 40 7654321', isPersonAccount: true }),
      account(3, { name: 'Jana Meier', phone: '040 7654321' }),
      account(4, { name: 'Jana Meier', isPersonAccount: true }),
      account(5, { name: 'Otto Falk', isPersonAccount: true }),
      account(6, { name: 'O. Falk', isPersonAccount: true }),
    ]);
    await applyRecords(database, 'contact', [
      contact(5, { firstName: 'Otto', lastName: 'Falk', email: 'otto.falk@mail.example' }),
      contact(6, { firstName: 'O.', lastName: 'Falk', email: 'otto.falk@mail.example' }),
    ]);
    await run(database);
    const groups = await database.query<{ ids: string[] }>(
      'SELECT array_agg(account_id ORDER BY account_id) AS ids FROM customer_account GROUP BY customer_id ORDER BY customer_id',
    );
    expect(groups.map(({ ids }) => ids)).toEqual([
      [accountId(1), accountId(2)],
      [accountId(3)],
      [accountId(4)],
      [accountId(5), accountId(6)],
    ]);
  });

  /** Two rows of one customer in two divisions, each with a row of the same person; user 2 has spoken with both. */
  async function fillTwoRows(database: Database, second: Partial<Records['contact']>): Promise<void> {
    await applyRecords(database, 'division', [division(1, 'a'), division(2, 'b')]);
    await applyRecords(database, 'user', [user(1, 'a'), user(2, 'b')]);
    await applyRecords(database, 'permissionSetAssignment', [assignment(1), assignment(2)]);
    await applyRecords(database, 'account', [
      account(1, { name: 'Nordhafen Logistik' }),
      account(2, { name: 'NORDHAFEN LOGISTIK GmbH' }),
    ]);
    const ulrike = { firstName: 'Ulrike', lastName: 'Kestrowitz', email: 'u.kestrowitz@nordhafen.example' };
    await applyRecords(database, 'contact', [contact(1, ulrike), contact(2, { ...ulrike, ...second })]);
    await applyRecords(database, 'task', [call(1), call(2)]);
  }

  const strengthOf = async (database: Database): Promise<number> => {
    const [row] = await database.query<{ strength: number }>(
      'SELECT log_strength AS strength FROM relationship WHERE colleague_id = $1',
      [userId(2)],
    );
    return row!.strength;
  };

  test('a call that is logged with both rows of one person counts once', async () => {
    const database = await open();
    await fillTwoRows(database, {});
    await run(database);
    const together = await strengthOf(database);
    // Somebody else on the second row: two people were called.
    await applyRecords(database, 'contact', [contact(2, { firstName: 'Otto', lastName: 'Falk' })]);
    await run(database);
    expect(await strengthOf(database)).toBeGreaterThan(together);
  });

  test('what one row of a person must not be used for, the others are not used for either', async () => {
    const database = await open();
    await fillTwoRows(database, {});
    await run(database);
    await applyRecords(database, 'contact', [
      contact(2, {
        ...{ firstName: 'Ulrike', lastName: 'Kestrowitz', email: 'u.kestrowitz@nordhafen.example' },
        doNotSuggest: true,
      }),
    ]);
    await run(database);
    expect(
      await database.query('SELECT FROM relationship WHERE colleague_id = $1 AND reasons LIKE $2', [
        userId(2),
        '%call%',
      ]),
    ).toEqual([]);
  });
});

eachDatabase('leads', (open) => {
  async function fill(database: Database): Promise<void> {
    await applyRecords(database, 'account', [
      account(1, { name: 'Nordhafen Logistik GmbH', website: 'nordhafen.example' }),
      account(2, { name: 'Rabenstein Bau', city: 'Köln' }),
    ]);
  }

  test('a lead is recognised as a customer by name, site or mail, before and after the account comes', async () => {
    const database = await open();
    await applyRecords(database, 'lead', [
      lead(1, { company: 'NORDHAFEN LOGISTIK' }),
      lead(2, { company: 'Nordhafen', email: 'jana@nordhafen.example' }),
      lead(3, { company: 'Ganz Andere AG' }),
      lead(4),
    ]);
    await run(database);
    expect(await readLeadCustomers(database, [leadId(1), leadId(2)])).toEqual([]);
    await fill(database);
    await run(database);
    const found = await readLeadCustomers(database, [1, 2, 3, 4].map(leadId));
    expect(found).toEqual(
      [1, 2].map((number) => ({ leadId: leadId(number), accountId: accountId(1), customerId: accountId(1) })),
    );
  });

  test('a lead follows what the account is, and what a person decides', async () => {
    const database = await open();
    await fill(database);
    await applyRecords(database, 'lead', [lead(1, { company: 'Nordhafen Logistik' })]);
    await run(database);
    const customers = async (): Promise<string[]> =>
      (await readLeadCustomers(database, [leadId(1)])).map(({ customerId }) => customerId);
    expect(await customers()).toEqual([accountId(1)]);

    const judgement = {
      ...{ systemModstamp: daysAgo(0), isDeleted: false, id: 'a0M000000000001AAA', kind: 'Lead and Account' },
      ...{ leadId: leadId(1), otherAccountId: accountId(1), judgement: 'Different', state: 'Decided' },
      ...{ lastModifiedBy: userId(1), lastModified: daysAgo(0) },
    };
    await applyRecords(database, 'matchJudgement', [judgement]);
    await run(database);
    expect(await customers()).toEqual([]);
    await applyRecords(database, 'matchJudgement', [{ ...judgement, otherAccountId: accountId(2), judgement: 'Same' }]);
    await run(database);
    expect(await customers()).toEqual([accountId(2)]);

    await applyRecords(database, 'matchJudgement', [{ ...judgement, isDeleted: true }]);
    await applyRecords(database, 'account', [account(1, { name: 'Umbenannt Holding' })]);
    await run(database);
    expect(await customers()).toEqual([]);
  });

  test('a converted lead belongs where it went', async () => {
    const database = await open();
    await fill(database);
    await applyRecords(database, 'lead', [
      lead(1, { company: 'Nordhafen Logistik', isConverted: true, convertedAccountId: accountId(2) }),
    ]);
    await run(database);
    expect(await readLeadCustomers(database, [leadId(1)])).toMatchObject([{ customerId: accountId(2) }]);
  });

  test('a lead that is a known contact is one person with it', async () => {
    const database = await open();
    await fill(database);
    await applyRecords(database, 'contact', [
      contact(1, { firstName: 'Jana', lastName: 'Meier', email: 'jana.meier@nordhafen.example' }),
    ]);
    await applyRecords(database, 'lead', [
      lead(1, { firstName: 'Jana', lastName: 'Meier', email: 'jana.meier@nordhafen.example' }),
      lead(2, { firstName: 'Jana', lastName: 'Meier' }),
    ]);
    expect(await personsOf(database)).toEqual([[contactId(1), leadId(1)]]);
  });
});

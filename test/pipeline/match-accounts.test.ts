import { expect, test } from '@jest/globals';

import { runPipeline } from '../../src/pipeline/index.ts';
import { defaultPolicy } from '../../src/policy/index.ts';
import type { Database } from '../../src/store/database.ts';
import { applyRecords } from '../../src/sync/apply-records.ts';
import { eachDatabase } from '../support/databases.ts';
import { account, accountId, NOW_MS } from '../support/filled-store.ts';

async function customersOf(database: Database): Promise<string[][]> {
  await runPipeline(database, { nowMs: NOW_MS, policyDefaults: defaultPolicy });
  const rows = await database.query<{ ids: string[] }>(
    'SELECT array_agg(account_id ORDER BY account_id) AS ids FROM customer_account GROUP BY customer_id ORDER BY customer_id',
  );
  return rows.map((row) => row.ids);
}

eachDatabase('matchAccounts', (open) => {
  test('takes accounts for one customer whose names differ in legal form and spelling', async () => {
    const database = await open();
    await applyRecords(database, 'account', [
      account(1, { name: 'Nordhafen Logistik GmbH' }),
      account(2, { name: 'NORDHAFEN LOGISTIK' }),
      account(3, { name: 'Nordhafen Reederei' }),
    ]);
    expect(await customersOf(database)).toEqual([[accountId(1), accountId(2)], [accountId(3)]]);
  });

  test('takes accounts for one customer that share a web domain of their own', async () => {
    const database = await open();
    await applyRecords(database, 'account', [
      account(1, { name: 'Nordhafen Logistik', website: 'https://www.nordhafen.de/start' }),
      account(2, { name: 'Nordhafen Logistics', website: 'nordhafen.de' }),
      account(3, { name: 'Somebody', website: 'facebook.com/somebody' }),
      account(4, { name: 'Else', website: 'facebook.com/else' }),
    ]);
    expect(await customersOf(database)).toEqual([[accountId(1), accountId(2)], [accountId(3)], [accountId(4)]]);
  });

  test('keeps a branch from its parent where a duplicate of the parent is the same as both', async () => {
    const database = await open();
    await applyRecords(database, 'account', [
      account(1, { name: 'Nordhafen Logistik' }),
      account(2, { name: 'Nordhafen Logistik', parentId: accountId(1) }),
      account(3, { name: 'Nordhafen Logistik GmbH' }),
    ]);
    const groups = await customersOf(database);
    expect(groups.find((ids) => ids.includes(accountId(2)))).not.toContain(accountId(1));
  });

  test('keeps accounts apart that share a domain and nothing of their names', async () => {
    const database = await open();
    await applyRecords(database, 'account', [
      account(1, { name: 'Weber Maschinenbau', website: 'industriepark-sued.de' }),
      account(2, { name: 'Kantine Zur Linde', website: 'industriepark-sued.de' }),
    ]);
    expect(await customersOf(database)).toHaveLength(2);
  });

  test('parts a customer when what held it together is gone', async () => {
    const database = await open();
    const bridge = account(2, { name: 'Nordhafen Logistik', website: 'nh.de' });
    await applyRecords(database, 'account', [
      account(1, { name: 'Nordhafen Logistik' }),
      bridge,
      account(3, { name: 'Nordhafen Logistics', website: 'nh.de' }),
    ]);
    expect(await customersOf(database)).toHaveLength(1);
    await applyRecords(database, 'account', [{ ...bridge, isDeleted: true }]);
    expect(await customersOf(database)).toEqual([[accountId(1)], [accountId(3)]]);
  });

  test('never takes people for one customer because of a name', async () => {
    const database = await open();
    await applyRecords(database, 'account', [
      account(1, { name: 'Jana Meier', isPersonAccount: true }),
      account(2, { name: 'Jana Meier', isPersonAccount: true }),
    ]);
    expect(await customersOf(database)).toHaveLength(2);
  });

  test('keeps a name that very many share together, at a cost that does not grow with them', async () => {
    const database = await open();
    const many = Array.from({ length: 300 }, (_, index) => account(index + 1, { name: 'Filiale' }));
    await applyRecords(database, 'account', many);
    expect(await customersOf(database)).toHaveLength(1);
    const [pairs] = await database.query<{ count: number }>('SELECT count(*) AS count FROM account_pair');
    expect(pairs!.count).toBeLessThan(300 * 50);
  });
});

import { expect, test } from '@jest/globals';

import { runPipeline } from '../../src/pipeline/index.ts';
import { readLearning } from '../../src/pipeline/needs/keep-learning.ts';
import { defaultPolicy } from '../../src/policy/index.ts';
import type { Database } from '../../src/store/database.ts';
import { applyRecords } from '../../src/sync/apply-records.ts';
import { eachDatabase } from '../support/databases.ts';
import { account, call, contact, contactId, fillStore, NOW_MS, userId } from '../support/filled-store.ts';

/** Has the database itself count every row that is inserted, updated or deleted. */
async function countRows(database: Database): Promise<void> {
  await database.script(`
    DROP TABLE IF EXISTS touched;
    DROP FUNCTION IF EXISTS note() CASCADE;
    CREATE TABLE touched (name text NOT NULL);
    CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN INSERT INTO touched VALUES (TG_TABLE_NAME); RETURN NULL; END $$;
    DO $$ DECLARE t record; BEGIN
      FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'touched' LOOP
        EXECUTE format('CREATE TRIGGER note AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION note()', t.tablename);
      END LOOP;
    END $$;`);
}

async function takeCounts(database: Database): Promise<Record<string, number>> {
  const rows = await database.query<{ name: string; rows: number }>(
    'SELECT name, count(*) AS rows FROM touched GROUP BY name ORDER BY name',
  );
  await database.query('DELETE FROM touched');
  return Object.fromEntries(rows.map(({ name, rows: count }) => [name, count]));
}

const compute = (database: Database, nowMs = NOW_MS): ReturnType<typeof runPipeline> =>
  runPipeline(database, { nowMs, policyDefaults: defaultPolicy });

/** Rows touched by one more call, and by one renamed account, in an org of this size. */
async function touchedByOneChange(database: Database, customers: number): Promise<Record<string, number>[]> {
  await fillStore(database, customers);
  await compute(database);
  await countRows(database);
  await applyRecords(database, 'task', [
    call(9_999, { ownerId: userId(3), whoId: contactId(3), accountId: account(3).id }),
  ]);
  const computed = await compute(database);
  expect(computed.customers).toBe(1);
  const byCall = await takeCounts(database);
  await applyRecords(database, 'account', [account(4, { name: 'Anders', ownerId: userId(1) })]);
  await compute(database);
  return [byCall, await takeCounts(database)];
}

eachDatabase('runPipeline', (open) => {
  test('touches as many rows for one change in a large org as in a small one', async () => {
    const small = await touchedByOneChange(await open(), 20);
    const large = await touchedByOneChange(await open(), 300);
    expect(large).toEqual(small);
    expect(small[0]).toEqual({
      task: 1,
      relationship: 1,
      desired_relationship: 1,
      // Marked and taken off again.
      dirty_customer: 2,
      dirty_need: 2,
      // One account shows it; publishing is not part of this.
      unpublished_account: 1,
      customer: 1,
    });
  });

  test('touches nothing when records are read again unchanged', async () => {
    const database = await open();
    await fillStore(database, 20);
    await compute(database);
    await countRows(database);
    await fillStore(database, 20);
    expect(await compute(database)).toMatchObject({ matchedAccounts: 0, customers: 0 });
    expect(await takeCounts(database)).toEqual({});
  });

  test('learns about needs again once there are twice as many customers as when it last did', async () => {
    const database = await open();
    const learnedFrom = async (customers: number): Promise<unknown> => {
      await fillStore(database, customers);
      await compute(database);
      return (await readLearning(database))?.customers;
    };
    expect(await learnedFrom(5)).toBe(5);
    expect(await learnedFrom(9)).toBe(5);
    await applyRecords(database, 'account', [account(2, { isDeleted: true })]);
    await compute(database);
    expect(await learnedFrom(10)).toBe(10);
  });

  test('looks again at all customers with whom a contact was met, wherever it works now', async () => {
    const database = await open();
    await fillStore(database, 5);
    await compute(database);
    const named = (): Promise<unknown[]> =>
      database.query('SELECT DISTINCT customer_id FROM relationship WHERE contact_id = $1', [contactId(3)]);
    const moved = contact(3, { accountId: account(8).id });
    await applyRecords(database, 'contact', [moved]);
    await compute(database);
    expect(await named()).toHaveLength(1);
    await applyRecords(database, 'contact', [{ ...moved, doNotSuggest: true }]);
    await compute(database);
    expect(await named()).toEqual([]);
  });

  test('computes nothing while time passes without a band falling', async () => {
    const database = await open();
    await fillStore(database, 20);
    await compute(database);
    expect(await compute(database, NOW_MS + 60_000)).toMatchObject({ customers: 0 });
  });

  test('gives the same answer whether records came at once or one by one', async () => {
    const read = (database: Database): Promise<unknown[]> =>
      database.query('SELECT external_id, band, reasons, colleague_id FROM desired_relationship ORDER BY external_id');
    const database = await open();
    await fillStore(database, 10);
    await compute(database);
    const atOnce = await read(database);

    const other = await open();
    await fillStore(other, 3);
    await compute(other);
    await applyRecords(other, 'account', [account(2, { name: 'Kunde Nr2' })]);
    await compute(other);
    await fillStore(other, 10);
    await compute(other);
    expect(await read(other)).toEqual(atOnce);
  });
});

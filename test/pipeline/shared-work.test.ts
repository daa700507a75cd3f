import { expect, test } from '@jest/globals';

import { runPipeline } from '../../src/pipeline/index.ts';
import { defaultPolicy } from '../../src/policy/index.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { accountMatches } from '../../src/store/tables/match-tables.ts';
import { markAllCustomers, markCustomers } from '../../src/store/tables/work-queues.ts';
import { applyRecords } from '../../src/sync/apply-records.ts';
import { createServerDatabase, hasServer } from '../support/databases.ts';
import { accountId, call, contactId, NOW_MS, userId } from '../support/filled-store.ts';
import { withTwoServices } from '../support/two-services.ts';

const onServer = hasServer ? test : test.skip;

onServer('two services on one server share the customers, each is computed once', async () => {
  await withTwoServices(600, async (one, other) => {
    await runPipeline(one, { nowMs: NOW_MS, policyDefaults: defaultPolicy });
    const policyDefaults = { ...defaultPolicy, relationshipsPerDivision: 2 };
    const results = await Promise.all(
      [one, other].map((database) => runPipeline(database, { nowMs: NOW_MS, policyDefaults })),
    );
    expect(results.reduce((sum, { customers }) => sum + customers, 0)).toBe(600);
    expect(await one.query('SELECT FROM dirty_customer')).toEqual([]);
  });
});

/** Something to wait for, and what ends the waiting. */
function gate(): [open: () => void, passed: Promise<unknown>] {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  return [() => resolve(undefined), promise];
}

onServer(
  'what one service reads counts for the customer that an account is given to by another meanwhile',
  async () => {
    const settings = { nowMs: NOW_MS, policyDefaults: defaultPolicy };
    await withTwoServices(4, async (one, other) => {
      const reasons = () =>
        one.query('SELECT customer_id, reasons FROM relationship WHERE colleague_id = $1 ORDER BY 1', [userId(2)]);
      await one.transaction((transaction) =>
        applyRecords(transaction, 'task', [call(900, { whoId: contactId(4), accountId: accountId(4) })]),
      );
      await runPipeline(one, settings);
      const before = await reasons();

      const [isMatched, matched] = gate();
      const [isApplied, applied] = gate();
      const [isComputed, computed] = gate();
      // The account is about to become one customer with another while a process reads that its call is gone.
      const matching = other.transaction(async (transaction) => {
        const groups = await accountMatches.assign(
          transaction,
          [{ recordId: accountId(4), groupId: accountId(3) }],
          [],
        );
        await markCustomers(transaction, groups, 'match');
        isMatched();
        await Promise.race([applied, new Promise((resolve) => setTimeout(resolve, 500))]);
      });
      await matched;
      const reading = one.transaction(async (transaction) => {
        await applyRecords(transaction, 'task', [call(900, { isDeleted: true })]);
        isApplied();
        await computed;
      });
      await matching;
      await applied;
      await runPipeline(other, settings);
      isComputed();
      await reading;
      await runPipeline(one, settings);
      const after = await reasons();
      expect(after).not.toEqual(before);
      await one.transaction((transaction) => markAllCustomers(transaction, 'policy'));
      await runPipeline(one, settings);
      expect(after).toEqual(await reasons());
    });
  },
);

onServer('of two transactions that wait for each other one is done anew', async () => {
  const { url } = await createServerDatabase();
  const database = await openDatabase({ url });
  try {
    await database.script(`CREATE TABLE t (id int PRIMARY KEY, n int); INSERT INTO t VALUES (1, 0), (2, 0)`);
    let begun = 0;
    const both = (first: number, second: number): Promise<void> =>
      database.transaction(async (transaction) => {
        const add = (id: number): Promise<unknown> => transaction.query('UPDATE t SET n = n + 1 WHERE id = $1', [id]);
        await add(first);
        begun += 1;
        while (begun < 2) await new Promise((resolve) => setTimeout(resolve, 10));
        await add(second);
      });
    await Promise.all([both(1, 2), both(2, 1)]);
    expect(begun).toBe(3);
    expect(await database.query('SELECT n FROM t')).toEqual([{ n: 2 }, { n: 2 }]);
  } finally {
    await database.close();
  }
});

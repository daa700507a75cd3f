import { expect, test } from '@jest/globals';

import { type PipelineOptions, runPipeline } from '../../src/pipeline/index.ts';
import { defaultPolicy } from '../../src/policy/index.ts';
import type { Database } from '../../src/store/database.ts';
import { markNeedsOfAccounts } from '../../src/store/tables/need-work.ts';
import { markAllCustomers } from '../../src/store/tables/work-queues.ts';
import { applyRecords } from '../../src/sync/apply-records.ts';
import { hasServer } from '../support/databases.ts';
import { accountId, call, contact, contactId, NOW_MS, user, userId } from '../support/filled-store.ts';
import { withTwoServices } from '../support/two-services.ts';

const onServer = hasServer ? test : test.skip;
const SETTINGS: PipelineOptions = { nowMs: NOW_MS, policyDefaults: defaultPolicy };

const desired = (database: Database): Promise<object[]> =>
  database.query('SELECT * FROM desired_relationship ORDER BY 1, 2, 3');

/** What stands there has to be what follows from everything being computed once more. */
async function expectNothingStale(database: Database, settings: PipelineOptions): Promise<void> {
  await runPipeline(database, settings);
  const before = await desired(database);
  await database.transaction((transaction) => markAllCustomers(transaction, 'policy'));
  await runPipeline(database, settings);
  expect(before).toEqual(await desired(database));
}

onServer('a service that is computing under old rules leaves the rest to those who know the new ones', async () => {
  await withTwoServices(450, async (one, other) => {
    await runPipeline(one, SETTINGS);
    await one.transaction((transaction) => markAllCustomers(transaction, 'policy'));
    const fresh = { ...SETTINGS, policyDefaults: { ...defaultPolicy, relationshipsPerDivision: 0 } };
    let later: Promise<unknown> | undefined;
    const update = (stage: string): void => {
      if (stage === 'relate') later ??= runPipeline(other, fresh);
    };
    await runPipeline(one, { ...SETTINGS, progress: { update, done: () => undefined } });
    await later;
    await expectNothingStale(other, fresh);
  });
});

onServer(
  'who changes while another service finds out that they know a customer is shown there as they are',
  async () => {
    await withTwoServices(4, async (one, other) => {
      await runPipeline(one, SETTINGS);
      await one.transaction((transaction) =>
        applyRecords(transaction, 'task', [
          call(900, { ownerId: userId(3), whoId: contactId(4), accountId: accountId(4) }),
        ]),
      );
      let computing: Promise<unknown> = Promise.resolve();
      await one.transaction(async (transaction) => {
        await applyRecords(transaction, 'user', [user(3, 'b', { isActive: false })]);
        computing = runPipeline(other, SETTINGS);
        await Promise.race([computing, new Promise((resolve) => setTimeout(resolve, 500))]);
      });
      await computing;
      await expectNothingStale(one, SETTINGS);
    });
  },
);

async function untilSomebodyWaits(database: Database): Promise<void> {
  const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  for (let tries = 0; (await database.query(waiting)).length === 0; tries += 1) {
    if (tries > 200) throw new Error('nobody waits');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

onServer(
  'a meeting that is read while another service finds out who is the same person counts for that person',
  async () => {
    await withTwoServices(4, async (one, other) => {
      await runPipeline(one, SETTINGS);
      const same = { firstName: 'Ada', lastName: 'Ahrens', email: 'ada.ahrens@adler.example' };
      await one.transaction((transaction) =>
        applyRecords(transaction, 'contact', [
          contact(2, { lastName: 'Berg' }),
          contact(4, same),
          contact(6, { ...same, doNotSuggest: true }),
        ]),
      );
      let matching: Promise<unknown> = Promise.resolve();
      let computing: Promise<unknown> = Promise.resolve();
      await one.transaction(async (blocker) => {
        // Of what the other one marks this comes first.
        await blocker.query('SELECT FROM dirty_customer WHERE customer_id = $1 FOR UPDATE', [accountId(2)]);
        matching = runPipeline(other, SETTINGS);
        await untilSomebodyWaits(one);
        const meeting = { ownerId: userId(3), whoId: contactId(4), accountId: accountId(8) };
        await one.transaction((transaction) => applyRecords(transaction, 'task', [call(900, meeting)]));
        computing = runPipeline(one, SETTINGS);
        await Promise.race([computing, new Promise((resolve) => setTimeout(resolve, 500))]);
      });
      await Promise.all([matching, computing]);
      await expectNothingStale(one, SETTINGS);
    });
  },
);

onServer(
  'a customer that is about to get an account hears what changes for the account, in suggestions too',
  async () => {
    await withTwoServices(4, async (one, other) => {
      await runPipeline(one, SETTINGS);
      await one.query('DELETE FROM dirty_need');
      let marking: Promise<unknown> = Promise.resolve();
      await other.transaction(async (transaction) => {
        await transaction.query('UPDATE customer_account SET customer_id = $1 WHERE account_id = $2', [
          accountId(2),
          accountId(6),
        ]);
        marking = one.transaction((marker) => markNeedsOfAccounts(marker, [accountId(6)]));
        await Promise.race([marking, new Promise((resolve) => setTimeout(resolve, 300))]);
      });
      await marking;
      expect(await one.query('SELECT customer_id FROM dirty_need')).toEqual([{ customer_id: accountId(2) }]);
    });
  },
);

import { expect, test } from '@jest/globals';

import { runPipeline } from '../../src/pipeline/index.ts';
import { defaultPolicy } from '../../src/policy/index.ts';
import type { Database } from '../../src/store/database.ts';
import { applyRecords } from '../../src/sync/apply-records.ts';
import { eachDatabase } from '../support/databases.ts';
import {
  account,
  accountId,
  call,
  contact,
  contactId,
  daysAgo,
  fillStore,
  NOW_MS,
  taskId,
  userId,
} from '../support/filled-store.ts';

const dirty = async (database: Database): Promise<string[]> =>
  (await database.query<{ id: string }>('SELECT customer_id AS id FROM dirty_customer ORDER BY 1')).map(({ id }) => id);

async function settled(database: Database): Promise<Database> {
  await fillStore(database, 3);
  await runPipeline(database, { nowMs: NOW_MS, policyDefaults: defaultPolicy });
  return database;
}

const reasonsOf = async (database: Database, colleague: string, customer: string): Promise<string | undefined> => {
  await runPipeline(database, { nowMs: NOW_MS, policyDefaults: defaultPolicy });
  const rows = await database.query<{ reasons: string }>(
    'SELECT reasons FROM relationship WHERE colleague_id = $1 AND customer_id = $2',
    [colleague, customer],
  );
  return rows[0]?.reasons;
};

eachDatabase('applyRecords', (open) => {
  test('a changed activity makes the customer dirty, and only that one', async () => {
    const database = await settled(await open());
    await applyRecords(database, 'task', [call(2, { ownerId: userId(3) })]);
    expect(await dirty(database)).toEqual([accountId(2)]);
  });

  test('a contact that changes its employer makes both customers dirty', async () => {
    const database = await settled(await open());
    await applyRecords(database, 'contact', [contact(2, { accountId: accountId(4) })]);
    expect(await dirty(database)).toEqual([accountId(2), accountId(4)]);
  });

  test('an activity without an account belongs to that of its contact', async () => {
    const database = await settled(await open());
    const whole = call(77, { ownerId: userId(3), whoId: contactId(5) });
    const withoutAccount = Object.fromEntries(Object.entries(whole).filter(([key]) => key !== 'accountId'));
    await applyRecords(database, 'task', [withoutAccount as unknown as typeof whole]);
    expect(await dirty(database)).toEqual([accountId(4)]);
    expect(await reasonsOf(database, userId(3), accountId(4))).toMatch(/^call:once/);
  });

  test('tasks that are open, or neither call nor mail, or of a queue, are not kept', async () => {
    const database = await settled(await open());
    const before = await database.query('SELECT id FROM task');
    await applyRecords(database, 'task', [
      call(81, { isClosed: false }),
      call(82, { subtype: 'Task' }),
      call(83, { ownerId: '00G000000000001AAA' }),
    ]);
    expect(await database.query('SELECT id FROM task')).toHaveLength(before.length);
  });

  test('a call that was done before it was due counts from the day it was done', async () => {
    const database = await settled(await open());
    await applyRecords(database, 'task', [
      call(84, { activityDate: daysAgo(-30).slice(0, 10), completedDateTime: daysAgo(2) }),
    ]);
    expect(await database.query('SELECT at_ms FROM task WHERE id = $1', [taskId(84)])).toEqual([
      { at_ms: Date.parse(daysAgo(2)) },
    ]);
  });

  test('mail becomes a tie when messages went both ways', async () => {
    const database = await settled(await open());
    const mail = (number: number, incoming: boolean): Promise<number> =>
      applyRecords(database, 'emailMessage', [
        {
          id: `02s00000000000${number}AAA`,
          systemModstamp: daysAgo(0),
          isDeleted: false,
          incoming,
          messageDate: daysAgo(2),
          activityId: taskId(number),
          recipients: 1,
        },
      ]);
    await applyRecords(
      database,
      'task',
      [91, 92].map((number) =>
        call(number, { ownerId: userId(3), subtype: 'Email', whoId: contactId(2), accountId: accountId(2) }),
      ),
    );
    await mail(91, false);
    expect(await reasonsOf(database, userId(3), accountId(2))).toBeUndefined();
    await mail(92, true);
    expect(await reasonsOf(database, userId(3), accountId(2))).toMatch(/^mail:/);
  });

  test('what hung on a merged account is found under the one that stays', async () => {
    const database = await settled(await open());
    await applyRecords(database, 'task', [
      call(95, { ownerId: userId(3), whoId: contactId(2), accountId: accountId(2) }),
    ]);
    await applyRecords(database, 'account', [{ ...account(2), isDeleted: true, masterRecordId: accountId(6) }]);
    expect(await reasonsOf(database, userId(3), accountId(6))).toMatch(/^call:once/);
    expect(await database.query('SELECT id FROM contact WHERE account_id = $1', [accountId(2)])).toEqual([]);
  });

  test('what hung on a merged contact is found under the one that stays', async () => {
    const database = await settled(await open());
    await applyRecords(database, 'contact', [{ ...contact(2), isDeleted: true, masterRecordId: contactId(4) }]);
    expect(await database.query('SELECT who_id FROM task WHERE id = $1', [taskId(2)])).toEqual([
      { who_id: contactId(4) },
    ]);
  });
});

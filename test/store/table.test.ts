import { expect, test } from '@jest/globals';

import { removeRows, upsertRows } from '../../src/store/table.ts';
import { type TaskRow, tasks } from '../../src/store/tables/activities.ts';
import { heldMatches, type HeldMatchRow } from '../../src/store/tables/held-matches.ts';
import { users } from '../../src/store/tables/users.ts';
import { eachDatabase } from '../support/databases.ts';

const call = (values: Partial<TaskRow> = {}): TaskRow => ({
  id: '00T000000000001AAA',
  ownerId: '005000000000001AAA',
  accountId: '001000000000001AAA',
  kind: 'call',
  atMs: 1_700_000_000_000,
  ...values,
});

eachDatabase('upsertRows', (open) => {
  test('reports new rows with what they point to', async () => {
    const database = await open();
    const changes = await upsertRows(database, tasks, [call({ whoId: '003000000000001AAA' })]);
    expect(changes).toEqual([{ id: '00T000000000001AAA', links: ['001000000000001AAA', '003000000000001AAA'] }]);
  });

  test('does not touch a row that is the same', async () => {
    const database = await open();
    await upsertRows(database, tasks, [call()]);
    expect(await upsertRows(database, tasks, [call()])).toEqual([]);
  });

  test('reports both accounts of a row that moved', async () => {
    const database = await open();
    await upsertRows(database, tasks, [call()]);
    const [change] = await upsertRows(database, tasks, [call({ accountId: '001000000000002AAA' })]);
    expect([...change!.links].sort()).toEqual(['001000000000001AAA', '001000000000002AAA']);
  });

  test('keeps a quiet column up to date without reporting it', async () => {
    const database = await open();
    const row: HeldMatchRow = {
      ...{ id: 'a0M000000000001AAA', oneId: '001000000000001AAA', otherId: '001000000000002AAA', judgement: 'Same' },
      ...{ lastModifiedBy: '005000000000001AAA', lastModified: '2026-03-02T10:00:00.123Z' },
    };
    const readBack = { ...row, lastModified: '2026-03-02T10:00:00Z' };
    expect(await upsertRows(database, heldMatches, [row])).toHaveLength(1);
    expect(await upsertRows(database, heldMatches, [readBack])).toEqual([]);
    expect(await database.query('SELECT last_modified AS at FROM held_match')).toEqual([{ at: readBack.lastModified }]);
    expect(await upsertRows(database, heldMatches, [{ ...row, judgement: 'Different' }])).toHaveLength(1);
  });

  test('takes the last of two rows with one id', async () => {
    const database = await open();
    await upsertRows(database, tasks, [call({ kind: 'call' }), call({ kind: 'mail' })]);
    expect(await database.query('SELECT kind FROM task')).toEqual([{ kind: 'mail' }]);
  });

  test('keeps quotes, commas and braces in texts and in nested values', async () => {
    const database = await open();
    const divisionFields = { Division: 'He said "a, {b}" \\ c', Department: "O'Neil" };
    await upsertRows(database, users, [{ id: '005000000000001AAA', isActive: true, divisionFields }]);
    expect(await database.query('SELECT division_fields AS fields FROM crm_user')).toEqual([
      { fields: divisionFields },
    ]);
  });

  test('reads milliseconds back as numbers', async () => {
    const database = await open();
    await upsertRows(database, tasks, [call()]);
    expect(await database.query('SELECT at_ms FROM task')).toEqual([{ at_ms: 1_700_000_000_000 }]);
  });

  test('removes rows once and says what they pointed to', async () => {
    const database = await open();
    await upsertRows(database, tasks, [call()]);
    expect(await removeRows(database, tasks, ['00T000000000001AAA', '00T000000000009AAA'])).toEqual([
      { id: '00T000000000001AAA', links: ['001000000000001AAA'] },
    ]);
    expect(await removeRows(database, tasks, ['00T000000000001AAA'])).toEqual([]);
  });
});

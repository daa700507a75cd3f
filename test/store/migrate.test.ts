import { readdirSync } from 'node:fs';

import { expect, test } from '@jest/globals';

import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { createServerDatabase, eachDatabase, hasServer } from '../support/databases.ts';

test('steps are numbered one after the other: two of the same number would stop every start', () => {
  const files = readdirSync('src/store/migrations').sort();
  expect(files.map((file) => Number(file.slice(0, 6)))).toEqual(files.map((_, index) => index + 1));
});

eachDatabase('migrate', (open) => {
  test('runs each step once', async () => {
    const database = await open({ migrated: false });
    expect(await migrate(database)).toBeGreaterThan(0);
    expect(await migrate(database)).toBe(0);
  });

  test('refuses a database that a newer Baton has changed', async () => {
    const database = await open();
    await database.query("INSERT INTO migration (number, file) VALUES (999999, 'future')");
    await expect(migrate(database)).rejects.toMatchObject({ code: 'STORE_NEWER' });
  });

  test('leaves nothing behind when a transaction fails', async () => {
    const database = await open();
    const failing = database.transaction(async (transaction) => {
      await transaction.query("INSERT INTO setting (key, value) VALUES ('a', 'b')");
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    expect(await database.query('SELECT * FROM setting')).toEqual([]);
  });

  test('gives an advisory lock to one at a time', async () => {
    const database = await open();
    const outcome = await database.exclusively('sync', () => database.exclusively('sync', () => Promise.resolve(1)));
    expect(outcome).toBeUndefined();
    expect(await database.exclusively('sync', () => Promise.resolve(2))).toBe(2);
  });
});

const onServer = hasServer ? test : test.skip;

onServer('two processes that start at once migrate once', async () => {
  const { url } = await createServerDatabase();
  const [one, other] = await Promise.all([openDatabase({ url }), openDatabase({ url })]);
  try {
    const steps = await Promise.all([migrate(one), migrate(other)]);
    expect(steps.filter((count) => count > 0)).toHaveLength(1);
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
});

import { expect, test } from '@jest/globals';

import { runPipeline } from '../../src/pipeline/index.ts';
import { defaultPolicy } from '../../src/policy/index.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { createServerDatabase, hasServer } from '../support/databases.ts';
import { fillStore, NOW_MS } from '../support/filled-store.ts';

const onServer = hasServer ? test : test.skip;

onServer('two services on one server share the customers, each is computed once', async () => {
  const { url } = await createServerDatabase();
  const [one, other] = await Promise.all([openDatabase({ url }), openDatabase({ url })]);
  try {
    await migrate(one);
    await fillStore(one, 600);
    await runPipeline(one, { nowMs: NOW_MS, policyDefaults: defaultPolicy });
    const policyDefaults = { ...defaultPolicy, relationshipsPerDivision: 2 };
    const results = await Promise.all(
      [one, other].map((database) => runPipeline(database, { nowMs: NOW_MS, policyDefaults })),
    );
    expect(results.reduce((sum, { customers }) => sum + customers, 0)).toBe(600);
    expect(await one.query('SELECT FROM dirty_customer')).toEqual([]);
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
});

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

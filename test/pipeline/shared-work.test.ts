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

import { expect, test } from '@jest/globals';

import type { Database } from '../../src/store/database.ts';
import { hasServer, openStore } from '../support/databases.ts';

const READ = 'SELECT id FROM crm_user WHERE id = ANY($1::text[])';
const onServer = hasServer ? test : test.skip;

interface Plans {
  readonly found: readonly object[];
  /** How often the server used the plan that it keeps, and how often it made one. */
  readonly kept: number;
  readonly made: number;
  readonly mode: string;
  /** Whether its end waits for the disk. */
  readonly waits: string;
}

function read(database: Database, size: 'few' | 'any'): Promise<Plans> {
  return database.transaction(async (transaction) => {
    const found = await transaction.query(READ, [['a', 'b']]);
    const [plans] = await transaction.query<Omit<Plans, 'found'>>(
      `SELECT generic_plans AS kept, custom_plans AS made, current_setting('plan_cache_mode') AS mode,
         current_setting('synchronous_commit') AS waits
       FROM pg_prepared_statements WHERE statement = $1`,
      [READ],
    );
    if (plans === undefined) throw new Error('the statement has no name');
    return { found, ...plans };
  }, size);
}

onServer('no statement is compiled first: that takes longer than any of ours', async () => {
  const database = await openStore();
  try {
    expect(await database.query('SHOW jit')).toEqual([{ jit: 'off' }]);
  } finally {
    await database.close();
  }
});

onServer(
  'statements of a transaction of few rows are planned once, see what changed since, and leave no trace',
  async () => {
    const database = await openStore();
    try {
      const few = { made: 0, mode: 'force_generic_plan', waits: 'off' };
      expect(await read(database, 'few')).toEqual({ ...few, found: [], kept: 1 });
      await database.query(`INSERT INTO crm_user (id, is_active, division_fields) VALUES ('b', true, '{}')`);
      const found = [{ id: 'b' }];
      expect(await read(database, 'few')).toEqual({ ...few, found, kept: 2 });
      expect(await read(database, 'any')).toEqual({ found, kept: 2, made: 0, mode: 'auto', waits: 'on' });
    } finally {
      await database.close();
    }
  },
);

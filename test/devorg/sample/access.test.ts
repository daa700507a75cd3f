import { expect, test } from '@jest/globals';

import { viewerFor } from '../../../src/devorg/access/viewer.ts';
import { makeSample, type SampleOrg } from './sample-org.ts';

/** The accounts that the org itself lets this user read. */
function readableAccounts({ org, rows }: SampleOrg, userId: string): string[] {
  const viewer = viewerFor(org, userId);
  if (!viewer.mayObject('Account', 'read')) return [];
  const condition = viewer.readableRows('Account', 'a') ?? { sql: '1 = 1', params: [] };
  const sql = `SELECT a."Id" AS id FROM "Account" a WHERE ${condition.sql} ORDER BY a."Id"`;
  return rows(sql, ...condition.params.map(String)).map((row) => String(row['id']));
}

test.each([
  { accounts: 300, seed: 21, noise: 0.4 },
  { accounts: 500, seed: 22, noise: 1 },
])('the org lets everybody read exactly the accounts that the plan gives them: %j', async (options) => {
  const sample = await makeSample(options);
  for (const { userId } of sample.truth.users()) {
    expect(readableAccounts(sample, userId)).toEqual(sample.truth.accountsVisibleTo(userId));
  }
  sample.close();
});

import { expect, test } from '@jest/globals';

import type { Records } from '../../src/crm/records.ts';
import type { OpportunityId } from '../../src/ids.ts';
import { readFacts } from '../../src/store/tables/facts.ts';
import { accountMatches } from '../../src/store/tables/match-tables.ts';
import { applyRecords } from '../../src/sync/apply-records.ts';
import { eachDatabase } from '../support/databases.ts';
import { account, accountId, daysAgo, fillStore, userId } from '../support/filled-store.ts';

const FOUR_YEARS = 1461;
const dealId = '006000000000001AAA' as OpportunityId;
const followed = { systemModstamp: daysAgo(0), isDeleted: false };

const closedDeal: Records['opportunity'] = {
  ...followed,
  id: dealId,
  accountId: accountId(1),
  ownerId: userId(1),
  createdDate: daysAgo(FOUR_YEARS + 30),
  closeDate: daysAgo(FOUR_YEARS),
  isClosed: true,
  isWon: true,
};

eachDatabase('readFacts', (open) => {
  test('whoever was in the team of a deal worked on it as its owner did: then, and not for ever', async () => {
    const database = await open();
    await fillStore(database, 1);
    await applyRecords(database, 'account', [account(1)]);
    await applyRecords(database, 'opportunity', [closedDeal]);
    await applyRecords(
      database,
      'opportunityTeamMember',
      [1, 2].map((number) => ({
        ...followed,
        id: `00q00000000000${number}AAA`,
        opportunityId: dealId,
        userId: userId(number),
        createdDate: daysAgo(FOUR_YEARS + 20),
      })),
    );
    await accountMatches.assign(database, [{ recordId: accountId(1), groupId: accountId(1) }], []);
    const deals = (await readFacts(database, [accountId(1)])).filter(({ kind }) => kind === 'deal' || kind === 'team');
    expect(new Set(deals.map(({ kind, colleagueId, atMs }) => ({ kind, colleagueId, atMs })))).toEqual(
      new Set(
        [1, 2].map((number) => ({ kind: 'deal', colleagueId: userId(number), atMs: Date.parse(daysAgo(FOUR_YEARS)) })),
      ),
    );
    expect(deals).toHaveLength(2);
  });
});

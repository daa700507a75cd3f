import type { MatchRecord } from '../match/index.ts';
import type { Database } from '../store/database.ts';
import { readAccounts, readParentsAmong } from '../store/tables/accounts.ts';
import { markLeadsLike } from '../store/tables/lead-accounts.ts';
import { accountMatches } from '../store/tables/match-tables.ts';
import { markPeopleOf } from '../store/tables/people.ts';
import { markAccounts, markCustomers, takeDirtyAccounts } from '../store/tables/work-queues.ts';
import { judgeCandidates, MOST_PER_KEY, regroup } from './match-batch.ts';
import { accountToMatch } from './match-records.ts';
import { matcherFor, type MatchRules } from './match-weights.ts';

const BATCH = 500;

/**
 * Looks again at changed accounts: who else is the same customer? One process at a time, since two that look at the same
 * moment would not see each other's accounts.
 * @returns how many accounts were looked at.
 */
export async function matchAccounts(
  database: Database,
  rules: MatchRules,
  onBatch: (accounts: number) => void,
): Promise<number> {
  let sum = 0;
  for (;;) {
    const count = await database.transaction((transaction) => matchBatch(transaction, rules));
    if (count === 0) return sum;
    sum += count;
    onBatch(sum);
  }
}

async function matchBatch(database: Database, rules: MatchRules): Promise<number> {
  const ids = await takeDirtyAccounts(database, BATCH);
  if (ids.length === 0) return 0;
  const matcher = await matcherFor(database, rules);
  const accounts = new Map((await readAccounts(database, ids)).map((account) => [account.id, accountToMatch(account)]));
  const keys = [...accounts.values()].flatMap((record) =>
    matcher.keys(record).map((key) => ({ recordId: record.id, key })),
  );
  await markLeadsLike(database, ids, keys);
  await accountMatches.replaceBlocks(database, ids, keys);
  const readMore = async (others: readonly string[]): Promise<MatchRecord[]> =>
    (await readAccounts(database, others)).map(accountToMatch);
  const pairs = await judgeCandidates(database, accountMatches, matcher, accounts, readMore);
  await accountMatches.replacePairs(database, ids, pairs);
  const gone = ids.filter((id) => !accounts.has(id));
  const { groups, neighbourhood } = await regroup(database, accountMatches, ids, gone, (among) =>
    rules.branchesAreSame ? Promise.resolve([]) : readParentsAmong(database, among),
  );
  await markCustomers(database, groups, 'match');
  await markPeopleOf(database, groups);
  await lookAgainAtOrphans(database, gone, neighbourhood, accounts);
  return ids.length;
}

/**
 * Accounts that were compared only with one that is gone now, because very many share their key, have to be compared
 * with others.
 */
async function lookAgainAtOrphans(
  database: Database,
  gone: readonly string[],
  neighbourhood: readonly string[],
  accounts: ReadonlyMap<string, MatchRecord>,
): Promise<void> {
  if (gone.length === 0 || neighbourhood.length < MOST_PER_KEY) return;
  await markAccounts(
    database,
    neighbourhood.filter((id) => !accounts.has(id)),
  );
}

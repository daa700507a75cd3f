import { accountKeys, cluster, judgeAccounts, type MatchRecord, type ScoredPair } from '../match/index.ts';
import type { Database } from '../store/database.ts';
import { readAccounts, type StoredAccount } from '../store/tables/accounts.ts';
import {
  assignCustomers,
  type PairRow,
  readCandidates,
  readNeighbourhood,
  readPairsAmong,
  replaceBlocks,
  replacePairs,
} from '../store/tables/matches.ts';
import { markAccounts, markCustomers, takeDirtyAccounts } from '../store/tables/work-queues.ts';

const BATCH = 500;

/** From a key that more accounts share than this, only the first are compared: one account costs the same in any org. */
const MOST_PER_KEY = 50;

/** Certainty beyond this adds nothing, and 1 would be infinitely many bits. */
const MOST_CERTAIN = 0.9999;

/**
 * Looks again at changed accounts: who else is the same customer? One process at a time, since two that look at the same
 * moment would not see each other's accounts.
 * @returns how many accounts were looked at.
 */
export async function matchAccounts(database: Database, onBatch: (accounts: number) => void): Promise<number> {
  const looked = await database.exclusively('match', async () => {
    let sum = 0;
    for (;;) {
      const count = await database.transaction(matchBatch);
      if (count === 0) return sum;
      sum += count;
      onBatch(sum);
    }
  });
  return looked ?? 0;
}

async function matchBatch(database: Database): Promise<number> {
  const ids = await takeDirtyAccounts(database, BATCH);
  if (ids.length === 0) return 0;
  const accounts = new Map((await readAccounts(database, ids)).map((account) => [account.id, toMatchRecord(account)]));
  await replaceBlocks(
    database,
    ids,
    [...accounts.values()].flatMap((record) => accountKeys(record).map((key) => ({ accountId: record.id, key }))),
  );
  await replacePairs(database, ids, await judgeCandidates(database, accounts));
  await regroup(database, ids, accounts);
  return ids.length;
}

async function judgeCandidates(database: Database, accounts: ReadonlyMap<string, MatchRecord>): Promise<PairRow[]> {
  const candidates = await readCandidates(database, [...accounts.keys()], MOST_PER_KEY);
  const unknown = [...new Set(candidates.map((pair) => pair.candidateId))].filter((id) => !accounts.has(id));
  const records = new Map(accounts);
  for (const account of await readAccounts(database, unknown)) records.set(account.id, toMatchRecord(account));

  const pairs = new Map<string, PairRow>();
  for (const { accountId, candidateId } of candidates) {
    const [smaller, larger] = accountId < candidateId ? [accountId, candidateId] : [candidateId, accountId];
    const key = `${smaller} ${larger}`;
    const one = records.get(smaller);
    const other = records.get(larger);
    if (one === undefined || other === undefined || pairs.has(key)) continue;
    const { judgement, score, evidence } = judgeAccounts(one, other);
    if (judgement !== 'different') pairs.set(key, { accountId: smaller, otherId: larger, judgement, score, evidence });
  }
  return [...pairs.values()];
}

/** The customer's id is the smallest account id in its group. */
async function regroup(
  database: Database,
  changed: readonly string[],
  accounts: ReadonlyMap<string, MatchRecord>,
): Promise<void> {
  const gone = changed.filter((id) => !accounts.has(id));
  const neighbourhood = (await readNeighbourhood(database, changed)).filter((id) => !gone.includes(id));
  const pairs = await readPairsAmong(database, neighbourhood);
  const groups = cluster(neighbourhood, pairs.map(toScoredPair));
  const assignments = groups.flatMap((group) => {
    const customerId = group.reduce((least, id) => (id < least ? id : least));
    return group.map((accountId) => ({ accountId, customerId }));
  });
  const customers = await assignCustomers(database, assignments, gone);
  await markCustomers(database, customers, 'match');
  await lookAgainAtOrphans(database, gone, neighbourhood, accounts);
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

function toScoredPair({ accountId, otherId, score }: PairRow): ScoredPair {
  const certain = Math.min(MOST_CERTAIN, Math.max(1 - MOST_CERTAIN, score));
  return { a: accountId, b: otherId, bits: Math.log2(certain / (1 - certain)) };
}

function toMatchRecord(account: StoredAccount): MatchRecord {
  const { id, name, website, phone, street, city, postalCode, country, parentId } = account;
  return {
    id,
    kind: account.isPerson ? 'person' : 'company',
    name,
    ...(website === null ? {} : { website }),
    ...(phone === null ? {} : { phones: [phone] }),
    ...(street === null ? {} : { street }),
    ...(city === null ? {} : { city }),
    ...(postalCode === null ? {} : { postalCode }),
    ...(country === null ? {} : { country }),
    ...(parentId === null ? {} : { parentId }),
  };
}

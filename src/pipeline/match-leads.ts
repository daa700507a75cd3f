import type { MatchRecord } from '../match/index.ts';
import type { Database } from '../store/database.ts';
import { readAccounts } from '../store/tables/accounts.ts';
import {
  readLeadCandidates,
  readLeadCompanies,
  replaceLeadAccounts,
  replaceLeadBlocks,
  type StoredLead,
  takeDirtyLeads,
} from '../store/tables/lead-accounts.ts';
import type { PairRow } from '../store/tables/match-tables.ts';
import { MOST_PER_KEY } from './match-batch.ts';
import { accountToMatch, filled } from './match-records.ts';
import { matcherFor, type MatchRules } from './match-weights.ts';

const BATCH = 500;

/**
 * Looks again at changed leads: whose customer is this already? A lead is compared with accounts and never changes how
 * those are grouped.
 * @returns how many were looked at.
 */
export async function matchLeads(
  database: Database,
  rules: MatchRules,
  onBatch: (leads: number) => void,
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
  const ids = await takeDirtyLeads(database, BATCH);
  if (ids.length === 0) return 0;
  const matcher = await matcherFor(database, rules);
  const leads = new Map((await readLeadCompanies(database, ids)).map((lead) => [lead.id, toMatchRecord(lead)]));
  await replaceLeadBlocks(
    database,
    ids,
    [...leads].flatMap(([recordId, record]) => matcher.keys(record).map((key) => ({ recordId, key }))),
  );
  const candidates = await readLeadCandidates(database, ids, MOST_PER_KEY);
  const accountIds = [...new Set(candidates.map(({ accountId }) => accountId))];
  const accounts = new Map((await readAccounts(database, accountIds)).map((one) => [one.id, accountToMatch(one)]));
  const pairs = candidates.flatMap(({ leadId, accountId }): PairRow[] => {
    const lead = leads.get(leadId);
    const account = accounts.get(accountId);
    if (lead === undefined || account === undefined) return [];
    const { judgement, score, evidence } = matcher.judge(lead, account);
    return judgement === 'different' ? [] : [{ recordId: leadId, otherId: accountId, judgement, score, evidence }];
  });
  await replaceLeadAccounts(database, ids, pairs);
  return ids.length;
}

/** A lead says where it is from by its mail address too. */
function toMatchRecord(lead: StoredLead): MatchRecord {
  const { id, company, phone, street, city, postalCode, country, email } = lead;
  const website = lead.website ?? email?.split('@')[1] ?? null;
  return {
    id,
    kind: 'company',
    name: company,
    ...filled({ website, street, city, postalCode, country }),
    ...(phone === null ? {} : { phones: [phone] }),
  };
}

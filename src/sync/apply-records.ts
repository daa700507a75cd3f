import type { RecordName, Records } from '../crm/records.ts';
import type { Database } from '../store/database.ts';
import type { Change } from '../store/table.ts';
import { markHeardBy } from '../store/tables/campaigns-to-tell.ts';
import { markAllExperts, markExperts, markExpertsOfDeals } from '../store/tables/experts.ts';
import { markHandoffs } from '../store/tables/handoffs.ts';
import { removeHeldOfAccounts } from '../store/tables/held-relationships.ts';
import { markLeads } from '../store/tables/lead-accounts.ts';
import { removeHeldRowsOfAccounts } from '../store/tables/own-rows.ts';
import { markPeople } from '../store/tables/people.ts';
import { resolveDivisions } from '../store/tables/users.ts';
import {
  type DirtyReason,
  markAccounts,
  markCustomersOf,
  markCustomersOfUsers,
  markPersonAccounts,
  markUnpublished,
} from '../store/tables/work-queues.ts';
import { followed } from './follow.ts';
import { followAliases } from './follow-aliases.ts';
import { followMerges } from './follow-merges.ts';
import { isDeleted } from './follow-table.ts';
import { forgetPeople, withoutForgotten } from './forget-people.ts';
import { heedIssues } from './heed-issues.ts';
import { heedNeeds } from './heed-needs.ts';

/**
 * Stores records as they were read and marks what follows from those that really changed. Call it in a transaction
 * together with the new reading position.
 * @returns how many rows changed.
 */
export async function applyRecords<Name extends RecordName>(
  database: Database,
  name: Name,
  records: readonly Records[Name][],
): Promise<number> {
  const changes = await followed[name].write(database, await withoutForgotten(database, name, records));
  const judged = await followMerges(database, name, records);
  if (judged.length > 0) await markChanges(database, 'matchJudgement', [{ id: '', links: judged }]);
  await markChanges(database, name, await followAliases(database, name, changes));
  if (name === 'account') await forgetDeletedAccounts(database, records);
  return changes.length;
}

/** Removes rows that are gone without a trace, as if they had been read as deleted. */
export async function applyRemoval(database: Database, name: RecordName, ids: readonly string[]): Promise<number> {
  const changes = await followed[name].remove(database, ids);
  await markChanges(database, name, changes);
  return changes.length;
}

const REASONS: Partial<Readonly<Record<RecordName, DirtyReason>>> = {
  account: 'account',
  contact: 'contact',
  opportunity: 'deal',
  opportunityContactRole: 'deal',
  opportunityTeamMember: 'team',
  accountTeamMember: 'team',
  task: 'activity',
  event: 'activity',
  emailMessage: 'activity',
  case: 'case',
  contract: 'deal',
  opportunityLine: 'deal',
  campaignMember: 'campaign',
};

/** What follows from changed rows of one object: it gets what their links point to, and the changes themselves. */
type Follower = (database: Database, links: readonly string[], changes: readonly Change[]) => Promise<unknown>;

const markUsers: Follower = async (database, links) => {
  // First, since whoever computes may wait for what the other marks.
  await markCustomersOfUsers(database, links);
  await markHeardBy(database, links);
};
const markDivisions: Follower = async (database, links) => {
  const users = [...links, ...(await resolveDivisions(database))].filter((link) => link.startsWith('005'));
  await markExperts(database, users);
  await markUsers(database, users, []);
};

const FOLLOWERS: Partial<Readonly<Record<RecordName, Follower>>> = {
  account: markAccounts,
  contact: (database, _links, changes) => markToMatch(database, 'contact', changes),
  lead: (database, _links, changes) => markToMatch(database, 'lead', changes),
  matchJudgement: (database, _links, changes) => markToMatch(database, 'matchJudgement', changes),
  user: markDivisions,
  opportunity: (database, links) =>
    markExperts(
      database,
      links.filter((link) => link.startsWith('005')),
    ),
  opportunityLine: markExpertsOfDeals,
  need: async (database, links) => {
    await markAllExperts(database);
    await heedNeeds(database, 'need', links);
  },
  division: async (database, links, changes) => {
    await markAllExperts(database);
    await markDivisions(database, links, changes);
  },
  permissionSetAssignment: markUsers,
  preference: markUsers,
  relationship: markUnpublished,
  syncIssue: heedIssues,
  handoff: markHandoffs,
  handoffMessage: markHandoffs,
  introduction: markHandoffs,
  introductionRequest: markHandoffs,
  individual: markForgotten,
};

/** Marks what follows from rows that changed. */
export async function markChanges(database: Database, name: RecordName, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  const links = [...new Set(changes.flatMap((change) => change.links))];
  const reason = REASONS[name];
  if (reason !== undefined) await markCustomersOf(database, links, reason);
  const follower = FOLLOWERS[name];
  await (follower === undefined ? heedNeeds(database, name, links) : follower(database, links, changes));
}

async function markForgotten(database: Database, individualIds: readonly string[]): Promise<void> {
  const emptied = await forgetPeople(database, individualIds);
  await markChanges(database, 'account', emptied.account);
  await markChanges(database, 'contact', emptied.contact);
  await markChanges(database, 'lead', emptied.lead);
}

/** Who is the same person, or whose lead it is, is to be asked again. */
async function markToMatch(
  database: Database,
  name: 'contact' | 'lead' | 'matchJudgement',
  changes: readonly Change[],
): Promise<void> {
  const links = [...new Set(changes.flatMap((change) => change.links))];
  if (name === 'contact') await markPersonAccounts(database, links);
  // What a person decided, or took back, concerns the two records, whatever they are.
  const ids = name === 'contact' ? changes.map(({ id }) => id) : links;
  const withPrefix = (...prefixes: readonly string[]): string[] =>
    ids.filter((id) => prefixes.some((prefix) => id.startsWith(prefix)));
  await markAccounts(database, withPrefix('001'));
  await markLeads(database, withPrefix('00Q'));
  await markPeople(database, withPrefix('003', '00Q'));
}

/** Salesforce deletes our rows together with their account, whether or not it tells. */
async function forgetDeletedAccounts(database: Database, records: readonly object[]): Promise<void> {
  const gone = records.filter(isDeleted).flatMap((record) => ('id' in record ? [String(record.id)] : []));
  await removeHeldOfAccounts(database, gone);
  await removeHeldRowsOfAccounts(database, gone);
}

import type { RecordName } from '../crm/records.ts';
import { accounts } from '../store/tables/accounts.ts';
import { emailMessages, events, tasks } from '../store/tables/activities.ts';
import { type CaseRow, cases } from '../store/tables/cases.ts';
import {
  type DivisionRow,
  divisions,
  permissionSetAssignments,
  policies,
  type PreferenceRow,
  preferences,
} from '../store/tables/choices.ts';
import { contacts } from '../store/tables/contacts.ts';
import { contracts } from '../store/tables/contracts.ts';
import { heldMatches } from '../store/tables/held-matches.ts';
import { heldRelationships } from '../store/tables/held-relationships.ts';
import { individuals } from '../store/tables/individuals.ts';
import { heldIssues } from '../store/tables/issues.ts';
import { leads } from '../store/tables/leads.ts';
import { campaignAnswers, needs } from '../store/tables/needs.ts';
import {
  opportunities,
  opportunityContactRoles,
  opportunityLines,
  type OpportunityRow,
} from '../store/tables/opportunities.ts';
import { type HeldOwnRow, heldRows } from '../store/tables/own-rows.ts';
import { accountTeamMembers, opportunityTeamMembers } from '../store/tables/teams.ts';
import { type UserRow, users } from '../store/tables/users.ts';
import {
  alsoKeeping,
  choicesOfPeople,
  dealsOfHandoffs,
  desksOfDivisions,
  followHandoffs,
  placesOfUsers,
} from './follow-handoffs.ts';
import { alsoNaming, followCampaigns, toCampaignAnswer, toHeldRow } from './follow-needs.ts';
import { type Follow, follow } from './follow-table.ts';
import {
  toCaseRow,
  toContractRow,
  toEmailMessageRow,
  toEventRow,
  toHeldMatchRow,
  toMs,
  toOpportunityRow,
  toPolicyRow,
  toTaskRow,
} from './to-row.ts';

type OwnName = 'suggestion' | 'needRule' | 'feedback' | 'needResult' | 'exchange' | 'expert' | 'received';

/** Our own rows of smaller objects share a table. */
function followOwn<Name extends OwnName>(object: string): Follow<Name> {
  return {
    ...follow<Name, HeldOwnRow>(heldRows, toHeldRow(object)),
    // The table has rows of other objects too, and a load of one object must not take it for its own.
    add: undefined,
    counted: undefined,
    tableName: `(SELECT id FROM held_row WHERE object = '${object}')`,
  };
}

/** Every object that Baton follows, and what is kept of it. */
export const followed: { readonly [Name in RecordName]: Follow<Name> } = {
  account: follow(accounts, (record) => ({
    ...record,
    isPerson: record.isPersonAccount,
    createdMs: toMs(record.createdDate),
  })),
  contact: follow(contacts, (record) => record),
  individual: follow(individuals, ({ id, mustNotProcess }) => (mustNotProcess ? { id, mustNotProcess } : undefined)),
  lead: follow(leads, (record) => ({ ...record, createdMs: toMs(record.createdDate) })),
  user: alsoKeeping(
    follow<'user', UserRow>(users, (record) => record),
    placesOfUsers,
  ),
  opportunity: alsoKeeping(follow<'opportunity', OpportunityRow>(opportunities, toOpportunityRow), dealsOfHandoffs),
  opportunityContactRole: follow(opportunityContactRoles, (record) => record),
  accountTeamMember: follow(accountTeamMembers, (record) => ({ ...record, atMs: toMs(record.createdDate) })),
  opportunityTeamMember: follow(opportunityTeamMembers, (record) => record),
  task: follow(tasks, toTaskRow),
  event: follow(events, toEventRow),
  emailMessage: follow(emailMessages, toEmailMessageRow),
  case: alsoNaming(follow<'case', CaseRow>(cases, toCaseRow)),
  contract: follow(contracts, toContractRow),
  need: follow(needs, ({ keywords, ...record }) => ({ ...record, keywords: keywords ?? [] })),
  opportunityLine: follow(opportunityLines, ({ id, opportunityId, family }) =>
    family === undefined ? undefined : { id, opportunityId, family },
  ),
  campaign: followCampaigns,
  campaignMember: follow(campaignAnswers, toCampaignAnswer),
  suggestion: followOwn('Baton_Suggestion__c'),
  needRule: followOwn('Baton_Need_Rule__c'),
  feedback: followOwn('Baton_Feedback__c'),
  needResult: followOwn('Baton_Need_Result__c'),
  exchange: followOwn('Baton_Exchange__c'),
  expert: followOwn('Baton_Expert__c'),
  received: followOwn('Baton_Received__c'),
  permissionSetAssignment: follow(permissionSetAssignments, (record) => record),
  division: alsoKeeping(
    follow<'division', DivisionRow>(divisions, (record) => record),
    desksOfDivisions,
  ),
  preference: alsoKeeping(
    follow<'preference', PreferenceRow>(preferences, ({ id, ownerId, naming }) =>
      naming === undefined ? undefined : { id, ownerId, naming },
    ),
    choicesOfPeople,
  ),
  ...followHandoffs,
  policy: follow(policies, toPolicyRow),
  relationship: follow(heldRelationships, (record) => ({ ...record, lastMonth: record.lastContactMonth })),
  syncIssue: follow(heldIssues, (record) => record),
  matchJudgement: follow(heldMatches, toHeldMatchRow),
};

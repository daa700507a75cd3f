import type { RecordName } from '../records.ts';
import { emailMessage, event, task } from './activities.ts';
import { division, matchJudgement, policy, preference, relationship, syncIssue } from './baton.ts';
import { account, contact, individual, lead } from './customers.ts';
import type { RecordSource } from './field.ts';
import { exchange, expert, received } from './handoff-rows.ts';
import { handoff, handoffMessage, introduction, introductionRequest } from './handoffs.ts';
import {
  campaign,
  campaignMember,
  feedback,
  need,
  needResult,
  needRule,
  opportunityLine,
  suggestion,
} from './needs.ts';
import { permissionSetAssignment, user } from './people.ts';
import {
  accountTeamMember,
  contract,
  opportunity,
  opportunityContactRole,
  opportunityTeamMember,
  supportCase,
} from './sales.ts';

export type { Field, Need, RawRow, RecordSource } from './field.ts';

/** Every record that Baton follows: where it is read from, field by field. */
export const recordSources: { readonly [Name in RecordName]: RecordSource<Name> } = {
  account,
  contact,
  individual,
  lead,
  user,
  opportunity,
  opportunityContactRole,
  accountTeamMember,
  opportunityTeamMember,
  task,
  event,
  emailMessage,
  case: supportCase,
  contract,
  need,
  opportunityLine,
  campaign,
  campaignMember,
  suggestion,
  needRule,
  feedback,
  needResult,
  exchange,
  expert,
  received,
  permissionSetAssignment,
  division,
  preference,
  handoff,
  handoffMessage,
  introduction,
  introductionRequest,
  policy,
  relationship,
  syncIssue,
  matchJudgement,
};

export const recordNames = Object.keys(recordSources) as RecordName[];

import { deriveEvent, deriveTask } from './activity.ts';
import type { Change } from './change.ts';
import { deriveContract } from './contract.ts';
import { deriveLineItem, deriveOpportunity, derivePricebookEntry } from './deal.ts';
import { deriveCampaignMember, deriveCase, derivePersonName, deriveTeamMember } from './people.ts';
import { derivePersonAccount } from './person-account.ts';

export type { Change } from './change.ts';

const rules: Readonly<Record<string, (change: Change) => void>> = {
  Account: derivePersonAccount,
  AccountTeamMember: deriveTeamMember,
  CampaignMember: deriveCampaignMember,
  Case: deriveCase,
  Contract: deriveContract,
  Event: deriveEvent,
  Opportunity: deriveOpportunity,
  OpportunityLineItem: deriveLineItem,
  OpportunityTeamMember: deriveTeamMember,
  PricebookEntry: derivePricebookEntry,
  Task: deriveTask,
};

/** Sets the fields of a row that the platform works out from others. */
export function derive(change: Change): void {
  rules[change.object.name]?.(change);
  if (change.object.fields.get('name')?.derived === 'personName') derivePersonName(change);
}

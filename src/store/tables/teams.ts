import type { Table } from '../table.ts';

export interface AccountTeamMemberRow {
  readonly id: string;
  readonly accountId: string;
  readonly userId: string;
  readonly atMs: number;
}

export const accountTeamMembers: Table<AccountTeamMemberRow> = {
  name: 'account_team_member',
  columns: { id: 'text', accountId: 'text', userId: 'text', atMs: 'bigint' },
  links: ['accountId'],
};

/** Its time is that of the deal. */
export interface OpportunityTeamMemberRow {
  readonly id: string;
  readonly opportunityId: string;
  readonly userId: string;
}

export const opportunityTeamMembers: Table<OpportunityTeamMemberRow> = {
  name: 'opportunity_team_member',
  columns: { id: 'text', opportunityId: 'text', userId: 'text' },
  links: ['opportunityId'],
};

import type { Table } from '../table.ts';

export interface OpportunityRow {
  readonly id: string;
  readonly accountId?: string | undefined;
  readonly ownerId: string;
  /** When it closed, else when it began. */
  readonly atMs: number;
}

export const opportunities: Table<OpportunityRow> = {
  name: 'opportunity',
  columns: { id: 'text', accountId: 'text', ownerId: 'text', atMs: 'bigint' },
  links: ['accountId'],
};

export interface OpportunityContactRoleRow {
  readonly id: string;
  readonly opportunityId: string;
  readonly contactId: string;
}

export const opportunityContactRoles: Table<OpportunityContactRoleRow> = {
  name: 'opportunity_contact_role',
  columns: { id: 'text', opportunityId: 'text', contactId: 'text' },
  links: ['opportunityId'],
};

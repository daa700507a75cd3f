import type { Table } from '../table.ts';

export interface OpportunityRow {
  readonly id: string;
  readonly accountId?: string | undefined;
  readonly ownerId: string;
  readonly isWon: boolean;
  readonly isClosed: boolean;
  /** When it closed, else when it began. */
  readonly atMs: number;
}

export const opportunities: Table<OpportunityRow> = {
  name: 'opportunity',
  columns: {
    id: 'text',
    accountId: 'text',
    ownerId: 'text',
    isWon: 'boolean',
    isClosed: 'boolean',
    atMs: 'bigint',
  },
  links: ['accountId', 'ownerId'],
};

export interface OpportunityLineRow {
  readonly id: string;
  readonly opportunityId: string;
  readonly family: string;
}

export const opportunityLines: Table<OpportunityLineRow> = {
  name: 'opportunity_line',
  columns: { id: 'text', opportunityId: 'text', family: 'text' },
  links: ['opportunityId'],
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

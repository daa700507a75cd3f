import type { Table } from '../table.ts';

/** A converted lead stays: it says which account, contact and opportunity came of it. */
export interface LeadRow {
  readonly id: string;
  readonly ownerId: string;
  readonly createdMs: number;
  readonly firstName?: string | undefined;
  readonly lastName: string;
  readonly company?: string | undefined;
  readonly street?: string | undefined;
  readonly city?: string | undefined;
  readonly postalCode?: string | undefined;
  readonly country?: string | undefined;
  readonly phone?: string | undefined;
  readonly mobilePhone?: string | undefined;
  readonly email?: string | undefined;
  readonly website?: string | undefined;
  readonly status?: string | undefined;
  readonly isConverted: boolean;
  readonly convertedAccountId?: string | undefined;
  readonly convertedContactId?: string | undefined;
  readonly convertedOpportunityId?: string | undefined;
  readonly handoffId?: string | undefined;
  readonly individualId?: string | undefined;
}

export const leads: Table<LeadRow> = {
  name: 'lead',
  columns: {
    id: 'text',
    ownerId: 'text',
    createdMs: 'bigint',
    firstName: 'text',
    lastName: 'text',
    company: 'text',
    street: 'text',
    city: 'text',
    postalCode: 'text',
    country: 'text',
    phone: 'text',
    mobilePhone: 'text',
    email: 'text',
    website: 'text',
    status: 'text',
    isConverted: 'boolean',
    convertedAccountId: 'text',
    convertedContactId: 'text',
    convertedOpportunityId: 'text',
    handoffId: 'text',
    individualId: 'text',
  },
  links: ['id'],
};

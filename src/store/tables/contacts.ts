import type { Table } from '../table.ts';

/** No names or addresses: whose contact it is, and whether it may be used, is all that relationships need. */
export interface ContactRow {
  readonly id: string;
  readonly accountId?: string | undefined;
  readonly doNotSuggest: boolean;
}

export const contacts: Table<ContactRow> = {
  name: 'contact',
  columns: { id: 'text', accountId: 'text', doNotSuggest: 'boolean' },
  links: ['accountId'],
};

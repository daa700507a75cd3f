import type { Table } from '../table.ts';

export interface CaseRow {
  readonly id: string;
  readonly accountId?: string | undefined;
  readonly contactId?: string | undefined;
  readonly ownerId: string;
  /** When it was closed, else when it was opened. */
  readonly atMs: number;
}

export const cases: Table<CaseRow> = {
  name: 'support_case',
  columns: { id: 'text', accountId: 'text', contactId: 'text', ownerId: 'text', atMs: 'bigint' },
  links: ['accountId', 'contactId'],
};

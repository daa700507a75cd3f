import type { Table } from '../table.ts';

/** A contract in force that has an end. */
export interface ContractRow {
  readonly id: string;
  readonly accountId: string;
  readonly ownerId: string;
  /** When its last day begins. */
  readonly endMs: number;
}

export const contracts: Table<ContractRow> = {
  name: 'contract',
  columns: { id: 'text', accountId: 'text', ownerId: 'text', endMs: 'bigint' },
  links: ['accountId'],
};

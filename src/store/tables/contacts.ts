import type { Database } from '../database.ts';
import type { Table } from '../table.ts';

/** Whose contact it is, whether it may be used, and by what the same person is found again on another account. */
export interface ContactRow {
  readonly id: string;
  readonly accountId?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly mobilePhone?: string | undefined;
  readonly doNotSuggest: boolean;
  readonly individualId?: string | undefined;
}

export const contacts: Table<ContactRow> = {
  name: 'contact',
  columns: {
    id: 'text',
    accountId: 'text',
    firstName: 'text',
    lastName: 'text',
    email: 'text',
    phone: 'text',
    mobilePhone: 'text',
    doNotSuggest: 'boolean',
    individualId: 'text',
  },
  links: ['accountId'],
};

/** The account of each contact that has one, by contact id. */
export async function readContactAccounts(database: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await database.query<{ id: string; accountId: string }>(
    'SELECT id, account_id AS "accountId" FROM contact WHERE id = ANY($1::text[]) AND account_id IS NOT NULL',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row.accountId]));
}

import type { Database } from '../database.ts';
import type { Table } from '../table.ts';

/** One of our own rows as the CRM holds it. */
export interface HeldRelationshipRow {
  readonly id: string;
  readonly externalId: string;
  readonly accountId: string;
  readonly contactId?: string | null | undefined;
  readonly colleagueId?: string | null | undefined;
  readonly divisionId?: string | null | undefined;
  readonly band: string;
  readonly rank?: number | null | undefined;
  readonly reasons: string;
  readonly lastMonth?: string | null | undefined;
}

export const heldRelationships: Table<HeldRelationshipRow> = {
  name: 'held_relationship',
  columns: {
    id: 'text',
    externalId: 'text',
    accountId: 'text',
    contactId: 'text',
    colleagueId: 'text',
    divisionId: 'text',
    band: 'text',
    rank: 'int',
    reasons: 'text',
    lastMonth: 'text',
  },
  links: ['accountId'],
};

/** Values with null for what is missing, as they come from the database. */
export interface StoredRelationship {
  readonly externalId: string;
  readonly accountId: string;
  readonly contactId: string | null;
  readonly colleagueId: string | null;
  readonly divisionId: string | null;
  readonly band: string;
  readonly rank: number | null;
  readonly reasons: string;
  readonly lastMonth: string | null;
}

export const STORED_COLUMNS = `external_id AS "externalId", account_id AS "accountId", contact_id AS "contactId",
  colleague_id AS "colleagueId", division_id AS "divisionId", band, rank, reasons, last_month AS "lastMonth"`;

export function readHeldRelationships(
  database: Database,
  accountIds: readonly string[],
): Promise<(StoredRelationship & { readonly id: string })[]> {
  return database.query(
    `SELECT id, ${STORED_COLUMNS} FROM held_relationship WHERE account_id = ANY($1::text[]) ORDER BY id`,
    [accountIds],
  );
}

/** Forgets rows that went with their account. */
export async function removeHeldOfAccounts(database: Database, accountIds: readonly string[]): Promise<void> {
  if (accountIds.length === 0) return;
  await database.query('DELETE FROM held_relationship WHERE account_id = ANY($1::text[])', [accountIds]);
}

/** The account of each row, by record id. */
export async function readHeldAccounts(database: Database, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await database.query<{ id: string; accountId: string }>(
    'SELECT id, account_id AS "accountId" FROM held_relationship WHERE id = ANY($1::text[])',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row.accountId]));
}

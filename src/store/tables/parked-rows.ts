import type { Database } from '../database.ts';

/** A row that Salesforce refused for good. */
export interface ParkedRow {
  readonly externalId: string;
  readonly accountId: string;
  /** Of the values it refused; null: of whatever they are when next looked at. */
  readonly fingerprint: string | null;
}

export function readParked(database: Database, accountIds: readonly string[]): Promise<ParkedRow[]> {
  return database.query<ParkedRow>(
    `SELECT external_id AS "externalId", account_id AS "accountId", fingerprint FROM parked_row
     WHERE account_id = ANY($1::text[])`,
    [accountIds],
  );
}

export async function parkRow(database: Database, row: ParkedRow): Promise<void> {
  await database.query(
    `INSERT INTO parked_row AS p (external_id, account_id, fingerprint) VALUES ($1, $2, $3)
     ON CONFLICT (external_id) DO UPDATE SET account_id = excluded.account_id, fingerprint = excluded.fingerprint
     WHERE (p.account_id, p.fingerprint) IS DISTINCT FROM (excluded.account_id, excluded.fingerprint)`,
    [row.externalId, row.accountId, row.fingerprint],
  );
}

/** Parks a row that an issue in the CRM speaks of, with whatever values it has. @returns false if it was known. */
export async function adoptParkedRow(database: Database, externalId: string, accountId: string): Promise<boolean> {
  const rows = await database.query(
    `INSERT INTO parked_row (external_id, account_id, fingerprint) VALUES ($1, $2, NULL)
     ON CONFLICT (external_id) DO NOTHING RETURNING external_id`,
    [externalId, accountId],
  );
  return rows.length > 0;
}

/** @returns accounts whose rows may be tried again. */
export async function unparkRows(database: Database, externalIds: readonly string[]): Promise<string[]> {
  if (externalIds.length === 0) return [];
  const rows = await database.query<{ account_id: string }>(
    'DELETE FROM parked_row WHERE external_id = ANY($1::text[]) RETURNING account_id',
    [externalIds],
  );
  return rows.map((row) => row.account_id);
}

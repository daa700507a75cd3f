import type { Database } from '../database.ts';
import { STORED_COLUMNS, type StoredRelationship } from './held-relationships.ts';

/** A row that should stand in the CRM. */
export interface DesiredRelationshipRow extends StoredRelationship {
  readonly customerId: string;
  readonly divisionId: string;
  readonly lastMonth: string;
  readonly rank: number;
  /** Larger is better: decides who stays when the org has no room for all. */
  readonly worth: number;
}

/**
 * Replaces what should stand on the accounts of these customers.
 * @returns accounts on which something differs now: they are to be published.
 */
export async function replaceDesired(
  database: Database,
  customerIds: readonly string[],
  rows: readonly DesiredRelationshipRow[],
): Promise<string[]> {
  const changed = await database.query<{ account_id: string }>(
    `WITH wanted AS (
       SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
         $9::int[], $10::int[], $11::text[], $12::text[])
         AS w(external_id, customer_id, account_id, contact_id, colleague_id, division_id, band, worth, rank, reasons,
              last_month)),
     gone AS (
       DELETE FROM desired_relationship d WHERE d.customer_id = ANY($1::text[])
         AND NOT EXISTS (SELECT FROM wanted w WHERE w.external_id = d.external_id)
       RETURNING d.account_id),
     changed AS (
       INSERT INTO desired_relationship AS d
         (external_id, customer_id, account_id, contact_id, colleague_id, division_id, band, worth, rank, reasons,
          last_month)
       SELECT * FROM wanted
       ON CONFLICT (external_id) DO UPDATE
         SET customer_id = excluded.customer_id, account_id = excluded.account_id, contact_id = excluded.contact_id,
             colleague_id = excluded.colleague_id, division_id = excluded.division_id, band = excluded.band,
             worth = excluded.worth, rank = excluded.rank, reasons = excluded.reasons,
             last_month = excluded.last_month
         WHERE (d.customer_id, d.account_id, d.contact_id, d.colleague_id, d.division_id, d.band, d.worth, d.rank,
                d.reasons, d.last_month) IS DISTINCT FROM
               (excluded.customer_id, excluded.account_id, excluded.contact_id, excluded.colleague_id,
                excluded.division_id, excluded.band, excluded.worth, excluded.rank, excluded.reasons,
                excluded.last_month)
       RETURNING d.account_id)
     SELECT account_id FROM gone UNION SELECT account_id FROM changed`,
    [
      customerIds,
      rows.map((row) => row.externalId),
      rows.map((row) => row.customerId),
      rows.map((row) => row.accountId),
      rows.map((row) => row.contactId),
      rows.map((row) => row.colleagueId),
      rows.map((row) => row.divisionId),
      rows.map((row) => row.band),
      rows.map((row) => row.worth),
      rows.map((row) => row.rank),
      rows.map((row) => row.reasons),
      rows.map((row) => row.lastMonth),
    ],
  );
  return changed.map((row) => row.account_id);
}

/** The last row that still has room in the org. */
export interface Cut {
  readonly worth: number;
  readonly externalId: string;
}

/** @returns undefined where all rows have room. Costs as much as the cap, not as the org. */
export async function readCut(database: Database, rowCap: number): Promise<Cut | undefined> {
  const rows = await database.query<Cut>(
    `SELECT worth, external_id AS "externalId" FROM desired_relationship
     ORDER BY worth DESC, external_id OFFSET $1 LIMIT 2`,
    [Math.max(0, rowCap - 1)],
  );
  return rows.length > 1 ? rows[0] : undefined;
}

/** What should stand on these accounts, as far as there is room. */
export function readDesired(
  database: Database,
  accountIds: readonly string[],
  cut: Cut | undefined,
): Promise<StoredRelationship[]> {
  return database.query<StoredRelationship>(
    `SELECT ${STORED_COLUMNS} FROM desired_relationship
     WHERE account_id = ANY($1::text[])
       AND ($2::int IS NULL OR worth > $2 OR (worth = $2 AND external_id <= $3))
     ORDER BY account_id, external_id`,
    [accountIds, cut?.worth ?? null, cut?.externalId ?? null],
  );
}

/** Queues accounts with rows between two cuts: they win or lose their place. Undefined stands for "room for all". */
export async function queueBetweenCuts(
  database: Database,
  before: Cut | undefined,
  after: Cut | undefined,
): Promise<void> {
  await database.query(
    `INSERT INTO unpublished_account AS u (account_id)
     SELECT DISTINCT account_id FROM desired_relationship
     WHERE ($1::int IS NULL OR worth > $1 OR (worth = $1 AND external_id <= $2)) <>
           ($3::int IS NULL OR worth > $3 OR (worth = $3 AND external_id <= $4))
     ORDER BY account_id
     ON CONFLICT (account_id) DO UPDATE SET version = u.version + 1`,
    [before?.worth ?? null, before?.externalId ?? null, after?.worth ?? null, after?.externalId ?? null],
  );
}

import type { Database } from '../database.ts';

export interface CustomerRow {
  readonly customerId: string;
  readonly divisions: number;
  readonly dueMs: number | null;
}

export async function replaceCustomers(
  database: Database,
  customerIds: readonly string[],
  rows: readonly CustomerRow[],
): Promise<void> {
  await database.query(
    `WITH wanted AS (
       SELECT * FROM unnest($2::text[], $3::int[], $4::bigint[]) AS w(customer_id, divisions, due_ms)),
     gone AS (
       DELETE FROM customer c WHERE c.customer_id = ANY($1::text[])
         AND NOT EXISTS (SELECT FROM wanted w WHERE w.customer_id = c.customer_id))
     INSERT INTO customer AS c (customer_id, divisions, due_ms) SELECT * FROM wanted
     ON CONFLICT (customer_id) DO UPDATE SET divisions = excluded.divisions, due_ms = excluded.due_ms
     WHERE (c.divisions, c.due_ms) IS DISTINCT FROM (excluded.divisions, excluded.due_ms)`,
    [customerIds, rows.map((row) => row.customerId), rows.map((row) => row.divisions), rows.map((row) => row.dueMs)],
  );
}

export interface RelationshipRow {
  readonly customerId: string;
  readonly colleagueId: string;
  readonly logStrength: number;
  readonly band: string;
  readonly reasons: string;
  readonly lastMonth: string;
  readonly contactId: string | null;
  /** Null where time alone changes nothing. */
  readonly bandFallsMs: number | null;
}

/** Replaces all relationships of these customers. @returns how many rows were written or removed. */
export async function replaceRelationships(
  database: Database,
  customerIds: readonly string[],
  rows: readonly RelationshipRow[],
): Promise<number> {
  const [count] = await database.query<{ changed: number }>(
    `WITH wanted AS (
       SELECT * FROM unnest($2::text[], $3::text[], $4::double precision[], $5::text[], $6::text[], $7::text[],
         $8::text[], $9::bigint[])
         AS w(customer_id, colleague_id, log_strength, band, reasons, last_month, contact_id, band_falls_ms)),
     gone AS (
       DELETE FROM relationship r WHERE r.customer_id = ANY($1::text[]) AND NOT EXISTS (
         SELECT FROM wanted w WHERE w.customer_id = r.customer_id AND w.colleague_id = r.colleague_id)
       RETURNING 1),
     changed AS (
       INSERT INTO relationship AS r
         (customer_id, colleague_id, log_strength, band, reasons, last_month, contact_id, band_falls_ms)
       SELECT * FROM wanted
       ON CONFLICT (customer_id, colleague_id) DO UPDATE
         SET log_strength = excluded.log_strength, band = excluded.band, reasons = excluded.reasons,
             last_month = excluded.last_month, contact_id = excluded.contact_id,
             band_falls_ms = excluded.band_falls_ms
         WHERE (r.log_strength, r.band, r.reasons, r.last_month, r.contact_id, r.band_falls_ms) IS DISTINCT FROM
               (excluded.log_strength, excluded.band, excluded.reasons, excluded.last_month, excluded.contact_id,
                excluded.band_falls_ms)
       RETURNING 1)
     SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM changed) AS changed`,
    [
      customerIds,
      rows.map((row) => row.customerId),
      rows.map((row) => row.colleagueId),
      rows.map((row) => row.logStrength),
      rows.map((row) => row.band),
      rows.map((row) => row.reasons),
      rows.map((row) => row.lastMonth),
      rows.map((row) => row.contactId),
      rows.map((row) => row.bandFallsMs),
    ],
  );
  return count?.changed ?? 0;
}

export interface Counts {
  readonly accounts: number;
  readonly customers: number;
  /** Customers that two divisions or more own an account of or know. */
  readonly sharedCustomers: number;
  /** Rows that should stand in the CRM. */
  readonly relationships: number;
  readonly parked: number;
  /** Accounts to match, customers to compute and accounts to publish that wait. */
  readonly queue: number;
}

export async function readCounts(database: Database): Promise<Counts> {
  const [row] = await database.query<Counts>(
    `SELECT (SELECT count(*) FROM account) AS accounts,
            (SELECT count(*) FROM customer) AS customers,
            (SELECT count(*) FROM customer WHERE divisions > 1) AS "sharedCustomers",
            (SELECT count(*) FROM held_relationship) AS relationships,
            (SELECT count(*) FROM parked_row) AS parked,
            (SELECT count(*) FROM dirty_account) + (SELECT count(*) FROM dirty_customer)
              + (SELECT count(*) FROM unpublished_account) AS queue`,
  );
  return row ?? { accounts: 0, customers: 0, sharedCustomers: 0, relationships: 0, parked: 0, queue: 0 };
}

/** False before the first matching. */
export async function hasCustomers(database: Database): Promise<boolean> {
  return (await database.query('SELECT FROM customer_account LIMIT 1')).length > 0;
}

export async function countCustomers(database: Database): Promise<number> {
  const [row] = await database.query<{ count: number }>('SELECT count(*) AS count FROM customer');
  return row?.count ?? 0;
}

/** So many customers, spread evenly and the same ones each time; all of them where there are no more. */
export async function drawCustomers(database: Database, count: number): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    'SELECT customer_id AS id FROM customer ORDER BY md5(customer_id), customer_id LIMIT $1',
    [count],
  );
  return rows.map(({ id }) => id);
}

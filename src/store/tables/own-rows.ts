import type { Database } from '../database.ts';
import type { Table } from '../table.ts';

export type RowFields = Readonly<Record<string, string | number | boolean | null>>;

/** One of our own rows as the CRM holds it; relationships have a table of their own. */
export interface HeldOwnRow {
  readonly id: string;
  /** API name. */
  readonly object: string;
  readonly externalId: string;
  readonly accountId?: string | null | undefined;
  /** The beginning of the day, in UTC, on which it was made. */
  readonly createdMs: number;
  /** By API name, null where empty. */
  readonly fields: RowFields;
}

const DAY_MS = 86_400_000;

/**
 * When a row was made, as far as anything may rest on it: the CRM answers a write without the moment, so that ours is
 * off by a second or two, and reading the row back would look like a change.
 */
export function createdDay(ms: number): number {
  return Math.floor(ms / DAY_MS) * DAY_MS;
}

export const heldRows: Table<HeldOwnRow> = {
  name: 'held_row',
  columns: { id: 'text', object: 'text', externalId: 'text', accountId: 'text', createdMs: 'bigint', fields: 'jsonb' },
  links: ['externalId', 'accountId'],
};

/** A row that should stand in the CRM. */
export interface DesiredOwnRow {
  readonly externalId: string;
  /** The customer or hand-off that it follows from, where it follows from one. */
  readonly customerId: string | null;
  /** Larger is better: decides who stays when the org has no room for all. */
  readonly worth: number;
  readonly fields: RowFields;
}

const REPLACE = `
  wanted AS (
    SELECT * FROM unnest($2::text[], $3::text[], $4::int[], $5::jsonb[]) AS w(external_id, customer_id, worth, fields)),
  gone AS (
    DELETE FROM desired_row d USING scope s WHERE d.object = $1 AND d.external_id = s.external_id
      AND NOT EXISTS (SELECT FROM wanted w WHERE w.external_id = d.external_id)
    RETURNING d.external_id),
  changed AS (
    INSERT INTO desired_row AS d (object, external_id, customer_id, worth, fields) SELECT $1, w.* FROM wanted w
    ON CONFLICT (object, external_id) DO UPDATE
      SET customer_id = excluded.customer_id, worth = excluded.worth, fields = excluded.fields
      WHERE (d.customer_id, d.worth, d.fields) IS DISTINCT FROM
            (excluded.customer_id, excluded.worth, excluded.fields)
    RETURNING d.external_id)
  INSERT INTO unpublished_row AS u (object, external_id)
  SELECT $1, external_id FROM (SELECT external_id FROM gone UNION SELECT external_id FROM changed) x ORDER BY 2
  ON CONFLICT (object, external_id) DO UPDATE SET version = u.version + 1
  RETURNING u.external_id`;

/** Replaces the rows of one object that follow from these customers or hand-offs. @returns how many rows changed. */
export async function replaceDesiredOf(
  database: Database,
  object: string,
  customerIds: readonly string[],
  rows: readonly DesiredOwnRow[],
): Promise<number> {
  const changed = await database.query(
    `WITH scope AS (
       SELECT external_id FROM desired_row WHERE object = $1 AND customer_id = ANY($6::text[])), ${REPLACE}`,
    [object, ...columnsOf(rows), customerIds],
  );
  return changed.length;
}

/** Replaces all rows of one object, or those whose external ids begin with one of the prefixes. */
export async function replaceAllDesired(
  database: Database,
  object: string,
  rows: readonly DesiredOwnRow[],
  prefixes: readonly string[] = [''],
): Promise<number> {
  const changed = await database.query(
    `WITH scope AS (
       SELECT external_id FROM desired_row WHERE object = $1
         AND EXISTS (SELECT FROM unnest($6::text[]) AS p(prefix) WHERE starts_with(external_id, p.prefix))), ${REPLACE}`,
    [object, ...columnsOf(rows), prefixes],
  );
  return changed.length;
}

function columnsOf(rows: readonly DesiredOwnRow[]): unknown[] {
  return [
    rows.map((row) => row.externalId),
    rows.map((row) => row.customerId),
    rows.map((row) => row.worth),
    rows.map((row) => JSON.stringify(row.fields)),
  ];
}

export async function queueOwnRows(database: Database, object: string, externalIds: readonly string[]): Promise<void> {
  if (externalIds.length === 0) return;
  await database.query(
    `INSERT INTO unpublished_row AS u (object, external_id)
     SELECT DISTINCT $1, x FROM unnest($2::text[]) AS q(x) ORDER BY 2
     ON CONFLICT (object, external_id) DO UPDATE SET version = u.version + 1`,
    [object, externalIds],
  );
}

/** The last row that still has room in the org. */
export interface OwnRowCut {
  readonly worth: number;
  readonly externalId: string;
}

/** @returns undefined where all rows have room. */
export async function readOwnRowCut(
  database: Database,
  object: string,
  rowCap: number,
): Promise<OwnRowCut | undefined> {
  const rows = await database.query<OwnRowCut>(
    `SELECT worth, external_id AS "externalId" FROM desired_row WHERE object = $1
     ORDER BY worth DESC, external_id OFFSET $2 LIMIT 2`,
    [object, Math.max(0, rowCap - 1)],
  );
  return rows.length > 1 ? rows[0] : undefined;
}

/** Queues rows between two cuts: they win or lose their place. Undefined stands for "room for all". */
export async function queueOwnRowsBetween(
  database: Database,
  object: string,
  before: OwnRowCut | undefined,
  after: OwnRowCut | undefined,
): Promise<void> {
  const rows = await database.query<{ id: string }>(
    `SELECT external_id AS id FROM desired_row WHERE object = $1
       AND ($2::int IS NULL OR worth > $2 OR (worth = $2 AND external_id <= $3)) <>
           ($4::int IS NULL OR worth > $4 OR (worth = $4 AND external_id <= $5))`,
    [object, before?.worth ?? null, before?.externalId ?? null, after?.worth ?? null, after?.externalId ?? null],
  );
  await queueOwnRows(
    database,
    object,
    rows.map(({ id }) => id),
  );
}

/** A row to look at: what should stand in the CRM, and what does. */
export interface OwnRowDifference {
  readonly externalId: string;
  readonly version: number;
  /** Null: nothing should stand there, or the org has no room for it. */
  readonly desired: RowFields | null;
  readonly heldId: string | null;
  readonly held: RowFields | null;
  readonly isRefused: boolean;
  /** Of the values that were refused; null: of whatever they are. */
  readonly fingerprint: string | null;
}

/** Queued rows after an external id, in order. */
export function readOwnRowDifferences(
  database: Database,
  object: string,
  cut: OwnRowCut | undefined,
  after: string,
  count: number,
): Promise<OwnRowDifference[]> {
  return database.query<OwnRowDifference>(
    `SELECT q.external_id AS "externalId", q.version, d.fields AS desired, h.id AS "heldId", h.fields AS held,
            p.object IS NOT NULL AS "isRefused", p.fingerprint
     FROM unpublished_row q
     LEFT JOIN desired_row d ON d.object = q.object AND d.external_id = q.external_id
       AND ($4::int IS NULL OR d.worth > $4 OR (d.worth = $4 AND d.external_id <= $5))
     LEFT JOIN LATERAL (
       SELECT h.id, h.fields FROM held_row h WHERE h.object = q.object AND h.external_id = q.external_id
       ORDER BY h.id DESC LIMIT 1) h ON true
     LEFT JOIN refused_row p ON p.object = q.object AND p.external_id = q.external_id
     WHERE q.object = $1 AND q.external_id > $2 ORDER BY q.external_id LIMIT $3`,
    [object, after, count, cut?.worth ?? null, cut?.externalId ?? null],
  );
}

/** Takes rows off the list, except those queued again in the meantime. */
export async function markOwnRowsPublished(
  database: Database,
  object: string,
  rows: readonly { readonly externalId: string; readonly version: number }[],
): Promise<void> {
  await database.query(
    `DELETE FROM unpublished_row u USING unnest($2::text[], $3::bigint[]) AS d(external_id, version)
     WHERE u.object = $1 AND u.external_id = d.external_id AND u.version = d.version`,
    [object, rows.map((row) => row.externalId), rows.map((row) => row.version)],
  );
}

export async function refuseOwnRow(
  database: Database,
  object: string,
  externalId: string,
  fingerprint: string | null,
): Promise<void> {
  await database.query(
    `INSERT INTO refused_row (object, external_id, fingerprint) VALUES ($1, $2, $3)
     ON CONFLICT (object, external_id) DO UPDATE SET fingerprint = excluded.fingerprint`,
    [object, externalId, fingerprint],
  );
}

/** Parks a row that an issue in the CRM speaks of, with whatever values it has. @returns false if it was known. */
export async function adoptRefusedRow(database: Database, object: string, externalId: string): Promise<boolean> {
  const rows = await database.query(
    `INSERT INTO refused_row (object, external_id, fingerprint) VALUES ($1, $2, NULL)
     ON CONFLICT (object, external_id) DO NOTHING RETURNING external_id`,
    [object, externalId],
  );
  return rows.length > 0;
}

/** Lets refused rows be tried again. */
export async function releaseOwnRows(
  database: Database,
  object: string,
  externalIds: readonly string[],
): Promise<void> {
  const rows = await database.query<{ id: string }>(
    'DELETE FROM refused_row WHERE object = $1 AND external_id = ANY($2::text[]) RETURNING external_id AS id',
    [object, externalIds],
  );
  await queueOwnRows(
    database,
    object,
    rows.map(({ id }) => id),
  );
}

/** All rows of one object as the CRM holds them. */
export function readHeldRows(database: Database, object: string): Promise<HeldOwnRow[]> {
  return database.query<HeldOwnRow>(
    `SELECT id, object, external_id AS "externalId", account_id AS "accountId", created_ms AS "createdMs", fields
     FROM held_row WHERE object = $1 ORDER BY external_id`,
    [object],
  );
}

/** Forgets rows that went with their account. */
export async function removeHeldRowsOfAccounts(database: Database, accountIds: readonly string[]): Promise<void> {
  if (accountIds.length === 0) return;
  await database.query('DELETE FROM held_row WHERE account_id = ANY($1::text[])', [accountIds]);
}

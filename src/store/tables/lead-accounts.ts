import type { Database } from '../database.ts';
import type { KeyRow, PairRow } from './match-tables.ts';

/** From a key that very many leads share only so many are looked at again. */
const MOST_LEADS_PER_KEY = 50;

/** A lead as the company that it comes from; what is missing is null. */
export interface StoredLead {
  readonly id: string;
  readonly company: string;
  readonly website: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly street: string | null;
  readonly city: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
}

/** Leads that name a company and have not become an account yet. */
export function readLeadCompanies(database: Database, ids: readonly string[]): Promise<StoredLead[]> {
  return database.query<StoredLead>(
    `SELECT id, company, website, email, phone, street, city, postal_code AS "postalCode", country
     FROM lead WHERE id = ANY($1::text[]) AND company IS NOT NULL AND NOT is_converted ORDER BY id`,
    [ids],
  );
}

export async function markLeads(database: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await database.query(
    `INSERT INTO dirty_lead AS d (lead_id) SELECT DISTINCT id FROM unnest($1::text[]) AS l(id) ORDER BY id
     ON CONFLICT (lead_id) DO UPDATE SET version = d.version + 1`,
    [ids],
  );
}

/** Marks leads that resemble these accounts as they were or as they are now. Call it before the blocks are replaced. */
export async function markLeadsLike(
  database: Database,
  accountIds: readonly string[],
  keys: readonly KeyRow[],
): Promise<void> {
  await database.query(
    `WITH touched AS (
       SELECT key FROM account_block WHERE account_id = ANY($1::text[])
       UNION SELECT unnest($2::text[])),
     alike AS (
       SELECT l.lead_id FROM touched t CROSS JOIN LATERAL (
         SELECT lead_id FROM lead_block WHERE key = t.key ORDER BY lead_id LIMIT $3) l
       UNION SELECT lead_id FROM lead_account WHERE account_id = ANY($1::text[]))
     INSERT INTO dirty_lead AS d (lead_id) SELECT lead_id FROM alike ORDER BY lead_id
     ON CONFLICT (lead_id) DO UPDATE SET version = d.version + 1`,
    [accountIds, keys.map(({ key }) => key), MOST_LEADS_PER_KEY],
  );
}

/** Takes leads out of the queue, for this transaction. */
export async function takeDirtyLeads(database: Database, count: number): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    `DELETE FROM dirty_lead WHERE lead_id IN (
       SELECT lead_id FROM dirty_lead ORDER BY lead_id LIMIT $1 FOR UPDATE SKIP LOCKED)
     RETURNING lead_id AS id`,
    [count],
  );
  return rows.map((row) => row.id).sort();
}

/** Replaces the keys under which leads are found when an account changes. */
export async function replaceLeadBlocks(
  database: Database,
  ids: readonly string[],
  keys: readonly KeyRow[],
): Promise<void> {
  await database.query('DELETE FROM lead_block WHERE lead_id = ANY($1::text[])', [ids]);
  await database.query(
    `INSERT INTO lead_block (lead_id, key) SELECT DISTINCT * FROM unnest($1::text[], $2::text[]) AS w(lead_id, key)
     ON CONFLICT (lead_id, key) DO NOTHING`,
    [keys.map(({ recordId }) => recordId), keys.map(({ key }) => key)],
  );
}

/** Accounts that share a key with one of these leads; of a key that very many share only the first. */
export function readLeadCandidates(
  database: Database,
  ids: readonly string[],
  mostPerKey: number,
): Promise<{ readonly leadId: string; readonly accountId: string }[]> {
  return database.query(
    `SELECT DISTINCT b.lead_id AS "leadId", o.account_id AS "accountId"
     FROM lead_block b
     CROSS JOIN LATERAL (SELECT account_id FROM account_block o WHERE o.key = b.key ORDER BY account_id LIMIT $2) o
     WHERE b.lead_id = ANY($1::text[])`,
    [ids, mostPerKey],
  );
}

/** Replaces what is known about these leads. `recordId` is the lead, `otherId` the account. */
export async function replaceLeadAccounts(
  database: Database,
  ids: readonly string[],
  pairs: readonly PairRow[],
): Promise<void> {
  await database.query('DELETE FROM lead_account WHERE lead_id = ANY($1::text[])', [ids]);
  await database.query(
    `INSERT INTO lead_account (lead_id, account_id, judgement, score, evidence)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::double precision[], $5::jsonb[])`,
    [
      pairs.map((pair) => pair.recordId),
      pairs.map((pair) => pair.otherId),
      pairs.map((pair) => pair.judgement),
      pairs.map((pair) => pair.score),
      pairs.map((pair) => JSON.stringify(pair.evidence)),
    ],
  );
  await markOpenLeads(database, ids);
}

/** A lead is an open question where nothing sure is known about it and nobody has decided on the pair. */
async function markOpenLeads(database: Database, ids: readonly string[]): Promise<void> {
  await database.query(
    `UPDATE lead_account p SET is_open = true
     WHERE p.lead_id = ANY($1::text[]) AND p.judgement = 'unsure'
       AND NOT EXISTS (SELECT FROM lead_account s WHERE s.lead_id = p.lead_id AND s.judgement = 'same')
       AND NOT EXISTS (
         SELECT FROM held_match h WHERE h.one_id = least(p.lead_id, p.account_id)
           AND h.other_id = greatest(p.lead_id, p.account_id) AND h.judgement IN ('Same', 'Different'))
       AND NOT EXISTS (
         SELECT FROM held_match h JOIN account a ON a.id = h.one_id
         WHERE h.other_id = p.lead_id AND h.judgement = 'Same')`,
    [ids],
  );
}

/** Whose a lead is: decided by a person, else the surest account of those that are surely the same. */
export interface LeadCustomer {
  readonly leadId: string;
  readonly accountId: string;
  readonly customerId: string;
}

/** The customer of each of these leads that one is known for; converted leads have that of their account. */
export function readLeadCustomers(database: Database, leadIds: readonly string[]): Promise<LeadCustomer[]> {
  return database.query<LeadCustomer>(
    `SELECT DISTINCT ON (w.lead_id) w.lead_id AS "leadId", w.account_id AS "accountId", c.customer_id AS "customerId"
     FROM (
       SELECT id AS lead_id, converted_account_id AS account_id, 3.0 AS worth FROM lead WHERE id = ANY($1::text[])
       UNION ALL
       SELECT other_id, one_id, 2 FROM held_match WHERE other_id = ANY($1::text[]) AND judgement = 'Same'
       UNION ALL
       SELECT p.lead_id, p.account_id, p.score FROM lead_account p
       WHERE p.lead_id = ANY($1::text[]) AND p.judgement = 'same'
         AND NOT EXISTS (
           SELECT FROM held_match h JOIN customer_account o ON o.account_id = h.one_id
             JOIN customer_account m ON m.customer_id = o.customer_id
           WHERE h.other_id = p.lead_id AND h.judgement = 'Different' AND m.account_id = p.account_id)) w
     JOIN customer_account c ON c.account_id = w.account_id
     ORDER BY w.lead_id, w.worth DESC, w.account_id`,
    [leadIds],
  );
}

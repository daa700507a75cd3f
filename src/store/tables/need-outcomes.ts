import type { Database } from '../database.ts';
import { readSetting, writeSetting, writeSettings } from './settings.ts';

/** From nothing yet to money; the order is that of how far it came. */
export type OutcomeState = 'waiting' | 'suggested' | 'refused' | 'passed' | 'won';

/** What became of a need that a customer named. */
export interface OutcomeRow {
  readonly customerId: string;
  readonly need: string;
  readonly state: OutcomeState;
  /** When it came so far. */
  readonly atMs: number | null;
}

export async function replaceOutcomes(
  database: Database,
  customerIds: readonly string[],
  rows: readonly OutcomeRow[],
): Promise<void> {
  await database.query(
    `WITH wanted AS (
       SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[]) AS w(customer_id, need, state, at_ms)),
     gone AS (
       DELETE FROM need_outcome o WHERE o.customer_id = ANY($1::text[])
         AND NOT EXISTS (SELECT FROM wanted w WHERE w.customer_id = o.customer_id AND w.need = o.need))
     INSERT INTO need_outcome AS o (customer_id, need, state, at_ms) SELECT * FROM wanted
     ON CONFLICT (customer_id, need) DO UPDATE SET state = excluded.state, at_ms = excluded.at_ms
     WHERE (o.state, o.at_ms) IS DISTINCT FROM (excluded.state, excluded.at_ms)`,
    [
      customerIds,
      rows.map((row) => row.customerId),
      rows.map((row) => row.need),
      rows.map((row) => row.state),
      rows.map((row) => row.atMs),
    ],
  );
}

/** What became of one campaign and need, customer by customer. */
export interface CampaignOutcomeRow {
  readonly campaignId: string;
  readonly ownerId: string;
  readonly need: string;
  readonly state: OutcomeState;
  readonly customers: number;
  readonly lastMs: number | null;
}

/** Of campaigns whose owner has Baton. */
export function readCampaignOutcomes(
  database: Database,
  campaignIds: readonly string[],
  sinceMs: number,
): Promise<CampaignOutcomeRow[]> {
  return database.query<CampaignOutcomeRow>(
    `WITH answered AS (
       SELECT DISTINCT x.id, x.owner_id, n.need, c.customer_id
       FROM need_campaign x, jsonb_array_elements_text(x.needs) n(need), campaign_answer r, contact k, account a,
            customer_account c
       WHERE x.id = ANY($1::text[]) AND r.campaign_id = x.id AND r.at_ms >= $2 AND k.id = r.contact_id
         AND NOT k.do_not_suggest AND a.id = k.account_id AND NOT a.do_not_suggest AND c.account_id = a.id)
     SELECT w.id AS "campaignId", w.owner_id AS "ownerId", w.need, o.state, count(*) AS customers,
            max(o.at_ms) AS "lastMs"
     FROM answered w JOIN need_outcome o ON o.customer_id = w.customer_id AND o.need = w.need
     WHERE EXISTS (SELECT FROM crm_user u JOIN permission_set_assignment p ON p.assignee_id = u.id
                   WHERE u.id = w.owner_id AND u.is_active AND p.permission_set <> 'Baton_Integration')
     GROUP BY 1, 2, 3, 4 ORDER BY 1, 3, 4`,
    [campaignIds, sinceMs],
  );
}

/** What became of all suggestions of a need. */
export interface NeedResultRow {
  readonly needId: string;
  readonly suggested: number;
  readonly open: number;
  readonly passedOn: number;
  readonly notNow: number;
  readonly hasIt: number;
  readonly notRelevant: number;
  readonly expired: number;
  readonly won: number;
}

/** Won: the customer bought it after it was suggested on one of its accounts. */
export function readNeedResults(database: Database): Promise<NeedResultRow[]> {
  const among = (status: string): string => `count(*) FILTER (WHERE s.status = '${status}')`;
  return database.query<NeedResultRow>(
    `WITH standing AS (
       SELECT h.fields ->> 'Need__c' AS need_id, h.fields ->> 'Status__c' AS status, h.account_id, h.created_ms
       FROM held_row h WHERE h.object = 'Baton_Suggestion__c'),
     sold AS (
       SELECT DISTINCT s.need_id, c.customer_id
       FROM standing s
       JOIN need n ON n.id = s.need_id
       JOIN customer_account c ON c.account_id = s.account_id
       JOIN customer_account m ON m.customer_id = c.customer_id
       JOIN opportunity o ON o.account_id = m.account_id AND o.is_won AND o.at_ms >= s.created_ms - s.created_ms % 86400000
       LEFT JOIN crm_user u ON u.id = o.owner_id
       WHERE CASE WHEN jsonb_array_length(n.families) = 0 THEN u.division_id = n.division_id
             ELSE EXISTS (SELECT FROM opportunity_line l WHERE l.opportunity_id = o.id AND n.families ? l.family) END)
     SELECT s.need_id AS "needId", count(*) AS suggested, ${among('Open')} AS open, ${among('Passed on')} AS "passedOn",
            ${among('Not now')} AS "notNow", ${among('Has it')} AS "hasIt", ${among('Not relevant')} AS "notRelevant",
            ${among('Expired')} AS expired,
            (SELECT count(*) FROM sold w WHERE w.need_id = s.need_id) AS won
     FROM standing s WHERE s.need_id IS NOT NULL GROUP BY s.need_id ORDER BY s.need_id`,
  );
}

const RESULTS = 'needs results';

/** The setting by which what became of suggestions is to be counted again: until that is done, whoever dies in between. */
export const RESULTS_DUE: Readonly<Record<string, string>> = { [RESULTS]: 'due' };

export async function markResultsDue(database: Database): Promise<void> {
  await writeSettings(database, RESULTS_DUE);
}

export async function areResultsDue(database: Database): Promise<boolean> {
  return (await readSetting(database, RESULTS)) !== 'done';
}

export async function markResultsDone(database: Database): Promise<void> {
  await writeSetting(database, RESULTS, 'done');
}

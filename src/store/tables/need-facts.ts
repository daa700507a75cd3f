import type { Database } from '../database.ts';
import type { NeedProfileRow } from './need-counts.ts';
import type { RowFields } from './own-rows.ts';

/** An account as learning sees it. */
export interface NeedAccountRow {
  readonly id: string;
  readonly customerId: string;
  readonly ownerDivisionId: string | null;
  readonly industry: string | null;
  readonly country: string | null;
  readonly turnover: number | null;
  readonly employees: number | null;
}

/** A deal that was won or lost. */
export interface NeedDealRow {
  readonly customerId: string;
  readonly isWon: boolean;
  readonly atMs: number;
  /** Of its owner. */
  readonly divisionId: string | null;
  readonly families: readonly string[];
}

/** When the last contract of a division with a customer ends. */
export interface ContractEndRow {
  readonly customerId: string;
  readonly divisionId: string;
  /** When its last day begins. */
  readonly endMs: number;
}

/** A case, or an answer to a campaign, that named needs. */
export interface NeedSignRow {
  readonly customerId: string;
  readonly kind: 'case' | 'campaign';
  /** The case or the campaign. */
  readonly sourceId: string;
  readonly needs: readonly string[];
  readonly atMs: number;
  /** Who hears what became of it; null where they have no Baton. */
  readonly ownerId: string | null;
}

/** Our suggestions on the accounts of customers, as the CRM holds them. */
export interface HeldSuggestionRow {
  readonly customerId: string;
  readonly accountId: string;
  readonly externalId: string;
  readonly createdMs: number;
  readonly fields: RowFields;
}

/** The best named colleague of each division on each account. */
export interface NamedColleagueRow {
  readonly accountId: string;
  readonly divisionId: string;
  readonly colleagueId: string;
}

/** What was derived from a customer so far, so that what is empty and stays empty costs no statement. */
export interface NeedTraceRow {
  readonly customerId: string;
  readonly dueMs: number | null;
  readonly hasOutcomes: boolean;
  readonly hasFeedback: boolean;
}

/** What the suggestions of some customers follow from. */
export interface NeedFacts {
  /** But for those marked *do not suggest*, which contribute nothing; in the order of their ids. */
  readonly accounts: readonly NeedAccountRow[];
  readonly deals: readonly NeedDealRow[];
  readonly profiles: readonly NeedProfileRow[];
  readonly contracts: readonly ContractEndRow[];
  readonly signs: readonly NeedSignRow[];
  readonly held: readonly HeldSuggestionRow[];
  readonly colleagues: readonly NamedColleagueRow[];
  readonly traces: readonly NeedTraceRow[];
  /** Campaigns that somebody of these customers answered, however long ago and whether or not it counts. */
  readonly campaigns: readonly { readonly id: string }[];
}

const OWNER = `(SELECT u.id FROM crm_user u WHERE u.id = x.owner_id AND u.is_active AND EXISTS (
  SELECT FROM permission_set_assignment p
  WHERE p.assignee_id = u.id AND p.permission_set <> 'Baton_Integration')) AS "ownerId"`;

/** Each sees `member`: the accounts that count. */
const PARTS: Readonly<Record<keyof NeedFacts, string>> = {
  accounts: `
    SELECT m.id, m.customer_id AS "customerId", u.division_id AS "ownerDivisionId", m.industry, m.country,
           m.annual_revenue AS turnover, m.number_of_employees AS employees
    FROM member m LEFT JOIN crm_user u ON u.id = m.owner_id ORDER BY m.id`,
  deals: `
    SELECT m.customer_id AS "customerId", o.is_won AS "isWon", o.at_ms AS "atMs", u.division_id AS "divisionId",
           ARRAY(SELECT DISTINCT l.family FROM opportunity_line l WHERE l.opportunity_id = o.id) AS families
    FROM member m JOIN opportunity o ON o.account_id = m.id AND o.is_closed LEFT JOIN crm_user u ON u.id = o.owner_id
    ORDER BY o.at_ms, o.id`,
  profiles: `
    SELECT customer_id AS "customerId", industry, country, turnover, employees, needs
    FROM need_profile WHERE customer_id = ANY($1::text[])`,
  // A contract is of its owner's division; where that is none, of the division that looks after the account.
  contracts: `
    SELECT m.customer_id AS "customerId", coalesce(u.division_id, k.division_id) AS "divisionId",
           max(x.end_ms) AS "endMs"
    FROM member m JOIN contract x ON x.account_id = m.id
    LEFT JOIN crm_user u ON u.id = x.owner_id LEFT JOIN crm_user k ON k.id = m.owner_id
    WHERE coalesce(u.division_id, k.division_id) IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`,
  signs: `
    SELECT m.customer_id AS "customerId", 'case' AS kind, x.id AS "sourceId", x.needs, x.at_ms AS "atMs", ${OWNER}
    FROM member m JOIN need_case x ON x.account_id = m.id WHERE x.at_ms >= $2
    UNION ALL
    SELECT m.customer_id, 'campaign', x.id, x.needs, r.at_ms, ${OWNER}
    FROM member m JOIN contact k ON k.account_id = m.id AND NOT k.do_not_suggest
    JOIN campaign_answer r ON r.contact_id = k.id JOIN need_campaign x ON x.id = r.campaign_id
    WHERE r.at_ms >= $2 ORDER BY 5, 3`,
  held: `
    SELECT m.customer_id AS "customerId", h.account_id AS "accountId", h.external_id AS "externalId",
           h.created_ms AS "createdMs", h.fields
    FROM member m JOIN held_row h ON h.account_id = m.id AND h.object = 'Baton_Suggestion__c'
    ORDER BY h.external_id, h.id`,
  colleagues: `
    SELECT DISTINCT ON (account_id, division_id) account_id AS "accountId", division_id AS "divisionId",
           colleague_id AS "colleagueId"
    FROM desired_relationship WHERE customer_id = ANY($1::text[]) AND colleague_id IS NOT NULL
    ORDER BY account_id, division_id, rank`,
  traces: `
    SELECT c.id AS "customerId", d.due_ms AS "dueMs",
           EXISTS (SELECT FROM need_outcome o WHERE o.customer_id = c.id) AS "hasOutcomes",
           EXISTS (SELECT FROM desired_row r WHERE r.customer_id = c.id AND r.object = 'Baton_Feedback__c') AS "hasFeedback"
    FROM unnest($1::text[]) AS c(id) LEFT JOIN need_due d ON d.customer_id = c.id`,
  campaigns: `
    SELECT DISTINCT x.id FROM customer_account c JOIN contact k ON k.account_id = c.account_id
    JOIN campaign_answer r ON r.contact_id = k.id JOIN need_campaign x ON x.id = r.campaign_id
    WHERE c.customer_id = ANY($1::text[])`,
};

/** @param sinceMs from when on signs count */
export async function readNeedFacts(
  database: Database,
  customerIds: readonly string[],
  sinceMs: number,
): Promise<NeedFacts> {
  return readParts(database, Object.keys(PARTS) as (keyof NeedFacts)[], [customerIds, sinceMs]);
}

export type ProfileFacts = Pick<NeedFacts, 'accounts' | 'deals' | 'profiles'>;

/** What is counted of some customers, and what was. */
export function readProfileFacts(database: Database, customerIds: readonly string[]): Promise<ProfileFacts> {
  return readParts(database, ['accounts', 'deals', 'profiles'], [customerIds]);
}

/** All in one statement: for a single customer the way to the database and back costs more than the reading. */
async function readParts<Name extends keyof NeedFacts>(
  database: Database,
  names: readonly Name[],
  parameters: readonly unknown[],
): Promise<Pick<NeedFacts, Name>> {
  const parts = names.map((name) => `(SELECT coalesce(json_agg(p), '[]') FROM (${PARTS[name]}) p) AS "${name}"`);
  const [row] = await database.query<Pick<NeedFacts, Name>>(
    `WITH member AS (
       SELECT c.customer_id, a.id, a.owner_id, a.industry, a.country, a.annual_revenue, a.number_of_employees
       FROM customer_account c JOIN account a ON a.id = c.account_id
       WHERE c.customer_id = ANY($1::text[]) AND NOT a.do_not_suggest)
     SELECT ${parts.join(', ')}`,
    parameters,
  );
  if (row === undefined) throw new TypeError('a row of facts is always there');
  return row;
}

/** How account teams answered, by need. */
export function readAnswerCounts(
  database: Database,
): Promise<{ readonly needId: string; readonly status: string; readonly rows: number }[]> {
  return database.query(
    `SELECT fields ->> 'Need__c' AS "needId", fields ->> 'Status__c' AS status, count(*) AS rows
     FROM held_row WHERE object = 'Baton_Suggestion__c' AND fields ->> 'Need__c' IS NOT NULL
     GROUP BY 1, 2 ORDER BY 1, 2`,
  );
}

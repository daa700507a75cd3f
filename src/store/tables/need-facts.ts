import type { Database } from '../database.ts';
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

/** Accounts of customers, but for those marked *do not suggest*, in the order of their ids. */
export function readNeedAccounts(database: Database, customerIds: readonly string[]): Promise<NeedAccountRow[]> {
  return database.query<NeedAccountRow>(
    `SELECT a.id, c.customer_id AS "customerId", u.division_id AS "ownerDivisionId", a.industry, a.country,
            a.annual_revenue AS turnover, a.number_of_employees AS employees
     FROM customer_account c JOIN account a ON a.id = c.account_id LEFT JOIN crm_user u ON u.id = a.owner_id
     WHERE c.customer_id = ANY($1::text[]) AND NOT a.do_not_suggest ORDER BY a.id`,
    [customerIds],
  );
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

export function readNeedDeals(database: Database, customerIds: readonly string[]): Promise<NeedDealRow[]> {
  return database.query<NeedDealRow>(
    `SELECT c.customer_id AS "customerId", o.is_won AS "isWon", o.at_ms AS "atMs", u.division_id AS "divisionId",
            ARRAY(SELECT DISTINCT l.family FROM opportunity_line l WHERE l.opportunity_id = o.id) AS families
     FROM customer_account c
     JOIN account a ON a.id = c.account_id AND NOT a.do_not_suggest
     JOIN opportunity o ON o.account_id = a.id AND o.is_closed
     LEFT JOIN crm_user u ON u.id = o.owner_id
     WHERE c.customer_id = ANY($1::text[]) ORDER BY o.at_ms, o.id`,
    [customerIds],
  );
}

/** When the last contract of a division with a customer ends. */
export interface ContractEndRow {
  readonly customerId: string;
  readonly divisionId: string;
  /** When its last day begins. */
  readonly endMs: number;
}

/** A contract is of its owner's division; where that is none, of the division that looks after the account. */
export function readContractEnds(database: Database, customerIds: readonly string[]): Promise<ContractEndRow[]> {
  return database.query<ContractEndRow>(
    `SELECT c.customer_id AS "customerId", coalesce(u.division_id, k.division_id) AS "divisionId",
            max(x.end_ms) AS "endMs"
     FROM customer_account c
     JOIN account a ON a.id = c.account_id AND NOT a.do_not_suggest
     JOIN contract x ON x.account_id = a.id
     LEFT JOIN crm_user u ON u.id = x.owner_id LEFT JOIN crm_user k ON k.id = a.owner_id
     WHERE c.customer_id = ANY($1::text[]) AND coalesce(u.division_id, k.division_id) IS NOT NULL
     GROUP BY 1, 2 ORDER BY 1, 2`,
    [customerIds],
  );
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

const OWNER = `(SELECT u.id FROM crm_user u WHERE u.id = x.owner_id AND u.is_active AND EXISTS (
  SELECT FROM permission_set_assignment p
  WHERE p.assignee_id = u.id AND p.permission_set <> 'Baton_Integration')) AS "ownerId"`;

export function readNeedSigns(
  database: Database,
  customerIds: readonly string[],
  sinceMs: number,
): Promise<NeedSignRow[]> {
  return database.query<NeedSignRow>(
    `WITH member AS (
       SELECT c.customer_id, a.id FROM customer_account c JOIN account a ON a.id = c.account_id
       WHERE c.customer_id = ANY($1::text[]) AND NOT a.do_not_suggest)
     SELECT m.customer_id AS "customerId", 'case' AS kind, x.id AS "sourceId", x.needs, x.at_ms AS "atMs", ${OWNER}
     FROM member m JOIN need_case x ON x.account_id = m.id WHERE x.at_ms >= $2
     UNION ALL
     SELECT m.customer_id, 'campaign', x.id, x.needs, r.at_ms, ${OWNER}
     FROM member m JOIN contact k ON k.account_id = m.id AND NOT k.do_not_suggest
     JOIN campaign_answer r ON r.contact_id = k.id JOIN need_campaign x ON x.id = r.campaign_id
     WHERE r.at_ms >= $2
     ORDER BY 5, 3`,
    [customerIds, sinceMs],
  );
}

/** Our suggestions on the accounts of customers, as the CRM holds them. */
export interface HeldSuggestionRow {
  readonly customerId: string;
  readonly accountId: string;
  readonly externalId: string;
  readonly createdMs: number;
  readonly fields: RowFields;
}

export function readHeldSuggestions(database: Database, customerIds: readonly string[]): Promise<HeldSuggestionRow[]> {
  return database.query<HeldSuggestionRow>(
    `SELECT c.customer_id AS "customerId", h.account_id AS "accountId", h.external_id AS "externalId",
            h.created_ms AS "createdMs", h.fields
     FROM customer_account c JOIN held_row h ON h.account_id = c.account_id AND h.object = 'Baton_Suggestion__c'
     WHERE c.customer_id = ANY($1::text[]) ORDER BY h.external_id, h.id`,
    [customerIds],
  );
}

/** The best named colleague of each division on each account. */
export interface NamedColleagueRow {
  readonly accountId: string;
  readonly divisionId: string;
  readonly colleagueId: string;
}

export function readNamedColleagues(database: Database, customerIds: readonly string[]): Promise<NamedColleagueRow[]> {
  return database.query<NamedColleagueRow>(
    `SELECT DISTINCT ON (account_id, division_id) account_id AS "accountId", division_id AS "divisionId",
            colleague_id AS "colleagueId"
     FROM desired_relationship WHERE customer_id = ANY($1::text[]) AND colleague_id IS NOT NULL
     ORDER BY account_id, division_id, rank`,
    [customerIds],
  );
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

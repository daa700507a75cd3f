import type { Database } from '../database.ts';

/** One sign of contact or work, as it stands in the tables. */
export interface FactRow {
  readonly customerId: string;
  readonly accountId: string;
  readonly kind: 'meeting' | 'call' | 'mail' | 'deal' | 'case' | 'team' | 'ownership';
  /** When it happened. For ownership and team: when it began. */
  readonly atMs: number;
  readonly colleagueId: string;
  readonly contactId: string | null;
  readonly direction: 'in' | 'out' | null;
  readonly recipients: number;
}

/** Calls, mails and meetings belong to the account they name, else to that of their contact, else of their deal. */
const activityBranches = (table: string, columns: string): string => `
  SELECT m.customer_id, m.account_id, ${columns}, x.owner_id, x.who_id, x.at_ms
  FROM ${table} x JOIN member m ON m.account_id = x.account_id
  UNION ALL
  SELECT m.customer_id, m.account_id, ${columns}, x.owner_id, x.who_id, x.at_ms
  FROM member m JOIN contact k ON k.account_id = m.account_id JOIN ${table} x ON x.who_id = k.id
  WHERE x.account_id IS NULL
  UNION ALL
  SELECT m.customer_id, m.account_id, ${columns}, x.owner_id, x.who_id, x.at_ms
  FROM member m JOIN opportunity o ON o.account_id = m.account_id JOIN ${table} x ON x.what_id = o.id
  WHERE x.account_id IS NULL
    AND NOT EXISTS (SELECT FROM contact k WHERE k.id = x.who_id AND k.account_id IS NOT NULL)`;

/**
 * Accounts and contacts marked *do not suggest* contribute nothing, and neither do queues. A contact that was deleted is
 * named no more, though what colleagues did stays.
 * A deal is one fact for its owner, whose contact is the first of its contact roles, and one for each colleague of its
 * team. Both fade like the deal; only a place in the account's own team lasts.
 */
const FACTS = `
  WITH member AS (
    SELECT c.customer_id, a.id AS account_id, a.owner_id, a.created_ms
    FROM customer_account c JOIN account a ON a.id = c.account_id
    WHERE c.customer_id = ANY($1::text[]) AND NOT a.do_not_suggest),
  activity AS (
    ${activityBranches('task', 'x.id, x.kind, x.direction')}
    UNION ALL
    ${activityBranches('event', "x.id, 'meeting', NULL")}),
  deal AS (
    SELECT m.customer_id, m.account_id, o.id, o.owner_id, o.at_ms
    FROM opportunity o JOIN member m ON m.account_id = o.account_id),
  fact AS (
    SELECT a.customer_id, a.account_id, a.kind, coalesce(e.at_ms, a.at_ms) AS at_ms, a.owner_id AS colleague_id,
           CASE WHEN a.who_id LIKE '003%' THEN a.who_id END AS contact_id,
           coalesce(a.direction, CASE e.is_incoming WHEN true THEN 'in' WHEN false THEN 'out' END) AS direction,
           coalesce(e.recipients, 1) AS recipients
    FROM activity a
    LEFT JOIN LATERAL (
      SELECT e.at_ms, e.is_incoming, e.recipients FROM email_message e
      WHERE a.kind = 'mail' AND e.activity_id = a.id ORDER BY e.id LIMIT 1) e ON true
    UNION ALL
    SELECT d.customer_id, d.account_id, 'deal', d.at_ms, d.owner_id,
           (SELECT min(r.contact_id) FROM opportunity_contact_role r JOIN contact k ON k.id = r.contact_id
            WHERE r.opportunity_id = d.id AND NOT k.do_not_suggest), NULL, 1
    FROM deal d
    UNION ALL
    SELECT d.customer_id, d.account_id, 'deal', d.at_ms, t.user_id, NULL, NULL, 1
    FROM deal d JOIN opportunity_team_member t ON t.opportunity_id = d.id AND t.user_id <> d.owner_id
    UNION ALL
    SELECT m.customer_id, m.account_id, 'case', s.at_ms, s.owner_id, s.contact_id, NULL, 1
    FROM support_case s JOIN member m ON m.account_id = s.account_id
    UNION ALL
    SELECT m.customer_id, m.account_id, 'team', t.at_ms, t.user_id, NULL, NULL, 1
    FROM account_team_member t JOIN member m ON m.account_id = t.account_id
    UNION ALL
    SELECT m.customer_id, m.account_id, 'ownership', m.created_ms, m.owner_id, NULL, NULL, 1 FROM member m)
  SELECT f.customer_id AS "customerId", f.account_id AS "accountId", f.kind, f.at_ms AS "atMs",
         f.colleague_id AS "colleagueId", k.id AS "contactId", f.direction, f.recipients
  FROM fact f LEFT JOIN contact k ON k.id = f.contact_id
  WHERE f.colleague_id LIKE '005%' AND k.do_not_suggest IS NOT TRUE`;

/** All facts about some customers, over all their accounts. */
export function readFacts(database: Database, customerIds: readonly string[]): Promise<FactRow[]> {
  return database.query<FactRow>(FACTS, [customerIds]);
}

import type { Database } from '../database.ts';

export interface MeetingRow {
  readonly userId: string;
  readonly otherId: string;
  readonly customers: number;
}

/** Fewer shared customers are no reason to meet. */
const LEAST_CUSTOMERS = 3;

/**
 * Brings up to date who of two divisions works well with the same customers, after the relationships of some customers
 * were replaced. Only their pairs are touched, in one order, so that processes that share the work wait for each other
 * and never in a circle.
 */
export async function followMeetings(database: Database, customerIds: readonly string[]): Promise<void> {
  const changed = await database.query<{ customers: number }>(
    `WITH wanted AS (
       SELECT r.customer_id, r.colleague_id AS user_id, u.division_id
       FROM relationship r JOIN crm_user u ON u.id = r.colleague_id AND u.is_active AND u.division_id IS NOT NULL
       WHERE r.customer_id = ANY($1::text[]) AND r.band IN ('strong', 'good')),
     before AS (SELECT customer_id, user_id, division_id FROM meeting_tie WHERE customer_id = ANY($1::text[])),
     gone AS (
       DELETE FROM meeting_tie t WHERE t.customer_id = ANY($1::text[]) AND NOT EXISTS (
         SELECT FROM wanted w WHERE w.customer_id = t.customer_id AND w.user_id = t.user_id)),
     kept AS (
       INSERT INTO meeting_tie AS t (customer_id, user_id, division_id) SELECT * FROM wanted
       ON CONFLICT (customer_id, user_id) DO UPDATE SET division_id = excluded.division_id
       WHERE t.division_id <> excluded.division_id),
     pair AS (
       SELECT a.user_id, b.user_id AS other_id, 1 AS by
       FROM wanted a JOIN wanted b ON b.customer_id = a.customer_id AND b.division_id <> a.division_id
       UNION ALL
       SELECT a.user_id, b.user_id, -1
       FROM before a JOIN before b ON b.customer_id = a.customer_id AND b.division_id <> a.division_id)
     INSERT INTO meeting AS m (user_id, other_id, customers)
     SELECT user_id, other_id, sum(by) FROM pair GROUP BY 1, 2 HAVING sum(by) <> 0 ORDER BY 1, 2
     ON CONFLICT (user_id, other_id) DO UPDATE SET customers = m.customers + excluded.customers
     RETURNING customers`,
    [customerIds],
  );
  if (changed.some(({ customers }) => customers <= 0)) await database.query('DELETE FROM meeting WHERE customers <= 0');
}

export function readMeetings(database: Database): Promise<MeetingRow[]> {
  return database.query<MeetingRow>(
    `SELECT user_id AS "userId", other_id AS "otherId", customers FROM meeting
     WHERE customers >= ${String(LEAST_CUSTOMERS)} ORDER BY user_id, customers DESC, other_id`,
  );
}

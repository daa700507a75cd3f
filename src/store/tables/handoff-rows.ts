import type { Database } from '../database.ts';

/** States in which something was accepted. */
const TAKEN = `('Accepted', 'In contact', 'Converted', 'Won', 'Lost', 'Returned')`;

export interface GivenRow {
  readonly giverId: string;
  readonly receiverId: string;
  readonly state: string;
  readonly decidedAt: string | null;
  readonly closedAt: string | null;
  readonly contactBy: string | null;
}

/** Everything that somebody took, for the exchanges of two people. */
export function readGiven(database: Database): Promise<GivenRow[]> {
  return database.query<GivenRow>(
    `SELECT owner_id AS "giverId", receiver_id AS "receiverId", state, record ->> 'decidedAt' AS "decidedAt",
            record ->> 'closedAt' AS "closedAt", record ->> 'contactBy' AS "contactBy"
     FROM handoff WHERE receiver_id IS NOT NULL AND state IN ${TAKEN} ORDER BY id`,
  );
}

export interface ActivePersonRow {
  readonly id: string;
  readonly divisionId: string | null;
  readonly isNamed: boolean;
}

/** Whoever may own rows: active, with Baton. */
export async function readActivePeople(
  database: Database,
  namedByDefault: boolean,
): Promise<Map<string, ActivePersonRow>> {
  const rows = await database.query<ActivePersonRow>(
    `SELECT u.id, u.division_id AS "divisionId",
            NOT EXISTS (SELECT FROM preference p WHERE p.owner_id = u.id AND p.naming <> 'Named')
              AND ($1 OR EXISTS (SELECT FROM preference p WHERE p.owner_id = u.id)) AS "isNamed"
     FROM crm_user u
     WHERE u.is_active AND u.in_pilot AND EXISTS (SELECT FROM permission_set_assignment p
       WHERE p.assignee_id = u.id AND p.permission_set <> 'Baton_Integration')`,
    [namedByDefault],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export interface ExpertRow {
  readonly divisionId: string;
  readonly divisionKey: string;
  readonly needId: string;
  readonly needKey: string | null;
  readonly userId: string;
  readonly wins: number;
  readonly lastMs: number;
  readonly city: string | null;
  readonly awayUntil: string | null;
}

/** Who sold what, best first within each division and need. */
export function readExperts(database: Database): Promise<ExpertRow[]> {
  return database.query<ExpertRow>(
    `SELECT e.division_id AS "divisionId", d.key AS "divisionKey", e.need_id AS "needId", n.key AS "needKey",
            e.user_id AS "userId", e.wins, e.last_ms AS "lastMs", p.city,
            (SELECT max(c.away_until) FROM desk_choice c WHERE c.owner_id = e.user_id) AS "awayUntil"
     FROM expert e JOIN division d ON d.id = e.division_id AND d.is_active
     LEFT JOIN need n ON n.id = e.need_id AND n.is_active
     LEFT JOIN user_place p ON p.id = e.user_id
     WHERE e.need_id = '' OR n.id IS NOT NULL
     ORDER BY e.division_id, e.need_id, e.wins DESC, e.user_id`,
  );
}

export interface ReceivedRow {
  readonly handoffId: string;
  readonly assignment: number;
  readonly receiverId: string;
  readonly giverId: string;
  readonly reasons: string | null;
  readonly accountId: string | null;
  readonly dealId: string | null;
}

/**
 * What each receiver works on: the own account row of the customer, else one of the own division; and the deal. Of all
 * hand-offs, or of some.
 */
export function readReceived(database: Database, handoffIds?: readonly string[]): Promise<ReceivedRow[]> {
  return database.query<ReceivedRow>(
    `SELECT h.id AS "handoffId", coalesce((h.record ->> 'assignment')::int, 1) AS assignment,
            h.receiver_id AS "receiverId", h.owner_id AS "giverId", h.record ->> 'receiverReasons' AS reasons,
            (SELECT a.id FROM customer_account mine
             JOIN customer_account c ON c.customer_id = mine.customer_id
             JOIN account a ON a.id = c.account_id
             JOIN crm_user u ON u.id = a.owner_id
             WHERE mine.account_id = h.account_id
               AND (a.owner_id = h.receiver_id OR u.division_id = h.record ->> 'toDivisionId')
             ORDER BY (a.owner_id = h.receiver_id) DESC, a.id LIMIT 1) AS "accountId",
            (SELECT d.id FROM handoff_deal d WHERE d.handoff_id = h.id AND d.owner_id = h.receiver_id
             ORDER BY d.is_won DESC, d.is_closed, d.id LIMIT 1) AS "dealId"
     FROM handoff h
     WHERE h.receiver_id IS NOT NULL AND h.state IN ('Offered', 'Accepted', 'In contact', 'Converted', 'Won', 'Lost')
       AND h.record ->> 'assignment' IS NOT NULL AND ($1::text[] IS NULL OR h.id = ANY($1::text[]))
     ORDER BY h.id`,
    [handoffIds ?? null],
  );
}

import type { Database } from '../database.ts';
import { PLACES } from './work-places.ts';

/** What is known of a person as a receiver. */
export interface PersonRow {
  readonly id: string;
  readonly isActive: boolean;
  readonly hasBaton: boolean;
  readonly divisionId: string | null;
  readonly namings: readonly string[];
  readonly awayUntil: string | null;
  readonly openCap: number | null;
  readonly notices: string | null;
}

export function readPeopleOf(database: Database, ids: readonly string[]): Promise<PersonRow[]> {
  return database.query<PersonRow>(
    `SELECT u.id, u.is_active AS "isActive", u.division_id AS "divisionId",
            u.in_pilot AND EXISTS (SELECT FROM permission_set_assignment p
                    WHERE p.assignee_id = u.id AND p.permission_set <> 'Baton_Integration') AS "hasBaton",
            ARRAY(SELECT p.naming FROM preference p WHERE p.owner_id = u.id) AS namings,
            c.away AS "awayUntil", c.cap AS "openCap", c.notices
     FROM crm_user u
     LEFT JOIN LATERAL (
       SELECT max(away_until) AS away, min(open_cap) AS cap, min(notices) AS notices
       FROM desk_choice d WHERE d.owner_id = u.id) c ON true
     WHERE u.id = ANY($1::text[])`,
    [ids],
  );
}

export interface DeskRow {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly intakeUserId: string | null;
  readonly intakeGroup: string | null;
  readonly businessHours: string | null;
  readonly decideHours: number | null;
  readonly contactHours: number | null;
  readonly statusDays: number | null;
}

export function readDesks(database: Database): Promise<DeskRow[]> {
  return database.query<DeskRow>(
    `SELECT d.id, d.key, d.name, k.intake_user_id AS "intakeUserId", k.intake_group AS "intakeGroup",
            k.business_hours AS "businessHours", k.decide_hours AS "decideHours", k.contact_hours AS "contactHours",
            k.status_days AS "statusDays"
     FROM division d LEFT JOIN division_desk k ON k.id = d.id WHERE d.is_active ORDER BY d.id`,
  );
}

export interface DealRow {
  readonly id: string;
  readonly handoffId: string;
  readonly ownerId: string;
  readonly ownerDivisionId: string | null;
  readonly isWon: boolean;
  readonly isClosed: boolean;
  readonly amountClass: string | null;
  readonly stampMs: number;
}

/** Deals that name the hand-off, and those that came of a lead that does. */
export function readDealsOf(database: Database, handoffIds: readonly string[]): Promise<DealRow[]> {
  return database.query<DealRow>(
    `WITH deal AS (
       SELECT id, handoff_id, owner_id, is_won, is_closed, amount_class, stamp_ms FROM handoff_deal
       WHERE handoff_id = ANY($1::text[])
       UNION ALL
       SELECT o.id, n.handoff_id, o.owner_id, o.is_won, o.is_closed, NULL, o.at_ms
       FROM handoff_lead n JOIN lead l ON l.id = n.lead_id JOIN opportunity o ON o.id = l.converted_opportunity_id
       WHERE n.handoff_id = ANY($1::text[])
         AND NOT EXISTS (SELECT FROM handoff_deal d WHERE d.id = o.id))
     SELECT d.id, d.handoff_id AS "handoffId", d.owner_id AS "ownerId", u.division_id AS "ownerDivisionId",
            d.is_won AS "isWon", d.is_closed AS "isClosed", d.amount_class AS "amountClass", d.stamp_ms AS "stampMs"
     FROM deal d LEFT JOIN crm_user u ON u.id = d.owner_id ORDER BY d.id`,
    [handoffIds],
  );
}

/** Asks for the first call, mail or meeting that one person had with one customer. */
export interface ContactAsk {
  readonly handoffId: string;
  readonly userId: string;
  readonly accountId: string | null;
  readonly fromMs: number;
}

/** By hand-off. A lead that was made for the hand-off counts as its customer. */
export async function readFirstContacts(
  database: Database,
  asks: readonly ContactAsk[],
  nowMs: number,
): Promise<Map<string, number>> {
  const rows = await database.query<{ id: string; atMs: number }>(
    `WITH ask AS (SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[])
                  AS a(handoff_id, user_id, account_id, from_ms)),
     place AS (
       SELECT a.handoff_id, a.user_id, a.from_ms, other.account_id AS place_id
       FROM ask a JOIN customer_account c ON c.account_id = a.account_id
       JOIN customer_account other ON other.customer_id = c.customer_id
       UNION SELECT handoff_id, user_id, from_ms, account_id FROM ask WHERE account_id IS NOT NULL),
     lead_place AS (
       SELECT a.handoff_id, a.user_id, a.from_ms, n.lead_id FROM ask a JOIN handoff_lead n ON n.handoff_id = a.handoff_id),
     touch AS (
       SELECT p.handoff_id, t.at_ms FROM place p JOIN task t
         ON t.account_id = p.place_id AND t.owner_id = p.user_id AND t.at_ms >= p.from_ms
       UNION ALL
       SELECT p.handoff_id, e.at_ms FROM place p JOIN event e
         ON e.account_id = p.place_id AND e.owner_id = p.user_id AND e.at_ms >= p.from_ms
       UNION ALL
       SELECT p.handoff_id, t.at_ms FROM lead_place p JOIN task t
         ON t.account_id IS NULL AND t.who_id = p.lead_id AND t.owner_id = p.user_id AND t.at_ms >= p.from_ms
       UNION ALL
       SELECT p.handoff_id, e.at_ms FROM lead_place p JOIN event e
         ON e.account_id IS NULL AND e.who_id = p.lead_id AND e.owner_id = p.user_id AND e.at_ms >= p.from_ms)
     SELECT handoff_id AS id, min(at_ms) AS "atMs" FROM touch WHERE at_ms <= $5 GROUP BY handoff_id`,
    [
      asks.map((ask) => ask.handoffId),
      asks.map((ask) => ask.userId),
      asks.map((ask) => ask.accountId),
      asks.map((ask) => ask.fromMs),
      nowMs,
    ],
  );
  return new Map(rows.map(({ id, atMs }) => [id, atMs]));
}

export interface ChainRow {
  readonly id: string;
  readonly hasNext: boolean;
  readonly previousStep: number | null;
  /** Who had it before in this chain. */
  readonly formerIds: readonly string[];
}

export function readChains(database: Database, ids: readonly string[]): Promise<ChainRow[]> {
  return database.query<ChainRow>(
    `WITH RECURSIVE before AS (
       SELECT h.id AS of_id, h.previous_id AS id, 1 AS depth FROM handoff h WHERE h.id = ANY($1::text[])
       UNION ALL
       SELECT b.of_id, p.previous_id, b.depth + 1 FROM before b JOIN handoff p ON p.id = b.id WHERE b.depth < 20)
     SELECT h.id, EXISTS (SELECT FROM handoff n WHERE n.previous_id = h.id) AS "hasNext",
            (SELECT (p.record ->> 'step')::int FROM handoff p WHERE p.id = h.previous_id) AS "previousStep",
            ARRAY(SELECT p.receiver_id FROM before b JOIN handoff p ON p.id = b.id
                  WHERE b.of_id = h.id AND p.receiver_id IS NOT NULL) AS "formerIds"
     FROM handoff h WHERE h.id = ANY($1::text[])`,
    [ids],
  );
}

export interface RouteAsk {
  readonly giverId: string;
  readonly divisionId: string;
  readonly accountId: string | null;
  readonly contactId: string | null;
  readonly needId: string | null;
  readonly city: string | null;
}

export interface SignalRow extends PersonRow {
  readonly logStrength: number | null;
  readonly band: string | null;
  readonly lastMonth: string | null;
  readonly knowsContact: boolean;
  readonly isOwner: boolean;
  readonly exchanges: number;
  readonly wins: number;
  /** Of those, with customers that a colleague looks after. */
  readonly called: number;
  /** And of those, with customers around this one. */
  readonly calledHere: number;
  readonly lastWinMs: number | null;
  readonly regionAccounts: number;
  readonly allAccounts: number;
  readonly isOfCity: boolean;
  /** Share of the accounts of the customer's wider region that are owned from this person's office. */
  readonly officeShare: number;
  /**
   * Share of the division's accounts around the customer that are owned by people of the same role; null where that says
   * nothing: no role, too few accounts, or a role that looks after most of them anywhere.
   */
  readonly teamShare: number | null;
  readonly open: number;
}

/** People looked at for each signal; the best of a division are among the first. */
const FEW = 30;
/** Accounts that a place must have before they say who works there; else a wider place is looked at. */
const TELLING = 5;

const SIGNALS = `
  WITH the_customer AS (SELECT customer_id FROM customer_account WHERE account_id = $3),
  owned AS (
    SELECT a.id, a.owner_id, a.city, a.country, a.postal_code FROM customer_account c JOIN account a ON a.id = c.account_id
    WHERE c.customer_id IN (SELECT customer_id FROM the_customer)),
  the_region AS (
    SELECT DISTINCT coalesce(country, '') || ' ' || left(postal_code, 2) AS region FROM owned WHERE postal_code <> ''),
  the_city AS (SELECT $6::text AS city UNION SELECT city FROM owned WHERE city <> ''),
  the_place AS (
    SELECT p.place, p.width FROM owned a, ${PLACES} WHERE p.place <> '' UNION SELECT '@' || nullif($6, ''), 2),
  around AS (
    SELECT array_agg(p.place) AS places, sum(t.accounts) AS accounts FROM the_place p
    JOIN team_place t ON t.division_id = $2 AND t.place = p.place AND t.role_id = ''
    GROUP BY p.width HAVING sum(t.accounts) >= ${String(TELLING)} ORDER BY p.width LIMIT 1),
  team AS (
    SELECT t.role_id, sum(t.accounts)::double precision / min(r.accounts) AS share
    FROM around r JOIN team_place t ON t.division_id = $2 AND t.place = ANY(r.places) AND t.role_id <> '' GROUP BY 1),
  called_around AS (
    SELECT array_agg(DISTINCT p.place) AS places FROM the_place p
    JOIN expert_place e ON e.need_id = $5 AND e.place = p.place
    GROUP BY p.width HAVING sum(e.called) >= ${String(TELLING)} ORDER BY p.width LIMIT 1),
  called_here AS (
    SELECT e.user_id, sum(e.called) AS times FROM called_around c
    JOIN expert_place e ON e.need_id = $5 AND e.place = ANY(c.places) GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${String(FEW)}),
  wide AS MATERIALIZED (
    SELECT t.role_id FROM team_place t JOIN team_place d ON d.division_id = $2 AND d.place = '' AND d.role_id = ''
    WHERE t.division_id = $2 AND t.place = '' AND t.role_id <> '' AND 3 * t.accounts > 2 * d.accounts),
  office AS MATERIALIZED (
    SELECT city, max(accounts::double precision / of_accounts) AS share FROM office_region
    WHERE region IN (SELECT left(region, -1) FROM the_region) GROUP BY 1),
  tie AS (SELECT * FROM relationship WHERE customer_id IN (SELECT customer_id FROM the_customer)),
  partner AS (
    SELECT receiver_id AS id, count(*) AS times FROM handoff
    WHERE owner_id = $1 AND receiver_id IS NOT NULL AND state IN ('Accepted', 'In contact', 'Converted', 'Won', 'Lost')
    GROUP BY 1
    UNION ALL
    SELECT owner_id, count(*) FROM handoff
    WHERE receiver_id = $1 AND state IN ('Accepted', 'In contact', 'Converted', 'Won', 'Lost') GROUP BY 1),
  person AS (
    SELECT colleague_id AS id FROM tie
    UNION SELECT owner_id FROM owned
    UNION SELECT id FROM partner
    UNION SELECT user_id FROM called_here
    UNION (SELECT user_id FROM expert WHERE division_id = $2 AND need_id = coalesce($5, '')
           ORDER BY wins DESC, user_id LIMIT ${String(FEW)})
    UNION (SELECT user_id FROM expert WHERE division_id = $2 AND need_id = ''
           ORDER BY wins DESC, user_id LIMIT ${String(FEW)})
    UNION (SELECT r.user_id FROM user_region r JOIN expert e ON e.user_id = r.user_id AND e.division_id = $2 AND e.need_id = ''
           WHERE r.region IN (SELECT region FROM the_region) ORDER BY r.accounts DESC, 1 LIMIT ${String(FEW)})
    UNION (SELECT p.id FROM user_place p JOIN expert e ON e.user_id = p.id AND e.division_id = $2 AND e.need_id = ''
           WHERE p.city IN (SELECT city FROM the_city) ORDER BY e.wins DESC, 1 LIMIT ${String(FEW)})
    UNION (SELECT p.id FROM team t JOIN user_place p ON p.role_id = t.role_id
           JOIN expert e ON e.user_id = p.id AND e.division_id = $2 AND e.need_id = ''
           WHERE t.share >= 0.1 ORDER BY e.wins DESC, 1 LIMIT ${String(FEW)}))
  SELECT u.id, u.is_active AS "isActive", u.division_id AS "divisionId",
         u.in_pilot AND EXISTS (SELECT FROM permission_set_assignment p
                 WHERE p.assignee_id = u.id AND p.permission_set <> 'Baton_Integration') AS "hasBaton",
         ARRAY(SELECT p.naming FROM preference p WHERE p.owner_id = u.id) AS namings,
         (SELECT max(away_until) FROM desk_choice d WHERE d.owner_id = u.id) AS "awayUntil",
         (SELECT min(open_cap) FROM desk_choice d WHERE d.owner_id = u.id) AS "openCap", NULL AS notices,
         t.log_strength AS "logStrength", t.band, t.last_month AS "lastMonth",
         coalesce(t.contact_id = $4, false) AS "knowsContact",
         EXISTS (SELECT FROM owned o WHERE o.owner_id = u.id) AS "isOwner",
         coalesce((SELECT sum(times) FROM partner p WHERE p.id = u.id), 0)::int AS exchanges,
         coalesce(e.wins, 0) AS wins, coalesce(e.called, 0) AS called,
         coalesce((SELECT times FROM called_here h WHERE h.user_id = u.id), 0)::int AS "calledHere", e.last_ms AS "lastWinMs",
         coalesce((SELECT sum(accounts) FROM user_region r WHERE r.user_id = u.id
                   AND r.region IN (SELECT region FROM the_region)), 0)::int AS "regionAccounts",
         coalesce((SELECT sum(accounts) FROM user_region r WHERE r.user_id = u.id), 0)::int AS "allAccounts",
         EXISTS (SELECT FROM user_place p JOIN the_city c ON c.city = p.city WHERE p.id = u.id) AS "isOfCity",
         coalesce((SELECT o.share FROM user_place p JOIN office o ON o.city = p.city WHERE p.id = u.id), 0) AS "officeShare",
         (SELECT coalesce(t.share, 0) FROM around, user_place p LEFT JOIN team t ON t.role_id = p.role_id
          WHERE p.id = u.id AND p.role_id NOT IN (SELECT role_id FROM wide)) AS "teamShare",
         (SELECT count(*) FROM handoff h WHERE h.receiver_id = u.id
            AND h.state IN ('Offered', 'Accepted', 'In contact', 'Converted'))::int AS open
  FROM person p JOIN crm_user u ON u.id = p.id AND u.division_id = $2 AND u.is_active
  LEFT JOIN tie t ON t.colleague_id = u.id
  LEFT JOIN expert e ON e.user_id = u.id AND e.division_id = $2 AND e.need_id = coalesce($5, '')
  WHERE u.id <> $1 ORDER BY u.id`;

/** Everybody of the division for whom some signal speaks, with all signals. */
export function readSignals(database: Database, ask: RouteAsk): Promise<SignalRow[]> {
  return database.query<SignalRow>(SIGNALS, [
    ask.giverId,
    ask.divisionId,
    ask.accountId,
    ask.contactId,
    ask.needId,
    ask.city,
  ]);
}

import type { Database } from '../database.ts';

export async function readIntroductions<Record extends object>(
  database: Database,
  ids: readonly string[],
): Promise<Record[]> {
  const rows = await database.query<{ record: Record }>(
    'SELECT record FROM introduction WHERE id = ANY($1::text[]) ORDER BY id',
    [ids],
  );
  return rows.map(({ record }) => record);
}

export async function readIntroductionRequests<Record extends object>(
  database: Database,
  introductionIds: readonly string[],
): Promise<Map<string, Record[]>> {
  const rows = await database.query<{ id: string; record: Record }>(
    `SELECT introduction_id AS id, record FROM introduction_request WHERE introduction_id = ANY($1::text[])
     ORDER BY id`,
    [introductionIds],
  );
  const groups = new Map<string, Record[]>();
  for (const { id, record } of rows) groups.set(id, [...(groups.get(id) ?? []), record]);
  return groups;
}

export interface KnowerRow {
  readonly userId: string;
  readonly logStrength: number;
  readonly reasons: string;
  /** Asks of the last 30 days. */
  readonly asked: number;
  readonly mostAsks: number | null;
  readonly awayUntil: string | null;
  /** The account row of this customer that the knower owns, else none. */
  readonly accountId: string | null;
}

const MONTH_MS = 30 * 86_400_000;

/**
 * Who of other divisions (or of the wanted one) knows the customer of an account. Who is hidden is never asked; who is
 * unnamed is, since nobody else reads the ask.
 */
export function readKnowers(
  database: Database,
  accountId: string,
  askerId: string,
  wantedDivisionId: string | null,
  nowMs: number,
): Promise<KnowerRow[]> {
  return database.query<KnowerRow>(
    `SELECT r.colleague_id AS "userId", r.log_strength AS "logStrength", r.reasons,
            (SELECT count(*) FROM introduction_request q
             WHERE q.owner_id = r.colleague_id AND q.created_ms > $4)::int AS asked,
            (SELECT min(c.asks_a_month) FROM desk_choice c WHERE c.owner_id = r.colleague_id) AS "mostAsks",
            (SELECT max(c.away_until) FROM desk_choice c WHERE c.owner_id = r.colleague_id) AS "awayUntil",
            (SELECT min(a.id) FROM customer_account o JOIN account a ON a.id = o.account_id
             WHERE o.customer_id = r.customer_id AND a.owner_id = r.colleague_id) AS "accountId"
     FROM customer_account mine JOIN relationship r ON r.customer_id = mine.customer_id
     JOIN crm_user u ON u.id = r.colleague_id AND u.is_active AND u.in_pilot AND u.division_id IS NOT NULL
     LEFT JOIN crm_user asker ON asker.id = $2
     WHERE mine.account_id = $1 AND r.colleague_id <> $2
       AND CASE WHEN $3::text IS NULL THEN u.division_id IS DISTINCT FROM asker.division_id ELSE u.division_id = $3 END
       AND NOT EXISTS (SELECT FROM preference p WHERE p.owner_id = u.id AND p.naming = 'Hidden')
       AND NOT EXISTS (SELECT FROM account a WHERE a.id = $1 AND a.do_not_suggest)
       AND EXISTS (SELECT FROM permission_set_assignment s
                   WHERE s.assignee_id = u.id AND s.permission_set <> 'Baton_Integration')`,
    [accountId, askerId, wantedDivisionId, nowMs - MONTH_MS],
  );
}

/** Puts what was written into the CRM into the store too. */
export async function noteIntroductionWrite(
  database: Database,
  id: string,
  changes: Readonly<Record<string, unknown>>,
): Promise<void> {
  await database.query(
    `UPDATE introduction SET record = record || $2::jsonb, state = coalesce($2::jsonb ->> 'state', state) WHERE id = $1`,
    [id, JSON.stringify(changes)],
  );
}

/** Who was asked just now counts at once among who was asked; what the CRM says of it comes with the next poll. */
export async function noteRequests(
  database: Database,
  introductionId: string,
  requests: readonly { readonly id: string; readonly ownerId: string }[],
  createdMs: number,
): Promise<void> {
  for (const { id, ownerId } of requests) {
    await database.query(
      `INSERT INTO introduction_request (id, introduction_id, owner_id, state, created_ms, record)
       VALUES ($1, $2, $3, 'Open', $4, $5::jsonb) ON CONFLICT (id) DO NOTHING`,
      [id, introductionId, ownerId, createdMs, JSON.stringify({ id, ownerId, introductionId, state: 'Open' })],
    );
  }
}

/** Requests from before a moment of which nothing more is wanted. */
export async function readClosedRequests(database: Database, beforeMs: number, count: number): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    `SELECT id FROM introduction_request WHERE created_ms < $1 AND record ->> 'state' IN ('Answered', 'Over')
     ORDER BY created_ms LIMIT $2`,
    [beforeMs, count],
  );
  return rows.map(({ id }) => id);
}

export async function removeRequests(database: Database, ids: readonly string[]): Promise<void> {
  await database.query('DELETE FROM introduction_request WHERE id = ANY($1::text[])', [ids]);
}

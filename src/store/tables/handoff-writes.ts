import type { Database } from '../database.ts';

/** Puts what was written into the CRM into the store too, so that the next look does not depend on the next poll. */
export async function noteHandoffWrite(
  database: Database,
  id: string,
  changes: Readonly<Record<string, unknown>>,
): Promise<void> {
  await database.query(
    `UPDATE handoff SET record = record || $2::jsonb,
       state = coalesce($2::jsonb ->> 'state', state),
       receiver_id = CASE WHEN $2::jsonb ? 'receiverId' THEN $2::jsonb ->> 'receiverId' ELSE receiver_id END
     WHERE id = $1`,
    [id, JSON.stringify(changes)],
  );
}

/** Every row that may stand for access that we gave, by hand-off; kept so that unchanged ones need no call. */
export interface ShareRow {
  readonly handoffId: string;
  readonly userOrGroupIds: readonly string[];
}

export async function readKnownShares(
  database: Database,
  handoffIds: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const rows = await database.query<ShareRow>(
    `SELECT handoff_id AS "handoffId", user_or_group_ids AS "userOrGroupIds" FROM handoff_share
     WHERE handoff_id = ANY($1::text[])`,
    [handoffIds],
  );
  return new Map(rows.map((row) => [row.handoffId, row.userOrGroupIds]));
}

export async function noteShares(database: Database, shares: readonly ShareRow[]): Promise<void> {
  for (const { handoffId, userOrGroupIds } of shares) {
    await database.query(
      `INSERT INTO handoff_share (handoff_id, user_or_group_ids) VALUES ($1, $2::jsonb)
       ON CONFLICT (handoff_id) DO UPDATE SET user_or_group_ids = excluded.user_or_group_ids`,
      [handoffId, JSON.stringify(userOrGroupIds)],
    );
  }
}

/** Forgets what access was given to these hand-offs, or to all, so that it is looked up anew. */
export async function forgetShares(database: Database, handoffIds?: readonly string[]): Promise<void> {
  await database.query('DELETE FROM handoff_share WHERE $1::text[] IS NULL OR handoff_id = ANY($1::text[])', [
    handoffIds ?? null,
  ]);
}

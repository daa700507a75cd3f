import type { Database } from '../database.ts';

/** When something happened to a hand-off, in milliseconds since 1970. */
export interface HandoffTimes {
  readonly divisionId: string;
  readonly state: string;
  readonly assignedMs: number;
  readonly decidedMs: number | null;
  readonly contactMs: number | null;
}

/** Of hand-offs that somebody was asked for since a moment, the last ones first. */
export function readHandoffTimes(database: Database, sinceMs: number, most: number): Promise<HandoffTimes[]> {
  return database.query(
    `SELECT record ->> 'toDivisionId' AS "divisionId", state, assigned AS "assignedMs",
            ${msOf('decidedAt')} AS "decidedMs", ${msOf('firstContactAt')} AS "contactMs"
     FROM (SELECT *, ${msOf('assignedAt')} AS assigned FROM handoff) h
     WHERE assigned >= $1 ORDER BY assigned DESC, id LIMIT $2`,
    [sinceMs, most],
  );
}

function msOf(key: string): string {
  return `(extract(epoch FROM (record ->> '${key}')::timestamptz) * 1000)::bigint`;
}

/** People who have as many open as they take: their own word, else the company's. */
export async function countFull(database: Database, cap: number): Promise<number> {
  const [row] = await database.query<{ people: number }>(
    `SELECT count(*)::int AS people
     FROM (SELECT receiver_id AS id, count(*) AS open FROM handoff
           WHERE receiver_id IS NOT NULL AND state IN ('Offered', 'Accepted', 'In contact', 'Converted') GROUP BY 1) h
     WHERE open >= coalesce((SELECT min(open_cap) FROM desk_choice d WHERE d.owner_id = h.id), $1)`,
    [cap],
  );
  return row?.people ?? 0;
}

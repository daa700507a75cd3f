import type { Database } from '../database.ts';

/** What one person hears in the daily digest. */
export interface DigestRow {
  readonly userId: string;
  /** The person's choices, in which the digest is recorded; null where there are none yet. */
  readonly preferenceId: string | null;
  readonly digestAt: string | null;
  readonly digestSentAt: string | null;
  /** Own hand-offs on which something moved. */
  readonly moved: number;
  /** Words of others on hand-offs of the person. */
  readonly words: number;
  /** Notices that the person wants only once a day. */
  readonly kept: number;
  /** What somebody declined for bad timing, and may be passed on again now. */
  readonly again: number;
  /** Needs of the person's cases and campaigns of which something became, until yesterday. */
  readonly heard: number;
}

/** Nothing older is news. */
const OLDEST_MS = 7 * 86_400_000;

/**
 * Everybody for whom something happened since their last digest, and who was sent none since `beforeMs`; and those
 * whose digest is recorded and was not sent.
 */
export function readDigests(database: Database, nowMs: number, beforeMs: number, today: string): Promise<DigestRow[]> {
  return database.query<DigestRow>(
    `WITH person AS (
       SELECT u.id, c.id AS preference_id, c.digest_at, c.digest_sent_at, coalesce(c.notices, '') AS notices,
              greatest($1::bigint - ${String(OLDEST_MS)},
                -- Up to where the last one told; it may have been sent a day later.
                CASE WHEN c.digest_sent_at IS NULL THEN 0
                  ELSE extract(epoch FROM least(c.digest_at, c.digest_sent_at)::timestamptz) * 1000 END)::bigint AS from_ms,
              CASE WHEN c.digest_at > coalesce(c.digest_sent_at, '')
                THEN (extract(epoch FROM c.digest_at::timestamptz) * 1000)::bigint ELSE $1::bigint END AS to_ms
       FROM crm_user u LEFT JOIN LATERAL (
         SELECT id, digest_at, digest_sent_at, notices FROM desk_choice d WHERE d.owner_id = u.id ORDER BY d.id LIMIT 1
       ) c ON true
       WHERE u.is_active AND EXISTS (SELECT FROM permission_set_assignment s
         WHERE s.assignee_id = u.id AND s.permission_set <> 'Baton_Integration')),
     day AS (
       SELECT id, to_char(to_timestamp(from_ms / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS from_day,
              to_char(to_timestamp(to_ms / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS to_day FROM person),
     -- Kept by days: told once the day is over, so that nothing is told twice or missed. The first day of the oldest of
     -- our rows looked at all that happened before: no news.
     news AS (
       SELECT d.id, count(*)::int AS heard FROM held_row r JOIN day d ON d.id = r.fields ->> 'OwnerId'
       WHERE r.object = 'Baton_Feedback__c'
         AND r.fields ->> 'Changed_On__c' >= d.from_day AND r.fields ->> 'Changed_On__c' < d.to_day
         AND r.fields ->> 'Changed_On__c' > (
           SELECT to_char(to_timestamp(min(created_ms) / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD') FROM held_row)
       GROUP BY d.id),
     counted AS (
       SELECT p.id AS user_id, p.preference_id, p.digest_at, p.digest_sent_at,
         (SELECT count(*) FROM handoff h WHERE h.owner_id = p.id AND greatest(
            coalesce(extract(epoch FROM (h.record ->> 'firstContactAt')::timestamptz) * 1000, 0),
            coalesce(extract(epoch FROM (h.record ->> 'lastStatusAt')::timestamptz) * 1000, 0))
            BETWEEN p.from_ms + 1 AND p.to_ms)::int AS moved,
         (SELECT count(*) FROM handoff_message m JOIN handoff h ON h.id = m.handoff_id
          WHERE p.id IN (h.owner_id, h.receiver_id) AND m.author_id <> p.id AND m.kind <> 'Question'
            AND m.created_ms BETWEEN p.from_ms + 1 AND p.to_ms)::int AS words,
         CASE WHEN p.notices = 'Digest' THEN
           (SELECT count(*) FROM handoff h, unnest(string_to_array(h.record ->> 'notices', E'\n')) AS n(line)
            WHERE (CASE WHEN split_part(n.line, ' ', 1) IN
                     ('question', 'accepted', 'declined', 'returned', 'expired', 'won', 'lost')
                   THEN h.owner_id ELSE h.receiver_id END) = p.id
              AND extract(epoch FROM split_part(n.line, ' ', 3)::timestamptz) * 1000
                BETWEEN p.from_ms + 1 AND p.to_ms)::int ELSE 0 END AS kept,
         (SELECT count(*) FROM handoff h WHERE h.owner_id = p.id AND h.record ->> 'againOn' = $3
            AND NOT EXISTS (SELECT FROM handoff n WHERE n.previous_id = h.id))::int AS again,
         coalesce(w.heard, 0) AS heard
       FROM person p LEFT JOIN news w ON w.id = p.id)
     SELECT user_id AS "userId", preference_id AS "preferenceId", digest_at AS "digestAt",
            digest_sent_at AS "digestSentAt", moved, words, kept, again, heard
     FROM counted
     WHERE (digest_at > coalesce(digest_sent_at, '')
            OR (moved + words + kept + again + heard > 0
                AND coalesce(extract(epoch FROM greatest(digest_at, digest_sent_at)::timestamptz) * 1000, 0) < $2))
     ORDER BY user_id`,
    [nowMs, beforeMs, today],
  );
}

/** When a digest was due, and when it was sent. */
export interface DigestTimes {
  readonly digestAt?: string;
  readonly digestSentAt?: string;
}

/** Puts a digest that was recorded or sent into the store too. */
export async function noteDigest(
  database: Database,
  preferenceId: string,
  ownerId: string,
  times: DigestTimes,
): Promise<void> {
  await database.query(
    `INSERT INTO desk_choice AS d (id, owner_id, digest_at, digest_sent_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (id) DO UPDATE SET digest_at = coalesce(excluded.digest_at, d.digest_at),
       digest_sent_at = coalesce(excluded.digest_sent_at, d.digest_sent_at)`,
    [preferenceId, ownerId, times.digestAt ?? null, times.digestSentAt ?? null],
  );
}

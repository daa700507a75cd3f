import type { Database } from '../database.ts';

/** A notice about a record; the key is unique within the record. */
export interface NoticeId {
  readonly targetId: string;
  readonly key: string;
}

/** Remembers that a notice arrived, until that is recorded in the CRM. */
export async function noteSent(database: Database, { targetId, key }: NoticeId): Promise<void> {
  await database.query('INSERT INTO sent_notice (target_id, key) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    targetId,
    key,
  ]);
}

/** Those that arrived though the CRM does not say so. */
export async function readSent(database: Database, targetIds: readonly string[]): Promise<readonly NoticeId[]> {
  return database.query<NoticeId>(
    'SELECT target_id AS "targetId", key FROM sent_notice WHERE target_id = ANY($1::text[])',
    [targetIds],
  );
}

/** The CRM has it on record now. */
export async function forgetSent(database: Database, targetIds: readonly string[]): Promise<void> {
  await database.query('DELETE FROM sent_notice WHERE target_id = ANY($1::text[])', [targetIds]);
}

import type { Database } from '../database.ts';

/** An id that is gone, and the record that took its place. */
export interface Alias {
  readonly id: string;
  readonly survivorId: string;
}

/** Remembers aliases. A survivor may be gone itself, by then or later: the last one counts. */
export async function addAliases(database: Database, aliases: readonly Alias[]): Promise<void> {
  for (const { id, survivorId } of aliases) {
    await database.query(
      `WITH last AS (
         SELECT coalesce((SELECT survivor_id FROM record_alias WHERE id = $2), $2) AS survivor_id),
       moved AS (
         UPDATE record_alias SET survivor_id = (SELECT survivor_id FROM last)
         WHERE survivor_id = $1 AND id <> (SELECT survivor_id FROM last))
       INSERT INTO record_alias (id, survivor_id) SELECT $1, survivor_id FROM last WHERE survivor_id <> $1
       ON CONFLICT (id) DO UPDATE SET survivor_id = excluded.survivor_id`,
      [id, survivorId],
    );
  }
}

/** Records that live, though they were taken for gone: somebody undeleted them. */
export async function forgetAliases(database: Database, livingIds: readonly string[]): Promise<void> {
  if (livingIds.length === 0) return;
  await database.query('DELETE FROM record_alias WHERE id = ANY($1::text[])', [livingIds]);
}

/** Those of these ids that are gone, with the record that took their place. */
export async function readAliases(database: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await database.query<{ id: string; survivorId: string }>(
    'SELECT id, survivor_id AS "survivorId" FROM record_alias WHERE id = ANY($1::text[])',
    [ids],
  );
  return new Map(rows.map(({ id, survivorId }) => [id, survivorId]));
}

/** Lookups of our tables to what can be merged or converted. */
const LOOKUPS = [
  ...['contact', 'opportunity', 'contract', 'account_team_member', 'task', 'event', 'support_case'].map(
    (table) => [table, 'account_id'] as const,
  ),
  ...['need_case', 'handoff'].map((table) => [table, 'account_id'] as const),
  ['task', 'who_id'],
  ['task', 'what_id'],
  ['event', 'who_id'],
  ['event', 'what_id'],
  ['lead', 'converted_account_id'],
  ['lead', 'converted_contact_id'],
  ['opportunity_contact_role', 'contact_id'],
  ['support_case', 'contact_id'],
  ['campaign_answer', 'contact_id'],
] as const;

/**
 * Has the rows of a table name survivors in place of what is gone: a row may have been read before a merge and stored
 * after it.
 * @param ids of rows; all where absent
 * @returns the rows that named one
 */
export async function replaceAliases(database: Database, table: string, ids?: readonly string[]): Promise<string[]> {
  const replaced = new Set<string>();
  for (const [name, column] of LOOKUPS) {
    if (name !== table) continue;
    const some = ids === undefined ? '' : 'AND t.id = ANY($1::text[])';
    const rows = await database.query<{ id: string }>(
      `UPDATE ${name} t SET ${column} = a.survivor_id FROM record_alias a WHERE t.${column} = a.id ${some} RETURNING t.id`,
      ids === undefined ? [] : [ids],
    );
    for (const { id } of rows) replaced.add(id);
  }
  return [...replaced];
}

import type { Database } from '../database.ts';

/** Tables that keep only some of the rows of their object; all others keep each row that lives. */
const SELECTIVE: ReadonlySet<string> = new Set([
  'task',
  'event',
  'email_message',
  'support_case',
  'contract',
  'preference',
  'opportunity_line',
  'campaign_answer',
  'need_campaign',
  'individual',
  'held_match',
  'policy',
]);

/**
 * Remembers which living rows were read and not kept.
 * @param ids all that were read
 */
export async function notePassedOver(
  database: Database,
  table: string,
  ids: readonly string[],
  passedOver: readonly string[],
): Promise<void> {
  if (ids.length === 0 || !SELECTIVE.has(table)) return;
  await database.query(
    `WITH gone AS (
       DELETE FROM passed_over WHERE record = $1 AND id = ANY($2::text[]) AND NOT id = ANY($3::text[]))
     INSERT INTO passed_over (record, id) SELECT $1, unnest($3::text[]) ON CONFLICT DO NOTHING`,
    [table, ids, passedOver],
  );
}

/** The same for rows of which none was read before. */
export async function addPassedOver(database: Database, table: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0 || !SELECTIVE.has(table)) return;
  await database.copy('passed_over', ['record', 'id'], ids.map((id) => `${table}\t${id}\n`).join(''));
}

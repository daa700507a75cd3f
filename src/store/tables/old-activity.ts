import type { Database } from '../database.ts';

/** What tells who had to do with whom, by table. Ids and dates stay: the nightly comparison with the CRM counts rows. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  task: ['owner_id', 'who_id', 'what_id', 'account_id'],
  event: ['owner_id', 'who_id', 'what_id', 'account_id'],
  support_case: ['owner_id', 'contact_id', 'account_id'],
};

/** Tables that hold activity which grows old. */
export const AGING_TABLES: readonly string[] = Object.keys(TABLES);

/** Ids of rows of one of them that are older and still say something, and what they point to. */
export function readOldActivity(
  database: Database,
  table: string,
  beforeMs: number,
  count: number,
): Promise<{ readonly id: string; readonly links: readonly string[] }[]> {
  const [, ...links] = columnsOf(table);
  return database.query(
    `SELECT id, array_remove(ARRAY[${links.join(', ')}], NULL) AS links FROM ${table}
     WHERE at_ms < $1 AND owner_id <> '' ORDER BY id LIMIT $2`,
    [beforeMs, count],
  );
}

/** Takes out of rows who had to do with whom. */
export async function emptyActivity(database: Database, table: string, ids: readonly string[]): Promise<void> {
  const [, ...links] = columnsOf(table);
  const emptied = links.map((column) => `${column} = NULL`).join(', ');
  await database.query(`UPDATE ${table} SET owner_id = '', ${emptied} WHERE id = ANY($1::text[])`, [ids]);
}

function columnsOf(table: string): readonly string[] {
  const columns = TABLES[table];
  if (columns === undefined) throw new TypeError(`${table} holds no activity`);
  return columns;
}

import type { Database } from '../database.ts';

/** Ids from one on and below another, and how many living rows of the CRM we know among them. */
export interface KnownRange {
  readonly from?: string;
  readonly below?: string;
  readonly rows: number;
}

/**
 * What we know of an object: the rows that are kept and the ids of those that are not. Salesforce sorts ids by bytes.
 * @param table a table, or a query in parentheses of the rows of one object; from our own code
 */
const known = (table: string): string => `
  known AS (
    SELECT id COLLATE "C" AS id FROM ${table} t
    UNION ALL
    SELECT id COLLATE "C" FROM passed_over WHERE record = '${table.replaceAll("'", "''")}')`;

const within = `($1::text IS NULL OR id >= $1 COLLATE "C") AND ($2::text IS NULL OR id < $2 COLLATE "C")`;

/**
 * Cuts a range into pieces of about so many rows.
 * @param shift 0 to 1: where the first cut lies, so that two nights do not cut at the same ids
 */
export async function cutRange(
  database: Database,
  table: string,
  range: Omit<KnownRange, 'rows'>,
  rowsAPiece: number,
  shift = 0,
): Promise<KnownRange[]> {
  const rows = await database.query<{ id: string; n: number; total: number }>(
    `WITH ${known(table)},
     numbered AS (
       SELECT id, row_number() OVER (ORDER BY id) AS n, count(*) OVER () AS total FROM known WHERE ${within})
     SELECT id, n - 1 AS n, total FROM numbered WHERE n > 1 AND (n - 1) % $3 = $4 ORDER BY n`,
    [range.from ?? null, range.below ?? null, rowsAPiece, Math.floor(rowsAPiece * shift)],
  );
  if (rows.length === 0) return [{ ...range, rows: await countKnown(database, table, range) }];
  const cuts = [
    { ...(range.from === undefined ? {} : { id: range.from }), n: 0 },
    ...rows,
    { ...(range.below === undefined ? {} : { id: range.below }), n: rows[0]?.total ?? 0 },
  ];
  return cuts.slice(1).map((cut, index) => {
    const before = cuts[index];
    return {
      ...(before?.id === undefined ? {} : { from: before.id }),
      ...(cut.id === undefined ? {} : { below: cut.id }),
      rows: cut.n - (before?.n ?? 0),
    };
  });
}

async function countKnown(database: Database, table: string, range: Omit<KnownRange, 'rows'>): Promise<number> {
  const [row] = await database.query<{ rows: number }>(
    `WITH ${known(table)} SELECT count(*) AS rows FROM known WHERE ${within}`,
    [range.from ?? null, range.below ?? null],
  );
  return row?.rows ?? 0;
}

export async function readKnownIds(
  database: Database,
  table: string,
  range: Omit<KnownRange, 'rows'>,
): Promise<string[]> {
  const rows = await database.query<{ id: string }>(`WITH ${known(table)} SELECT id FROM known WHERE ${within}`, [
    range.from ?? null,
    range.below ?? null,
  ]);
  return rows.map(({ id }) => id);
}

import type { Database } from '../database.ts';

/** What a customer is and has, as it is counted. */
export interface NeedProfileRow {
  readonly customerId: string;
  readonly industry: string | null;
  readonly country: string | null;
  readonly turnover: number | null;
  readonly employees: number | null;
  /** Keys of needs, sorted. */
  readonly needs: readonly string[];
}

/** Profiles after a customer, in order. */
export function readProfilesAfter(database: Database, after: string, count: number): Promise<NeedProfileRow[]> {
  return database.query<NeedProfileRow>(
    `SELECT customer_id AS "customerId", industry, country, turnover, employees, needs
     FROM need_profile WHERE customer_id > $1 ORDER BY customer_id LIMIT $2`,
    [after, count],
  );
}

export async function countProfiles(database: Database): Promise<number> {
  const [row] = await database.query<{ count: number }>('SELECT count(*) AS count FROM need_profile');
  return row?.count ?? 0;
}

export async function replaceProfiles(
  database: Database,
  customerIds: readonly string[],
  rows: readonly NeedProfileRow[],
): Promise<void> {
  await database.query(
    `WITH wanted AS (
       SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::double precision[], $6::double precision[],
         $7::jsonb[]) AS w(customer_id, industry, country, turnover, employees, needs)),
     gone AS (
       DELETE FROM need_profile p WHERE p.customer_id = ANY($1::text[])
         AND NOT EXISTS (SELECT FROM wanted w WHERE w.customer_id = p.customer_id))
     INSERT INTO need_profile AS p (customer_id, industry, country, turnover, employees, needs) SELECT * FROM wanted
     ON CONFLICT (customer_id) DO UPDATE
       SET industry = excluded.industry, country = excluded.country, turnover = excluded.turnover,
           employees = excluded.employees, needs = excluded.needs
       WHERE (p.industry, p.country, p.turnover, p.employees, p.needs) IS DISTINCT FROM
             (excluded.industry, excluded.country, excluded.turnover, excluded.employees, excluded.needs)`,
    [
      customerIds,
      rows.map((row) => row.customerId),
      rows.map((row) => row.industry),
      rows.map((row) => row.country),
      rows.map((row) => row.turnover),
      rows.map((row) => row.employees),
      rows.map((row) => JSON.stringify(row.needs)),
    ],
  );
}

/** Values of a column that so many customers share, the commonest first. */
export async function readCommonValues(
  database: Database,
  column: 'industry' | 'country',
  minimum: number,
): Promise<string[]> {
  const rows = await database.query<{ value: string }>(
    `SELECT ${column} AS value FROM need_profile WHERE ${column} IS NOT NULL
     GROUP BY 1 HAVING count(*) >= $1 ORDER BY count(*) DESC, 1`,
    [minimum],
  );
  return rows.map(({ value }) => value);
}

/** Amounts of about so many customers, the same ones each time. */
export async function readAmounts(
  database: Database,
  column: 'turnover' | 'employees',
  share: number,
): Promise<number[]> {
  const rows = await database.query<{ value: number }>(
    `SELECT ${column} AS value FROM need_profile
     WHERE ${column} IS NOT NULL AND abs(hashtext(customer_id)::bigint) % 1000 < $1 ORDER BY customer_id`,
    [Math.ceil(share * 1000)],
  );
  return rows.map(({ value }) => value);
}

import type { Database } from '../database.ts';

/** Where an account `a` is, as `p(place, width)`: from the narrowest place to the widest, '' for everywhere. */
export const PLACES = `unnest(ARRAY[
    CASE WHEN a.postal_code <> '' THEN coalesce(a.country, '') || ' ' || left(a.postal_code, 2) END,
    '@' || nullif(a.city, ''),
    CASE WHEN a.postal_code <> '' THEN coalesce(a.country, '') || ' ' || left(a.postal_code, 1) END,
    nullif(a.country, ''),
    '']) WITH ORDINALITY AS p(place, width)`;

/** Counts anew who works where. */
export async function refreshRegions(database: Database): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.script('DELETE FROM user_region; DELETE FROM office_region; DELETE FROM team_place');
    await transaction.query(
      `INSERT INTO user_region (user_id, region, accounts)
       SELECT owner_id, coalesce(country, '') || ' ' || left(postal_code, 2), count(*)
       FROM account WHERE postal_code <> '' GROUP BY 1, 2`,
    );
    await transaction.query(
      `WITH place AS (
         SELECT p.city, coalesce(a.country, '') || ' ' || left(a.postal_code, 1) AS region
         FROM account a JOIN user_place p ON p.id = a.owner_id WHERE a.postal_code <> '' AND p.city <> ''),
       whole AS (SELECT region, count(*) AS of_accounts FROM place GROUP BY 1)
       INSERT INTO office_region (city, region, accounts, of_accounts)
       SELECT p.city, p.region, count(*), min(w.of_accounts) FROM place p JOIN whole w ON w.region = p.region
       GROUP BY 1, 2`,
    );
    await transaction.query(
      `INSERT INTO team_place (division_id, role_id, place, accounts)
       SELECT u.division_id, coalesce(r.role_id, ''), p.place, count(*)
       FROM account a JOIN crm_user u ON u.id = a.owner_id AND u.division_id IS NOT NULL
       JOIN user_place r ON r.id = u.id, ${PLACES}
       WHERE p.place IS NOT NULL
       GROUP BY GROUPING SETS ((u.division_id, r.role_id, p.place), (u.division_id, p.place))
       HAVING GROUPING(r.role_id) = 1 OR r.role_id IS NOT NULL`,
    );
  });
}

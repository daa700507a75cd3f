import { DatabaseSync } from 'node:sqlite';

import type { CrmSales } from './crm-sales.ts';

export interface ExpectedKnower {
  readonly account: string;
  readonly office: string;
  readonly seller: string;
  readonly band: 'Strong' | 'Good' | 'Some';
  /** `YYYY-MM` of the last deal. */
  readonly lastMonth: string;
}

/**
 * Who knows an account, worked out from the CSV alone by SQL that shares nothing with the service: each day on which a
 * seller closed deals (or has them open) counts 3 × the cube root of their number, halved every 90 days; owning the
 * account adds 1 on the day of the last deal and keeps the seller in the lowest band. Bands begin at 1, 4 and 10.
 */
export function expectedKnowers(data: CrmSales, owners: ReadonlyMap<string, string>, today: string): ExpectedKnower[] {
  const database = new DatabaseSync(':memory:');
  database.exec(
    'CREATE TABLE deal (account, seller, day); CREATE TABLE seller (name, office); CREATE TABLE owner (account, seller)',
  );
  const deal = database.prepare('INSERT INTO deal VALUES (?, ?, ?)');
  for (const { account, seller, closed } of data.deals)
    if (account !== '') deal.run(account, seller, closed === '' ? today : closed);
  const person = database.prepare('INSERT INTO seller VALUES (?, ?)');
  for (const { name, office } of data.sellers) person.run(name, office);
  const owner = database.prepare('INSERT INTO owner VALUES (?, ?)');
  for (const [account, seller] of owners) owner.run(account, seller);
  const rows = database.prepare(SQL).all({ today }) as unknown as ExpectedKnower[];
  database.close();
  return rows.map((row) => ({ ...row }));
}

const SQL = `
  WITH day_of_work AS (
    SELECT account, seller, day, 3 * power(count(*), 1.0 / 3) AS weight FROM deal GROUP BY account, seller, day),
  last_day AS (SELECT account, seller, max(day) AS day FROM deal GROUP BY account, seller),
  strength AS (
    SELECT w.account, w.seller, l.day AS last_day,
      EXISTS (SELECT 1 FROM owner o WHERE o.account = w.account AND o.seller = w.seller) AS is_owner,
      sum(w.weight * power(0.5, (julianday($today) - julianday(w.day)) / 90)) AS value
    FROM day_of_work w JOIN last_day l USING (account, seller) GROUP BY w.account, w.seller)
  SELECT s.account, p.office, s.seller, substr(s.last_day, 1, 7) AS lastMonth,
    CASE WHEN s.value >= 10 THEN 'Strong' WHEN s.value >= 4 THEN 'Good' ELSE 'Some' END AS band
  FROM strength s JOIN seller p ON p.name = s.seller
  WHERE s.value >= 1 AND NOT s.is_owner`;

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
 * seller closed deals counts 3 × the cube root of their number, halved every 90 days. Open deals count on the day they
 * were loaded, and so does owning the account: as a third of a deal, or 1 where the owner has none open. The owner is
 * at least in the lowest band. Bands begin at 1, 4 and 10.
 * @param owners seller by account
 * @param now `YYYY-MM-DD HH:MM:SS`, the moment at which everything was loaded
 */
export function expectedKnowers(data: CrmSales, owners: ReadonlyMap<string, string>, now: string): ExpectedKnower[] {
  const database = new DatabaseSync(':memory:');
  database.exec(`CREATE TABLE deal (account, seller, at); CREATE TABLE seller (name, office);
    CREATE TABLE owner (account, seller)`);
  const deal = database.prepare('INSERT INTO deal VALUES (?, ?, ?)');
  for (const { account, seller, closed } of data.deals) {
    if (account !== '') deal.run(account, seller, closed === '' ? now : closed);
  }
  const person = database.prepare('INSERT INTO seller VALUES (?, ?)');
  for (const { name, office } of data.sellers) person.run(name, office);
  const owner = database.prepare('INSERT INTO owner VALUES (?, ?)');
  for (const [account, seller] of owners) owner.run(account, seller);
  const rows = database.prepare(SQL).all({ now }) as unknown as ExpectedKnower[];
  database.close();
  return rows.map((row) => ({ ...row }));
}

const SQL = `
  WITH work AS (
    SELECT account, seller, at, 3.0 AS weight, 0 AS is_owner FROM deal
    UNION ALL SELECT account, seller, $now, 1.0, 1 FROM owner),
  day_of_work AS (
    SELECT account, seller, max(at) AS at, max(is_owner) AS is_owner,
      max(weight) * power(sum(weight) / max(weight), 1.0 / 3) AS weight
    FROM work GROUP BY account, seller, date(at)),
  strength AS (
    SELECT account, seller, max(at) AS last, max(is_owner) AS is_owner,
      sum(weight * power(0.5, (julianday($now) - julianday(at)) / 90)) AS value
    FROM day_of_work GROUP BY account, seller)
  SELECT s.account, p.office, s.seller, substr(s.last, 1, 7) AS lastMonth,
    CASE WHEN s.value >= 10 THEN 'Strong' WHEN s.value >= 4 THEN 'Good' ELSE 'Some' END AS band
  FROM strength s JOIN seller p ON p.name = s.seller
  WHERE s.value >= 1 OR s.is_owner`;

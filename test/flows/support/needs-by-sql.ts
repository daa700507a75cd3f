/**
 * What suggestions say, asked of the org's own rows by SQL that shares nothing with the service. `t_customer` is a table of
 * the test: which accounts are one customer.
 */

export interface KindFact {
  readonly fact: 'kind';
  readonly customers: number;
  readonly have: number;
  readonly is: readonly { column: string; value?: string; over?: number; upTo?: number }[];
  readonly of?: string;
  readonly others: { oneIn?: number; inHundred?: number; fewerThan?: number; customers?: number };
}

/** What customers are and have, by SQL on the org's own rows. */
export const CUSTOMERS = `
  WITH trait AS (
    SELECT t.customer, a.Id, a.Industry, a.BillingCountry, a.AnnualRevenue, a.NumberOfEmployees
    FROM t_customer t JOIN Account a ON a.Id = t.account
    WHERE a.IsDeleted = 0 AND coalesce(a.Baton_Do_Not_Suggest__c, 0) = 0),
  has AS (
    SELECT DISTINCT t.customer, p.Family AS family, n.Division__c AS division
    FROM trait t JOIN Opportunity o ON o.AccountId = t.Id AND o.IsWon = 1 AND o.IsDeleted = 0
    JOIN OpportunityLineItem l ON l.OpportunityId = o.Id JOIN Product2 p ON p.Id = l.Product2Id
    JOIN Baton_Need__c n ON n.Product_Families__c = p.Family),
  customer AS (
    SELECT c.customer AS id,
      (SELECT Industry FROM trait x WHERE x.customer = c.customer AND Industry IS NOT NULL ORDER BY x.Id LIMIT 1)
        AS industry,
      (SELECT BillingCountry FROM trait x WHERE x.customer = c.customer AND BillingCountry IS NOT NULL
       ORDER BY x.Id LIMIT 1) AS country,
      (SELECT AnnualRevenue FROM trait x WHERE x.customer = c.customer AND AnnualRevenue IS NOT NULL
       ORDER BY x.Id LIMIT 1) AS turnover,
      (SELECT NumberOfEmployees FROM trait x WHERE x.customer = c.customer AND NumberOfEmployees IS NOT NULL
       ORDER BY x.Id LIMIT 1) AS employees
    FROM (SELECT DISTINCT customer FROM trait) c)`;

/** A kind of customer, as a condition on `customer`. */
export function conditionsOf({ is, of }: KindFact): string {
  const parts = is.flatMap(({ column, value, over, upTo }) => [
    ...(value === undefined ? [] : [`${column} = '${value.replaceAll("'", "''")}'`]),
    ...(over === undefined ? [] : [`${column} > ${String(over)}`]),
    ...(upTo === undefined ? [] : [`${column} <= ${String(upTo)}`]),
  ]);
  if (of !== undefined)
    parts.push(
      `EXISTS (SELECT 1 FROM has h JOIN Baton_Division__c d ON d.Id = h.division
               WHERE h.customer = customer.id AND d.Name = '${of}')`,
    );
  return parts.join(' AND ') || '1';
}

/** When the last contract ends that the division of an account's owner has with its customer. */
export const CONTRACTS = `
  SELECT t.account AS account, a.Id AS id, max(c.EndDate) AS ends
  FROM t_customer t JOIN Account a ON a.Id = t.account JOIN User o ON o.Id = a.OwnerId
  JOIN t_customer s ON s.customer = t.customer JOIN Account k ON k.Id = s.account AND k.IsDeleted = 0
    AND coalesce(k.Baton_Do_Not_Suggest__c, 0) = 0
  JOIN Contract c ON c.AccountId = k.Id AND c.IsDeleted = 0 AND c.StatusCode = 'Activated'
  JOIN User u ON u.Id = c.OwnerId AND u.Division = o.Division
  GROUP BY t.account`;

/** What happened with the customer of an account, by the words that name what it was about. */
export const EVENTS: Readonly<Record<string, string>> = {
  case: `
    SELECT k.Subject AS words, substr(k.CreatedDate, 1, 7) AS month FROM "Case" k
    JOIN member m ON m.account = k.AccountId WHERE k.IsDeleted = 0`,
  campaign: `
    SELECT p.Name AS words, substr(coalesce(r.FirstRespondedDate, r.CreatedDate), 1, 7) AS month FROM CampaignMember r
    JOIN Campaign p ON p.Id = r.CampaignId JOIN Contact c ON c.Id = r.ContactId JOIN member m ON m.account = c.AccountId
    WHERE r.HasResponded = 1 AND r.IsDeleted = 0 AND p.IsDeleted = 0 AND c.IsDeleted = 0
      AND coalesce(c.Baton_Do_Not_Suggest__c, 0) = 0`,
  deal: `
    SELECT p.Family AS words, substr(o.CloseDate, 1, 7) AS month FROM Opportunity o
    JOIN OpportunityLineItem l ON l.OpportunityId = o.Id JOIN Product2 p ON p.Id = l.Product2Id
    JOIN member m ON m.account = o.AccountId WHERE o.IsClosed = 1 AND o.IsWon = 0 AND o.IsDeleted = 0`,
};

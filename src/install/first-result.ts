import { z } from 'zod';

import { soql } from '../crm/soql.ts';
import { type AdminOrg, queryRows } from './admin-org.ts';
import { salesforceCodeOf } from './install-errors.ts';

/** The first thing that Baton has to say in this org. */
export interface FirstResult {
  readonly sentence: string;
  readonly url: string;
}

const rowSchema = z.looseObject({
  Account__c: z.string(),
  Account__r: z.looseObject({ Name: z.string().nullish() }).nullish(),
  Colleague__r: z.looseObject({ Name: z.string().nullish() }).nullish(),
  Division__r: z.looseObject({ Name: z.string().nullish() }).nullish(),
});

const firstQuery = soql`SELECT Account__c, Account__r.Name, Colleague__r.Name, Division__r.Name FROM Baton_Relationship__c ORDER BY Rank__c, Id LIMIT 1`;

/** The first relationship in the CRM, with a link to its account; `undefined` where there is none, or none to be seen. */
export async function firstResult(org: AdminOrg): Promise<FirstResult | undefined> {
  try {
    const [row] = await queryRows(org, firstQuery, rowSchema);
    if (row === undefined) return undefined;
    return { sentence: sentenceOf(row), url: `${org.instanceUrl}/lightning/r/Account/${row.Account__c}/view` };
  } catch (error) {
    if (['INVALID_TYPE', 'INVALID_FIELD'].includes(salesforceCodeOf(error) ?? '')) return undefined;
    throw error;
  }
}

function sentenceOf(row: z.output<typeof rowSchema>): string {
  const who = row.Colleague__r?.Name ?? `somebody in ${row.Division__r?.Name ?? 'another division'}`;
  return `${who} knows ${row.Account__r?.Name ?? 'a customer'}`;
}

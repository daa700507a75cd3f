import { z } from 'zod';

import { CrmError } from './crm-errors.ts';
import type { Rest } from './rest.ts';

/** How the service is doing, as it last wrote it into the CRM. */
export interface SyncStatus {
  readonly state: string;
  readonly message: string;
  /** ISO 8601 in UTC. */
  readonly lastSync?: string;
  readonly lagSeconds?: number;
  readonly apiCallsDay?: number;
  readonly apiBudgetDay?: number;
  readonly accounts?: number;
  readonly customers?: number;
  readonly sharedCustomers?: number;
  readonly relationships?: number;
  readonly parked?: number;
  readonly version?: string;
  /** What was learned about telling same from different, as the service packed it. */
  readonly matchWeights?: string;
  /** What was learned about which customers have which needs, as the service packed it. */
  readonly needLearning?: string;
}

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);
const count = z
  .number()
  .nullish()
  .transform((value) => value ?? undefined);

const statusRow = z
  .object({
    State__c: text,
    Message__c: text,
    Last_Sync__c: text,
    Lag_Seconds__c: count,
    Api_Calls_Day__c: count,
    Api_Budget_Day__c: count,
    Accounts__c: count,
    Customers__c: count,
    Shared_Customers__c: count,
    Relationships__c: count,
    Parked__c: count,
    Version__c: text,
    Match_Weights__c: text,
    Need_Learning__c: text,
  })
  .partial();

/** The row of `Baton_Sync_Status__c`; undefined where the service has never written one. One API call. */
export async function readStatus(rest: Rest): Promise<SyncStatus | undefined> {
  let reply: unknown;
  try {
    reply = await rest.call({ method: 'GET', path: '/sobjects/Baton_Sync_Status__c/Key__c/org' });
  } catch (error) {
    if (error instanceof CrmError && error.cure === 'gone') return undefined;
    throw error;
  }
  const row = statusRow.parse(reply);
  const status = {
    lastSync: row.Last_Sync__c === undefined ? undefined : new Date(row.Last_Sync__c).toISOString(),
    lagSeconds: row.Lag_Seconds__c,
    apiCallsDay: row.Api_Calls_Day__c,
    apiBudgetDay: row.Api_Budget_Day__c,
    accounts: row.Accounts__c,
    customers: row.Customers__c,
    sharedCustomers: row.Shared_Customers__c,
    relationships: row.Relationships__c,
    parked: row.Parked__c,
    version: row.Version__c,
    matchWeights: row.Match_Weights__c,
    needLearning: row.Need_Learning__c,
  };
  const known = Object.fromEntries(Object.entries(status).filter(([, value]) => value !== undefined));
  return { state: row.State__c ?? '', message: row.Message__c ?? '', ...known };
}

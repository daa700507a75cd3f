import type { Crm, WriteRow } from '../crm/crm.ts';
import type { Database } from '../store/database.ts';
import { readCounts } from '../store/tables/customers.ts';
import { readApiCalls, readSetting, writeSetting } from '../store/tables/settings.ts';

const STATUS = 'Baton_Sync_Status__c';
const LONGEST_MESSAGE = 255;

export interface StatusReport {
  readonly state: 'Ok' | 'Degraded' | 'Stopped';
  /** For the admin, in one sentence. */
  readonly message: string;
  /** The org's time at which the newest data was read, in milliseconds since 1970. */
  readonly readMs: number;
  readonly version: string;
}

/**
 * Writes the one row of `Baton_Sync_Status__c`.
 * @param leastPauseMs a row that says the same but for its times is not written more often than this
 * @returns whether it was written; false also where Salesforce refused it, which must not stop the main job.
 */
export async function publishStatus(
  crm: Crm,
  database: Database,
  report: StatusReport,
  leastPauseMs: number,
): Promise<boolean> {
  const nowMs = crm.serverNow();
  const counts = await readCounts(database);
  const lasting = {
    Key__c: 'org',
    State__c: report.state,
    Message__c: report.message.slice(0, LONGEST_MESSAGE),
    Accounts__c: counts.accounts,
    Customers__c: counts.customers,
    Shared_Customers__c: counts.sharedCustomers,
    Relationships__c: counts.relationships,
    Parked__c: counts.parked,
    Version__c: report.version,
  };
  if (!(await isNews(database, lasting, nowMs, leastPauseMs))) return false;
  const row: WriteRow = {
    ...lasting,
    Last_Sync__c: new Date(report.readMs).toISOString(),
    Lag_Seconds__c: Math.max(0, Math.round((nowMs - report.readMs) / 1000)),
    Api_Calls_Day__c: await readApiCalls(database, nowMs),
    Api_Budget_Day__c: crm.budget().allowance,
  };
  const [result] = await crm.upsert(STATUS, 'Key__c', [row]);
  if (result?.ok !== true) return false;
  await writeSetting(database, 'status', JSON.stringify({ lasting, writtenMs: nowMs }));
  return true;
}

async function isNews(
  database: Database,
  lasting: Readonly<Record<string, unknown>>,
  nowMs: number,
  leastPauseMs: number,
): Promise<boolean> {
  const text = await readSetting(database, 'status');
  if (text === undefined) return true;
  const last = JSON.parse(text) as { lasting: unknown; writtenMs: number };
  return JSON.stringify(last.lasting) !== JSON.stringify(lasting) || nowMs - last.writtenMs >= leastPauseMs;
}

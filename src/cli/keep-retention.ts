import { effectivePolicy, retentionStart } from '../policy/index.ts';
import { removeClosedRequests } from '../publish/handoffs/remove-closed.ts';
import { readPolicyChoices } from '../store/tables/choices.ts';
import { forgetOldActivity } from '../sync/forget-old.ts';
import type { HandoffRun } from './run-handoffs.ts';

/** Lets go what is older than the company keeps: activity in our store, closed asks in the CRM. One process at a time. */
export async function keepRetention({ crm, database, policyDefaults }: HandoffRun): Promise<void> {
  const { retentionMonths } = effectivePolicy(await readPolicyChoices(database), policyDefaults);
  const nowMs = crm.serverNow();
  const sinceMs = retentionStart(nowMs, retentionMonths);
  await database.exclusively('retention', async () => {
    await forgetOldActivity(database, nowMs, sinceMs);
    await removeClosedRequests(crm, database, sinceMs);
  });
}

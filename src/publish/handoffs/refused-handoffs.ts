import type { Database } from '../../store/database.ts';
import { closeIssues, HANDOFF_PREFIX, openIssue } from '../../store/tables/issues.ts';
import type { Failures } from './share-handoffs.ts';

/** Has an issue for each hand-off that Salesforce lets nobody move, and none any longer for those it does. */
export async function noteRefusals(
  database: Database,
  lookedIds: readonly string[],
  failures: Failures,
): Promise<void> {
  await closeIssues(
    database,
    lookedIds.filter((id) => !failures.has(id)).map((id) => `${HANDOFF_PREFIX}${id}`),
  );
  for (const [id, code] of failures) if (code !== undefined) await openRefusal(database, id, code);
}

async function openRefusal(database: Database, id: string, code: string): Promise<void> {
  await openIssue(database, {
    externalId: `${HANDOFF_PREFIX}${id}`,
    kind: 'Parked write',
    object: 'Baton_Handoff__c',
    recordId: id,
    code,
    reason: 'Salesforce refuses what Baton writes on this hand-off or its sharing, so that it does not move.',
    fix: 'Look for rules or automation of this org on hand-offs, and let the integration user past them. Then set this to Resolved: it is tried again at once, else within a day.',
  });
}

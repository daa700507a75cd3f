import type { Database } from '../../store/database.ts';
import { closeIssues, HANDOFF_PREFIX, openIssue } from '../../store/tables/issues.ts';
import type { Failures } from './share-handoffs.ts';

type Subject = 'Baton_Handoff__c' | 'Baton_Introduction__c';

/** What is refused, and the records whose rules may be in the way, in words. */
const WORDS: Readonly<Record<Subject, readonly [what: string, records: string]>> = {
  Baton_Handoff__c: ['this hand-off or its sharing', 'hand-offs'],
  Baton_Introduction__c: [
    'this ask for an introduction or the records of those asked',
    'introductions and introduction requests',
  ],
};

/** Has an issue for each record that Salesforce lets nobody move, and none any longer for those it does. */
export async function noteRefusals(
  database: Database,
  lookedIds: readonly string[],
  failures: Readonly<Record<Subject, Failures>>,
): Promise<void> {
  const failed = Object.values(failures);
  await closeIssues(
    database,
    lookedIds.filter((id) => !failed.some((some) => some.has(id))).map((id) => `${HANDOFF_PREFIX}${id}`),
  );
  for (const object of ['Baton_Handoff__c', 'Baton_Introduction__c'] as const) {
    for (const [id, code] of failures[object]) if (code !== undefined) await openRefusal(database, object, id, code);
  }
}

async function openRefusal(database: Database, object: Subject, id: string, code: string): Promise<void> {
  const [what, records] = WORDS[object];
  await openIssue(database, {
    externalId: `${HANDOFF_PREFIX}${id}`,
    kind: 'Parked write',
    object,
    recordId: id,
    code,
    reason: `Salesforce refuses what Baton writes on ${what}, so that it does not move.`,
    fix: `Look for rules or automation of this org on ${records}, and let the integration user past them. Then set this to Resolved: it is tried again at once, else within a day.`,
  });
}

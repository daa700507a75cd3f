import type { Database } from '../store/database.ts';
import { markHandoffs } from '../store/tables/handoffs.ts';
import { readHeldAccounts } from '../store/tables/held-relationships.ts';
import {
  closeIssues,
  HANDOFF_PREFIX,
  openIssue,
  PARKED_PREFIX,
  readHeldIssues,
  UNDELETED_PREFIX,
} from '../store/tables/issues.ts';
import { adoptParkedRow, unparkRows } from '../store/tables/parked-rows.ts';
import { markUnpublished } from '../store/tables/work-queues.ts';
import { heedRefusedRows } from './heed-needs.ts';

/**
 * What admins do with issues of parked writes decides whether the write is tried again: an issue that is open or ignored
 * keeps its row parked, one that was resolved or deleted lets it go.
 *
 * Issues found by a store that does not know the row (it was deleted and is being filled again) park it anew, so that a
 * refused write is not repeated.
 * @param links external ids of issues that changed
 */
export async function heedIssues(database: Database, links: readonly string[]): Promise<void> {
  const parked = links.filter((externalId) => externalId.startsWith(PARKED_PREFIX));
  const held = new Map((await readHeldIssues(database, parked)).map((issue) => [issue.externalId, issue]));
  const released: string[] = [];
  for (const externalId of parked) {
    const issue = held.get(externalId);
    if (issue === undefined || issue.state === 'Resolved') {
      released.push(externalId);
    } else if (issue.recordId !== null) {
      const rowId = externalId.slice(PARKED_PREFIX.length);
      if (await adoptParkedRow(database, rowId, issue.recordId)) await openIssue(database, issue);
    }
  }
  await closeIssues(database, released);
  const rowIds = released.map((externalId) => externalId.slice(PARKED_PREFIX.length));
  await markUnpublished(database, await unparkRows(database, rowIds));
  await deleteAgain(database, links);
  await moveAgain(database, links);
  await heedRefusedRows(database, links);
}

/** A row that could not be deleted is tried again once its issue was resolved or deleted: it may name somebody. */
async function deleteAgain(database: Database, links: readonly string[]): Promise<void> {
  const refused = links.filter((externalId) => externalId.startsWith(UNDELETED_PREFIX));
  const held = new Map((await readHeldIssues(database, refused)).map((issue) => [issue.externalId, issue.state]));
  const released = refused.filter((externalId) => (held.get(externalId) ?? 'Resolved') === 'Resolved');
  await closeIssues(database, released);
  const rowIds = released.map((externalId) => externalId.slice(UNDELETED_PREFIX.length));
  const accountOf = await readHeldAccounts(database, rowIds);
  await markUnpublished(database, [...new Set(accountOf.values())]);
}

/** A hand-off that could not be written is tried again once its issue was resolved or deleted. */
async function moveAgain(database: Database, links: readonly string[]): Promise<void> {
  const refused = links.filter((externalId) => externalId.startsWith(HANDOFF_PREFIX));
  const held = new Map((await readHeldIssues(database, refused)).map((issue) => [issue.externalId, issue.state]));
  const released = refused.filter((externalId) => (held.get(externalId) ?? 'Resolved') === 'Resolved');
  await closeIssues(database, released);
  await markHandoffs(
    database,
    released.map((externalId) => externalId.slice(HANDOFF_PREFIX.length)),
  );
}

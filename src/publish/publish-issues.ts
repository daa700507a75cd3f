import type { Crm, WriteRow } from '../crm/crm.ts';
import type { Database } from '../store/database.ts';
import { upsertRows } from '../store/table.ts';
import {
  closeIssuesExcept,
  heldIssues,
  type IssueWrite,
  openIssue,
  readIssueDifference,
} from '../store/tables/issues.ts';

const ISSUE = 'Baton_Sync_Issue__c';
const CHUNK = 200;

/** Makes one issue of each field or object that the integration user can not read, and closes those that were mended. */
export async function noteMissingAccess(crm: Crm, database: Database): Promise<number> {
  const missing = await crm.missingAccess();
  await database.transaction(async (transaction) => {
    const externalIds: string[] = [];
    for (const { object, field, without, fix } of missing) {
      const name = field === undefined ? object : `${object}.${field}`;
      externalIds.push(`access:${name}`);
      await openIssue(transaction, {
        externalId: `access:${name}`,
        kind: 'Missing access',
        object,
        recordId: null,
        code: null,
        reason: `The integration user can not read ${name}. ${without}`,
        fix,
      });
    }
    await closeIssuesExcept(transaction, 'Missing access', externalIds);
  });
  return missing.length;
}

/**
 * Brings `Baton_Sync_Issue__c` up to date: opens what is new, resolves what is over, leaves alone what an admin ignores.
 * @returns how many rows were written; fewer than there were to write where Salesforce refused some.
 */
export async function publishIssues(crm: Crm, database: Database): Promise<number> {
  const writes = await readIssueDifference(database);
  let written = 0;
  for (let start = 0; start < writes.length; start += CHUNK) {
    const chunk = writes.slice(start, start + CHUNK);
    const results = await crm.upsert(ISSUE, 'External_Id__c', chunk.map(toWriteRow));
    const done = chunk.flatMap((write, index) => {
      const result = results[index];
      return result?.ok === true ? [{ ...write, id: result.id }] : [];
    });
    await upsertRows(database, heldIssues, done);
    written += done.length;
  }
  return written;
}

function toWriteRow(write: IssueWrite): WriteRow {
  return {
    External_Id__c: write.externalId,
    Kind__c: write.kind,
    State__c: write.state,
    Object__c: write.object,
    Record_Id__c: write.recordId,
    Code__c: write.code,
    Reason__c: write.reason,
    Fix__c: write.fix,
  };
}

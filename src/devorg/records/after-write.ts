import { noteAccessChange, prepare, quoted } from '../data/index.ts';
import type { Org } from '../org.ts';
import type { SObject } from '../schema.ts';
import { carryToNewOwner } from './carry-to-owner.ts';
import { type Change, changes } from './derive/change.ts';
import { keepPersonContact } from './person-contact.ts';
import { makeSeries } from './recurrence.ts';
import { addRoleGroups } from './role-groups.ts';
import type { StoredRow, StoredValue } from './stored-row.ts';

/** What a written row does to others: shares, sums, the day of the last activity. */
export function afterWrite(change: Change): void {
  const { org, object, row, before } = change;
  noteAccessChange(org, object);
  if (before && object.hasOwner && changes(change, 'OwnerId')) dropManualShares(org, object, change.id);
  carryToNewOwner(change, dropManualShares);
  keepPersonContact(change);
  makeSeries(change);
  if (object.name === 'OpportunityLineItem') sumLineItems(org, row['OpportunityId']);
  if (object.name === 'UserRole' && !before) addRoleGroups(org, row, String(row['LastModifiedById']));
  if (object.name === 'Task' || object.name === 'Event') noteActivity(org, row);
}

/** What a deleted row does to others. */
export function afterDelete(org: Org, object: SObject, row: StoredRow): void {
  noteAccessChange(org, object);
  if (object.name === 'OpportunityLineItem') sumLineItems(org, row['OpportunityId']);
}

/** A new owner starts afresh: what the old one gave away by hand is taken back. */
function dropManualShares(org: Org, object: SObject, id: string): void {
  const share = org.schema.object(object.shareObject ?? '');
  const [parent] = share?.parentFields ?? [];
  if (!share || parent === undefined) return;
  const sql = `DELETE FROM ${quoted(share.name)} WHERE ${quoted(parent)} = ? AND "RowCause" = 'Manual'`;
  prepare(org.database, sql).run(id);
  noteAccessChange(org, share);
}

function sumLineItems(org: Org, opportunityId: StoredValue | undefined): void {
  const sums = prepare(
    org.database,
    'SELECT count(*) AS items, sum("TotalPrice") AS total FROM "OpportunityLineItem" WHERE "OpportunityId" = ? AND "IsDeleted" = 0',
  ).get(opportunityId ?? null);
  const items = Number(sums?.['items'] ?? 0);
  prepare(org.database, 'UPDATE "Opportunity" SET "HasOpportunityLineItem" = ? WHERE "Id" = ?').run(
    items > 0 ? 1 : 0,
    opportunityId ?? null,
  );
  // With products, the amount is their sum; without, it is what people type.
  if (items === 0) return;
  prepare(
    org.database,
    'UPDATE "Opportunity" SET "Amount" = ?1, "ExpectedRevenue" = round(?1 * "Probability") / 100 WHERE "Id" = ?2',
  ).run(Number(sums?.['total'] ?? 0), opportunityId ?? null);
}

/** Objects that show the day of their last finished activity, by the field of the activity that names them. */
const SHOWN_ON: readonly (readonly [field: string, objects: readonly string[]])[] = [
  ['WhoId', ['Contact', 'Lead']],
  ['WhatId', ['Account', 'Opportunity', 'Case', 'Campaign']],
  ['AccountId', ['Account']],
];

function noteActivity(org: Org, row: StoredRow): void {
  const day = row['ActivityDate'];
  // An open task has not happened; events count from their day on.
  if (typeof day !== 'string' || row['IsClosed'] === 0) return;
  for (const [field, objectNames] of SHOWN_ON) {
    const id = row[field];
    if (typeof id !== 'string') continue;
    const target = org.schema.byKeyPrefix(id.slice(0, 3));
    if (!target || !(objectNames.includes(target.name) || target.fields.has('lastactivitydate'))) continue;
    prepare(
      org.database,
      `UPDATE ${quoted(target.name)} SET "LastActivityDate" = ?1 WHERE "Id" = ?2 AND coalesce("LastActivityDate", '') < ?1`,
    ).run(day, id);
  }
}

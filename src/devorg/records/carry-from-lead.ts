import type { Viewer } from '../access/viewer.ts';
import { prepare, quoted, timestamp } from '../data/index.ts';
import type { Org } from '../org.ts';
import type { SObject } from '../schema.ts';
import { derive } from './derive/index.ts';
import { type StoredRow, updateRow } from './stored-row.ts';
import { stamps } from './update-record.ts';

/**
 * Gives a lead's activities to its contact, and to its opportunity where one was made. They count as changed by whoever
 * converts (Salesforce Help, *Activity history on a Lead when it is converted*).
 */
export function carryActivities(
  org: Org,
  viewer: Viewer,
  leadId: string,
  to: { readonly contactId: string; readonly opportunityId: string | null },
): void {
  for (const name of ['Task', 'Event']) {
    for (const { object, row } of rowsWith(org, name, 'WhoId', leadId)) {
      change(org, viewer, object, row, { WhoId: to.contactId, WhatId: row['WhatId'] ?? to.opportunityId });
    }
  }
}

/** Makes a lead's campaign members the contact's; where the contact is a member already, the lead's stays the lead's. */
export function carryCampaignMembers(org: Org, viewer: Viewer, leadId: string, contactId: string): void {
  const known = prepare(
    org.database,
    'SELECT 1 FROM "CampaignMember" WHERE "CampaignId" = ? AND "ContactId" = ? AND "IsDeleted" = 0',
  );
  for (const { object, row } of rowsWith(org, 'CampaignMember', 'LeadId', leadId)) {
    if (known.get(row['CampaignId'] ?? null, contactId) !== undefined) continue;
    change(org, viewer, object, row, { ContactId: contactId });
  }
}

function rowsWith(org: Org, name: string, field: string, id: string): { object: SObject; row: StoredRow }[] {
  const object = org.schema.object(name);
  if (!object) return [];
  const sql = `SELECT * FROM ${quoted(object.name)} WHERE ${quoted(field)} = ? AND "IsDeleted" = 0`;
  return (prepare(org.database, sql).all(id) as StoredRow[]).map((row) => ({ object, row }));
}

function change(org: Org, viewer: Viewer, object: SObject, before: StoredRow, values: StoredRow): void {
  const now = timestamp(org.clock.now());
  const row = { ...before, ...values, ...stamps(object, viewer, now) };
  const id = String(before['Id']);
  derive({ org, object, id, before, row, given: new Set(), now });
  const changed = Object.entries(row).filter(([name, value]) => value !== before[name]);
  updateRow(org, object, id, Object.fromEntries(changed));
}

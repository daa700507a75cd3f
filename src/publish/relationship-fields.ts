import { createHash } from 'node:crypto';

import type { WriteRow } from '../crm/crm.ts';
import type { StoredRelationship } from '../store/tables/held-relationships.ts';

export const RELATIONSHIP = 'Baton_Relationship__c';
export const EXTERNAL_ID = 'External_Id__c';

/** The row as Salesforce takes it. */
export function toWriteRow(row: StoredRelationship): WriteRow {
  return {
    External_Id__c: row.externalId,
    Account__c: row.accountId,
    Contact__c: row.contactId,
    Colleague__c: row.colleagueId,
    Division__c: row.divisionId,
    Band__c: row.band,
    Rank__c: row.rank,
    Reasons__c: row.reasons,
    Last_Contact_Month__c: row.lastMonth,
  };
}

/** Whether two rows say the same. */
export function isSame(one: StoredRelationship, other: StoredRelationship): boolean {
  return valuesOf(one) === valuesOf(other);
}

/** Stands for the values of a row that was refused. */
export function fingerprintOf(row: StoredRelationship): string {
  return createHash('sha256').update(valuesOf(row)).digest('hex');
}

function valuesOf(row: StoredRelationship): string {
  return JSON.stringify(Object.values(toWriteRow(row)));
}

import { createHash } from 'node:crypto';

import type { WriteRow } from '../crm/crm.ts';
import type { OwnRowDifference, RowFields } from '../store/tables/own-rows.ts';

export const EXTERNAL_ID = 'External_Id__c';

/** What has to be sent; undefined where the CRM says the same already. */
export function differingFields(externalId: string, desired: RowFields, held: RowFields | null): WriteRow | undefined {
  const differing = Object.entries(desired).filter(([name, value]) =>
    held === null ? value !== null : (held[name] ?? null) !== value,
  );
  if (held !== null && differing.length === 0) return undefined;
  return { [EXTERNAL_ID]: externalId, ...Object.fromEntries(differing) };
}

/** Rows of one account lock it, and should travel together. */
export function byAccount(one: OwnRowDifference, other: OwnRowDifference): number {
  const [a, b] = [one, other].map(({ desired }) => String(desired?.['Account__c'] ?? '')) as [string, string];
  return a < b ? -1 : Number(a > b);
}

export function fingerprintOf(fields: RowFields): string {
  const sorted = Object.entries(fields).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}

/** A row stays parked as long as it would say what was refused. */
export function isParked({ isRefused, fingerprint }: OwnRowDifference, desired: RowFields): boolean {
  return isRefused && (fingerprint === null || fingerprint === fingerprintOf(desired));
}

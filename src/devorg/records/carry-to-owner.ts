import { prepare, quoted } from '../data/index.ts';
import type { Org } from '../org.ts';
import type { SObject } from '../schema.ts';
import { type Change, changes } from './derive/change.ts';
import { columnsOf, type StoredRow, updateRow } from './stored-row.ts';

/** What goes with an account to its new owner, as far as the old one owned it: what is open, and the people. */
const GOES_ALONG: readonly (readonly [object: string, condition: string])[] = [
  ['Contact', ''],
  ['Opportunity', 'AND "IsClosed" = 0'],
  ['Task', 'AND "IsClosed" = 0'],
  ['Event', 'AND "EndDateTime" > ?3'],
];

/**
 * Hands the old owner's contacts, open opportunities, open tasks and coming events of an account to its new owner. They
 * count as changed by whoever changed the account.
 * @param dropShares takes back what the old owner shared by hand
 */
export function carryToNewOwner(change: Change, dropShares: (org: Org, object: SObject, id: string) => void): void {
  const { org, object, id, before, row, now } = change;
  if (object.name !== 'Account' || !before || !changes(change, 'OwnerId')) return;
  for (const [name, condition] of GOES_ALONG) {
    const child = org.schema.object(name);
    if (!child) continue;
    const sql = `SELECT "Id" AS id FROM ${quoted(name)}
      WHERE "AccountId" = ?1 AND "OwnerId" = ?2 AND "IsDeleted" = 0 ${condition}`;
    const params = [id, before['OwnerId'] ?? null, ...(condition.includes('?3') ? [now] : [])];
    for (const found of prepare(org.database, sql).all(...params)) {
      const childId = String(found['id']);
      updateRow(org, child, childId, { ...stampsOf(child, row, now), OwnerId: row['OwnerId'] ?? null });
      dropShares(org, child, childId);
    }
  }
}

function stampsOf(object: SObject, { LastModifiedById }: StoredRow, now: string): StoredRow {
  const stamps: StoredRow = { LastModifiedDate: now, LastModifiedById: LastModifiedById ?? null, SystemModstamp: now };
  const names = new Set(columnsOf(object).map(({ name }) => name));
  return Object.fromEntries(Object.entries(stamps).filter(([name]) => names.has(name)));
}

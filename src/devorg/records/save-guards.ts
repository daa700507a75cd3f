import type { Org } from '../org.ts';
import type { SObject } from '../schema.ts';
import type { StoredRow } from './stored-row.ts';

/** A row on its way into the table, after all of the platform's own checks. */
export interface Saving {
  readonly org: Org;
  readonly userId: string;
  readonly kind: 'create' | 'update' | 'delete';
  readonly object: SObject;
  readonly id: string;
  /** As it will be; for deletions as it is. */
  readonly row: StoredRow;
  /** When the row says it was saved. A guard may set it back, as a transaction does that began earlier. */
  stamp: string;
}

/** Looks at a row before it is written. @throws ApiError to refuse it */
export type SaveGuard = (saving: Saving) => void;

const guards = new WeakMap<Org, Set<SaveGuard>>();

/** Has a guard look at each row that is saved from now on. @returns what takes it away again. */
export function addSaveGuard(org: Org, guard: SaveGuard): () => void {
  const ofOrg = guards.get(org) ?? new Set();
  guards.set(org, ofOrg.add(guard));
  return () => ofOrg.delete(guard);
}

/** Asks all guards, and stamps the row with the time that they leave. */
export function guardSave(saving: Saving): void {
  const ofOrg = guards.get(saving.org);
  if (ofOrg === undefined || ofOrg.size === 0) return;
  const { row, stamp } = saving;
  for (const guard of ofOrg) guard(saving);
  if (saving.stamp === stamp || saving.kind === 'delete') return;
  for (const name of ['CreatedDate', 'LastModifiedDate', 'SystemModstamp']) {
    if (row[name] === stamp) row[name] = saving.stamp;
  }
}

import type { StoredRelationship } from '../store/tables/held-relationships.ts';
import type { ParkedRow } from '../store/tables/parked-rows.ts';
import { fingerprintOf, isSame } from './relationship-fields.ts';

export type HeldRow = StoredRelationship & { readonly id: string };

export interface Difference {
  readonly upserts: readonly StoredRelationship[];
  /** Record ids. */
  readonly deletes: readonly string[];
  /** Parked rows that nobody wants any more, or that hold what they should by now. */
  readonly settled: readonly string[];
  /** Parked rows found without a fingerprint, with the values that they are parked with from now on. */
  readonly adopted: readonly StoredRelationship[];
}

/**
 * What has to be written so that the CRM holds the desired rows and no other of ours. Sorted by account: rows of one
 * account lock it, and should travel together.
 */
export function difference(
  desired: readonly StoredRelationship[],
  held: readonly HeldRow[],
  parked: readonly ParkedRow[],
): Difference {
  const parkedBy = new Map(parked.map((row) => [row.externalId, row]));
  const heldBy = new Map(held.map((row) => [row.externalId, row]));
  const wanted = new Set(desired.map((row) => row.externalId));

  const differing = desired.filter((row) => {
    const there = heldBy.get(row.externalId);
    return there === undefined || !isSame(there, row);
  });
  const isDiffering = new Set(differing.map((row) => row.externalId));
  return {
    upserts: differing.filter((row) => !isParked(row, parkedBy.get(row.externalId))).sort(byAccount),
    // Twice the same external id can not stand in the org, but can in our copy of it, while a deletion is on its way.
    deletes: held
      .filter((row) => !wanted.has(row.externalId) || heldBy.get(row.externalId) !== row)
      .sort(byAccount)
      .map((row) => row.id),
    settled: parked.map((row) => row.externalId).filter((externalId) => !isDiffering.has(externalId)),
    adopted: differing.filter((row) => parkedBy.get(row.externalId)?.fingerprint === null),
  };
}

/** A row stays parked as long as it would say what was refused. */
function isParked(row: StoredRelationship, parked: ParkedRow | undefined): boolean {
  if (parked === undefined) return false;
  return parked.fingerprint === null || parked.fingerprint === fingerprintOf(row);
}

function byAccount(one: StoredRelationship, other: StoredRelationship): number {
  const a = `${one.accountId} ${one.externalId}`;
  const b = `${other.accountId} ${other.externalId}`;
  return a < b ? -1 : Number(a > b);
}

import type { Org } from '../org.ts';
import type { Permissions } from './permissions.ts';

/** An object, or one field of it, that some users do not see, whatever their permission sets say. */
export interface Veil {
  readonly object: string;
  readonly field?: string;
  readonly hides: (userId: string) => boolean;
}

const veils = new WeakMap<Org, Set<Veil>>();

/** Hides an object or a field from now on. @returns what shows it again. */
export function addVeil(org: Org, veil: Veil): () => void {
  const ofOrg = veils.get(org) ?? new Set();
  veils.set(org, ofOrg.add(veil));
  org.accessVersion += 1;
  return () => {
    ofOrg.delete(veil);
    org.accessVersion += 1;
  };
}

/** What is left of a user's permissions behind the veils of the org. */
export function behindVeils(org: Org, userId: string, permissions: Permissions): Permissions {
  const mine = [...(veils.get(org) ?? [])].filter((veil) => veil.hides(userId));
  if (mine.length === 0) return permissions;
  const isHidden = (object: string, field?: string): boolean =>
    mine.some((veil) => isSame(veil.object, object) && (veil.field === undefined || isSame(veil.field, field)));
  return {
    ...permissions,
    mayObject: (object, right) => !isHidden(object) && permissions.mayObject(object, right),
    mayReadField: (object, field) => !isHidden(object, field) && permissions.mayReadField(object, field),
    mayEditField: (object, field) => !isHidden(object, field) && permissions.mayEditField(object, field),
  };
}

function isSame(one: string, other: string | undefined): boolean {
  return one.toLowerCase() === other?.toLowerCase();
}

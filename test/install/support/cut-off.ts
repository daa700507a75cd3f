import type { AdminOrg } from '../../../src/install/admin-org.ts';

/** What a killed process leaves behind: nothing after the moment of death. */
export class Killed extends Error {}

export interface CutOff {
  readonly org: AdminOrg;
  /** Writes that were let through or cut off. */
  writes(): number;
}

/**
 * An org from which a process is cut off at one of its writes: `before` the org has heard of it, or `after` the org has
 * done it and before the reply was read. From then on no call of this process gets anywhere.
 */
export function cutOff(org: AdminOrg, at: number, when: 'before' | 'after'): CutOff {
  let count = 0;
  let isDead = false;
  async function guard<Result>(isWrite: boolean, work: () => Promise<Result>): Promise<Result> {
    if (isDead) throw new Killed();
    if (!isWrite) return work();
    count += 1;
    if (count < at) return work();
    isDead = true;
    if (when === 'after') await work();
    throw new Killed();
  }
  return {
    org: {
      ...org,
      rest: { ...org.rest, call: (request) => guard(request.method !== 'GET', () => org.rest.call(request)) },
      upload: (path, form) => guard(true, () => org.upload(path, form)),
    },
    writes: () => count,
  };
}

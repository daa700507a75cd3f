import { type CustomerProfile, NeedCounts } from '../../src/suggest/index.ts';

/** So many customers of one kind with these products. */
export function customers(count: number, classes: readonly string[], ...products: string[]): CustomerProfile[] {
  return Array.from({ length: count }, () => ({ classes, products }));
}

export function count(profiles: readonly CustomerProfile[], divisionOf?: ReadonlyMap<string, string>): NeedCounts {
  const counts = new NeedCounts(divisionOf);
  for (const profile of profiles) counts.add(profile);
  return counts;
}

/** Numbers from 0 to 1 that are the same in each run. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

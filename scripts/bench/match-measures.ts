/** How well groups agree with the truth. */
export interface MatchMeasures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** B-cubed F1: for each record, how pure its group is and how much of its true group is in it. */
  readonly bCubed: number;
}

/** Compares groups with the truth, pair by pair after closure, and record by record. */
export function measureGroups(
  groups: readonly (readonly string[])[],
  truth: ReadonlyMap<string, string>,
): MatchMeasures {
  const sizes = new Map<string, number>();
  for (const customer of truth.values()) sizes.set(customer, (sizes.get(customer) ?? 0) + 1);
  let truePairs = 0;
  for (const size of sizes.values()) truePairs += pairsIn(size);
  let found = 0;
  let right = 0;
  let purity = 0;
  let completeness = 0;
  for (const group of groups) {
    found += pairsIn(group.length);
    const together = new Map<string, number>();
    for (const id of group) together.set(truth.get(id) ?? id, (together.get(truth.get(id) ?? id) ?? 0) + 1);
    for (const [customer, count] of together) {
      right += pairsIn(count);
      purity += (count * count) / group.length;
      completeness += (count * count) / (sizes.get(customer) ?? 1);
    }
  }
  const precision = found === 0 ? 1 : right / found;
  const recall = truePairs === 0 ? 1 : right / truePairs;
  return {
    precision,
    recall,
    f1: harmonic(precision, recall),
    bCubed: harmonic(purity / truth.size, completeness / truth.size),
  };
}

function pairsIn(size: number): number {
  return (size * (size - 1)) / 2;
}

function harmonic(a: number, b: number): number {
  return a + b === 0 ? 0 : (2 * a * b) / (a + b);
}

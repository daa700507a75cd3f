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
  const sizes = countBy(truth.values());
  let truePairs = 0;
  for (const size of sizes.values()) truePairs += pairsIn(size);
  let found = 0;
  let right = 0;
  let purity = 0;
  let completeness = 0;
  for (const group of groups) {
    found += pairsIn(group.length);
    const together = countBy(group.map((id) => truth.get(id) ?? id));
    for (const [customer, count] of together) {
      right += pairsIn(count);
      purity += (count * count) / group.length;
      completeness += (count * count) / (sizes.get(customer) ?? 1);
    }
  }
  const precision = right / Math.max(found, 1);
  const recall = right / Math.max(truePairs, 1);
  return {
    precision,
    recall,
    f1: harmonic(precision, recall),
    bCubed: harmonic(purity / truth.size, completeness / truth.size),
  };
}

function countBy(values: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function pairsIn(size: number): number {
  return (size * (size - 1)) / 2;
}

function harmonic(a: number, b: number): number {
  return a + b === 0 ? 0 : (2 * a * b) / (a + b);
}

/** Beyond this, terms of a tail no longer change its sum. */
const NEGLIGIBLE = 1e-16;

const logFactorials: number[] = [0, 0];

/** ln n!, from a table up to 1,000, then by Stirling's series, whose error there is below 1e-15. */
function logFactorial(n: number): number {
  if (n <= 1000) {
    for (let at = logFactorials.length; at <= n; at++) logFactorials.push((logFactorials[at - 1] ?? 0) + Math.log(at));
    return logFactorials[n] ?? 0;
  }
  const inverse = 1 / n;
  return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + inverse / 12 - inverse ** 3 / 360;
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/** Counts of a group inside a population. */
export interface GroupCounts {
  readonly population: number;
  readonly populationHolders: number;
  readonly group: number;
  readonly groupHolders: number;
}

/**
 * The chance that a group drawn blindly from the population has at least so many holders: Fisher's exact test, one
 * side. Exact, since groups are small.
 */
export function chanceOfAtLeast({ population, populationHolders, group, groupHolders }: GroupCounts): number {
  const most = Math.min(group, populationHolders);
  if (groupHolders > most) return 0;
  let term = Math.exp(
    logChoose(populationHolders, groupHolders) +
      logChoose(population - populationHolders, group - groupHolders) -
      logChoose(population, group),
  );
  let sum = term;
  for (let at = groupHolders; at < most && term > sum * NEGLIGIBLE; at++) {
    term *= ((populationHolders - at) * (group - at)) / ((at + 1) * (population - populationHolders - group + at + 1));
    sum += term;
  }
  return Math.min(1, sum);
}

/**
 * Benjamini and Hochberg's step-up: the largest p-value that still counts as found, so that among all found at most
 * `rate` are expected to be chance.
 * @param tests how many were looked at, those without a p-value too
 * @returns 0 where nothing is found
 */
export function discoveryThreshold(pValues: readonly number[], tests: number, rate: number): number {
  const sorted = Float64Array.from(pValues).sort();
  for (let index = sorted.length - 1; index >= 0; index--) {
    const value = sorted[index] ?? 1;
    if (value <= (rate * (index + 1)) / tests) return value;
  }
  return 0;
}

/** The rate that is at least this high with 95 % confidence (Wilson's lower bound). */
export function cautiousRate(holders: number, group: number): number {
  const z = 1.645;
  const rate = holders / group;
  const centre = rate + (z * z) / (2 * group);
  const spread = z * Math.sqrt((rate * (1 - rate)) / group + (z * z) / (4 * group * group));
  return (centre - spread) / (1 + (z * z) / group);
}

import { fitChoiceModel } from './choice-model.ts';
import { fitItemRegression } from './item-regression.ts';
import type { CustomerProfile } from './kind.ts';
import { NeedCounts } from './need-counts.ts';
import type { SuggestPolicy } from './policy.ts';
import { type Ranking, rankNeeds } from './rank-needs.ts';

const WEIGHTS = [0, 0.5, 1] as const;
/** Standard errors by which more attention to kinds must be better: the simpler order stands until it is refuted. */
const CLEARLY = 2;

interface Trial {
  readonly visible: CustomerProfile;
  readonly hidden: string | undefined;
}

/**
 * Finds out on the data at hand whether the kind of customer helps: one product of each customer that has two or more
 * is hidden, everything is learned without it, and the rank of the hidden one compared.
 */
export function chooseKindWeight(
  sample: readonly CustomerProfile[],
  divisionOf: ReadonlyMap<string, string>,
  policy: SuggestPolicy,
): number {
  const trials = sample.map(hideOne);
  const counts = new NeedCounts(divisionOf);
  for (const { visible } of trials) counts.add(visible);
  const models = {
    choice: fitChoiceModel(counts.products, counts.baskets()),
    regression: fitItemRegression(counts.products, counts.baskets()),
  };
  const tested = trials.filter(({ hidden }) => hidden !== undefined);
  let best = { weight: 0, ranks: reciprocalRanks(counts, { ...models, kindWeight: 0 }, tested, policy) };
  for (const weight of WEIGHTS) {
    if (weight === 0) continue;
    const ranks = reciprocalRanks(counts, { ...models, kindWeight: weight }, tested, policy);
    if (isClearlyBetter(ranks, best.ranks)) best = { weight, ranks };
  }
  return best.weight;
}

/** Spreads over the products evenly, by a multiplicative hash of the position: no chance, no pattern. */
function hideOne({ classes, products }: CustomerProfile, position: number): Trial {
  if (products.length < 2) return { visible: { classes, products }, hidden: undefined };
  const at = (Math.imul(position + 1, 0x9e3779b1) >>> 16) % products.length;
  return { visible: { classes, products: products.toSpliced(at, 1) }, hidden: products[at] };
}

function reciprocalRanks(
  counts: NeedCounts,
  ranking: Ranking,
  trials: readonly Trial[],
  policy: SuggestPolicy,
): number[] {
  return trials.map(({ visible, hidden }) => {
    const at = rankNeeds(counts, ranking, visible, policy).findIndex(({ product }) => product === hidden);
    return at < 0 ? 0 : 1 / (at + 1);
  });
}

function isClearlyBetter(ranks: readonly number[], than: readonly number[]): boolean {
  const gains = ranks.map((rank, index) => rank - (than[index] ?? 0));
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
  const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (gains.length - 1);
  return mean > CLEARLY * Math.sqrt(variance / gains.length);
}

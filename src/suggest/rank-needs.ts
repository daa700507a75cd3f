import { type ChoiceModel, choiceScores } from './choice-model.ts';
import { type CustomerProfile, EVERYBODY } from './kind.ts';
import { kindLift } from './kind-lift.ts';
import type { NeedCounts } from './need-counts.ts';
import type { SuggestPolicy } from './policy.ts';

/** What the order of needs is made from. */
export interface Ranking {
  readonly choice: ChoiceModel;
  /** How much the kind of customer counts besides what it has: 0 where the data gave no reason to look at it. */
  readonly kindWeight: number;
}

export interface RankedNeed {
  readonly product: string;
  /** Comparable within one customer only. */
  readonly logOdds: number;
}

/**
 * All products that at least the minimum group has and this customer has not, best first: likelihood beside what it
 * has, particularity, and kind of customer.
 */
export function rankNeeds(
  counts: NeedCounts,
  { choice, kindWeight }: Ranking,
  { classes, products }: CustomerProfile,
  policy: SuggestPolicy,
): RankedNeed[] {
  const held = new Set(products);
  const likely = choiceScores(choice, products);
  const rateOf = (product: string): number => counts.holdersOf(EVERYBODY, product) / counts.customers;
  const known = counts.products;
  // Rare products differ in rate by large factors that say little; the average rate on top keeps them level.
  const average = known.reduce((sum, product) => sum + rateOf(product), 0) / known.length;
  const ranked: RankedNeed[] = [];
  for (const product of known) {
    if (held.has(product) || counts.holdersOf(EVERYBODY, product) < policy.minimumGroup) continue;
    const commonness = policy.particularity * Math.log(rateOf(product) + average);
    const ofKind = kindWeight === 0 ? 0 : kindWeight * kindLift(counts, classes, product, policy.minimumGroup);
    // Learned since the model was fitted: as good as the least likely.
    const likelihood = likely.get(product) ?? Math.min(...choice.bias);
    ranked.push({ product, logOdds: likelihood - commonness + ofKind });
  }
  return ranked.sort((one, other) => other.logOdds - one.logOdds || (one.product < other.product ? -1 : 1));
}

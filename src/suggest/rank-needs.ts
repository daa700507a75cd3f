import { type ChoiceModel, choiceScores } from './choice-model.ts';
import { type CustomerProfile, EVERYBODY } from './kind.ts';
import { kindLifts } from './kind-lift.ts';
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
  // Learned since the model was fitted: as good as the least likely.
  const unknown = Math.min(...choice.bias);
  const holders = counts.rowOf(EVERYBODY);
  const known = counts.products;
  const rateOf = (index: number): number => (holders[index + 1] ?? 0) / counts.customers;
  // Rare products differ in rate by large factors that say little; the average rate on top keeps them level.
  const average = known.reduce((sum, _, index) => sum + rateOf(index), 0) / known.length;
  const lifts = kindWeight === 0 ? undefined : kindLifts(counts, classes, policy.minimumGroup);
  const ranked: RankedNeed[] = [];
  for (const [index, product] of known.entries()) {
    if (held.has(product) || (holders[index + 1] ?? 0) < policy.minimumGroup) continue;
    const commonness = policy.particularity * Math.log(rateOf(index) + average);
    const ofKind = kindWeight * (lifts?.[index] ?? 0);
    ranked.push({ product, logOdds: (likely.get(product) ?? unknown) - commonness + ofKind });
  }
  return ranked.sort((one, other) => other.logOdds - one.logOdds || (one.product < other.product ? -1 : 1));
}

import { type ChoiceModel, choiceScores } from './choice-model.ts';
import { type CustomerProfile, EVERYBODY } from './kind.ts';
import { kindLifts } from './kind-lift.ts';
import type { NeedCounts } from './need-counts.ts';
import type { SuggestPolicy } from './policy.ts';

/** The rate of what nobody has, so that it still has a logarithm. */
const NEVER = 1e-9;

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
 * All products that this customer has not and at least the minimum group has, or that it named itself, best first:
 * likelihood beside what it has, particularity, and kind of customer.
 */
export function rankNeeds(
  counts: NeedCounts,
  { choice, kindWeight }: Ranking,
  { classes, products, named }: CustomerProfile & { readonly named?: ReadonlySet<string> },
  policy: SuggestPolicy,
): RankedNeed[] {
  const held = new Set(products);
  const likely = choiceScores(choice, products);
  // Learned since the model was fitted: as good as the least likely.
  const unknown = Math.min(0, ...choice.bias);
  const holders = counts.rowOf(EVERYBODY);
  const known = counts.products;
  const rateOf = (index: number): number => (holders[index + 1] ?? 0) / Math.max(1, counts.customers);
  // Rare products differ in rate by large factors that say little; the average rate on top keeps them level.
  const average = known.reduce((sum, _, index) => sum + rateOf(index), 0) / known.length;
  const lifts = kindWeight === 0 ? undefined : kindLifts(counts, classes, policy.minimumGroup);
  const isKnown = (product: string, count = 0): boolean => count >= policy.minimumGroup || named?.has(product) === true;
  const ranked: RankedNeed[] = [];
  for (const [index, product] of known.entries()) {
    if (held.has(product) || !isKnown(product, holders[index + 1])) continue;
    const commonness = policy.particularity * Math.log(rateOf(index) + average + NEVER);
    const ofKind = kindWeight * (lifts?.[index] ?? 0);
    ranked.push({ product, logOdds: (likely.get(product) ?? unknown) - commonness + ofKind });
  }
  return ranked.sort((one, other) => other.logOdds - one.logOdds || (one.product < other.product ? -1 : 1));
}

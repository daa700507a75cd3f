import { fitChoiceModel } from './choice-model.ts';
import { chooseKindWeight } from './choose-kind-weight.ts';
import { findRules, type FoundRules } from './find-rules.ts';
import { fitItemRegression } from './item-regression.ts';
import type { CustomerProfile } from './kind.ts';
import type { NeedCounts } from './need-counts.ts';
import type { SuggestPolicy } from './policy.ts';
import type { Ranking } from './rank-needs.ts';

/** What was learned: plain data, to be stored as JSON and used with counts that went on since. */
export interface LearnedNeeds extends FoundRules, Ranking {}

/**
 * Learns from the counts which needs go together and with which kinds of customers.
 * @param sample customers on whom to try whether their kind helps; ten thousand are enough
 */
export function learnNeeds(
  counts: NeedCounts,
  sample: readonly CustomerProfile[],
  policy: SuggestPolicy,
): LearnedNeeds {
  const found = findRules(counts, policy);
  const divisions = counts.products.flatMap((product) => {
    const division = counts.divisionOf(product);
    return division === undefined ? [] : [[product, division] as const];
  });
  const isStructured = found.rules.length > 0;
  return {
    ...found,
    choice: fitChoiceModel(counts.products, counts.baskets()),
    regression: fitItemRegression(counts.products, counts.baskets()),
    kindWeight: isStructured ? chooseKindWeight(sample, new Map(divisions), policy) : 0,
  };
}

import { type ChoiceModel, choiceScores } from './choice-model.ts';
import { type ItemRegression, regressionScores } from './item-regression.ts';
import { type CustomerProfile, EVERYBODY } from './kind.ts';
import { kindLifts } from './kind-lift.ts';
import type { NeedCounts } from './need-counts.ts';
import type { SuggestPolicy } from './policy.ts';

/** The rate of what nobody has, so that it still has a logarithm. */
const NEVER = 1e-9;
/** What the second opinion counts; between 0.3 and 0.5 it makes little difference. */
const SECOND_OPINION = 0.4;
/** The least the second opinion gives: a straight line says nothing about what is rarer. */
const LEAST_SHARE = 0.01;
/** How many average products are added to the rate of each, before it counts as common. */
const LEVEL = 6;

/** What the order of needs is made from. */
export interface Ranking {
  readonly choice: ChoiceModel;
  readonly regression: ItemRegression;
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
  ranking: Ranking,
  { classes, products, named }: CustomerProfile & { readonly named?: ReadonlySet<string> },
  policy: SuggestPolicy,
): RankedNeed[] {
  const { kindWeight } = ranking;
  const held = new Set(products);
  const likelihoodOf = poolOpinions(ranking, products);
  const holders = counts.rowOf(EVERYBODY);
  const known = counts.products;
  const rateOf = (index: number): number => (holders[index + 1] ?? 0) / Math.max(1, counts.customers);
  // Rare products differ in rate by large factors that say little; average rates on top keep them level.
  const level = (LEVEL * known.reduce((sum, _, index) => sum + rateOf(index), 0)) / known.length;
  const lifts = kindWeight === 0 ? undefined : kindLifts(counts, classes, policy.minimumGroup);
  const isKnown = (product: string, count = 0): boolean => count >= policy.minimumGroup || named?.has(product) === true;
  const ranked: RankedNeed[] = [];
  for (const [index, product] of known.entries()) {
    if (held.has(product) || !isKnown(product, holders[index + 1])) continue;
    const commonness = policy.particularity * Math.log(rateOf(index) + level + NEVER);
    const ofKind = kindWeight * (lifts?.[index] ?? 0);
    ranked.push({ product, logOdds: likelihoodOf(product) - commonness + ofKind });
  }
  return ranked.sort((one, other) => other.logOdds - one.logOdds || (one.product < other.product ? -1 : 1));
}

/**
 * The log-odds of a product beside what a customer has: the geometric mean of what two models say, the logarithmic
 * opinion pool (Genest and Zidek 1986). They err in different places, a curve at small baskets and a line at rare ones.
 */
function poolOpinions({ choice, regression }: Ranking, products: readonly string[]): (product: string) => number {
  const likely = choiceScores(choice, products);
  // Learned since the model was fitted: as good as the least likely.
  const unknown = Math.min(0, ...choice.bias);
  // About a customer that has nothing a line through zero has no opinion.
  if (products.length === 0) return (product) => likely.get(product) ?? unknown;
  const shares = regressionScores(regression, products);
  return (product) =>
    (1 - SECOND_OPINION) * (likely.get(product) ?? unknown) +
    SECOND_OPINION * Math.log(Math.max(LEAST_SHARE, shares.get(product) ?? 0));
}

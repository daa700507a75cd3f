/** What a company decides about suggestions. */
export interface SuggestPolicy {
  /** Customers that must stand behind every count that is shown, and behind every guess. */
  readonly minimumGroup: number;
  /** Suggestions for one account at the same time. */
  readonly suggestionsPerAccount: number;
  /** Share of the rules found that may be chance (Benjamini and Hochberg's q). */
  readonly falseDiscoveryRate: number;
  /**
   * How many times as often as the others a kind of customer must have a product, at its cautious rate, before that
   * alone is worth a colleague's time. In a large company the smallest difference is no chance, and no reason either.
   */
  readonly minimumLift: number;
  /**
   * How far the order leans from "most likely" (0) to "most particular to this customer" (1). Holdings on record are
   * incomplete, and what sells everywhere stands first in every list; a third of the way keeps likelihood in charge and
   * lets particularity decide between near-equals.
   */
  readonly particularity: number;
  /** Days after which a sign (a case, an answer to a campaign) weighs half. */
  readonly evidenceHalfLifeDays: number;
}

export const defaultSuggestPolicy: SuggestPolicy = {
  minimumGroup: 10,
  suggestionsPerAccount: 3,
  falseDiscoveryRate: 0.01,
  minimumLift: 2,
  particularity: 1 / 3,
  evidenceHalfLifeDays: 90,
};

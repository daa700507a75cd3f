import { EVERYBODY, type Kind } from './kind.ts';
import type { NeedCounts } from './need-counts.ts';
import type { SuggestPolicy } from './policy.ts';
import { type Contrast, contrastOf } from './rule.ts';
import { discoveryThreshold } from './significance.ts';

/** That customers of a kind need a product more than others do. Its numbers are read from the counts when needed. */
export interface Rule {
  readonly kind: Kind;
  readonly product: string;
}

export interface FoundRules {
  readonly rules: readonly Rule[];
  /** The p-value up to which a contrast counts; 0 where there is no structure at all. */
  readonly threshold: number;
  /** Kinds times products that were looked at. */
  readonly tests: number;
}

/**
 * Looks through all kinds and products for contrasts that chance does not explain. Thousands of pairs are tested, so
 * the threshold controls the share of false ones among the found (Benjamini and Hochberg 1995).
 */
export function findRules(counts: NeedCounts, policy: SuggestPolicy): FoundRules {
  const { minimumGroup, falseDiscoveryRate } = policy;
  const everybody = counts.rowOf(EVERYBODY);
  const products = [...counts.products.entries()].filter(([index]) => (everybody[index + 1] ?? 0) >= minimumGroup);
  const candidates: Contrast[] = [];
  let tests = 0;
  for (const kind of counts.kinds(minimumGroup)) {
    if (kind.held === undefined && kind.classes.length === 0) continue;
    // Counted whatever comes out: leaving out the dull ones would make the rest look rarer than they are.
    tests += products.length;
    const row = counts.rowOf(kind);
    for (const [index, product] of products) {
      if ((row[index + 1] ?? 0) < minimumGroup) continue;
      // No threshold can be above the rate itself.
      const contrast = contrastOf(counts, kind, product, minimumGroup, falseDiscoveryRate);
      if (contrast !== undefined) candidates.push(contrast);
    }
  }
  const pValues = candidates.map(({ pValue }) => pValue);
  const threshold = discoveryThreshold(pValues, tests, falseDiscoveryRate);
  const rules = threshold === 0 ? [] : candidates.filter(({ pValue }) => pValue <= threshold);
  return { rules: rules.map(({ kind, product }) => ({ kind, product })), threshold, tests };
}

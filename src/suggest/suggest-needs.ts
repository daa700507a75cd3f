import { type Evidence, evidenceSentence, evidenceWeight } from './evidence.ts';
import { type CustomerProfile, kindsOf } from './kind.ts';
import type { LearnedNeeds } from './learn-needs.ts';
import type { NeedCounts } from './need-counts.ts';
import type { SuggestPolicy } from './policy.ts';
import { rankNeeds } from './rank-needs.ts';
import { type Contrast, contrastOf, kindKey } from './rule.ts';
import { contrastSentence, usualSentence } from './sentence.ts';
import { cautiousRate } from './significance.ts';

/** "This customer may need that." */
export interface NeedSuggestion {
  readonly product: string;
  /** The share of belief that this is what the customer takes next, among all it could take: 0 to 1. */
  readonly score: number;
  /** Full sentences, strongest first; never empty. */
  readonly reasons: readonly string[];
  /** The counts of the sentence, where one kind of customer speaks for the need. */
  readonly contrast?: Contrast;
}

export interface SuggestQuestion extends CustomerProfile {
  readonly evidence?: readonly Evidence[];
  /** Needs that are not to come up: refused lately, passed on already, switched off. */
  readonly excluded?: ReadonlySet<string>;
  readonly nowMs?: number;
  readonly limit: number;
  /** Also what speaks for itself only by being usual; a try-out shows it, a record does not. */
  readonly alsoUsual?: boolean;
}

type Learned = LearnedNeeds & { readonly byKind?: ReadonlyMap<string, readonly string[]> };

/** Finds the rules of a kind quickly; build it once where many customers are asked for. */
export function indexRules(learned: LearnedNeeds): Learned {
  const byKind = new Map<string, string[]>();
  for (const { kind, product } of learned.rules) {
    const products = byKind.get(kindKey(kind));
    if (products === undefined) byKind.set(kindKey(kind), [product]);
    else products.push(product);
  }
  return { ...learned, byKind };
}

/**
 * What a customer may need, most likely first. A need comes up only if a kind of customer it belongs to has the product
 * clearly more often than others, or something happened that names it. Where nothing was found in the whole of the data
 * only what happened counts.
 */
export function suggestNeeds(
  counts: NeedCounts,
  learned: Learned,
  question: SuggestQuestion,
  policy: SuggestPolicy,
): NeedSuggestion[] {
  const { excluded, limit, evidence = [], nowMs = 0, alsoUsual = false } = question;
  const signs = Map.groupBy(evidence, ({ product }) => product);
  const ranked = rankNeeds(counts, learned, question, policy)
    .filter(({ product }) => excluded?.has(product) !== true)
    .map(({ product, logOdds }) => {
      const added = (signs.get(product) ?? []).map((sign) => evidenceWeight(sign, nowMs, policy.evidenceHalfLifeDays));
      return { product, logOdds: logOdds + added.reduce((sum, weight) => sum + weight, 0) };
    })
    .sort((one, other) => other.logOdds - one.logOdds);
  const highest = ranked[0]?.logOdds ?? 0;
  const total = ranked.reduce((sum, { logOdds }) => sum + Math.exp(logOdds - highest), 0);
  const contrasts = bestContrasts(counts, learned, question, policy);
  const isStructured = learned.rules.length > 0;
  const suggestions: NeedSuggestion[] = [];
  for (const { product, logOdds } of ranked) {
    if (suggestions.length === limit) break;
    const contrast = contrasts.get(product);
    const reasons = (signs.get(product) ?? []).map(evidenceSentence);
    if (contrast !== undefined) reasons.push(contrastSentence(contrast, policy.minimumGroup));
    else if (reasons.length === 0 && alsoUsual && isStructured) reasons.push(usualSentence(counts, product));
    if (reasons.length === 0) continue;
    const score = Math.exp(logOdds - highest) / total;
    suggestions.push({ product, score, reasons, ...(contrast !== undefined && { contrast }) });
  }
  return suggestions;
}

/** For each product the contrast that promises most with caution, by the counts of today. */
function bestContrasts(
  counts: NeedCounts,
  learned: Learned,
  { classes, products }: CustomerProfile,
  policy: SuggestPolicy,
): Map<string, Contrast> {
  const best = new Map<string, Contrast>();
  const byKind = learned.byKind ?? indexRules(learned).byKind;
  for (const kind of kindsOf(classes, counts.holdingsOf(products))) {
    for (const product of byKind?.get(kindKey(kind)) ?? []) {
      const contrast = contrastOf(counts, kind, product, policy.minimumGroup, learned.threshold);
      if (contrast === undefined) continue;
      const before = best.get(product);
      if (before === undefined || promise(contrast) > promise(before)) best.set(product, contrast);
    }
  }
  return best;
}

function promise({ groupHolders, group }: Contrast): number {
  return cautiousRate(groupHolders, group);
}

import { type Evidence, evidenceNaming, evidenceSentence, evidenceWeight } from './evidence.ts';
import { type CustomerProfile, type Holding, type Kind, kindsOf } from './kind.ts';
import type { LearnedNeeds } from './learn-needs.ts';
import type { NeedCounts } from './need-counts.ts';
import type { SuggestPolicy } from './policy.ts';
import { type RankedNeed, rankNeeds } from './rank-needs.ts';
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
  /** Holdings that a sentence may speak of; all where absent. Who reads it may not know all that the customer has. */
  readonly tellable?: readonly Holding[];
  /** What answers in the aggregate add to the log-odds of a need. */
  readonly lifts?: ReadonlyMap<string, number>;
  readonly nowMs?: number;
  readonly limit: number;
  /** Also what speaks for itself only by being usual; a try-out shows it, a record does not. */
  readonly alsoUsual?: boolean;
}

/** What was learned, with its rules by kind where they were indexed. */
export type Learned = LearnedNeeds & { readonly byKind?: ReadonlyMap<string, readonly string[]> };

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
  const signs = Map.groupBy(question.evidence ?? [], ({ product }) => product);
  const contrasts = bestContrasts(counts, learned, question, policy);
  const suggestions: NeedSuggestion[] = [];
  for (const { product, share } of withShares(rankWithSigns(counts, learned, question, policy, signs))) {
    if (suggestions.length === question.limit) break;
    const contrast = contrasts.get(product);
    const reasons = [
      ...(signs.get(product) ?? []).map(evidenceSentence),
      ...(contrast === undefined ? [] : [contrastSentence(contrast, policy.minimumGroup)]),
    ];
    if (reasons.length === 0 && saysUsual(question, learned)) reasons.push(usualSentence(counts, product));
    if (reasons.length > 0)
      suggestions.push({ product, score: share, reasons, ...(contrast !== undefined && { contrast }) });
  }
  return suggestions;
}

function saysUsual({ alsoUsual }: SuggestQuestion, { rules }: Learned): boolean {
  return alsoUsual === true && rules.length > 0;
}

function rankWithSigns(
  counts: NeedCounts,
  learned: Learned,
  question: SuggestQuestion,
  policy: SuggestPolicy,
  signs: ReadonlyMap<string, readonly Evidence[]>,
): RankedNeed[] {
  const { excluded, lifts, nowMs = 0 } = question;
  const weigh = (sign: Evidence): number => evidenceWeight(sign, nowMs, policy.evidenceHalfLifeDays);
  // A case or an answer to a campaign is no guess: it counts however few have the product.
  const named = new Set(evidenceNaming(question.evidence ?? []));
  return rankNeeds(counts, learned, { ...question, named }, policy)
    .filter(({ product }) => excluded?.has(product) !== true)
    .map(({ product, logOdds }) => ({
      product,
      logOdds: (signs.get(product) ?? []).reduce(
        (sum, sign) => sum + weigh(sign),
        logOdds + (lifts?.get(product) ?? 0),
      ),
    }))
    .sort((one, other) => other.logOdds - one.logOdds);
}

function withShares(ranked: readonly RankedNeed[]): { product: string; share: number }[] {
  const highest = ranked[0]?.logOdds ?? 0;
  const total = ranked.reduce((sum, { logOdds }) => sum + Math.exp(logOdds - highest), 0);
  return ranked.map(({ product, logOdds }) => ({ product, share: Math.exp(logOdds - highest) / total }));
}

/** For each product the contrast that promises most with caution, by the counts of today. */
function bestContrasts(
  counts: NeedCounts,
  learned: Learned,
  { classes, products, tellable, alsoUsual }: SuggestQuestion,
  policy: SuggestPolicy,
): Map<string, Contrast> {
  const best = new Map<string, Contrast>();
  const leastLift = alsoUsual === true ? 0 : policy.minimumLift;
  const { byKind = new Map<string, string[]>() } = learned.byKind === undefined ? indexRules(learned) : learned;
  const holdings = tellable ?? counts.holdingsOf(products);
  for (const kind of kindsOf(classes, holdings)) {
    for (const product of productsOf(byKind, kind)) {
      const contrast = contrastOf(counts, kind, product, policy.minimumGroup, learned.threshold);
      if (contrast === undefined || liftOf(contrast) < leastLift) continue;
      if (promise(contrast) > promise(best.get(product))) best.set(product, contrast);
    }
  }
  return best;
}

function productsOf(byKind: ReadonlyMap<string, readonly string[]>, kind: Kind): readonly string[] {
  return byKind.get(kindKey(kind)) ?? [];
}

/** How many times as often as the others, taking the kind for no better than is sure. */
function liftOf({ population, populationHolders, group, groupHolders }: Contrast): number {
  const others = (populationHolders - groupHolders) / (population - group);
  return cautiousRate(groupHolders, group) / others;
}

function promise(contrast: Contrast | undefined): number {
  return contrast === undefined ? 0 : cautiousRate(contrast.groupHolders, contrast.group);
}

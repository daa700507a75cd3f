/** The public door of `suggest/`: which need, and why. */
export { type ClassColumn, classOf, readClassColumn } from './class-columns.ts';
export { type Evidence, type EvidenceKind } from './evidence.ts';
export { type CustomerProfile, EVERYBODY, type Holding, type Kind } from './kind.ts';
export { type LearnedNeeds, learnNeeds } from './learn-needs.ts';
export { type BasketRow, type CountRow, NeedCounts } from './need-counts.ts';
export { defaultSuggestPolicy, type SuggestPolicy } from './policy.ts';
export type { Contrast } from './rule.ts';
export { indexRules, type NeedSuggestion, suggestNeeds, type SuggestQuestion } from './suggest-needs.ts';
export { tellingColumns } from './telling-columns.ts';

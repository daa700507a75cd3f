/** The public door of `suggest/`: which need, and why. */
export { answerLifts, type SuggestionStatus } from './answers.ts';
export {
  type ClassColumn,
  type ClassFact,
  classFactOf,
  classOf,
  readAmountColumn,
  readClassColumn,
} from './class-columns.ts';
export { answeredNeeds, decideSuggestions, type Decision, type StandingSuggestion } from './decide-suggestions.ts';
export { type Evidence, type EvidenceKind } from './evidence.ts';
export { type CustomerProfile, EVERYBODY, type Holding, type Kind } from './kind.ts';
export { type LearnedNeeds, learnNeeds } from './learn-needs.ts';
export { type BasketRow, type CountRow, NeedCounts } from './need-counts.ts';
export { defaultSuggestPolicy, type SuggestPolicy } from './policy.ts';
export { type Contrast, contrastOf, kindKey } from './rule.ts';
export { contrastSentence } from './sentence.ts';
export { indexRules, type Learned, type NeedSuggestion, suggestNeeds, type SuggestQuestion } from './suggest-needs.ts';
export { tellingColumns } from './telling-columns.ts';

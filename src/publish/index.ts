/** The public door of `publish/`: writes the difference between what should stand in the CRM and what does. */
export { keepMatchWeights } from './keep-match-weights.ts';
export { needLearningIn } from './keep-need-learning.ts';
export { publishEffects } from './publish-effects.ts';
export { noteMissingAccess, publishIssues } from './publish-issues.ts';
export { publishMatches } from './publish-matches.ts';
export { publishOwnRows } from './publish-own-rows.ts';
export { publishRelationships, type PublishResult } from './publish-relationships.ts';
export { publishStatus, type StatusReport } from './publish-status.ts';

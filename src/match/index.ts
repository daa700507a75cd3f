export { cluster, type ClusterOptions, type Correction, type ScoredPair } from './cluster.ts';
export { defaultModel } from './default-model.ts';
export { blockKeys, judge } from './judge.ts';
export { learnModel } from './learn-model.ts';
export { matchAll, type MatchOptions, type MatchPair, type MatchResult } from './match-all.ts';
export type { MatchModel } from './match-model.ts';
export type { Evidence, EvidenceType, Judgement, MatchRecord, Verdict } from './match-record.ts';
export type { JudgeOptions } from './matcher.ts';
export { readTableRow, recogniseColumns, type TableOptions, type TableShape } from './table-columns.ts';

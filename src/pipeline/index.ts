/** The public door of `pipeline/`: from changed facts to the rows that should stand in the CRM. */
export { type HandoffEffect, handoffEffect } from './handoffs/rules-effect.ts';
export { learnMatchWeights, readMatchWeights, shouldLearnWeights, useMatchWeights } from './match-weights.ts';
export { showNeedResults } from './needs/results.ts';
export { type PolicyEffect, policyEffect } from './policy-effect.ts';
export { type PipelineOptions, type PipelineResult, runPipeline, type StageProgress } from './run-pipeline.ts';

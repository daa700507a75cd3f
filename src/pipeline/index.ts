/** The public door of `pipeline/`: from changed facts to the rows that should stand in the CRM. */
export { type PipelineOptions, type PipelineResult, runPipeline, type StageProgress } from './run-pipeline.ts';

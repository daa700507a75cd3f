export { createSampleCompany, type SampleOptions, type SampleSummary } from './create-sample-company.ts';
export { sampleSettings } from './sample-settings.ts';
export type { ShowcaseIds } from './showcase-ids.ts';

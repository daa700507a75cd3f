/** The public door of `policy/`: who may be shown, and what of a relationship may cross between divisions. */
export type { Appearance, Colleague } from './appearance.ts';
export { defaultPolicy } from './default-policy.ts';
export { effectivePolicy, type Policy, type PolicyChoices, type SuggestionPolicy } from './effective-policy.ts';
export { isInPilot, type Pilot } from './pilot.ts';
export { isRemembered, retentionStart } from './retention.ts';
export { type Knowledge, type ShownOn, type ShownRow, shownRows, worthOf } from './shown-rows.ts';

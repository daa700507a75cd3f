import type { Policy } from './effective-policy.ts';

/** How a person appears on accounts of other divisions. */
export type Appearance = 'named' | 'unnamed' | 'hidden';

/** What decides how a colleague appears. */
export interface Colleague {
  readonly id: string;
  readonly isActive: boolean;
  readonly divisionId: string | null;
  readonly divisionKey: string | null;
  /** Has one of Baton's permission sets. */
  readonly hasBaton: boolean;
  /** False where a pilot is on that leaves this person out: Baton is not switched on for them. */
  readonly isInPilot: boolean;
  /** `Baton_Preference__c.Naming__c` of all rows the person has made. */
  readonly namings: readonly string[];
}

/**
 * Whether and how a colleague is shown.
 *
 * Somebody who has left can not help any more and is not shown. Somebody without Baton never agreed to be named and is
 * history: known to the division, without a name. Otherwise the person decides, the strictest of several choices
 * counts, and the company's default holds for who has not chosen.
 */
export function appearanceOf(colleague: Colleague, policy: Policy): Appearance {
  if (!colleague.isActive) return 'hidden';
  if (colleague.namings.includes('Hidden')) return 'hidden';
  if (!colleague.hasBaton || !colleague.isInPilot) return 'unnamed';
  if (colleague.namings.includes('Unnamed')) return 'unnamed';
  if (colleague.namings.includes('Named')) return 'named';
  return policy.namingDefault === 'Named' ? 'named' : 'unnamed';
}

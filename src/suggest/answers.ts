import type { SuggestPolicy } from './policy.ts';

/** Values of the picklist `Baton_Suggestion__c.Status__c`. */
export type SuggestionStatus = 'Open' | 'Passed on' | 'Not now' | 'Has it' | 'Not relevant' | 'Expired';

const DAY_MS = 86_400_000;

/**
 * For how many times the days of a suggestion an answer is remembered. "Not now" and silence mean one round; what was
 * passed on, or does not fit this customer, stays away for four; what they have stays what they have.
 */
const ROUNDS: Readonly<Record<SuggestionStatus, number>> = {
  Open: 0,
  'Not now': 1,
  Expired: 1,
  'Passed on': 4,
  'Not relevant': 4,
  'Has it': Number.POSITIVE_INFINITY,
};

/** Until when an answer keeps the need away, in milliseconds since 1970; Infinity: for good. */
export function remembersUntil(status: SuggestionStatus, answeredMs: number, days: number): number {
  return answeredMs + ROUNDS[status] * days * DAY_MS;
}

/** What account teams said about a need in the whole company. */
export interface AnswerCounts {
  readonly product: string;
  readonly passedOn: number;
  readonly refused: number;
}

/**
 * What answers in the aggregate add to the log-odds of a need: how often it is passed on, against the average of all
 * needs, shrunk towards it by as many average answers as the minimum group. A need that teams keep refusing sinks.
 */
export function answerLifts(
  counts: readonly AnswerCounts[],
  { minimumGroup }: Pick<SuggestPolicy, 'minimumGroup'>,
): ReadonlyMap<string, number> {
  const sum = (key: 'passedOn' | 'refused'): number => counts.reduce((total, row) => total + row[key], 0);
  // One answer of each kind beforehand, so that the first answer of all is no proof.
  const rate = (sum('passedOn') + 1) / (sum('passedOn') + sum('refused') + 2);
  return new Map(
    counts.map(({ product, passedOn, refused }) => {
      const shrunk = (passedOn + minimumGroup * rate) / (passedOn + refused + minimumGroup);
      return [product, Math.log(shrunk / rate)];
    }),
  );
}

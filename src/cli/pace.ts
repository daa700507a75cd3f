import type { BudgetState } from '../crm/crm.ts';

const DAY_MS = 86_400_000;

/** One composite call carries the hot five. */
const HOT_CALLS = 1;
/** Four composite calls for what changes all day, the hot five among them, and the status. */
const FULL_CALLS = 5;
/** And four more for what changes slowly, now and then. */
const SLOW_CALLS = 4;
/** So many full runs leave out what changes slowly, before one that looks at it. */
export const FULL_RUNS_A_SLOW_ONE = 6;
/** What polling may take of our allowance; the rest is for writing. */
const POLLING_SHARE = 0.8;

export interface Pace {
  readonly hotMs: number;
  readonly fullMs: number;
}

/**
 * How often to look, so that an idle day stays within the allowance: both intervals are stretched alike. Once most of
 * the day's allowance is gone (a large first load, many writes) they are stretched further.
 * @param wished the intervals that the admin wishes for
 * @param usedToday our calls of the last 24 hours
 */
export function paceFor(wished: Pace, budget: BudgetState, usedToday: number): Pace {
  if (budget.allowance === 0) return wished;
  const perDay = DAY_MS * (HOT_CALLS / wished.hotMs + (FULL_CALLS + SLOW_CALLS / FULL_RUNS_A_SLOW_ONE) / wished.fullMs);
  const idle = Math.max(1, perDay / (budget.allowance * POLLING_SHARE));
  const left = Math.max(0, budget.allowance - usedToday) / budget.allowance;
  const scarce = left < 1 - POLLING_SHARE ? 4 : 1;
  return { hotMs: wished.hotMs * idle * scarce, fullMs: wished.fullMs * idle * scarce };
}

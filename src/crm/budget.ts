import type { BudgetState } from './crm.ts';
import { CrmBudgetSpent } from './crm-errors.ts';

export interface BudgetShares {
  /** Baton's share of the org's daily calls, 0 to 1. */
  readonly budgetShare: number;
  /** What is always left to others, 0 to 1. */
  readonly reserveShare: number;
}

export interface Budget {
  state(): BudgetState;
  /** Takes one call. @throws CrmBudgetSpent */
  spend(): void;
  /** `Sforce-Limit-Info` of a reply. */
  heard(limitInfo: string | null): void;
  /** `DailyApiRequests` of `/limits`. */
  set(used: number, max: number): void;
}

const quarterMs = 15 * 60_000;
const quartersADay = 96;
const looksAgainMs = 5 * 60_000;

/** Reads `api-usage=18/15000`, whatever else stands beside it (`per-app-api-usage=17/250(appName=…)`, bursts). */
export function readLimitInfo(header: string): { used: number; max: number } | undefined {
  const match = /(?:^|[;,\s])api-usage=(\d+)\/(\d+)/.exec(header);
  return match === null ? undefined : { used: Number(match[1]), max: Number(match[2]) };
}

/** Own calls of the last 24 hours, by the quarter of an hour, as the org's allocation rolls as well. */
class RollingDay {
  readonly #now: () => number;
  readonly #quarters = new Map<number, number>();

  constructor(now: () => number) {
    this.#now = now;
  }

  add(): void {
    const quarter = this.#quarter();
    this.#quarters.set(quarter, (this.#quarters.get(quarter) ?? 0) + 1);
  }

  count(): number {
    let sum = 0;
    for (const [quarter, calls] of this.#quarters) {
      if (quarter < this.#quarter() - quartersADay) this.#quarters.delete(quarter);
      else sum += calls;
    }
    return sum;
  }

  /** Until the oldest calls fall out of the day, in milliseconds. */
  waitMs(): number {
    const oldest = Math.min(...this.#quarters.keys());
    return Math.max((oldest + quartersADay + 1) * quarterMs - this.#now(), 1_000);
  }

  #quarter(): number {
    return Math.floor(this.#now() / quarterMs);
  }
}

/**
 * API calls are the money of this trade: Baton stops by itself, long before the org would.
 * @param now a clock that nobody moves, in milliseconds.
 */
export function apiBudget(shares: BudgetShares, now: () => number = Date.now): Budget {
  const own = new RollingDay(now);
  let ownCalls = 0;
  let org = { used: 0, max: 0, heardAt: 0 };
  const allowance = (): number => Math.floor(org.max * shares.budgetShare);

  function check(): void {
    if (org.max === 0) return;
    if (own.count() >= allowance()) {
      const text = `Baton has used its share of the org's API calls: ${String(allowance())} in 24 hours.`;
      throw new CrmBudgetSpent(text, own.waitMs(), ['Wait, or raise BATON_BUDGET_SHARE.']);
    }
    // The org's number is as old as the last reply. After a while one call may look whether it has fallen.
    if (org.used >= org.max * (1 - shares.reserveShare) && now() - org.heardAt < looksAgainMs) {
      const text = `The org has used ${String(org.used)} of its ${String(org.max)} API calls; Baton leaves it the rest.`;
      throw new CrmBudgetSpent(text, looksAgainMs, ['Wait.', 'Look in Setup > System Overview for what uses them.']);
    }
  }

  const set = (used: number, max: number): void => {
    org = { used, max, heardAt: now() };
  };
  return {
    state: () => ({ orgUsed: org.used, orgMax: org.max, ownCalls, allowance: allowance() }),
    spend() {
      check();
      own.add();
      ownCalls += 1;
    },
    heard(limitInfo) {
      const read = limitInfo === null ? undefined : readLimitInfo(limitInfo);
      if (read !== undefined) set(read.used, read.max);
    },
    set,
  };
}

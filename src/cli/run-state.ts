import type { AppError } from '../errors.ts';
import type { Metrics } from '../http/metrics.ts';
import type { ServiceState } from '../http/service-state.ts';
import type { OpenService } from './open-service.ts';
import type { Summary } from './run-service.ts';

/** Runs that may be missed before the service calls itself not ready. */
const LATE_AFTER_RUNS = 3;

/** What health and metrics report of the runs so far. */
export class RunState {
  readonly #service: Pick<OpenService, 'crm' | 'config'>;
  readonly #metrics: Metrics;
  readonly #failures: Record<string, number> = {};
  #last: { readonly summary: Summary; readonly at: number } | undefined;

  constructor(service: Pick<OpenService, 'crm' | 'config'>, metrics: Metrics) {
    this.#service = service;
    this.#metrics = metrics;
  }

  ran(summary: Summary, which: 'hot' | 'all'): void {
    this.#last = { summary, at: Date.now() };
    this.#metrics.observeRun(which, summary.seconds);
  }

  failed({ code }: AppError): void {
    this.#failures[code] = (this.#failures[code] ?? 0) + 1;
  }

  now(): ServiceState {
    const { crm, config } = this.#service;
    const budget = crm.budget();
    const { accounts = 0, customers = 0, relationships = 0, parked = 0, queue = 0 } = this.#last?.summary ?? {};
    return {
      ...{ accounts, customers, relationships, parked, queue, failures: this.#failures },
      lastRunAt: this.#last?.at,
      lateAfterMs: config.BATON_FULL_INTERVAL_SECONDS * 1000 * LATE_AFTER_RUNS,
      lagSeconds: this.#last === undefined ? 0 : (Date.now() - this.#last.at) / 1000 + this.#last.summary.seconds,
      apiCalls: budget.ownCalls,
      apiAllowance: budget.allowance,
      orgUsed: budget.orgUsed,
      orgMax: budget.orgMax,
    };
  }
}

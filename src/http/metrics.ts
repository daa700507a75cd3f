import { Counter, Gauge, Histogram, Registry } from 'prom-client';

import type { ServiceState } from './service-state.ts';

type Measure = readonly [name: string, help: string, value: (state: ServiceState) => number];

const MEASURES: readonly Measure[] = [
  ['baton_last_run_timestamp_seconds', 'End of the last complete run', (state) => (state.lastRunAt ?? 0) / 1000],
  ['baton_lag_seconds', 'Age of the oldest change that may not be published yet', (state) => state.lagSeconds],
  ['baton_queue', 'Accounts and customers that waited for work when the last run ended', (state) => state.queue],
  ['baton_accounts', 'Account rows known', (state) => state.accounts],
  ['baton_customers', 'Customers, all account rows of one counted once', (state) => state.customers],
  ['baton_relationships', 'Relationship records that should stand in the CRM', (state) => state.relationships],
  ['baton_parked', 'Writes parked for an admin', (state) => state.parked],
  ['baton_api_calls', 'API calls of this process since it started', (state) => state.apiCalls],
  ['baton_api_allowance', 'API calls Baton may make a day', (state) => state.apiAllowance],
  ['baton_org_api_used', 'API calls of everybody in the org in 24 hours, as the org counts', (state) => state.orgUsed],
  ['baton_org_api_max', "The org's API calls a day", (state) => state.orgMax],
];

const RUN_SECONDS = [0.1, 0.5, 1, 5, 15, 60, 300, 1800];
const REQUEST_SECONDS = [0.001, 0.005, 0.025, 0.1, 0.5, 2];

/** The figures of one process. */
export interface Metrics {
  /** How long a run took, from the first call to the last write. */
  observeRun(which: 'hot' | 'all', seconds: number): void;
  observeRequest(route: string, status: number, seconds: number): void;
  /** All figures in Prometheus' text format. */
  text(state: ServiceState): Promise<{ contentType: string; text: string }>;
}

/** Figures that gather over time; what is true at the moment comes from the state. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const runs = new Histogram({
    ...{ name: 'baton_run_seconds', help: 'Duration of complete runs', buckets: RUN_SECONDS, registers },
    labelNames: ['which'] as const,
  });
  const requests = new Histogram({
    ...{ name: 'baton_http_request_seconds', help: 'Time to answer', buckets: REQUEST_SECONDS, registers },
    labelNames: ['route', 'status'] as const,
  });
  return {
    observeRun: (which, seconds) => runs.observe({ which }, seconds),
    observeRequest: (route, status, seconds) => requests.observe({ route, status: String(status) }, seconds),
    text: async (state) => {
      const now = new Registry();
      fillFrom(state, now);
      const text = `${await now.metrics()}${await registry.metrics()}`;
      return { contentType: registry.contentType, text };
    },
  };
}

function fillFrom(state: ServiceState, registry: Registry): void {
  for (const [name, help, value] of MEASURES) {
    new Gauge({ name, help, registers: [registry] }).set(value(state));
  }
  const failures = new Counter({
    name: 'baton_failures_total',
    help: 'Failed runs since the start, by error code',
    labelNames: ['code'] as const,
    registers: [registry],
  });
  for (const [code, count] of Object.entries(state.failures)) failures.inc({ code }, count);
}

import { Counter, Gauge, Registry } from 'prom-client';

import type { ServiceState } from './service-state.ts';

type Measure = readonly [name: string, help: string, value: (state: ServiceState) => number];

const MEASURES: readonly Measure[] = [
  ['baton_last_run_timestamp_seconds', 'End of the last complete run', (state) => (state.lastRunAt ?? 0) / 1000],
  ['baton_lag_seconds', 'Age of the oldest change that is not yet published', (state) => state.lagSeconds],
  ['baton_accounts', 'Account rows known', (state) => state.accounts],
  ['baton_customers', 'Customers, all account rows of one counted once', (state) => state.customers],
  ['baton_relationships', 'Relationship records that should stand in the CRM', (state) => state.relationships],
  ['baton_parked', 'Writes parked for an admin', (state) => state.parked],
  ['baton_api_calls', 'API calls of this process since it started', (state) => state.apiCalls],
  ['baton_api_allowance', 'API calls Baton may make a day', (state) => state.apiAllowance],
];

/** The state in Prometheus' text format. */
export async function metricsOf(state: ServiceState): Promise<{ contentType: string; text: string }> {
  const registry = new Registry();
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
  return { contentType: registry.contentType, text: await registry.metrics() };
}

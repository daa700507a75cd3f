import { Command } from 'commander';

import type { AppError } from '../errors.ts';
import { type HealthServer, startHealthServer } from '../http/health-server.ts';
import type { ServiceState } from '../http/service-state.ts';
import { type OpenService, openService } from './open-service.ts';
import { policyDefaultsOf } from './policy-defaults.ts';
import { runForever } from './run-forever.ts';
import type { Summary } from './run-service.ts';
import { stopSignal } from './stop-signal.ts';
import { version } from './version.ts';

/** `baton serve`: the service, until it is told to stop. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('run the service: keep the CRM up to date until Ctrl-C or SIGTERM')
    .action(async () => {
      const service = await openService();
      const state = new RunState(service);
      let health: HealthServer | undefined;
      try {
        health = await serveHealth(service, state);
        service.log.info({ version, orgId: service.crm.identity.orgId, health: health.url }, 'service started');
        await serve(service, state);
        service.log.info('service stopped');
      } finally {
        await health?.close();
        await service.close();
      }
    });
}

function serveHealth({ config, log }: OpenService, state: RunState): Promise<HealthServer> {
  return startHealthServer({
    host: config.BATON_HTTP_HOST,
    port: config.BATON_HTTP_PORT,
    state: () => state.now(),
    now: Date.now,
    onError: (error) => {
      log.warn({ err: error }, 'health request failed');
    },
  });
}

function serve({ crm, database, config, log }: OpenService, state: RunState): Promise<void> {
  return runForever({
    ...{ crm, database, version, signal: stopSignal() },
    policyDefaults: policyDefaultsOf(config),
    hotIntervalMs: config.BATON_HOT_INTERVAL_SECONDS * 1000,
    fullIntervalMs: config.BATON_FULL_INTERVAL_SECONDS * 1000,
    onRun: (summary, which) => {
      state.ran(summary);
      const { upserts, deletes, parked, apiCalls, seconds } = summary;
      log.info({ which, upserts, deletes, parked, apiCalls, seconds }, 'run done');
    },
    onFailure: (error, retryInMs) => {
      state.failed(error);
      log.warn({ err: error, retryInMs }, 'run failed');
    },
  });
}

/** Runs that may be missed before the service calls itself not ready. */
const LATE_AFTER_RUNS = 3;

/** What health and metrics report of the runs so far. */
class RunState {
  readonly #service: OpenService;
  readonly #failures: Record<string, number> = {};
  #last: { readonly summary: Summary; readonly at: number } | undefined;

  constructor(service: OpenService) {
    this.#service = service;
  }

  ran(summary: Summary): void {
    this.#last = { summary, at: Date.now() };
  }

  failed({ code }: AppError): void {
    this.#failures[code] = (this.#failures[code] ?? 0) + 1;
  }

  now(): ServiceState {
    const { crm, config } = this.#service;
    const budget = crm.budget();
    const { accounts = 0, customers = 0, relationships = 0, parked = 0 } = this.#last?.summary ?? {};
    return {
      ...{ accounts, customers, relationships, parked, failures: this.#failures },
      lastRunAt: this.#last?.at,
      lateAfterMs: config.BATON_FULL_INTERVAL_SECONDS * 1000 * LATE_AFTER_RUNS,
      lagSeconds: this.#last === undefined ? 0 : (Date.now() - this.#last.at) / 1000,
      apiCalls: budget.ownCalls,
      apiAllowance: budget.allowance,
    };
  }
}

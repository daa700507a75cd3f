import { Command } from 'commander';

import { type HealthServer, startHealthServer } from '../http/health-server.ts';
import { createMetrics, type Metrics } from '../http/metrics.ts';
import { type OpenService, openService } from './open-service.ts';
import { policyDefaultsOf } from './policy-defaults.ts';
import { runForever } from './run-forever.ts';
import { RunState } from './run-state.ts';
import { stopSignal } from './stop-signal.ts';
import { version } from './version.ts';

/** `baton serve`: the service, until it is told to stop. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('run the service: keep the CRM up to date until Ctrl-C or SIGTERM')
    .action(async () => {
      const service = await openService();
      const metrics = createMetrics();
      const state = new RunState(service, metrics);
      let health: HealthServer | undefined;
      try {
        health = await serveHealth(service, state, metrics);
        service.log.info({ version, orgId: service.crm.identity.orgId, health: health.url }, 'service started');
        await serve(service, state);
        service.log.info('service stopped');
      } finally {
        await health?.close();
        await service.close();
      }
    });
}

function serveHealth({ config, log }: OpenService, state: RunState, metrics: Metrics): Promise<HealthServer> {
  return startHealthServer({
    host: config.BATON_HTTP_HOST,
    port: config.BATON_HTTP_PORT,
    state: () => state.now(),
    metrics,
    now: Date.now,
    onAnswer: (answered) => {
      log.debug(answered, 'health request answered');
    },
    onError: (error, requestId) => {
      log.warn({ err: error, requestId }, 'health request failed');
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
      state.ran(summary, which);
      const { upserts, deletes, parked, apiCalls, seconds } = summary;
      log.info({ which, upserts, deletes, parked, apiCalls, seconds }, 'run done');
    },
    onFailure: (error, retryInMs) => {
      state.failed(error);
      log.warn({ err: error, retryInMs }, 'run failed');
    },
  });
}

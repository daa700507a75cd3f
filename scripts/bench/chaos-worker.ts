/**
 * The service without its pauses, for a storm that is over today: the same runs, one after the other, calls tried again
 * after milliseconds, and writes by Bulk from few rows on. A run that fails is followed by the next one, as after a restart.
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { connectOptions, databaseLocation } from '../../src/cli/open-service.ts';
import { policyDefaultsOf } from '../../src/cli/policy-defaults.ts';
import { runOnce, type RunOptions } from '../../src/cli/run-service.ts';
import { processEnvironment, readConfig } from '../../src/config/read-config.ts';
import { connectCrm } from '../../src/crm/connect.ts';
import type { Crm } from '../../src/crm/crm.ts';
import { AppError } from '../../src/errors.ts';
import { createLogger } from '../../src/log/logger.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';

const PAUSE_MS = 50;
const HURRY = { retryPauseMs: 20, bulkFromRows: 300 };

const config = readConfig(processEnvironment());
const log = createLogger({ level: config.BATON_LOG_LEVEL });
const database = await openDatabase(databaseLocation(config));
await migrate(database);

async function orLater<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await sleep(PAUSE_MS);
    return undefined;
  }
}

let crm: Crm | undefined;
for (let runs = 0; ; runs += 1) {
  crm ??= await orLater(() => connectCrm({ ...connectOptions(config, log), ...HURRY }));
  if (crm === undefined) continue;
  const parts = { crm, database, version: 'storm', policyDefaults: policyDefaultsOf(config) };
  const options: Partial<RunOptions> = { which: runs % 3 === 1 ? 'hot' : 'all', withSlow: runs % 4 === 0 };
  await orLater(() => runOnce(parts, options));
  await sleep(PAUSE_MS);
}

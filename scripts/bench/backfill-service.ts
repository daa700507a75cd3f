/** The service of the measure in a process of its own: loads, then computes and publishes, and says what each took. */
import { readFileSync } from 'node:fs';
import { setInterval } from 'node:timers';

import { runOnce } from '../../src/cli/run-service.ts';
import { connectCrm } from '../../src/crm/connect.ts';
import type { IntegrationLogin } from '../../src/devorg/integration-login.ts';
import { defaultPolicy } from '../../src/policy/index.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { backfill } from '../../src/sync/index.ts';

interface Order {
  readonly login: IntegrationLogin;
  readonly databaseUrl: string;
  /** Only the load, to look at it alone. */
  readonly loadOnly?: boolean;
}

const { login, databaseUrl, loadOnly = false } = JSON.parse(process.argv[2] ?? '') as Order;
let peak = 0;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 50);
const database = await openDatabase({ url: databaseUrl });
await migrate(database);
const began = performance.now();
const crm = await connectCrm({
  ...login,
  privateKeyPem: readFileSync(login.privateKeyFile, 'utf8'),
  allowLocalOrg: true,
  budgetShare: 0.9,
});
const seconds = (since: number): number => (performance.now() - since) / 1000;
const at: Record<string, number> = {};
const { rows } = await backfill(crm, database, ({ stage, isDone }) => {
  if (isDone) at[stage] = seconds(began);
});
const loadSeconds = seconds(began);
const apiCalls = crm.budget().ownCalls;
const loadPeakMb = peak / 2 ** 20;
const [orphans] = await database.query<{ count: number }>(
  `SELECT (SELECT count(*) FROM task t WHERE NOT EXISTS (SELECT FROM account a WHERE a.id = t.account_id))
        + (SELECT count(*) FROM event e WHERE NOT EXISTS (SELECT FROM account a WHERE a.id = e.account_id))
        + (SELECT count(*) FROM contact c WHERE NOT EXISTS (SELECT FROM account a WHERE a.id = c.account_id)) AS count`,
);
const rest = loadOnly ? undefined : await runOnce({ crm, database, policyDefaults: defaultPolicy, version: 'bench' });
clearInterval(watch);
process.stdout.write(
  `${JSON.stringify({ rows, loadSeconds, apiCalls, loadPeakMb, peakMb: peak / 2 ** 20, at, unmatched: orphans?.count, stages: rest?.stages ?? [] })}\n`,
);
await crm.close();
await database.close();

/** A sample company in the org in a box, read into a store as a real org is. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runOnce } from '../../src/cli/run-service.ts';
import { connectCrm } from '../../src/crm/connect.ts';
import { createOrg } from '../../src/devorg/create-org.ts';
import { prepareIntegrationLogin } from '../../src/devorg/integration-login.ts';
import { createSampleCompany, sampleSettings } from '../../src/devorg/sample/index.ts';
import { openTruth, type TrueUser, type Truth } from '../../src/devorg/sample/truth.ts';
import { startDevorg } from '../../src/devorg/server.ts';
import { toFacts } from '../../src/pipeline/to-facts.ts';
import { defaultPolicy } from '../../src/policy/index.ts';
import type { Fact } from '../../src/relationship/index.ts';
import type { Database } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { type FactRow, readFacts } from '../../src/store/tables/facts.ts';
import { accountMatches } from '../../src/store/tables/match-tables.ts';

const FORCE_APP = 'force-app/main/default';

export interface SampleChoice {
  readonly accounts: number;
  readonly seed: number;
  readonly noise: number;
}

export interface ReadSample {
  readonly truth: Truth;
  readonly users: ReadonlyMap<string, TrueUser>;
  /** The org's time, in milliseconds since 1970. */
  readonly nowMs: number;
  /** All facts about a customer of the truth. */
  factsOf(customerId: string): readonly Fact[];
  close(): Promise<void>;
}

/** Makes the company, runs the service on it once, and puts accounts together as they really belong. */
export async function readSample({ accounts, seed, noise }: SampleChoice): Promise<ReadSample> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-sample-'));
  const truthFile = join(folder, 'truth.sqlite');
  const settings = { ...sampleSettings, dailyApiRequests: 5_000_000 };
  const org = createOrg({ forceApp: FORCE_APP, file: ':memory:', settings });
  await createSampleCompany({ org, accounts, seed, noise, truthFile });
  const running = await startDevorg({ org, port: 0 });
  const login = prepareIntegrationLogin(running.context, folder);
  const database = await openDatabase({});
  await migrate(database);
  const crm = await connectCrm({
    loginUrl: login.loginUrl,
    username: login.username,
    clientId: login.clientId,
    privateKeyPem: readFileSync(login.privateKeyFile, 'utf8'),
    allowLocalOrg: true,
    budgetShare: 0.9,
  });
  await runOnce({ crm, database, policyDefaults: defaultPolicy, version: 'bench' });
  const nowMs = crm.serverNow();
  await crm.close();
  await running.close();
  org.database.close();

  const truth = openTruth(truthFile);
  const facts = await readTrueFacts(database, truth);
  await database.close();
  return {
    truth,
    users: new Map(truth.users().map((user) => [user.userId, user])),
    nowMs,
    factsOf: (customerId) => toFacts(facts.get(customerId) ?? [], nowMs),
    close: () => {
      truth.close();
      rmSync(folder, { recursive: true });
      return Promise.resolve();
    },
  };
}

async function readTrueFacts(database: Database, truth: Truth): Promise<Map<string, FactRow[]>> {
  const stored = new Set((await database.query<{ id: string }>('SELECT id FROM account')).map(({ id }) => id));
  const assignments = [...truth.accountsByCustomer()].filter(({ accountId }) => stored.has(accountId));
  await accountMatches.assign(
    database,
    assignments.map(({ accountId, customerId }) => ({ recordId: accountId, groupId: customerId })),
    [],
  );
  return Map.groupBy(await readFacts(database, truth.customerIds()), ({ customerId }) => customerId);
}

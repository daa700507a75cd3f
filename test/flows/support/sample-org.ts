import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import jsforce from 'jsforce';

import { runOnce, type RunOptions, type Summary } from '../../../src/cli/run-service.ts';
import { connectCrm } from '../../../src/crm/connect.ts';
import type { Crm } from '../../../src/crm/crm.ts';
import { createOrg } from '../../../src/devorg/create-org.ts';
import { type IntegrationLogin, prepareIntegrationLogin } from '../../../src/devorg/integration-login.ts';
import type { Org, OrgSettings } from '../../../src/devorg/org.ts';
import { createSampleCompany, sampleSettings, type SampleSummary } from '../../../src/devorg/sample/index.ts';
import { openTruth, type Truth } from '../../../src/devorg/sample/truth.ts';
import { type RunningDevorg, startDevorg } from '../../../src/devorg/server.ts';
import { defaultPolicy } from '../../../src/policy/index.ts';
import type { Database } from '../../../src/store/database.ts';
import { type Answer, dataPath, type Refusal, request } from '../../devorg/support/running-org.ts';
import { emptyTables } from '../../support/embedded-database.ts';
import { openStore } from '../../support/open-store.ts';

/** What the org's clock shows at first. */
export const SAMPLE_NOW = Date.parse('2026-11-20T10:00:00Z');

export interface SampleOptions {
  readonly accounts?: number;
  readonly seed?: number;
  readonly noise?: number;
  readonly settings?: Partial<OrgSettings>;
}

/** Calls to the org since the last reset, as the org itself counted them. */
export interface CallCounts {
  readonly counted: number;
  readonly byRoute: Readonly<Record<string, number>>;
}

/** The org in a box behind HTTP, and a way in for the service. */
export interface FlowOrg {
  readonly org: Org;
  readonly running: RunningDevorg;
  readonly login: IntegrationLogin;
  /** A folder of this org that goes away with it. */
  readonly folder: string;
  /** The settings of a service for this org, as environment variables. */
  readonly environment: Readonly<Record<string, string>>;
  /** All rows of a query on the org's own tables. */
  rows<Row = Record<string, unknown>>(sql: string, ...values: string[]): Row[];
  /** A session that never ends; one for each user. */
  token(userId: string): string;
  connect(userId: string): jsforce.Connection;
  /** A request below `/services/data/v66.0`, as a user. */
  call<Body = Refusal>(userId: string, method: string, path: string, body?: unknown): Promise<Answer<Body>>;
  /** A connection of the service. */
  crm(): Promise<Crm>;
  calls(): Promise<CallCounts>;
  resetCalls(): Promise<void>;
  close(): Promise<void>;
}

export interface SampleOrg extends FlowOrg {
  readonly summary: SampleSummary;
  readonly truth: Truth;
}

/** The org in a box with a sample company in it, and the truth about that company. */
export async function runSampleOrg(options: SampleOptions = {}): Promise<SampleOrg> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-flow-'));
  const truthFile = join(folder, 'truth.sqlite');
  const settings = { ...sampleSettings, ...options.settings };
  const org = createOrg({ forceApp: 'force-app/main/default', file: ':memory:', settings, now: SAMPLE_NOW });
  const { accounts = 120, seed = 7, noise = 0.3 } = options;
  const summary = await createSampleCompany({ org, accounts, seed, noise, truthFile });
  const truth = openTruth(truthFile);
  const flow = await runFlowOrg(org, folder);
  return {
    ...flow,
    summary,
    truth,
    close: async () => {
      truth.close();
      await flow.close();
    },
  };
}

/** Opens any org to clients, with an integration user for the service. */
export async function runFlowOrg(org: Org, folder = mkdtempSync(join(tmpdir(), 'baton-flow-'))): Promise<FlowOrg> {
  const running = await startDevorg({ org });
  const login = prepareIntegrationLogin(running.context, folder);
  const tokens = new Map<string, string>();
  const token = (userId: string): string => {
    const known = tokens.get(userId) ?? running.context.sessions.start(userId, { expires: false }).token;
    tokens.set(userId, known);
    return known;
  };
  return {
    ...{ org, running, login, folder, token },
    environment: environmentOf(login, folder),
    rows: <Row>(sql: string, ...values: string[]) => org.database.prepare(sql).all(...values) as Row[],
    connect: (userId) =>
      new jsforce.Connection({ instanceUrl: running.url, accessToken: token(userId), version: '66.0', maxRequest: 20 }),
    call: async <Body>(userId: string, method: string, path: string, body?: unknown) =>
      request<Body>(`${running.url}${dataPath}${path}`, method, body, { authorization: `Bearer ${token(userId)}` }),
    crm: () =>
      connectCrm({
        ...login,
        privateKeyPem: readFileSync(login.privateKeyFile, 'utf8'),
        allowLocalOrg: true,
        timeoutMs: 20_000,
        budgetShare: 0.9,
        reserveShare: 0.05,
      }),
    calls: async () => (await request<CallCounts>(`${running.adminUrl}/calls`, 'GET')).body,
    resetCalls: async () => {
      await request(`${running.adminUrl}/calls`, 'DELETE');
    },
    close: async () => {
      await running.close();
      org.database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function environmentOf(login: IntegrationLogin, folder: string): Record<string, string> {
  return {
    BATON_LOGIN_URL: login.loginUrl,
    BATON_USERNAME: login.username,
    BATON_CLIENT_ID: login.clientId,
    BATON_PRIVATE_KEY_FILE: login.privateKeyFile,
    BATON_ALLOW_LOCAL_ORG: 'true',
    BATON_DATA_FOLDER: join(folder, 'data'),
    BATON_HTTP_PORT: '0',
    BATON_LOG_LEVEL: 'warn',
  };
}

let shared: Promise<Database> | undefined;

/** An empty database with all tables. There is one in a test file: what the one before it held is gone. */
export async function freshDatabase(): Promise<Database> {
  const isNew = shared === undefined;
  shared ??= openStore();
  const database = await shared;
  if (!isNew) await emptyTables(database);
  return database;
}

/** Ends the database of the test file. */
export async function closeDatabase(): Promise<void> {
  await (await shared)?.close();
  shared = undefined;
}

/** One run of the whole service in this process. */
export async function runService(crm: Crm, database: Database, options: Partial<RunOptions> = {}): Promise<Summary> {
  return runOnce({ crm, database, policyDefaults: defaultPolicy, version: '0.0.0-test' }, options);
}

import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { Command } from 'commander';

import { connectCrm } from '../crm/connect.ts';
import { defaultPolicy } from '../policy/index.ts';
import { migrate } from '../store/migrate.ts';
import { openDatabase } from '../store/open-database.ts';
import { type DemoOrg, startDemoOrg } from './demo-org.ts';
import { share, wholeNumber } from './option-values.ts';
import { createProgress, type Progress } from './progress.ts';
import { runForever } from './run-forever.ts';
import type { ServiceParts, Summary } from './run-service.ts';
import { stopSignal } from './stop-signal.ts';
import { summaryInWords } from './summary-in-words.ts';
import { version } from './version.ts';

interface Options {
  readonly accounts: number;
  readonly seed: number;
  readonly noise: number;
  readonly port: number;
  readonly fresh?: true;
  readonly json?: true;
}

/** How often the demo looks for changes: its org has calls to spare, and nobody likes to wait in front of a screen. */
const DEMO_INTERVAL_MS = 3_000;

/** `baton demo`: the main job, from the CRM and back into it, on the org in a box. `npm start` runs it. */
export function demoCommand(): Command {
  return new Command('demo')
    .description('show the main job on the org in a box with a sample company')
    .option('--accounts <number>', 'size of the sample company, 100 to 1,000,000', wholeNumber, 500)
    .option('--seed <number>', 'which sample company: the same seed makes the same one', wholeNumber, 1)
    .option('--noise <share>', 'how badly its records are kept, from 0 to 1', share, 0.3)
    .option('--port <number>', 'port of the pages and the API (0: any free one)', wholeNumber, 0)
    .option('--fresh', 'forget earlier demos and begin anew')
    .option('--json', 'print one JSON line when ready')
    .action(runDemo);
}

async function runDemo(options: Options): Promise<void> {
  const began = performance.now();
  const signal = stopSignal();
  const progress = createProgress(process.stderr);
  const { accounts, seed, noise, port } = options;
  const folder = join('.baton', 'demo', `${accounts}-${seed}-${noise}`);
  if (options.fresh === true) rmSync(folder, { recursive: true, force: true });

  progress.note(`Baton ${version}: the main job on an org in a box. Everything stays in ${folder}.`);
  const request = {
    folder,
    accounts,
    seed,
    noise,
    port,
    cacheFolder: join('.baton', 'cache'),
    forceApp: join('force-app', 'main', 'default'),
  };
  progress.update('org in a box');
  const org = await startDemoOrg(request, (made) => progress.update('org in a box', { accounts: made }));
  progress.done('org in a box', { accounts: org.sample.accounts, users: org.sample.users });
  try {
    const parts = await connect(org, folder, progress);
    try {
      await serveDemo(org, parts, signal, (summary) =>
        announce(options, org, summary, (performance.now() - began) / 1000),
      );
    } finally {
      await parts.crm.close();
      await parts.database.close();
    }
  } finally {
    await org.stop();
  }
}

async function connect(org: DemoOrg, folder: string, progress: Progress): Promise<ServiceParts> {
  const database = await openDatabase({ folder: join(folder, 'data') });
  await migrate(database);
  const crm = await connectCrm({
    loginUrl: org.login.loginUrl,
    username: org.login.username,
    clientId: org.login.clientId,
    privateKeyPem: readFileSync(org.login.privateKeyFile, 'utf8'),
    allowLocalOrg: true,
    budgetShare: 0.5,
  });
  return { crm, database, policyDefaults: defaultPolicy, version, progress };
}

/** Runs the service until Ctrl-C; `onReady` is called once, when the first run is published and the pages can be drawn. */
async function serveDemo(
  org: DemoOrg,
  parts: ServiceParts,
  signal: AbortSignal,
  onReady: (summary: Summary) => void,
): Promise<void> {
  const { progress } = parts;
  let isReady = false;
  await runForever({
    ...parts,
    signal,
    hotIntervalMs: DEMO_INTERVAL_MS,
    fullIntervalMs: DEMO_INTERVAL_MS,
    onRun: (summary) => {
      if (isReady) {
        if (summary.upserts + summary.deletes > 0)
          progress?.note(
            `${summary.upserts + summary.deletes} records changed in the CRM (${summary.apiCalls} API calls)`,
          );
        return;
      }
      isReady = true;
      void org.pagesReady.then(
        () => onReady(summary),
        () => undefined,
      );
    },
    onFailure: (error, retryInMs) =>
      progress?.note(`${error.message} Trying again in ${Math.ceil(retryInMs / 1000)} s.`),
  });
}

function announce(options: Options, org: DemoOrg, summary: Summary, seconds: number): void {
  const { accounts, customers, sharedCustomers, relationships, apiCalls } = summary;
  const { showcase } = org.sample;
  const account = `${org.url}/lightning/r/Account/${showcase.accountId}/view`;
  if (options.json === true) {
    const line = {
      url: org.url,
      accounts,
      customers,
      sharedCustomers,
      relationships,
      apiCalls,
      seconds: Math.round(seconds * 10) / 10,
    };
    process.stdout.write(
      `${JSON.stringify({ ...line, accountUrl: `${account}?as=${showcase.viewerUserId}`, adminUrl: org.adminUrl })}\n`,
    );
    return;
  }
  process.stdout.write(`
${summaryInWords(summary)}

  Look at an account   ${account}?as=${showcase.viewerUserId}
  As somebody else     the list at the top of the page
  More accounts        ${org.url}/

Log a call there as a colleague (box *Demo help*): within seconds the panel changes. Ctrl-C stops everything.
`);
}

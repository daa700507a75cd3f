import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { Command, InvalidArgumentError } from 'commander';

import type { FaultPlan } from '../devorg/faults/index.ts';
import type { IntegrationLogin } from '../devorg/integration-login.ts';
import type { Org, OrgSettings } from '../devorg/org.ts';
import type { RunningDevorg } from '../devorg/server.ts';
import { AppError } from '../errors.ts';
import { createProgress } from './progress.ts';

interface Options {
  readonly port: number;
  readonly adminPort: number;
  readonly accounts: number;
  readonly seed: number;
  readonly noise: number;
  readonly file?: string;
  readonly forceApp: string;
  readonly empty?: boolean;
  readonly settings?: string;
  readonly clock?: number;
  readonly dataFolder: string;
  readonly faults?: string;
  readonly json?: boolean;
}

/** `baton devorg`: the org in a box alone, for any client of the Salesforce API. */
export function devorgCommand(): Command {
  return new Command('devorg')
    .description('run the org in a box alone: a local server that speaks the Salesforce API, with a sample company')
    .option('--port <number>', 'port of the API (0: any free one)', wholeNumber, 8080)
    .option('--admin-port <number>', 'port for sessions, clock and counters (0: any free one)', wholeNumber, 0)
    .option('--accounts <number>', 'size of the sample company in accounts (0: an empty org)', wholeNumber, 500)
    .option('--seed <number>', 'which sample company: the same seed makes the same one', wholeNumber, 1)
    .option('--noise <share>', 'how badly its records are kept, from 0 to 1', share, 0.3)
    .option('--file <path>', 'keep the org in this SQLite file, or open the one in it (default: in memory)')
    .option('--force-app <folder>', 'package source to deploy', join('force-app', 'main', 'default'))
    .option('--empty', 'deploy nothing: an org as it is before Baton is installed, with the sample company')
    .option('--settings <file>', 'settings of a new org, as JSON (docs/org-in-a-box.md)')
    .option('--clock <time>', 'what the clock of a new org shows, as ISO 8601 (default: now)', time)
    .option('--data-folder <folder>', 'where the key of the integration user is kept', join('.baton', 'devorg'))
    .option('--faults <file>', 'what goes wrong, as JSON rules (docs/org-in-a-box.md)')
    .option('--json', 'print one JSON line when ready')
    .action(async (options: Options) => {
      await run(options);
    });
}

async function run(options: Options): Promise<void> {
  const faults = options.faults === undefined ? undefined : await readFaults(options.faults);
  const org = await openOrMakeOrg(options);
  const { startDevorg } = await import('../devorg/server.ts');
  const { prepareIntegrationLogin } = await import('../devorg/integration-login.ts');
  const running = await startDevorg({ org, port: options.port, adminPort: options.adminPort }).catch(explainPort);
  if (faults !== undefined) running.faults.set(faults);
  const login = prepareIntegrationLogin(running.context, options.dataFolder);
  // Before the word is out: whoever reads it may stop us at once.
  const stopped = untilStopped();
  process.stdout.write(options.json === true ? jsonLine(running, login) : describe(running, login));
  await stopped;
  await running.close();
  org.database.close();
}

async function openOrMakeOrg(options: Options): Promise<Org> {
  const { createOrg, openOrg } = await import('../devorg/create-org.ts');
  const { sampleSettings } = await import('../devorg/sample/index.ts');
  const place = {
    ...(options.empty === true ? {} : { forceApp: options.forceApp }),
    file: options.file ?? ':memory:',
  };
  if (options.file !== undefined && existsSync(options.file)) return orExplain(() => openOrg(place));
  mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 });
  const now = options.clock === undefined ? {} : { now: options.clock };
  const settings = { ...sampleSettings, ...(await settingsOf(options)) };
  const org = orExplain(() => createOrg({ ...place, ...now, settings }));
  try {
    if (options.accounts > 0) await fill(org, options);
    return org;
  } catch (error) {
    // Half a company is none: the next start would open it as if it were whole.
    org.database.close();
    if (options.file !== undefined) rmSync(options.file, { force: true });
    throw explained(error);
  }
}

async function settingsOf({ settings: file }: Options): Promise<Partial<OrgSettings>> {
  if (file === undefined) return {};
  const { readSettings } = await import('../devorg/org-settings.ts');
  try {
    return readSettings(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new AppError('INVALID_SETTINGS', `${file}: ${error instanceof Error ? error.message : String(error)}`, {
      actions: ['Correct the settings; docs/org-in-a-box.md lists them.'],
      cause: error,
    });
  }
}

async function readFaults(file: string): Promise<FaultPlan> {
  const { readFaultPlan } = await import('../devorg/faults/index.ts');
  try {
    return readFaultPlan(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new AppError('INVALID_FAULTS', `${file}: ${error instanceof Error ? error.message : String(error)}`, {
      actions: ['Correct the rules; docs/org-in-a-box.md lists what can go wrong and when.'],
      cause: error,
    });
  }
}

async function fill(org: Org, options: Options): Promise<void> {
  const { createSampleCompany } = await import('../devorg/sample/index.ts');
  const { accounts, seed, noise } = options;
  const stage = 'sample company';
  const progress = createProgress(process.stderr);
  const onProgress = (made: number): void => progress.update(stage, { accounts: made });
  await createSampleCompany({ org, accounts, seed, noise, truthFile: truthFileOf(options), onProgress });
  progress.done(stage, { accounts });
}

function orExplain(work: () => Org): Org {
  try {
    return work();
  } catch (error) {
    throw explained(error);
  }
}

/** The package, the file and the size are given by a person: what is wrong with them is no riddle of ours. */
function explained(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof ReferenceError) return error;
  return new AppError('INVALID_ORG', `The org in a box could not be made: ${error.message}`, {
    actions: ['Check --force-app, --file, --accounts and --noise; `baton devorg --help` explains them.'],
    cause: error,
  });
}

/** What is really so in the sample company: beside the org's file, else with the key, and always made anew. */
function truthFileOf({ file, dataFolder }: Options): string {
  const truthFile = file === undefined ? join(dataFolder, 'truth.sqlite') : `${file}.truth`;
  rmSync(truthFile, { force: true });
  return truthFile;
}

function jsonLine(running: RunningDevorg, login: IntegrationLogin): string {
  return `${JSON.stringify({ url: running.url, adminUrl: running.adminUrl, orgId: running.context.org.id, ...login })}\n`;
}

function describe({ url, adminUrl }: RunningDevorg, login: IntegrationLogin): string {
  return `
The org in a box is ready.

  API          ${url}
  admin        ${adminUrl}

Log in by OAuth JWT bearer:

  login URL    ${login.loginUrl}
  username     ${login.username}
  client id    ${login.clientId}
  private key  ${login.privateKeyFile}

  sf org login jwt --instance-url ${url} --client-id ${login.clientId} \\
    --jwt-key-file ${login.privateKeyFile} --username ${login.username}

Or take a session for any user, without a login:

  curl -s -X POST ${adminUrl}/sessions -H 'content-type: application/json' -d '{"username":"${login.username}"}'

Ctrl-C stops it.
`;
}

async function untilStopped(): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = (): void => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}

function explainPort(error: unknown): never {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') throw error;
  throw new AppError('INVALID_PORT', 'The port is taken by another program', {
    actions: ['Choose another one with --port and --admin-port, or 0 for any free one'],
    cause: error,
  });
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0) return value;
  throw new InvalidArgumentError('Give a whole number, 0 or more.');
}

function share(text: string): number {
  const value = Number(text);
  if (value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('Give a number from 0 to 1.');
}

function time(text: string): number {
  const value = Date.parse(text);
  if (!Number.isNaN(value)) return value;
  throw new InvalidArgumentError('Give a time such as 2026-03-02T12:00:00Z.');
}

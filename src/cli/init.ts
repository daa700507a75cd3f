import { Command } from 'commander';

import { readConfig } from '../config/read-config.ts';
import type { AdminOrg } from '../install/admin-org.ts';
import { createLogger } from '../log/logger.ts';
import { openDatabase } from '../store/open-database.ts';
import { doctorExitCode, runDoctor } from './doctor.ts';
import { renderFindings } from './doctor/render-findings.ts';
import { EXIT } from './failure.ts';
import { ask, confirm } from './install/ask.ts';
import { type AdminOptions, earlySettings, openOrg, withAdminOptions } from './install/open-install.ts';
import { isNothingToDo, renderPlan } from './install/render-plan.ts';
import { connectOptions, databaseLocation, openService } from './open-service.ts';
import { wholeNumber } from './option-values.ts';
import { policyDefaultsOf } from './policy-defaults.ts';
import { createProgress } from './progress.ts';
import { runOnce, type Summary } from './run-service.ts';
import { summaryInWords } from './summary-in-words.ts';
import { version } from './version.ts';

interface Options extends AdminOptions {
  readonly forceApp: string;
  readonly integrationUser?: string;
  readonly fullLicence?: true;
  readonly takeOver?: true;
  readonly contactEmail?: string;
  readonly divisions: string;
  readonly consumerKey?: string;
  readonly waitMinutes: number;
  readonly sync: boolean;
  readonly json?: true;
}

const MINUTE_MS = 60_000;
const PAUSE_MS = 15_000;

/** `baton init`: from an org and an admin's login to the first relationship in the CRM. */
export function initCommand(): Command {
  return withAdminOptions(new Command('init'))
    .description('install Baton in an org and connect this service to it; safe to repeat, continues where it stopped')
    .option('--force-app <folder>', 'source of the package', 'force-app')
    .option('--integration-user <username>', 'a user who is there already, instead of a new one')
    .option('--full-licence', 'give the new user a Salesforce licence instead of Salesforce Integration')
    .option('--take-over', 'take the place of a Baton that was connected from elsewhere')
    .option('--contact-email <address>', 'where Salesforce writes to about the user and the app (default: your own)')
    .option('--divisions <field>', 'User field whose values name the divisions; none: make them yourself', 'Division')
    .option('--consumer-key <key>', 'consumer key of the app, copied from Setup')
    .option('--wait-minutes <number>', 'how long to wait until Salesforce knows the new app', wholeNumber, 30)
    .option('--no-sync', 'stop before the first sync')
    .option('--json', 'print the result as one JSON line')
    .action(async (options: Options) => {
      process.exitCode = await runInit(options);
    });
}

async function runInit(options: Options): Promise<number> {
  const early = earlySettings(options.settings);
  const say = (text: string): void => void process.stderr.write(`     ${text}\n`);
  const { installRoot, prepareInit } = await import('../install/init.ts');
  const { planOf, runSteps } = await import('../install/step.ts');
  const { lockInstall } = await import('../install/install-lock.ts');
  const org = await openOrg(options, early);
  const url = early.environment['DATABASE_URL'];
  const { context, steps } = await prepareInit({
    ...{ org, apiVersion: early.apiVersion, forceApp: options.forceApp, root: installRoot, say },
    settingsFile: options.settings,
    factsPlace: url ? { url } : { folder: early.environment['BATON_DATA_FOLDER'] ?? '.baton/data' },
    fullLicence: options.fullLicence === true,
    takeOver: options.takeOver === true,
    divisionField: options.divisions,
    ladder: ladderOf(options),
    ...(options.integrationUser === undefined ? {} : { integrationUser: options.integrationUser }),
    ...(options.contactEmail === undefined ? {} : { contactEmail: options.contactEmail }),
  });
  const plan = await planOf(steps);
  if (options.dryRun === true) {
    process.stdout.write(renderPlan(plan));
    return EXIT.ok;
  }
  process.stderr.write(`${renderPlan(plan)}\n`);
  if (options.yes !== true && !isNothingToDo(plan)) await confirm('Do this?');
  const release = lockInstall(context.journal.folder);
  try {
    await runSteps(steps, {
      started: ({ title }, position, count) =>
        process.stderr.write(`[${String(position)}/${String(count)}] ${title}\n`),
      done: (_step, result) => process.stderr.write(`   ✓ ${result}\n`),
    });
  } finally {
    release();
  }
  return await finish(org, options);
}

function ladderOf(options: Options): {
  pasted?: string;
  ask: (url: string) => Promise<string | undefined>;
  patienceMs: number;
  pauseMs: number;
} {
  return {
    ...(options.consumerKey === undefined ? {} : { pasted: options.consumerKey }),
    ask: (url) => ask(`Open ${url}, choose Baton > Settings > OAuth Settings, and paste the consumer key here:`),
    patienceMs: options.waitMinutes * MINUTE_MS,
    pauseMs: PAUSE_MS,
  };
}

/** The service's own look at its org, the first sync, and what a person has yet to do. */
async function finish(org: AdminOrg, options: Options): Promise<number> {
  const environment = earlySettings(options.settings).environment;
  const config = readConfig(environment);
  process.stderr.write('\nbaton doctor\n');
  const findings = await runDoctor({
    connect: connectOptions(config, createLogger({ level: 'silent' })),
    openDatabase: () => openDatabase(databaseLocation(config)),
  });
  process.stderr.write(renderFindings(findings));
  const summary = options.sync && doctorExitCode(findings) === 0 ? await firstSync(environment) : undefined;
  if (summary !== undefined) process.stderr.write(`${summaryInWords(summary)}\n`);
  const { manualSteps } = await import('../install/manual-steps.ts');
  const { firstResult } = await import('../install/first-result.ts');
  const first = await firstResult(org);
  const manual = manualSteps(org.instanceUrl);
  if (options.json === true) {
    const result = {
      orgId: org.orgId,
      relationships: summary?.relationships ?? 0,
      first,
      manualSteps: manual,
      findings,
    };
    process.stdout.write(`${JSON.stringify(result)}\n`);
  } else {
    process.stdout.write(lastWords(first, manual));
  }
  return doctorExitCode(findings);
}

async function firstSync(environment: ReturnType<typeof earlySettings>['environment']): Promise<Summary> {
  process.stderr.write('\nfirst sync\n');
  const service = await openService(environment);
  const { crm, database, config } = service;
  try {
    const progress = createProgress(process.stderr);
    return await runOnce({ crm, database, version, progress, policyDefaults: policyDefaultsOf(config) });
  } finally {
    await service.close();
  }
}

interface Named {
  readonly sentence: string;
  readonly url: string;
}

interface ByHand {
  readonly what: string;
  readonly why: string;
  readonly url: string;
}

function lastWords(first: Named | undefined, manual: readonly ByHand[]): string {
  const found =
    first === undefined
      ? ['No relationship yet: baton doctor and the tab Sync Issues say what is missing.']
      : ['The first relationship in your CRM:', `  ${first.sentence}`, `  ${first.url}`];
  const steps = manual.flatMap(({ what, why, url }, index) => [
    `  ${String(index + 1)}. ${what}`,
    `     (${why})`,
    `     ${url}`,
  ]);
  return [
    ...found,
    '',
    'Left for you to do by hand:',
    ...steps,
    '',
    'Then start the service: npm run baton -- serve',
    '',
  ].join('\n');
}

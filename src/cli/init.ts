import { Command } from 'commander';

import { readConfig } from '../config/read-config.ts';
import type { AdminOrg } from '../install/admin-org.ts';
import { createLogger } from '../log/logger.ts';
import { openDatabase } from '../store/open-database.ts';
import { doctorExitCode, runDoctor } from './doctor.ts';
import { renderFindings } from './doctor/render-findings.ts';
import { ladderOf, type LadderOptions, withLadderOptions } from './install/ladder-options.ts';
import { type AdminOptions, earlySettings, factsPlaceOf, openOrg, withAdminOptions } from './install/open-install.ts';
import { runPlan, say } from './install/run-plan.ts';
import { connectOptions, databaseLocation, openService } from './open-service.ts';
import { policyDefaultsOf } from './policy-defaults.ts';
import { createProgress } from './progress.ts';
import { runOnce, type Summary } from './run-service.ts';
import { summaryInWords } from './summary-in-words.ts';
import { version } from './version.ts';

interface Options extends AdminOptions, LadderOptions {
  readonly forceApp: string;
  readonly integrationUser?: string;
  readonly fullLicence?: true;
  readonly takeOver?: true;
  readonly contactEmail?: string;
  readonly divisions: string;
  readonly sync: boolean;
  readonly json?: true;
}

/** `baton init`: from an org and an admin's login to the first relationship in the CRM. */
export function initCommand(): Command {
  return withLadderOptions(withAdminOptions(new Command('init')))
    .description('install Baton in an org and connect this service to it; safe to repeat, continues where it stopped')
    .option('--force-app <folder>', 'source of the package', 'force-app')
    .option('--integration-user <username>', 'a user who is there already, instead of a new one')
    .option('--full-licence', 'give the new user a Salesforce licence instead of Salesforce Integration')
    .option('--take-over', 'take the place of a Baton that was connected from elsewhere')
    .option('--contact-email <address>', 'where Salesforce writes to about the user and the app (default: your own)')
    .option('--divisions <field>', 'User field whose values name the divisions; none: make them yourself', 'Division')
    .option('--no-sync', 'stop before the first sync')
    .option('--json', 'print the result as one JSON line')
    .action(async (options: Options) => {
      process.exitCode = await runInit(options);
    });
}

async function runInit(options: Options): Promise<number> {
  const early = earlySettings(options.settings);
  const { installRoot, prepareInit } = await import('../install/init.ts');
  const org = await openOrg(options, early);
  const { context, steps } = await prepareInit({
    ...{ org, apiVersion: early.apiVersion, forceApp: options.forceApp, root: installRoot, say },
    settingsFile: options.settings,
    factsPlace: factsPlaceOf(early),
    fullLicence: options.fullLicence === true,
    takeOver: options.takeOver === true,
    divisionField: options.divisions,
    ladder: ladderOf(options),
    ...(options.integrationUser === undefined ? {} : { integrationUser: options.integrationUser }),
    ...(options.contactEmail === undefined ? {} : { contactEmail: options.contactEmail }),
  });
  return (await runPlan(context, steps, options)) ?? (await finish(org, options));
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

import { join } from 'node:path';

import type { Command } from 'commander';

import { type Environment, processEnvironment } from '../../config/read-config.ts';
import type { AdminOrg } from '../../install/admin-org.ts';
import type { FactsPlace } from '../../install/steps/leave-old-org.ts';

/** Options of every command that works on an org as its admin. */
export interface AdminOptions {
  readonly targetOrg: string;
  readonly yes?: true;
  readonly dryRun?: true;
  readonly settings: string;
}

/** What these commands have in common. */
export function withAdminOptions(command: Command): Command {
  return command
    .requiredOption('--target-org <alias>', 'the org, as your sf knows it: an alias or a username')
    .option('--dry-run', 'print the plan and change nothing')
    .option('--yes', 'go on without asking')
    .option('--settings <file>', 'settings file of the service', '.env');
}

/** Settings that count before there is a configuration. */
export interface EarlySettings {
  readonly environment: Environment;
  readonly apiVersion: string;
  readonly allowLocalOrg: boolean;
}

export function earlySettings(settingsFile: string): EarlySettings {
  const environment = processEnvironment(settingsFile);
  return {
    environment,
    apiVersion: environment['BATON_API_VERSION'] ?? '66.0',
    allowLocalOrg: /^(true|1|yes|on)$/i.test(environment['BATON_ALLOW_LOCAL_ORG'] ?? ''),
  };
}

/** Where the service keeps its facts. */
export function factsPlaceOf({ environment }: EarlySettings): FactsPlace {
  const url = environment['DATABASE_URL'];
  return url ? { url } : { folder: environment['BATON_DATA_FOLDER'] ?? join('.baton', 'data') };
}

/** Opens the org by the admin's own login. The Salesforce libraries are loaded here and nowhere before. */
export async function openOrg({ targetOrg }: AdminOptions, early: EarlySettings): Promise<AdminOrg> {
  const { openAdminOrg } = await import('../../install/open-admin-org.ts');
  return openAdminOrg({ targetOrg, apiVersion: early.apiVersion, allowLocalOrg: early.allowLocalOrg });
}

import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import { parseReply } from '../crm/parse-reply.ts';
import type { AdminOrg } from './admin-org.ts';
import { InstallError } from './install-errors.ts';
import type { PackageArchive } from './package-archive.ts';

/** One component that the org did not take. */
export interface ComponentFailure {
  readonly type: string;
  readonly name: string;
  /** In the org's words. */
  readonly problem: string;
}

export interface DeployState {
  readonly id: string;
  readonly isDone: boolean;
  readonly isSuccess: boolean;
  readonly status: string;
  readonly componentsDone: number;
  readonly componentsTotal: number;
  readonly failures: readonly ComponentFailure[];
}

export interface DeployOptions {
  /** Only looks whether the org would take it. */
  readonly checkOnly?: boolean;
  /** Components to take away that are not there are no failure. */
  readonly ignoreWarnings?: boolean;
  /** Called once the org has taken the order, so that somebody who is cut off can ask for it again. */
  readonly onStarted?: (deployId: string) => void;
  readonly onProgress?: (state: DeployState) => void;
}

/** The first look comes soon, the later ones less often. */
const FIRST_POLL_MS = 200;
const LONGEST_POLL_MS = 3_000;
const shownFailures = 8;

const failureSchema = z.looseObject({
  componentType: z.string().nullish(),
  fullName: z.string().nullish(),
  problem: z.string().nullish(),
});

const resultSchema = z.object({
  deployResult: z.looseObject({
    id: z.string().nullish(),
    done: z.boolean(),
    success: z.boolean(),
    status: z.string(),
    numberComponentsDeployed: z.number().default(0),
    numberComponentsTotal: z.number().default(0),
    errorMessage: z.string().nullish(),
    details: z.looseObject({ componentFailures: z.union([z.array(failureSchema), failureSchema]).nullish() }).nullish(),
  }),
});

const startedSchema = z.object({ id: z.string() });

/**
 * Sends a package and waits until the org has taken it. All or nothing: a failure leaves the org as it was.
 * @throws InstallError `INSTALL_DEPLOY_REFUSED` with the org's words for each component
 */
export async function deploy(
  org: AdminOrg,
  archive: PackageArchive,
  options: DeployOptions = {},
): Promise<DeployState> {
  const id = await startDeploy(org, archive, options);
  options.onStarted?.(id);
  return awaitDeploy(org, id, options);
}

/** Waits for a deploy that was started before. @throws InstallError `INSTALL_DEPLOY_REFUSED` */
export async function awaitDeploy(org: AdminOrg, id: string, options: DeployOptions = {}): Promise<DeployState> {
  for (let pollMs = FIRST_POLL_MS; ; pollMs = Math.min(pollMs * 2, LONGEST_POLL_MS)) {
    const state = await deployState(org, id);
    options.onProgress?.(state);
    if (state.isDone) {
      if (state.isSuccess) return state;
      throw refusal(state);
    }
    await sleep(pollMs);
  }
}

/** How a deploy stands. @throws CrmError where the org does not know it (any more) */
export async function deployState({ rest }: AdminOrg, id: string): Promise<DeployState> {
  const path = `/metadata/deployRequest/${id}?includeDetails=true`;
  const { deployResult } = parseReply(resultSchema, await rest.call({ method: 'GET', path }), 'The state of a deploy');
  const { details, errorMessage } = deployResult;
  const found = details?.componentFailures ?? [];
  const failures = (Array.isArray(found) ? found : [found]).map(({ componentType, fullName, problem }) => ({
    type: componentType ?? '',
    name: fullName ?? '',
    problem: problem ?? '',
  }));
  const whole = errorMessage == null ? [] : [{ type: 'package', name: '', problem: errorMessage }];
  return {
    id,
    isDone: deployResult.done,
    isSuccess: deployResult.success,
    status: deployResult.status,
    componentsDone: deployResult.numberComponentsDeployed,
    componentsTotal: deployResult.numberComponentsTotal,
    failures: failures.length > 0 ? failures : whole,
  };
}

async function startDeploy(org: AdminOrg, archive: PackageArchive, options: DeployOptions): Promise<string> {
  const form = new FormData();
  const deployOptions = {
    singlePackage: true,
    rollbackOnError: true,
    checkOnly: options.checkOnly === true,
    ignoreWarnings: options.ignoreWarnings === true,
  };
  form.append('entity_content', new Blob([JSON.stringify({ deployOptions })], { type: 'application/json' }));
  form.append('file', new Blob([new Uint8Array(archive.zip)], { type: 'application/zip' }), 'package.zip');
  return parseReply(startedSchema, await org.upload('/metadata/deployRequest', form), 'The reply to a deploy').id;
}

function refusal({ failures, status }: DeployState): InstallError {
  const lines = failures.slice(0, shownFailures).map(({ type, name, problem }) => `  - ${type} ${name}: ${problem}`);
  const more = failures.length - lines.length;
  const rest = more > 0 ? [`  - and ${String(more)} more`] : [];
  return new InstallError(
    'INSTALL_DEPLOY_REFUSED',
    [`The org did not take the package (${status}); nothing was changed.`, ...lines, ...rest].join('\n'),
    { actions: failures.length === 0 ? ['Look in Setup > Deployment Status.'] : fixesOf(failures) },
  );
}

const fixes: readonly (readonly [says: RegExp, fix: string])[] = [
  [
    /insufficient access|not have permission|no access|insufficient privileges/i,
    'Let an admin with Modify Metadata and Customize Application run the command.',
  ],
  [/maximum number of|limit|exceeded/i, 'Free what the message names: the org has reached a limit of its edition.'],
  [/duplicate|already (in use|exists)/i, 'Rename or delete what has the same name in the org, then start again.'],
  [
    /not available|not enabled|unknown user permission|cannot find|no .* named/i,
    'Switch on in the org what the message names as missing.',
  ],
];

function fixesOf(failures: readonly ComponentFailure[]): readonly string[] {
  const found = fixes.filter(([says]) => failures.some(({ problem }) => says.test(problem))).map(([, fix]) => fix);
  return [...found, 'Then start the same command again: it continues where it stopped.'];
}

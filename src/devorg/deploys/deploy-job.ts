import { prepare } from '../data/index.ts';
import type { Org } from '../org.ts';
import type { DeployMessage } from './run-deploy.ts';
import type { ZipFiles } from './zip.ts';

type DeployStatus = 'Pending' | 'InProgress' | 'Succeeded' | 'Failed' | 'Canceled';

/** What a client asks of a deploy; the rest of its options is taken and has no meaning here. */
export interface DeployOptions {
  readonly checkOnly: boolean;
  readonly ignoreWarnings: boolean;
  readonly rollbackOnError: boolean;
  readonly singlePackage: boolean;
  readonly runTests: boolean;
}

/** A deploy, from its upload to its end. Times are in ms of the org's clock. */
export interface DeployJob {
  readonly id: string;
  readonly userId: string;
  readonly options: DeployOptions;
  readonly archive: ZipFiles;
  readonly createdAt: number;
  status: DeployStatus;
  startedAt?: number;
  completedAt?: number;
  messages: readonly DeployMessage[];
  /** Why the deploy as a whole came to nothing, where no component is to blame. */
  error?: string;
}

/** True once nothing more will happen. */
export function isDone({ status }: DeployJob): boolean {
  return status === 'Succeeded' || status === 'Failed' || status === 'Canceled';
}

/** A deploy as the Metadata API tells it. */
export function describeDeploy(org: Org, job: DeployJob, includeDetails: boolean): Record<string, unknown> {
  const failures = job.messages.filter(({ success }) => !success);
  const successes = job.messages.filter(({ success }) => success);
  const user = prepare(org.database, 'SELECT "Name" AS name FROM "User" WHERE "Id" = ?').get(job.userId);
  return {
    id: job.id,
    status: job.status,
    done: isDone(job),
    success: job.status === 'Succeeded',
    checkOnly: job.options.checkOnly,
    ignoreWarnings: job.options.ignoreWarnings,
    rollbackOnError: job.options.rollbackOnError,
    runTestsEnabled: job.options.runTests,
    numberComponentErrors: failures.length,
    numberComponentsDeployed: successes.length,
    numberComponentsTotal: job.messages.length,
    numberTestErrors: 0,
    numberTestsCompleted: 0,
    numberTestsTotal: 0,
    numberFiles: job.archive.size,
    createdBy: job.userId.slice(0, 15),
    createdByName: user?.['name'] ?? null,
    createdDate: dateOf(job.createdAt),
    startDate: dateOf(job.startedAt),
    lastModifiedDate: dateOf(job.completedAt ?? job.startedAt ?? job.createdAt),
    completedDate: dateOf(job.completedAt),
    ...(job.error !== undefined && { errorMessage: job.error, errorStatusCode: 'UNKNOWN_EXCEPTION' }),
    details: includeDetails ? detailsOf(job, failures, successes) : null,
  };
}

function detailsOf(
  job: DeployJob,
  failures: readonly DeployMessage[],
  successes: readonly DeployMessage[],
): Record<string, unknown> {
  return {
    componentFailures: failures.map((message) => describeMessage(job, message)),
    componentSuccesses: successes.map((message) => describeMessage(job, message)),
    // There is no Apex, hence no test of it.
    runTestResult: {
      ...{ numFailures: 0, numTestsRun: 0, totalTime: 0, apexLogId: null },
      ...{ successes: [], failures: [], codeCoverage: [], codeCoverageWarnings: [] },
      ...{ flowCoverage: [], flowCoverageWarnings: [] },
    },
  };
}

function describeMessage(job: DeployJob, message: DeployMessage): Record<string, unknown> {
  const { type, fullName, fileName, success, created, changed, deleted, problem, problemType, line } = message;
  return {
    componentType: type,
    fullName,
    fileName,
    ...{ success, created, changed, deleted, warning: problemType === 'Warning' },
    createdDate: dateOf(job.completedAt),
    ...(problem !== undefined && { problem, problemType }),
    ...(line !== undefined && !success && { lineNumber: line, columnNumber: 1 }),
  };
}

function dateOf(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString().replace('Z', '+0000');
}

import type { Request, Response } from 'express';

import type { Viewer } from '../access/viewer.ts';
import type { ApiReply, Call, Route } from '../api/context.ts';
import { asRecord } from '../api/json.ts';
import { readBytes } from '../api/read-body.ts';
import { sendReply } from '../api/reply.ts';
import { ApiError } from '../api-error.ts';
import { type DeployJob, type DeployOptions, describeDeploy } from './deploy-job.ts';
import { readMultipart } from './multipart.ts';
import { readPackageArchive } from './package-archive.ts';

const PATH = 'metadata/deployRequest';

/** The Metadata API over REST: deploy an archive, look how it goes, take it back. */
export const deployRoutes: readonly Route[] = [
  { path: PATH, handlers: {}, streams: { POST: start } },
  { path: `${PATH}/:id`, handlers: { GET: look, PATCH: cancel } },
];

async function start(call: Call, req: Request, res: Response): Promise<void> {
  checkMayDeploy(call.viewer);
  const parts = readMultipart(await readBytes(req), req.get('content-type') ?? '');
  // Clients name the part with the options as they like; its type tells it.
  const json = parts?.find(({ contentType }) => contentType === 'application/json')?.content;
  const file = parts?.find(({ name }) => name === 'file')?.content;
  if (json === undefined || file === undefined) {
    throw new ApiError(
      400,
      'INVALID_MULTIPART_REQUEST',
      'A deploy needs two parts: options as application/json, and file.',
    );
  }
  const options = readDeployOptions(asRecord(parsed(json))['deployOptions']);
  const { context, viewer, request } = call;
  const job = context.deploys.add(viewer.userId, readPackageArchive(file, options.singlePackage), options);
  const url = `${context.instanceUrl}/services/data/v${request.version}/${PATH}/${job.id}`;
  const body = { ...shown(call, job, false), deployOptions: options, url };
  await sendReply(req, res, { status: 201, body });
}

/** Deploying takes a permission of its own, or all of them. @throws ApiError INSUFFICIENT_ACCESS */
export function checkMayDeploy(viewer: Viewer): void {
  if (viewer.hasSystemPermission('ModifyMetadata') || viewer.hasSystemPermission('ModifyAllData')) return;
  const message = 'use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions';
  throw new ApiError(403, 'INSUFFICIENT_ACCESS', message);
}

/** The options of a deploy as JSON has them; what is not given has the platform's default. */
export function readDeployOptions(given: unknown): DeployOptions {
  const options = asRecord(given);
  const isTrue = (name: string): boolean => String(options[name]) === 'true';
  return {
    checkOnly: isTrue('checkOnly'),
    ignoreWarnings: isTrue('ignoreWarnings'),
    rollbackOnError: isTrue('rollbackOnError'),
    singlePackage: isTrue('singlePackage'),
    runTests: typeof options['testLevel'] === 'string' && options['testLevel'] !== 'NoTestRun',
  };
}

function parsed(json: Buffer): unknown {
  try {
    return JSON.parse(json.toString('utf8'));
  } catch {
    throw new ApiError(400, 'JSON_PARSER_ERROR', 'The part json is no JSON.');
  }
}

function look(call: Call): ApiReply {
  const includeDetails = call.request.query.get('includeDetails') === 'true';
  return { status: 200, body: shown(call, findDeploy(call), includeDetails) };
}

function cancel(call: Call): ApiReply {
  const job = findDeploy(call);
  if (asRecord(asRecord(call.request.body)['deployResult'])['status'] !== 'Canceling') {
    throw new ApiError(400, 'INVALID_INPUT', 'The only change of a deploy is {"deployResult":{"status":"Canceling"}}.');
  }
  if (!call.context.deploys.cancel(job)) {
    throw new ApiError(400, 'INVALID_ID_FIELD', `Deployment ${job.id} is over and can't be canceled.`);
  }
  return { status: 202, body: shown(call, job, false) };
}

function shown({ context }: Call, job: DeployJob, includeDetails: boolean): Record<string, unknown> {
  return { id: job.id, validatedDeployRequestId: null, deployResult: describeDeploy(context.org, job, includeDetails) };
}

function findDeploy({ context, viewer, params }: Call): DeployJob {
  checkMayDeploy(viewer);
  const job = context.deploys.find(params['id'] ?? '');
  if (job === undefined) throw new ApiError(404, 'NOT_FOUND', `There is no deploy ${params['id'] ?? ''}.`);
  return job;
}

import { type NextFunction, type Request, type Response, Router } from 'express';

import { viewerFor } from '../access/viewer.ts';
import { checkCaller } from '../api/check-caller.ts';
import type { DevorgContext } from '../api/context.ts';
import { readBytes } from '../api/read-body.ts';
import { checkMayDeploy } from '../deploys/deploy-routes.ts';
import { innerText, readEnvelope, type SoapCall, SoapFault, writeAnswer, writeFault } from './envelope.ts';
import { faultOf, operations } from './operations.ts';
import { RetrieveJobs } from './retrieve-jobs.ts';

/** Whose consumer keys are told by rules of their own, further on. */
const KEYS = 'ExtlClntAppGlobalOauthSettings';

/** The Metadata API over SOAP: what the CLI asks unless it is told to use REST, and what REST has not. */
export function soapRoutes(context: DevorgContext): Router {
  const router = Router();
  const retrieves = new RetrieveJobs(context.org);
  router.post('/services/Soap/m/:version', async (req, res, next) => {
    const text = (await readBytes(req)).toString('utf8');
    answer({ context, retrieves, text }, req, res, next);
  });
  return router;
}

interface Asked {
  readonly context: DevorgContext;
  readonly retrieves: RetrieveJobs;
  readonly text: string;
}

function answer({ context, retrieves, text }: Asked, req: Request, res: Response, next: NextFunction): void {
  try {
    const call = readEnvelope(text);
    if (call.operation === 'readMetadata' && innerText(call.body, 'type') === KEYS) {
      req.body = text;
      next();
      return;
    }
    const session = checkCaller(context, call.sessionId);
    context.usage.count(1);
    context.callLog.add(`POST /Soap/m ${call.operation}`, 1);
    const viewer = viewerFor(context.org, session.userId);
    checkMayDeploy(viewer);
    const version = String(req.params['version'] ?? '');
    const result = operationOf(call)({ context, retrieves, viewer, version }, call);
    send(res, 200, writeAnswer(call.operation, result));
  } catch (error) {
    send(res, 500, writeFault(faultOf(error)));
  }
}

function operationOf({ operation }: SoapCall): (typeof operations)[string] {
  const found = operations[operation];
  if (found) return found;
  throw new SoapFault('UNSUPPORTED_API_VERSION', `The org in a box does not offer ${operation} of the Metadata API`);
}

function send(res: Response, status: number, text: string): void {
  res.status(status).type('text/xml').send(text);
}

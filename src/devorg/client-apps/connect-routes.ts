import type { ApiReply, Call, Route } from '../api/context.ts';
import { ApiError } from '../api-error.ts';
import { valueOf } from '../metadata/xml.ts';
import { type DeployedApp, deployedApps } from './deployed-apps.ts';
import { keyRules } from './key-rules.ts';

const CREDENTIALS = 'apps/oauth/credentials';
/** Prefix of an OAuth consumer. */
const CONSUMER = '888';

/** The part of the Connect REST API that tells an admin the apps of the org and their consumer keys. */
export const clientAppRoutes: readonly Route[] = [
  { path: 'apps/oauth/usage', handlers: { GET: usage } },
  { path: `${CREDENTIALS}/:app`, handlers: { GET: consumers } },
  { path: `${CREDENTIALS}/:app/:consumer`, handlers: { GET: consumer } },
];

function usage(call: Call): ApiReply {
  checkMayManage(call);
  const apps = deployedApps(call.context.org).map(({ id, name, label }) => ({
    ...{ identifier: id, developerName: name, label, type: 'EXTERNAL_CLIENT_APP' },
  }));
  return { status: 200, body: { apps } };
}

function consumers(call: Call): ApiReply {
  const app = findApp(call);
  const id = consumerId(app);
  const url = `/services/data/v${call.request.version}/${CREDENTIALS}/${app.id}/${id}`;
  return { status: 200, body: { consumers: app.global === undefined ? [] : [{ id, name: app.label, url }] } };
}

function consumer(call: Call): ApiReply {
  const app = findApp(call);
  if (app.global === undefined || call.params['consumer'] !== consumerId(app)) throw notThere();
  const part = call.request.query.get('part') ?? 'key';
  return {
    status: 200,
    body: {
      id: consumerId(app),
      ...(part.includes('key') ? { key: valueOf(app.global, 'consumerKey') } : {}),
      ...(part.includes('secret') ? { secret: valueOf(app.global, 'consumerSecret') } : {}),
    },
  };
}

function findApp(call: Call): DeployedApp {
  checkMayManage(call);
  if (!keyRules(call.context.org).byConnect) {
    throw new ApiError(403, 'FUNCTIONALITY_NOT_ENABLED', 'This feature is not currently enabled for this user.');
  }
  const id = call.params['app'] ?? '';
  const app = deployedApps(call.context.org).find((one) => one.id.slice(0, 15) === id.slice(0, 15));
  if (app === undefined) throw notThere();
  return app;
}

function checkMayManage({ viewer }: Call): void {
  if (viewer.hasSystemPermission('CustomizeApplication')) return;
  throw new ApiError(403, 'INSUFFICIENT_ACCESS', 'insufficient access rights on resource');
}

function consumerId({ id }: DeployedApp): string {
  return `${CONSUMER}${id.slice(3)}`;
}

function notThere(): ApiError {
  return new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
}

import type { ApiReply, Call, Route } from './context.ts';

const resources = [
  'sobjects',
  'query',
  'queryAll',
  'composite',
  'limits',
  'actions',
  'jobs',
  'ui-api',
  'graphql',
  'metadata',
];

/** `GET /services/data/vNN.0`: what there is, and who asks. */
export const rootRoutes: readonly Route[] = [{ path: '', handlers: { GET: root } }];

function root({ context, session, request }: Call): ApiReply {
  const body: Record<string, string> = {};
  for (const name of resources) body[name] = `/services/data/v${request.version}/${name}`;
  body['identity'] = `${context.instanceUrl}/id/${context.org.id}/${session.userId}`;
  return { status: 200, body };
}

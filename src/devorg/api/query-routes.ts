import { ApiError } from '../api-error.ts';
import { firstPage, nextPage, queryColumns } from '../soql/index.ts';
import type { ApiReply, Call, Route } from './context.ts';

/** SOQL. Only GET: a query too long for a URI goes through `/composite`. */
export const queryRoutes: readonly Route[] = [
  { path: 'query', handlers: { GET: (call) => query(call, false) }, inComposite: 'limited' },
  { path: 'queryAll', handlers: { GET: (call) => query(call, true) }, inComposite: 'limited' },
  { path: 'query/:locator', handlers: { GET: more }, inComposite: 'limited' },
  { path: 'queryAll/:locator', handlers: { GET: more }, inComposite: 'limited' },
];

function query({ context, viewer, request }: Call, all: boolean): ApiReply {
  const soql = request.query.get('q')?.trim() ?? '';
  if (soql === '') {
    throw new ApiError(400, 'MALFORMED_QUERY', 'A query string has to be specified');
  }
  if (request.query.get('columns') === 'true') return { status: 200, body: queryColumns(context.org, viewer, soql) };
  const batchSize = batchSizeOf(request.headers['sforce-query-options']);
  const options = { all, version: request.version, ...(batchSize === undefined ? {} : { batchSize }) };
  return { status: 200, body: firstPage(context.org, viewer, soql, options) };
}

function more({ context, viewer, request, params }: Call): ApiReply {
  const page = nextPage(context.org, viewer, params['locator'] ?? '', { version: request.version });
  return { status: 200, body: page };
}

/** From `Sforce-Query-Options: batchSize=500`. */
function batchSizeOf(header: string | undefined): number | undefined {
  const text = /\bbatchSize\s*=\s*(\d+)/i.exec(header ?? '')?.[1];
  return text === undefined ? undefined : Number(text);
}

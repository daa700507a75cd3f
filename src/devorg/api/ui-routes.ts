import { executeGraphql, type GraphqlRequest } from '../graphql/index.ts';
import {
  createUiRecord,
  deleteUiRecord,
  objectInfo,
  readUiRecord,
  type UiValues,
  updateUiRecord,
} from '../ui-api/index.ts';
import type { ApiReply, Call, Route } from './context.ts';
import { asRecord } from './json.ts';

/** What panels speak: GraphQL, and the UI API behind Lightning Data Service. */
export const uiRoutes: readonly Route[] = [
  { path: 'graphql', handlers: { POST: graphql } },
  { path: 'ui-api/object-info/:object', handlers: { GET: describe } },
  { path: 'ui-api/records', handlers: { POST: create } },
  { path: 'ui-api/records/:id', handlers: { GET: read, PATCH: update, DELETE: remove } },
];

function graphql({ context, viewer, request }: Call): ApiReply {
  const body = asRecord(request.body);
  const query = typeof body['query'] === 'string' ? body['query'] : '';
  return { status: 200, body: executeGraphql(context.org, viewer, { ...(body as Partial<GraphqlRequest>), query }) };
}

function describe({ context, viewer, params }: Call): ApiReply {
  return { status: 200, body: objectInfo(context.org, viewer, params['object'] ?? '') };
}

function read({ context, viewer, request, params }: Call): ApiReply {
  const wanted = { ...namesIn(request.query, 'fields'), ...namesIn(request.query, 'optionalFields') };
  return { status: 200, body: readUiRecord(context.org, viewer, params['id'] ?? '', wanted) };
}

function create({ context, viewer, request }: Call): ApiReply {
  return { status: 201, body: createUiRecord(context.org, viewer, asRecord(request.body)) };
}

function update({ context, viewer, request, params }: Call): ApiReply {
  const { fields } = asRecord(request.body);
  const input = { fields: asRecord(fields) as UiValues };
  return { status: 200, body: updateUiRecord(context.org, viewer, params['id'] ?? '', input) };
}

function remove({ context, viewer, params }: Call): ApiReply {
  deleteUiRecord(context.org, viewer, params['id'] ?? '');
  return { status: 204 };
}

/** `?fields=Account.Name,Account.Phone` */
function namesIn(query: URLSearchParams, name: string): Record<string, string[]> {
  const list = query.get(name);
  return list === null ? {} : { [name]: list.split(',').map((field) => field.trim()) };
}

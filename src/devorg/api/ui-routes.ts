import { ApiError } from '../api-error.ts';
import { executeGraphql } from '../graphql/index.ts';
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

/** What panels read and write through: UI API and GraphQL. */
export const uiRoutes: readonly Route[] = [
  { path: 'ui-api/records', handlers: { POST: create } },
  { path: 'ui-api/records/:id', handlers: { GET: read, PATCH: update, DELETE: remove } },
  { path: 'ui-api/object-info/:object', handlers: { GET: describe } },
  { path: 'graphql', handlers: { POST: graphql } },
];

function read({ context, viewer, request, params }: Call): ApiReply {
  const fields = namesIn(request.query, 'fields');
  const optionalFields = namesIn(request.query, 'optionalFields');
  const wanted = { ...(fields && { fields }), ...(optionalFields && { optionalFields }) };
  return { status: 200, body: readUiRecord(context.org, viewer, params['id'] ?? '', wanted) };
}

function create({ context, viewer, request }: Call): ApiReply {
  const { apiName } = asRecord(request.body);
  const input = { ...(typeof apiName === 'string' && { apiName }), fields: fieldsOf(request.body) };
  return { status: 201, body: createUiRecord(context.org, viewer, input) };
}

function update({ context, viewer, request, params }: Call): ApiReply {
  const fields = fieldsOf(request.body);
  return { status: 200, body: updateUiRecord(context.org, viewer, params['id'] ?? '', { fields }) };
}

function remove({ context, viewer, params }: Call): ApiReply {
  deleteUiRecord(context.org, viewer, params['id'] ?? '');
  return { status: 204 };
}

function describe({ context, viewer, params }: Call): ApiReply {
  return { status: 200, body: objectInfo(context.org, viewer, params['object'] ?? '') };
}

/** Always 200 once the request can be read: what is wrong with it stands in `errors`. */
function graphql({ context, viewer, request }: Call): ApiReply {
  const { query, variables, operationName } = asRecord(request.body);
  if (typeof query !== 'string') throw new ApiError(400, 'JSON_PARSER_ERROR', 'The request body needs a query');
  const document = {
    query,
    variables: asRecord(variables),
    ...(typeof operationName === 'string' && { operationName }),
  };
  return { status: 200, body: executeGraphql(context.org, viewer, document) };
}

function fieldsOf(body: unknown): UiValues {
  // What a value may be is checked where it is saved.
  return asRecord(asRecord(body)['fields']) as UiValues;
}

/** Names separated by commas, given once or several times; undefined where the parameter is absent. */
function namesIn(query: URLSearchParams, name: string): string[] | undefined {
  const given = query.getAll(name);
  if (given.length === 0) return undefined;
  return given
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

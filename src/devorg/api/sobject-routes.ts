import type { Viewer } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import { describeGlobal, describeSObject } from '../describe/index.ts';
import type { Org } from '../org.ts';
import {
  AmbiguousKeyError,
  createRecord,
  deleteRecord,
  readRecord,
  updateRecord,
  upsertRecord,
} from '../records/index.ts';
import type { SObject } from '../schema.ts';
import type { ApiReply, Call, Route } from './context.ts';
import { findByKey } from './external-id.ts';
import { asRecord } from './json.ts';
import { recordUrl } from './record-url.ts';
import { notFound } from './route.ts';
import { answerUnlessUnchanged } from './unchanged.ts';

/** Objects and single records. */
export const sobjectRoutes: readonly Route[] = [
  { path: 'sobjects', handlers: { GET: listObjects }, inComposite: 'yes' },
  { path: 'sobjects/:object', handlers: { GET: showObject, POST: create }, inComposite: 'yes' },
  { path: 'sobjects/:object/describe', handlers: { GET: describe }, inComposite: 'yes' },
  { path: 'sobjects/:object/:id', handlers: { GET: read, PATCH: update, DELETE: remove }, inComposite: 'yes' },
  {
    path: 'sobjects/:object/:key/:value',
    handlers: { GET: readByKey, PATCH: upsertByKey, DELETE: removeByKey },
    inComposite: 'yes',
  },
];

/** The object that a path names, as far as the caller may know of it. */
export function objectOf({ context, viewer, params }: Call): SObject {
  const object = context.org.schema.object(params['object'] ?? '');
  if (object === undefined || !viewer.mayObject(object.name, 'read')) throw notFound();
  return object;
}

function listObjects(call: Call): ApiReply {
  return answerUnlessUnchanged(call, () => describeGlobal(call.context.org, call.viewer));
}

function describe(call: Call): ApiReply {
  const object = objectOf(call);
  return answerUnlessUnchanged(call, () => describeSObject(call.context.org, call.viewer, object.name));
}

function showObject(call: Call): ApiReply {
  const object = objectOf(call);
  const { sobjects } = describeGlobal(call.context.org, call.viewer) as { sobjects: { name: string }[] };
  const objectDescribe = sobjects.find(({ name }) => name === object.name);
  return { status: 200, body: { objectDescribe, recentItems: [] } };
}

function create(call: Call): ApiReply {
  const object = objectOf(call);
  const id = createRecord(call.context.org, call.viewer, object.name, valuesOf(call));
  const headers = { Location: recordUrl(call.request.version, object.name, id) };
  return { status: 201, headers, body: { id, success: true, errors: [] } };
}

function read(call: Call): ApiReply {
  return readOne(call, objectOf(call), call.params['id'] ?? '');
}

function update(call: Call): ApiReply {
  const object = objectOf(call);
  updateRecord(call.context.org, call.viewer, object.name, call.params['id'] ?? '', valuesOf(call));
  return { status: 204 };
}

function remove(call: Call): ApiReply {
  deleteRecord(call.context.org, call.viewer, objectOf(call).name, call.params['id'] ?? '');
  return { status: 204 };
}

function readByKey(call: Call): ApiReply {
  const object = objectOf(call);
  const found = idByKey(call, object);
  return typeof found === 'string' ? readOne(call, object, found) : found;
}

function upsertByKey(call: Call): ApiReply {
  const object = objectOf(call);
  const { key = '', value = '' } = call.params;
  const saved = upsertUnlessAmbiguous(call, object, key, value);
  if (saved instanceof AmbiguousKeyError) return choices(call, object, saved.ids);
  const body = { id: saved.id, success: true, errors: [], created: saved.created };
  const headers = { Location: recordUrl(call.request.version, object.name, saved.id) };
  return saved.created ? { status: 201, headers, body } : { status: 200, body };
}

function upsertUnlessAmbiguous(
  call: Call,
  object: SObject,
  key: string,
  value: string,
): { id: string; created: boolean } | AmbiguousKeyError {
  try {
    return upsertRecord(call.context.org, call.viewer, object.name, key, value, valuesOf(call));
  } catch (error) {
    if (error instanceof AmbiguousKeyError) return error;
    throw error;
  }
}

function removeByKey(call: Call): ApiReply {
  const object = objectOf(call);
  const found = idByKey(call, object);
  if (typeof found !== 'string') return found;
  deleteRecord(call.context.org, call.viewer, object.name, found);
  return { status: 204 };
}

function readOne({ context, viewer, request }: Call, object: SObject, id: string): ApiReply {
  const fields = request.query
    .get('fields')
    ?.split(',')
    .map((name) => name.trim());
  return { status: 200, body: readWithUrl(context.org, viewer, { object, id, fields, version: request.version }) };
}

interface Reading {
  readonly object: SObject;
  readonly id: string;
  readonly fields: readonly string[] | undefined;
  readonly version: string;
}

/** A record with type and address in its `attributes`, as every REST answer shows it. */
export function readWithUrl(org: Org, viewer: Viewer, { object, id, fields, version }: Reading): unknown {
  const { attributes, ...values } = readRecord(org, viewer, object.name, id, fields);
  return { attributes: { ...attributes, url: recordUrl(version, object.name, String(values['Id'])) }, ...values };
}

function idByKey(call: Call, object: SObject): string | ApiReply {
  const { key = '', value = '' } = call.params;
  const matches = findByKey(call.context.org, call.viewer, object, key, value);
  if (matches.length > 1) return choices(call, object, matches);
  const [id] = matches;
  if (id === undefined) throw notFound();
  return id;
}

function choices({ request }: Call, object: SObject, ids: readonly string[]): ApiReply {
  return { status: 300, body: ids.map((id) => recordUrl(request.version, object.name, id)) };
}

function valuesOf({ request }: Call): Record<string, unknown> {
  if (request.body === undefined) {
    throw new ApiError(400, 'JSON_PARSER_ERROR', 'No content to map to Object due to end of input');
  }
  return asRecord(request.body);
}

import { ApiError } from '../api-error.ts';
import { inTransaction } from '../data/index.ts';
import { saveAll, type SaveOperation, type SaveResult } from '../records/index.ts';
import type { ApiReply, Call, Route } from './context.ts';
import { asRecord } from './json.ts';
import { objectOf, readWithUrl } from './sobject-routes.ts';

/** sObject Collections take at most 200 records a call to write, 2,000 to read. */
const maxWritten = 200;
const maxRead = 2000;

/** Many records in one call: each with its own result, in the order of the request. */
export const collectionRoutes: readonly Route[] = [
  { path: 'composite/sobjects', handlers: { POST: create, PATCH: update, DELETE: remove }, inComposite: 'limited' },
  { path: 'composite/sobjects/:object', handlers: { GET: readByQuery, POST: readByBody }, inComposite: 'limited' },
  { path: 'composite/sobjects/:object/:key', handlers: { PATCH: upsert }, inComposite: 'limited' },
];

function create(call: Call): ApiReply {
  return save(call, { kind: 'create' }, recordsOf(call), isAllOrNone(call));
}

function update(call: Call): ApiReply {
  return save(call, { kind: 'update' }, recordsOf(call), isAllOrNone(call));
}

function upsert(call: Call): ApiReply {
  const externalIdField = call.params['key'] ?? '';
  const operation = { kind: 'upsert', objectName: objectOf(call).name, externalIdField } as const;
  return save(call, operation, recordsOf(call), isAllOrNone(call));
}

function remove(call: Call): ApiReply {
  const ids = listOf(call.request.query.get('ids'));
  const records = ids.map((id) => ({ Id: id }));
  return save(call, { kind: 'delete' }, records, call.request.query.get('allOrNone') === 'true');
}

function save(
  { context, viewer }: Call,
  operation: SaveOperation,
  records: readonly Record<string, unknown>[],
  allOrNone: boolean,
): ApiReply {
  checkCount(records.length, maxWritten);
  const results = saveAll(context.org, viewer, operation, records, { allOrNone });
  return { status: 200, body: results.map((result) => shown(result, operation)) };
}

/** Without an id where none was made; upserts also say which they were. */
function shown({ id, success, created, errors }: SaveResult, { kind }: SaveOperation): Record<string, unknown> {
  const upserted = kind === 'upsert' ? { created } : {};
  return { ...(id === null ? {} : { id }), success, errors, ...upserted };
}

function readByQuery(call: Call): ApiReply {
  const { query } = call.request;
  return read(call, listOf(query.get('ids')), listOf(query.get('fields')));
}

function readByBody(call: Call): ApiReply {
  const { ids, fields } = asRecord(call.request.body);
  return read(call, texts(ids), texts(fields));
}

function read(call: Call, ids: readonly string[], fields: readonly string[]): ApiReply {
  checkCount(ids.length, maxRead);
  if (fields.length === 0) throw new ApiError(400, 'MALFORMED_QUERY', 'At least one field is required: fields');
  const object = objectOf(call);
  const { context, viewer, request } = call;
  const one = (id: string): unknown => {
    try {
      return readWithUrl(context.org, viewer, { object, id, fields, version: request.version });
    } catch (error) {
      // A record that is not there, or not for this viewer, leaves its place in the list empty.
      if (error instanceof ApiError && error.status === 404) return null;
      throw error;
    }
  };
  return { status: 200, body: inTransaction(context.org.database, () => ids.map(one)) };
}

function recordsOf({ request }: Call): Record<string, unknown>[] {
  const { records } = asRecord(request.body);
  return Array.isArray(records) ? records.map(asRecord) : [];
}

function isAllOrNone({ request }: Call): boolean {
  return asRecord(request.body)['allOrNone'] === true;
}

function listOf(text: string | null): string[] {
  return (text ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function checkCount(count: number, max: number): void {
  if (count === 0) throw new ApiError(400, 'INVALID_INPUT', 'At least 1 record is required');
  if (count <= max) return;
  const message = `record limit reached. cannot submit more than ${max} records into this call`;
  throw new ApiError(400, 'EXCEEDED_ID_LIMIT', message);
}

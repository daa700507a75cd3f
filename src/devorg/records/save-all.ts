import type { Viewer } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import { inTransaction } from '../data/index.ts';
import type { Org } from '../org.ts';
import type { SObject } from '../schema.ts';
import { createRecord } from './create-record.ts';
import { deleteRecord } from './delete-record.ts';
import type { RecordValues } from './field-values.ts';
import { updateRecord } from './update-record.ts';
import { upsertRecord } from './upsert-record.ts';
import { checkId, visibleObject } from './visible-object.ts';

/** What is to be done with each record. */
export interface SaveOperation {
  readonly kind: 'create' | 'update' | 'upsert' | 'delete' | 'hardDelete';
  /** The object of all records; where it is absent, each record's `attributes.type` says it. */
  readonly objectName?: string;
  /** For upserts. */
  readonly externalIdField?: string;
}

/** How it went with one record, as collections report it. */
export interface SaveResult {
  readonly id: string | null;
  readonly success: boolean;
  readonly created: boolean;
  readonly errors: readonly { statusCode: string; message: string; fields: readonly string[] }[];
}

/** Thrown through the transaction to undo it. */
class RolledBack extends Error {}

/**
 * Saves records in order, in one transaction.
 * @param records values by field name; updates and deletions carry `Id` (or `id`)
 * @param options.allOrNone one failure undoes all
 * @returns one result a record, in the order of the records
 */
export function saveAll(
  org: Org,
  viewer: Viewer,
  operation: SaveOperation,
  records: readonly RecordValues[],
  options: { readonly allOrNone: boolean },
): SaveResult[] {
  let results: SaveResult[] = [];
  try {
    inTransaction(org.database, () => {
      results = records.map((record) => saveOne(org, viewer, operation, record));
      if (options.allOrNone && results.some((result) => !result.success)) throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    // Who may see what can have been changed and changed back.
    org.accessVersion += 1;
    results = results.map((result) => (result.success ? rolledBack() : result));
  }
  return results;
}

function saveOne(org: Org, viewer: Viewer, operation: SaveOperation, record: RecordValues): SaveResult {
  try {
    const { id, created } = inTransaction(org.database, () => save(org, viewer, operation, record));
    return { id, success: true, created, errors: [] };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { id } = splitId(record);
    return {
      id: operation.kind === 'create' || typeof id !== 'string' ? null : id,
      success: false,
      created: false,
      errors: [{ statusCode: statusCode(error, operation), message: message(error, operation), fields: error.fields }],
    };
  }
}

function save(
  org: Org,
  viewer: Viewer,
  operation: SaveOperation,
  record: RecordValues,
): { id: string; created: boolean } {
  const { id, values } = splitId(record);
  const objectName = operation.objectName ?? typeOf(record) ?? typeOfId(org, id);
  switch (operation.kind) {
    case 'create':
      return { id: createRecord(org, viewer, objectName, record), created: true };
    case 'upsert': {
      const key = operation.externalIdField ?? 'Id';
      const keyValue = key.toLowerCase() === 'id' ? id : fieldOf(record, key);
      if (keyValue === id && typeof id === 'string') checkId(visibleObject(org, viewer, objectName), id);
      return upsertRecord(org, viewer, objectName, key, keyValue, values);
    }
    case 'update':
      updateRecord(org, viewer, objectName, checkedId(visibleObject(org, viewer, objectName), id, 'update'), values);
      break;
    default:
      deleteRecord(org, viewer, objectName, checkedId(visibleObject(org, viewer, objectName), id, 'delete'), {
        hard: operation.kind === 'hardDelete',
      });
  }
  return { id: String(id), created: false };
}

function splitId(record: RecordValues): { id: unknown; values: RecordValues } {
  const entries = Object.entries(record);
  const isId = ([name]: [string, unknown]): boolean => name.toLowerCase() === 'id';
  return { id: entries.find(isId)?.[1], values: Object.fromEntries(entries.filter((entry) => !isId(entry))) };
}

function fieldOf(record: RecordValues, name: string): unknown {
  return Object.entries(record).find(([one]) => one.toLowerCase() === name.toLowerCase())?.[1];
}

function typeOf(record: RecordValues): string | undefined {
  const type = (record['attributes'] as { type?: unknown } | null | undefined)?.type;
  return typeof type === 'string' ? type : undefined;
}

function typeOfId(org: Org, id: unknown): string {
  const object = typeof id === 'string' ? org.schema.byKeyPrefix(id.slice(0, 3)) : undefined;
  if (!object) throw new ApiError(400, 'MALFORMED_ID', `malformed id ${String(id)}`, ['Id']);
  return object.name;
}

function checkedId(object: SObject, id: unknown, operation: string): string {
  if (typeof id === 'string' && id !== '') {
    checkId(object, id);
    return id;
  }
  const article = operation === 'update' ? 'an' : 'a';
  throw new ApiError(400, 'MISSING_ARGUMENT', `Id not specified in ${article} ${operation} call`);
}

/** A missing row is a missing address where a single record is asked for, and a wrong id where many are. */
function isMissingRow(error: ApiError, { kind }: SaveOperation): boolean {
  return error.errorCode === 'NOT_FOUND' && error.message.startsWith('The requested') && kind !== 'create';
}

function statusCode(error: ApiError, operation: SaveOperation): string {
  return isMissingRow(error, operation) ? 'INVALID_CROSS_REFERENCE_KEY' : error.errorCode;
}

function message(error: ApiError, operation: SaveOperation): string {
  return isMissingRow(error, operation) ? 'invalid cross reference id' : error.message;
}

function rolledBack(): SaveResult {
  const text = 'Record rolled back because not all records were valid and the request was using AllOrNone header';
  return {
    id: null,
    success: false,
    created: false,
    errors: [{ statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK', message: text, fields: [] }],
  };
}

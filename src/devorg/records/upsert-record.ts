import type { Viewer } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import { inTransaction } from '../data/index.ts';
import type { Org } from '../org.ts';
import type { Field } from '../schema.ts';
import { createRecord } from './create-record.ts';
import { AmbiguousKeyError, malformedId, unknownKeyField } from './errors.ts';
import { idsByKey, type RecordValues } from './field-values.ts';
import { updateRecord } from './update-record.ts';
import { visibleField, visibleObject } from './visible-object.ts';

/**
 * Changes the record that has this key, or makes it.
 * @param keyName an external id field, or `Id`
 * @throws AmbiguousKeyError (HTTP 300) where several records have the key, other ApiErrors as for saving
 */
export function upsertRecord(
  org: Org,
  viewer: Viewer,
  objectName: string,
  keyName: string,
  keyValue: unknown,
  values: RecordValues,
): { id: string; created: boolean } {
  const object = visibleObject(org, viewer, objectName);
  const key = visibleField(viewer, object, keyName);
  if (!key || !(key.externalId || key.type === 'id')) throw unknownKeyField(keyName);
  const rest = withoutField(values, key.name);
  return inTransaction(org.database, () => {
    if (keyValue === null || keyValue === undefined || keyValue === '') {
      if (key.type === 'id') return { id: createRecord(org, viewer, object.name, rest), created: true };
      throw new ApiError(400, 'MISSING_ARGUMENT', `${key.name} not specified`);
    }
    const ids = key.type === 'id' ? [idFrom(key, keyValue)] : idsByKey(org, object, key, keyValue);
    const [id] = ids;
    if (ids.length > 1) throw new AmbiguousKeyError(key, ids);
    if (id === undefined) {
      return { id: createRecord(org, viewer, object.name, { ...rest, [key.name]: keyValue }), created: true };
    }
    updateRecord(org, viewer, object.name, id, rest);
    return { id, created: false };
  });
}

function idFrom(key: Field, value: unknown): string {
  if (typeof value === 'string') return value;
  throw malformedId(key.label, JSON.stringify(value));
}

/** The address names the key; the same key among the values says nothing new. */
function withoutField(values: RecordValues, name: string): RecordValues {
  const key = name.toLowerCase();
  return Object.fromEntries(Object.entries(values).filter(([one]) => one.toLowerCase() !== key));
}

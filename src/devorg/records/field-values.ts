import type { Viewer } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import { prepare, quoted } from '../data/index.ts';
import type { Org } from '../org.ts';
import type { Field, SObject } from '../schema.ts';
import { AmbiguousKeyError, noSuchColumn, notWritable } from './errors.ts';
import { readValue } from './read-value.ts';
import { keepsDeleted, type StoredRow } from './stored-row.ts';
import { visibleField } from './visible-object.ts';

/** What a client sends of a record: values by field name; `attributes` is ignored. */
export type RecordValues = Readonly<Record<string, unknown>>;

/**
 * The values of a record from a client, checked field by field and in the form of the table.
 * A relationship's name with `{ ExternalField: value }` stands for the id of the record that has it.
 * @throws ApiError INVALID_FIELD for what the viewer does not see, INVALID_FIELD_FOR_INSERT_UPDATE for what may not be
 *   written, and whatever `readValue` says of a value
 */
export function fieldValues(
  org: Org,
  viewer: Viewer,
  object: SObject,
  values: RecordValues,
  kind: 'create' | 'update',
): StoredRow {
  const row: StoredRow = {};
  const refused: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    if (name === 'attributes') continue;
    const through = referenceNamed(viewer, object, name);
    const field = through ?? visibleField(viewer, object, name);
    if (!field) throw noSuchColumn(name, object);
    if (!isWritable(viewer, object, field, kind)) refused.push(field.name);
    else row[field.name] = through ? idByKey(org, viewer, through, value) : readValue(field, value);
  }
  if (refused.length > 0) throw notWritable(refused);
  return row;
}

function isWritable(viewer: Viewer, object: SObject, field: Field, kind: 'create' | 'update'): boolean {
  const possible = kind === 'create' ? field.createable : field.updateable;
  return possible && !field.compound && viewer.mayEditField(object.name, field.name);
}

function referenceNamed(viewer: Viewer, object: SObject, name: string): Field | undefined {
  const key = name.toLowerCase();
  if (object.fields.has(key)) return undefined;
  const field = [...object.fields.values()].find((one) => one.relationshipName?.toLowerCase() === key);
  return field && viewer.mayReadField(object.name, field.name) ? field : undefined;
}

function idByKey(org: Org, viewer: Viewer, reference: Field, given: unknown): string | null {
  if (given === null) return null;
  const { attributes, ...keys } = (typeof given === 'object' ? given : {}) as Record<string, unknown>;
  const type = (attributes as { type?: string } | undefined)?.type ?? reference.referenceTo[0] ?? '';
  const [[keyName, value] = ['', undefined]] = Object.entries(keys);
  const { parent, key } = parentKey(org, viewer, reference, type, keyName);
  const ids = idsByKey(org, parent, key, value);
  const [id] = ids;
  if (ids.length > 1) throw new AmbiguousKeyError(key, ids);
  if (id !== undefined) return id;
  const message = `Foreign key external ID: ${String(value)} not found for field ${key.name} in entity ${parent.name}`;
  throw new ApiError(400, 'INVALID_FIELD', message);
}

function parentKey(
  org: Org,
  viewer: Viewer,
  reference: Field,
  type: string,
  keyName: string,
): { parent: SObject; key: Field } {
  const parent = reference.referenceTo.includes(type) ? org.schema.object(type) : undefined;
  const key = parent && visibleField(viewer, parent, keyName);
  if (parent && key && (key.externalId || key.type === 'id')) return { parent, key };
  throw new ApiError(400, 'INVALID_FIELD', `${keyName} is not an External ID or indexed field for ${type}`);
}

/** Ids of the rows outside the recycle bin that have this key; a few are enough to say that it is ambiguous. */
export function idsByKey(org: Org, object: SObject, key: Field, value: unknown): string[] {
  const stored = readValue(key, value);
  if (stored === null) return [];
  const live = keepsDeleted(object) ? ' AND "IsDeleted" = 0' : '';
  const sql = `SELECT "Id" AS id FROM ${quoted(object.name)} WHERE ${quoted(key.name)} = ?${live} LIMIT 10`;
  return prepare(org.database, sql)
    .all(stored)
    .map((row) => String(row['id']));
}

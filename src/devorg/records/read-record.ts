import type { Viewer } from '../access/viewer.ts';
import { to18 } from '../data/index.ts';
import type { Org } from '../org.ts';
import type { Field, SObject } from '../schema.ts';
import { entityIsDeleted, noSuchColumn, notFound } from './errors.ts';
import { keepsDeleted, loadRow, type StoredRow } from './stored-row.ts';
import { recordId, visibleField, visibleObject } from './visible-object.ts';

/** A record as REST shows it: booleans as such, date-times with `+0000`, addresses as objects. */
export interface RestRecord {
  readonly attributes: { readonly type: string };
  readonly [field: string]: unknown;
}

/** Parts of an address as the compound names them. */
const PARTS = ['street', 'city', 'state', 'postalCode', 'country', 'latitude', 'longitude', 'geocodeAccuracy'];

/**
 * One record.
 * @param fieldNames which fields; all that the viewer may read unless given
 * @throws ApiError NOT_FOUND, ENTITY_IS_DELETED, MALFORMED_ID, INVALID_FIELD
 */
export function readRecord(
  org: Org,
  viewer: Viewer,
  objectName: string,
  id: string,
  fieldNames?: readonly string[],
): RestRecord {
  const object = visibleObject(org, viewer, objectName);
  const row = loadRow(org, object, recordId(object, id));
  // Whether a record exists that the viewer may not read is not told.
  if (!row || !viewer.mayReadRow(object.name, to18(id))) throw notFound();
  if (keepsDeleted(object) && row['IsDeleted'] === 1) throw entityIsDeleted();
  const record: Record<string, unknown> = {};
  for (const field of fieldsToShow(viewer, object, fieldNames)) record[field.name] = shown(field, row);
  return { attributes: { type: object.name }, ...record };
}

function fieldsToShow(viewer: Viewer, object: SObject, names: readonly string[] | undefined): Field[] {
  if (!names) return [...object.fields.values()].filter((field) => viewer.mayReadField(object.name, field.name));
  const fields = names.map((name) => {
    const field = visibleField(viewer, object, name);
    if (!field) throw noSuchColumn(name, object);
    return field;
  });
  const id = object.fields.get('id');
  return id && !fields.includes(id) ? [...fields, id] : fields;
}

function shown(field: Field, row: StoredRow): unknown {
  if (field.compound) return address(field.compound, row);
  const value = row[field.name] ?? null;
  if (field.type === 'boolean') return value === 1;
  if (field.type === 'datetime' && typeof value === 'string') return value.replace('Z', '+0000');
  return value;
}

function address(parts: readonly string[], row: StoredRow): Record<string, unknown> | null {
  const values = parts.map((part) => row[part] ?? null);
  if (values.every((value) => value === null)) return null;
  return Object.fromEntries(PARTS.map((part, index) => [part, values[index] ?? null]));
}

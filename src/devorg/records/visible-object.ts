import type { Viewer } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import { isId, to18 } from '../data/index.ts';
import type { Org } from '../org.ts';
import type { Field, SObject } from '../schema.ts';
import { entityIsDeleted, malformedId, notFound, unknownKeyField } from './errors.ts';
import { keepsDeleted, loadRow, type StoredRow } from './stored-row.ts';

/** The object with this name; hidden ones answer like those that do not exist. */
export function visibleObject(org: Org, viewer: Viewer, name: string): SObject {
  const object = org.schema.object(name);
  if (!object || !viewer.mayObject(object.name, 'read')) throw notFound();
  return object;
}

/** The field with this name, if the viewer may read it. */
export function visibleField(viewer: Viewer, object: SObject, name: string): Field | undefined {
  const field = object.fields.get(name.toLowerCase());
  return field && viewer.mayReadField(object.name, field.name) ? field : undefined;
}

/** @throws ApiError unless the object takes new rows, changes or deletions at all, and from this viewer */
export function checkObjectRight(viewer: Viewer, object: SObject, right: 'create' | 'edit' | 'delete'): void {
  const [possible, word] = {
    create: [object.createable, 'inserted'] as const,
    edit: [object.updateable, 'updated'] as const,
    delete: [object.deletable, 'deleted'] as const,
  }[right];
  if (possible && viewer.mayObject(object.name, right)) return;
  const message = `entity type cannot be ${word}: ${object.label}`;
  if (possible) throw new ApiError(403, 'INSUFFICIENT_ACCESS_OR_READONLY', message);
  throw new ApiError(400, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message);
}

/**
 * The id in a record's address, in its 18 characters.
 * @throws ApiError NOT_FOUND where it cannot be an id of the object; the platform takes what is no id for an external key
 */
export function recordId(object: SObject, id: string): string {
  if (!isId(id)) throw unknownKeyField(id);
  if (!id.startsWith(object.keyPrefix)) throw notFound();
  return to18(id);
}

/** @throws ApiError MALFORMED_ID where a record among many names an id that is none of its object */
export function checkId(object: SObject, id: string): void {
  if (isId(id) && id.startsWith(object.keyPrefix)) return;
  throw malformedId(object.fields.get('id')?.label ?? 'Record ID', id);
}

/** The row to change or delete; @throws ApiError where there is none or it is in the recycle bin */
export function existingRow(org: Org, object: SObject, id: string): StoredRow {
  const row = loadRow(org, object, id);
  if (!row) throw notFound();
  if (keepsDeleted(object) && row['IsDeleted'] === 1) throw entityIsDeleted();
  return row;
}

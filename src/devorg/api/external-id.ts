import type { Viewer } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import { quoted, to18 } from '../data/index.ts';
import type { Org } from '../org.ts';
import type { Field, SObject } from '../schema.ts';

/**
 * Ids of the records that carry this value in an external id field (or in `Id`), as far as the viewer may read them.
 *
 * @throws ApiError NOT_FOUND where the field is no external id or is hidden from the viewer.
 */
export function findByKey(org: Org, viewer: Viewer, object: SObject, fieldName: string, value: string): string[] {
  const field = keyField(viewer, object, fieldName);
  const key = field.type === 'id' && value.length === 15 ? to18(value) : value;
  const live = object.undeletable ? ' AND r.IsDeleted = 0' : '';
  const readable = viewer.readableRows(object.name, 'r');
  const condition = readable === undefined ? '' : ` AND (${readable.sql})`;
  const sql = `SELECT r.Id FROM ${quoted(object.name)} r WHERE r.${quoted(field.name)} = ?${live}${condition} LIMIT 200`;
  const rows = org.database.prepare(sql).all(key, ...(readable?.params ?? []));
  return rows.map((row) => String(row['Id']));
}

function keyField(viewer: Viewer, object: SObject, name: string): Field {
  const field = object.fields.get(name.toLowerCase());
  const isKey = field !== undefined && (field.externalId || field.type === 'id');
  if (isKey && viewer.mayReadField(object.name, field.name)) return field;
  const message = `Provided external ID field does not exist or is not accessible: ${name}`;
  throw new ApiError(404, 'NOT_FOUND', message);
}

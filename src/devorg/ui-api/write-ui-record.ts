import { type Viewer, viewerFor } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import type { Org } from '../org.ts';
import { createRecord, deleteRecord, updateRecord } from '../records/index.ts';
import { objectOfRecord, readUiRecord, type UiRecord } from './ui-record.ts';

export type UiValues = Readonly<Record<string, string | number | boolean | null>>;

/**
 * Saves a new record.
 * @returns the record with all fields that the viewer may see, as `POST /ui-api/records` answers (201)
 * @throws ApiError as REST does
 */
export function createUiRecord(org: Org, viewer: Viewer, input: { apiName?: string; fields?: UiValues }): UiRecord {
  if (input.apiName === undefined) throw new ApiError(400, 'JSON_PARSER_ERROR', 'apiName is required');
  const id = createRecord(org, viewer, input.apiName, input.fields ?? {});
  return readUiRecord(org, viewerFor(org, viewer.userId), id);
}

/**
 * Changes a record.
 * @returns the record with all fields that the viewer may see, as `PATCH /ui-api/records/{id}` answers (200)
 * @throws ApiError as REST does
 */
export function updateUiRecord(org: Org, viewer: Viewer, id: string, input: { fields?: UiValues }): UiRecord {
  const object = objectOfRecord(org, viewer, id);
  updateRecord(org, viewer, object.name, id, withoutId(input.fields ?? {}));
  return readUiRecord(org, viewerFor(org, viewer.userId), id);
}

/**
 * Deletes a record; the answer is 204 without a body.
 *
 * @throws ApiError as REST does
 */
export function deleteUiRecord(org: Org, viewer: Viewer, id: string): void {
  deleteRecord(org, viewer, objectOfRecord(org, viewer, id).name, id);
}

/** `updateRecord` of the Lightning data service carries the id among the fields. */
function withoutId(fields: UiValues): UiValues {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'Id'));
}

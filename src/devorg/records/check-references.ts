import type { Viewer } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import type { Org } from '../org.ts';
import type { Field, SObject } from '../schema.ts';
import { entityIsDeleted, insufficientAccessOn, invalidCrossReference } from './errors.ts';
import { keepsDeleted, loadRow, type StoredRow } from './stored-row.ts';

/** Children that are written by who may edit their parent, though they have no master-detail field. */
const OWNED_BY_PARENT = /TeamMember$|^(?:OpportunityContactRole|OpportunityLineItem|CampaignMember)$/;

/**
 * Every id that is written names a record of a fitting object that exists and that the viewer may use.
 * @throws ApiError FIELD_INTEGRITY_EXCEPTION, INVALID_CROSS_REFERENCE_KEY, ENTITY_IS_DELETED or
 *   INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY
 */
export function checkReferences(org: Org, viewer: Viewer, object: SObject, values: StoredRow): void {
  for (const [name, id] of Object.entries(values)) {
    const field = object.fields.get(name.toLowerCase());
    if (field?.type !== 'reference' || typeof id !== 'string') continue;
    const target = targetOf(org, field, id);
    const row = loadRow(org, target, id);
    if (!row) throw invalidCrossReference(field);
    if (keepsDeleted(target) && row['IsDeleted'] === 1) throw entityIsDeleted();
    checkAccess(viewer, object, field, target, id);
  }
}

function targetOf(org: Org, field: Field, id: string): SObject {
  const target = org.schema.byKeyPrefix(id.slice(0, 3));
  if (target && field.referenceTo.includes(target.name)) return target;
  const message = `${field.label}: id value of incorrect type: ${id}`;
  throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', message, [field.name]);
}

function checkAccess(viewer: Viewer, object: SObject, field: Field, target: SObject, id: string): void {
  // People and their groups can be named by everybody: who may own or get a row is decided elsewhere.
  if (target.sharingModel === 'Public') return;
  if (!viewer.mayReadRow(target.name, id)) throw insufficientAccessOn(id, field);
  if (needsFullAccess(object, field)) {
    if (!viewer.mayTransferRow(target.name, id)) throw insufficientAccessOn(id, field);
  } else if (needsEdit(object, field) && !viewer.mayEditRow(target.name, id)) {
    throw insufficientAccessOn(id, field);
  }
}

/** Who gives a row away needs all rights on it. */
function needsFullAccess(object: SObject, field: Field): boolean {
  return object.name.endsWith('Share') && object.parentFields.includes(field.name);
}

function needsEdit(object: SObject, field: Field): boolean {
  if (field.masterDetail) return !field.masterDetail.writeRequiresMasterRead;
  return OWNED_BY_PARENT.test(object.name) && object.parentFields.includes(field.name);
}

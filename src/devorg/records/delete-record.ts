import type { Viewer } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import { forgetInBin, inTransaction, noteInBin, prepare, quoted, timestamp } from '../data/index.ts';
import type { Org } from '../org.ts';
import type { ChildRelationship, Field, SObject } from '../schema.ts';
import { afterDelete } from './after-write.ts';
import { insufficientAccess, insufficientAccessOn, notFound } from './errors.ts';
import { removeRoleGroups } from './role-groups.ts';
import { guardSave, type Saving } from './save-guards.ts';
import { keepsDeleted, loadRow, type StoredRow, updateRow } from './stored-row.ts';
import { stamps } from './update-record.ts';
import { checkObjectRight, existingRow, recordId, visibleObject } from './visible-object.ts';

/** A deletion under way: of a record, and of all that goes with it. */
export interface Deletion {
  readonly org: Org;
  readonly viewer: Viewer;
  readonly hard: boolean;
  /** The record that somebody deletes. */
  readonly root: string;
  readonly now: string;
}

/**
 * Deletes a record with its details: into the recycle bin, or for good.
 * @param options.hard also out of the recycle bin; rows that are there already can be named
 * @throws ApiError with Salesforce's code for whatever stands against it
 */
export function deleteRecord(
  org: Org,
  viewer: Viewer,
  objectName: string,
  id: string,
  options: { readonly hard?: boolean } = {},
): void {
  const object = visibleObject(org, viewer, objectName);
  checkObjectRight(viewer, object, 'delete');
  const id18 = recordId(object, id);
  const hard = options.hard === true;
  inTransaction(org.database, () => {
    const row = hard ? loadRow(org, object, id18) : existingRow(org, object, id18);
    if (!row) throw notFound();
    if (!viewer.mayReadRow(object.name, id18)) throw insufficientAccessOn(id18);
    if (!viewer.mayDeleteRow(object.name, id18)) throw insufficientAccess();
    const saving: Saving = {
      ...{ org, userId: viewer.userId, kind: 'delete', object, id: id18, row },
      stamp: timestamp(org.clock.now()),
    };
    guardSave(saving);
    removeRow({ org, viewer, hard, root: id18, now: saving.stamp }, object, row);
  });
}

/** Removes a row with its details. @throws ApiError DELETE_FAILED where something stands in the way */
export function removeRow(deletion: Deletion, object: SObject, row: StoredRow): void {
  const { org, viewer, hard, now } = deletion;
  const id = String(row['Id']);
  if (object.name === 'UserRole') removeRoleGroups(org, id);
  for (const relationship of org.schema.childrenOf(object.name)) removeReferences(deletion, object, id, relationship);
  if (hard || !keepsDeleted(object)) {
    prepare(org.database, `DELETE FROM ${quoted(object.name)} WHERE "Id" = ?`).run(id);
    forgetInBin(org.database, id);
  } else {
    updateRow(org, object, id, { ...stamps(object, viewer, now), IsDeleted: 1 });
    noteInBin(org.database, deletion.root, { object: object.name, id, field: null });
  }
  afterDelete(org, object, row);
}

function removeReferences(deletion: Deletion, parent: SObject, id: string, relationship: ChildRelationship): void {
  const child = deletion.org.schema.object(relationship.childObject);
  const field = child?.fields.get(relationship.field.toLowerCase());
  if (!child || !field || UNSEARCHED.has(field.name)) return;
  for (const row of rowsPointingTo(deletion, child, field, id)) {
    if (!deletion.hard && isHolding(field, row)) throw stillReferenced(parent, id, child);
    if (field.deleteConstraint === 'Cascade') removeRow(deletion, child, row);
    else if (field.deleteConstraint === 'SetNull') empty(deletion, child, field, row);
  }
}

function isHolding({ deleteConstraint, holdsParent }: Field, row: StoredRow): boolean {
  return deleteConstraint === 'Restrict' || (holdsParent === true && row['StatusCode'] === 'Activated');
}

function rowsPointingTo({ org, hard }: Deletion, child: SObject, field: Field, id: string): StoredRow[] {
  const live = keepsDeleted(child) && !hard ? ' AND "IsDeleted" = 0' : '';
  const sql = `SELECT * FROM ${quoted(child.name)} WHERE ${quoted(field.name)} = ?${live}`;
  return prepare(org.database, sql).all(id) as StoredRow[];
}

function empty({ org, viewer, hard, root, now }: Deletion, child: SObject, field: Field, row: StoredRow): void {
  const renewed = child.fields.has('systemmodstamp') ? stamps(child, viewer, now) : {};
  const id = String(row['Id']);
  updateRow(org, child, id, { ...renewed, [field.name]: null });
  const target = String(row[field.name]);
  if (!hard) noteInBin(org.database, root, { object: child.name, id, field: field.name, target });
}

/** References that say who did something, not what belongs to whom; their targets are never deleted. */
const UNSEARCHED = new Set(['CreatedById', 'LastModifiedById', 'MasterRecordId', 'OwnerId']);

function stillReferenced(object: SObject, id: string, child: SObject): ApiError {
  const message =
    `Your attempt to delete ${id} could not be completed because it is associated with the following ` +
    `${child.labelPlural.toLowerCase()}.: ${object.label}`;
  return new ApiError(400, 'DELETE_FAILED', message);
}

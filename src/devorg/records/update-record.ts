import type { Viewer } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import { inTransaction, timestamp, to18 } from '../data/index.ts';
import type { Org } from '../org.ts';
import type { SObject } from '../schema.ts';
import { afterWrite } from './after-write.ts';
import { checkOwner } from './check-owner.ts';
import { checkReferences } from './check-references.ts';
import { checkRow } from './check-row.ts';
import { type Change, derive } from './derive/index.ts';
import { insufficientAccess, insufficientAccessOn } from './errors.ts';
import { fieldValues, type RecordValues } from './field-values.ts';
import { guardSave } from './save-guards.ts';
import { type StoredRow, updateRow } from './stored-row.ts';
import { checkObjectRight, existingRow, recordId, visibleObject } from './visible-object.ts';

/**
 * Changes a record for a viewer, in one transaction. Saving what is there already counts as a change.
 * @throws ApiError with Salesforce's code for whatever stands against it
 */
export function updateRecord(org: Org, viewer: Viewer, objectName: string, id: string, values: RecordValues): void {
  const object = visibleObject(org, viewer, objectName);
  if (Object.keys(values).some((name) => name.toLowerCase() === 'id')) {
    throw new ApiError(400, 'INVALID_FIELD', 'The Id field should not be specified in the sobject data.', ['Id']);
  }
  const id18 = recordId(object, id);
  inTransaction(org.database, () => {
    const before = existingRow(org, object, id18);
    checkRowAccess(viewer, object, id18);
    const given = fieldValues(org, viewer, object, values, 'update');
    const now = timestamp(org.clock.now());
    const row = { ...before, ...given, ...stamps(object, viewer, now) };
    const change: Change = { org, object, id: id18, before, row, given: new Set(Object.keys(given)), now };
    checkReferences(org, viewer, object, changedOf(given, before));
    checkOwner(org, viewer, object, given, before);
    derive(change);
    checkRow(change, viewer);
    guardSave({ org, userId: viewer.userId, kind: 'update', object, id: id18, row, stamp: now });
    updateRow(org, object, id18, changedOf(row, before));
    afterWrite(change);
  });
}

function checkRowAccess(viewer: Viewer, object: SObject, id: string): void {
  checkObjectRight(viewer, object, 'edit');
  if (!viewer.mayReadRow(object.name, id)) throw insufficientAccessOn(to18(id));
  if (!viewer.mayEditRow(object.name, id)) throw insufficientAccess();
}

/** The stamps that an object has and that each save renews. */
export function stamps(object: SObject, viewer: Viewer, now: string): StoredRow {
  const row: StoredRow = {};
  if (object.fields.has('lastmodifieddate')) row['LastModifiedDate'] = now;
  if (object.fields.has('lastmodifiedbyid')) row['LastModifiedById'] = viewer.userId;
  if (object.fields.has('systemmodstamp')) row['SystemModstamp'] = now;
  return row;
}

function changedOf(row: StoredRow, before: StoredRow): StoredRow {
  return Object.fromEntries(Object.entries(row).filter(([name, value]) => value !== before[name]));
}

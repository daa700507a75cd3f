import type { Viewer } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import { type BinEntry, inTransaction, rootInBin, takeFromBin, timestamp } from '../data/index.ts';
import type { Org } from '../org.ts';
import type { SObject } from '../schema.ts';
import { afterWrite } from './after-write.ts';
import { checkKeys } from './check-row.ts';
import { insufficientAccess, notFound } from './errors.ts';
import { guardSave } from './save-guards.ts';
import { keepsDeleted, loadRow, type StoredRow, updateRow } from './stored-row.ts';
import { checkObjectRight, recordId, visibleObject } from './visible-object.ts';

/**
 * Takes a record out of the recycle bin, with the details that went with it; references to it that were emptied by the
 * deletion and are still empty point to it again. Every row that comes back gets a new SystemModstamp.
 * @throws ApiError UNDELETE_FAILED for what is not in the bin by itself, DUPLICATE_VALUE where a key was taken meanwhile
 */
export function undeleteRecord(org: Org, viewer: Viewer, objectName: string, id: string): void {
  const object = visibleObject(org, viewer, objectName);
  checkObjectRight(viewer, object, 'delete');
  const id18 = recordId(object, id);
  inTransaction(org.database, () => {
    const row = loadRow(org, object, id18);
    if (!row) throw notFound();
    if (!object.undeletable || !keepsDeleted(object) || row['IsDeleted'] !== 1) {
      throw undeleteFailed('Entity is not in the recycle bin');
    }
    if (!viewer.mayDeleteRow(object.name, id18)) throw insufficientAccess();
    if ((rootInBin(org.database, id18) ?? id18) !== id18) {
      throw undeleteFailed('The record was deleted together with its parent, which has to be restored');
    }
    const now = timestamp(org.clock.now());
    const back: StoredRow = { ...row, IsDeleted: 0, SystemModstamp: now };
    guardSave({ org, userId: viewer.userId, kind: 'update', object, id: id18, row: back, stamp: now });
    restore(org, object, row, String(back['SystemModstamp']));
    for (const entry of takeFromBin(org.database, id18)) restoreEntry(org, id18, entry, now);
  });
}

function undeleteFailed(message: string): ApiError {
  return new ApiError(400, 'UNDELETE_FAILED', message);
}

function restore(org: Org, object: SObject, before: StoredRow, now: string): void {
  const id = String(before['Id']);
  // A record that was lost in a merge comes back as one of its own.
  const own = object.fields.has('masterrecordid') ? { MasterRecordId: null } : {};
  const changes = { ...own, IsDeleted: 0, SystemModstamp: now };
  const change = { org, object, id, row: { ...before, ...changes }, given: new Set<string>(), now };
  checkKeys({ ...change, before: undefined });
  updateRow(org, object, id, changes);
  afterWrite({ ...change, before });
}

function restoreEntry(org: Org, root: string, { object: name, id, field, target }: BinEntry, now: string): void {
  const object = org.schema.object(name);
  const row = object && loadRow(org, object, id);
  if (!object || !row) return;
  const isDeleted = row['IsDeleted'] === 1;
  if (field === null) {
    if (isDeleted) restore(org, object, row, now);
  } else if (!isDeleted && row[field] === null) {
    // Who has got another reference meanwhile keeps it.
    const stamp = object.fields.has('systemmodstamp') ? { SystemModstamp: now } : {};
    updateRow(org, object, id, { ...stamp, [field]: target ?? root });
  }
}

import type { Viewer } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import { inTransaction, nextId, timestamp } from '../data/index.ts';
import type { Org } from '../org.ts';
import type { SObject } from '../schema.ts';
import { afterWrite } from './after-write.ts';
import { nextAutoNumber } from './auto-number.ts';
import { checkOwner } from './check-owner.ts';
import { checkReferences } from './check-references.ts';
import { checkRow } from './check-row.ts';
import { type Change, derive } from './derive/index.ts';
import { fieldValues, type RecordValues } from './field-values.ts';
import { guardSave } from './save-guards.ts';
import { columnsOf, insertRow, type StoredRow } from './stored-row.ts';
import { checkObjectRight, visibleObject } from './visible-object.ts';

/**
 * Saves a new record for a viewer, in one transaction.
 * @returns its id, 18 characters
 * @throws ApiError with Salesforce's code for whatever stands against it
 */
export function createRecord(org: Org, viewer: Viewer, objectName: string, values: RecordValues): string {
  const object = visibleObject(org, viewer, objectName);
  checkObjectRight(viewer, object, 'create');
  if (Object.keys(values).some((name) => name.toLowerCase() === 'id')) {
    throw new ApiError(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']);
  }
  return inTransaction(org.database, () => {
    const given = fieldValues(org, viewer, object, values, 'create');
    const now = timestamp(org.clock.now());
    const id = nextId(org, object.name);
    const row = { ...startingRow(org, viewer, object, now), ...given, Id: id };
    const change: Change = { org, object, id, before: undefined, row, given: new Set(Object.keys(given)), now };
    numberFields(change);
    checkReferences(org, viewer, object, given);
    checkOwner(org, viewer, object, given, undefined);
    derive(change);
    checkRow(change, viewer);
    guardSave({ org, userId: viewer.userId, kind: 'create', object, id, row, stamp: now });
    insertRow(org, object, row);
    afterWrite(change);
    return id;
  });
}

/** What a new row has before anybody says anything: defaults, stamps, its maker as owner. */
function startingRow(org: Org, viewer: Viewer, object: SObject, now: string): StoredRow {
  const row: StoredRow = {};
  for (const field of columnsOf(object)) {
    const { defaultValue } = field;
    row[field.name] = typeof defaultValue === 'boolean' ? Number(defaultValue) : (defaultValue ?? null);
  }
  const stamps: StoredRow = {
    CreatedDate: now,
    CreatedById: viewer.userId,
    LastModifiedDate: now,
    LastModifiedById: viewer.userId,
    SystemModstamp: now,
    OwnerId: object.name === 'Group' ? org.id : viewer.userId,
    RowCause: 'Manual',
    CommunityNickname: `User${now.replace(/\D/g, '')}${org.accessVersion}`,
  };
  for (const [name, value] of Object.entries(stamps)) {
    if (object.fields.has(name.toLowerCase())) row[name] = value;
  }
  return row;
}

function numberFields({ org, object, row }: Change): void {
  for (const field of columnsOf(object)) {
    if (field.autoNumber) row[field.name] = nextAutoNumber(org, object, field);
    // A text name that nobody gave is the record's id.
    else if (field.nameField && !field.custom && object.custom) row[field.name] ??= row['Id'] ?? null;
  }
}

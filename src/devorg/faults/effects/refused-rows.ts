import { z } from 'zod';

import { ApiError } from '../../api-error.ts';
import type { Saving } from '../../records/save-guards.ts';
import { effect, type EffectKind } from '../effect.ts';

interface RefusedRow {
  readonly kind: string;
  readonly errorCode: string;
  readonly message: (saving: Saving) => string;
}

const parentOf = ({ object, row }: Saving): string => {
  const [field] = object.parentFields;
  return String((field === undefined ? undefined : row[field]) ?? row['AccountId'] ?? row['Id']);
};

/** Rows that the org refuses, one by one, and leaves unwritten. */
const table: readonly RefusedRow[] = [
  row('lockRow', 'UNABLE_TO_LOCK_ROW', (saving) => {
    return `unable to obtain exclusive access to this record or 1 records: ${parentOf(saving)}`;
  }),
  row('duplicateValue', 'DUPLICATE_VALUE', ({ id }) => {
    return `duplicate value found: External_Id__c duplicates value on record with id: ${id}`;
  }),
  row('duplicatesDetected', 'DUPLICATES_DETECTED', () => 'Use one of these records?'),
  row('validationRule', 'FIELD_CUSTOM_VALIDATION_EXCEPTION', () => 'A rule of this company forbids this value.'),
  row('requiredField', 'REQUIRED_FIELD_MISSING', () => 'Required fields are missing: [Region__c]'),
  row('trigger', 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', ({ object }) => {
    return `Audit: execution of BeforeInsert caused by: System.NullPointerException: Trigger.${object.name}: line 3`;
  }),
  row('triggerLimit', 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', () => {
    return 'Audit: System.LimitException: Too many SOQL queries: 101';
  }),
  row('flow', 'CANNOT_EXECUTE_FLOW_TRIGGER', () => "We can't save this record because the “Audit” process failed."),
  row('processingHalted', 'PROCESSING_HALTED', () => 'Processing was halted.'),
  row('restrictedPicklist', 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', () => {
    return 'Band: bad value for restricted picklist field: Good';
  }),
  row('textTooLong', 'STRING_TOO_LONG', () => 'Reasons: data value too large: meeting:many:2026-11 (max length=20)'),
  row('badMail', 'INVALID_EMAIL_ADDRESS', () => 'Email: invalid email address: x'),
  row('numberOutOfRange', 'NUMBER_OUTSIDE_VALID_RANGE', () => 'Rank: value outside of valid range'),
  row('insufficientAccess', 'INSUFFICIENT_ACCESS_OR_READONLY', () => 'insufficient access rights on object id'),
  row('insufficientAccessOnReference', 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', (saving) => {
    return `insufficient access rights on cross-reference id: ${parentOf(saving)}`;
  }),
  row('fieldNotWritable', 'INVALID_FIELD_FOR_INSERT_UPDATE', () => {
    return 'Unable to create/update fields: Reasons__c. Please check the security settings of this field.';
  }),
  row('entityIsDeleted', 'ENTITY_IS_DELETED', () => 'entity is deleted'),
  row('invalidReference', 'INVALID_CROSS_REFERENCE_KEY', () => 'invalid cross reference id'),
  row('malformedId', 'MALFORMED_ID', () => 'Account: id value of incorrect type: 1'),
  row('inactiveOwner', 'INACTIVE_OWNER_OR_USER', () => 'operation performed with inactive user [005] as owner'),
  row('wrongUserType', 'OP_WITH_INVALID_USER_TYPE_EXCEPTION', () => 'Operation not valid for this user type'),
  row('mixedDml', 'MIXED_DML_OPERATION', ({ object }) => {
    return `DML operation on setup object is not permitted after you have updated a non-setup object: ${object.name}`;
  }),
  row('storageFull', 'STORAGE_LIMIT_EXCEEDED', () => 'storage limit exceeded'),
  row('readOnly', 'INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE', () => {
    return 'Updates are not possible while the organization is read only';
  }),
];

function row(kind: string, errorCode: string, message: (saving: Saving) => string): RefusedRow {
  return { kind, errorCode, message };
}

const options = {
  /** Only rows that refer to this record. */
  parent: z.string().min(15).optional(),
  /** Only where a row is made, changed or deleted. */
  kinds: z.array(z.enum(['create', 'update', 'delete'])).optional(),
};

export const refusedRows: readonly EffectKind[] = table.map(({ kind, errorCode, message }) =>
  effect(kind, 'row', options, ({ parent, kinds }) => ({
    fits: (saving: Saving) => {
      if (kinds !== undefined && !kinds.includes(saving.kind)) return false;
      return parent === undefined || Object.values(saving.row).some((value) => isSameId(value, parent));
    },
    strike: (saving: Saving) => {
      throw new ApiError(400, errorCode, message(saving));
    },
  })),
);

function isSameId(value: unknown, id: string): boolean {
  return typeof value === 'string' && value.length === 18 && value.slice(0, 15) === id.slice(0, 15);
}

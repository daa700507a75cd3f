import type { SObject } from '../../schema.ts';
import { standardObject } from '../standard-object.ts';

const table = standardObject(
  `
  000 | UserRecordAccess | User Record Access | User Record Access
  @id User Record Access ID
  UserId | User ID | string(18) | readonly
  RecordId | Record ID | string(18) | readonly
  HasReadAccess | Has Read Access | boolean | readonly
  HasEditAccess | Has Edit Access | boolean | readonly
  HasDeleteAccess | Has Delete Access | boolean | readonly
  HasTransferAccess | Has Transfer Access | boolean | readonly
  HasAllAccess | Has All Access | boolean | readonly
  MaxAccessLevel | Maximum Access Level | picklist(40) | readonly | None;Read;Edit;Delete;Transfer;All
`,
  { allows: 'q' },
);

/** Any record can be asked for: its id is a reference that names no object. */
export const userRecordAccess: SObject = {
  ...table,
  fields: new Map(
    [...table.fields].map(([key, field]) =>
      key === 'userid' || key === 'recordid' ? [key, { ...field, type: 'reference' }] : [key, field],
    ),
  ),
};

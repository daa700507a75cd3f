import type { Field } from '../schema.ts';
import { fieldFromLine } from './field-line.ts';
import { makeField } from './make-field.ts';

const ACCURACY = 'Address;NearAddress;Block;Street;ExtendedZip;Zip;Neighborhood;City;County;State;Unknown';

/** The record's own id. */
export function idField(label: string): Field {
  return makeField({
    name: 'Id',
    label,
    type: 'id',
    nillable: false,
    createable: false,
    updateable: false,
    defaultedOnCreate: true,
    permissionable: false,
  });
}

/** The mark of a record in the recycle bin. */
export function deletedField(): Field {
  return fieldFromLine('IsDeleted | Deleted | boolean | readonly');
}

/** Who made and last changed the record, and when. */
export function auditFields(): Field[] {
  return lines(`
    CreatedDate | Created Date | datetime | readonly required defaulted
    CreatedById | Created By ID | ref(User) CreatedBy | readonly required defaulted restrict
    LastModifiedDate | Last Modified Date | datetime | readonly required defaulted
    LastModifiedById | Last Modified By ID | ref(User) LastModifiedBy | readonly required defaulted restrict
    SystemModstamp | System Modstamp | datetime | readonly required defaulted
  `);
}

/** When the viewer last looked at the record. */
export function viewedFields(): Field[] {
  return lines(`
    LastViewedDate | Last Viewed Date | datetime | readonly
    LastReferencedDate | Last Referenced Date | datetime | readonly
  `);
}

/** A person's name: last, first and form of address, and all of them joined. */
export function personFields(): Field[] {
  const [last, first, salutation, name] = lines(`
    LastName | Last Name | string(80) | required
    FirstName | First Name | string(40) | system
    Salutation | Salutation | picklist(40) | system | Mr.;Ms.;Mrs.;Dr.;Prof.
    Name | Full Name | string(121) | readonly required name
  `) as [Field, Field, Field, Field];
  return [last, first, salutation, { ...name, derived: 'personName' }];
}

/**
 * An address: its parts, then the compound.
 * @param name of the compound, ending in `Address`; what stands before it begins the names of the parts
 */
export function addressFields(name: string, label: string): Field[] {
  const prefix = name.slice(0, -'Address'.length);
  const words = label === 'Address' ? '' : `${label.slice(0, -' Address'.length)} `;
  const parts = lines(`
    ${prefix}Street | ${words}Street | textarea(255)
    ${prefix}City | ${words}City | string(40)
    ${prefix}State | ${words}State/Province | string(80)
    ${prefix}PostalCode | ${words}Zip/Postal Code | string(20)
    ${prefix}Country | ${words}Country | string(80)
    ${prefix}Latitude | ${words}Latitude | double(18,15)
    ${prefix}Longitude | ${words}Longitude | double(18,15)
    ${prefix}GeocodeAccuracy | ${words}Geocode Accuracy | picklist(40) | restricted | ${ACCURACY}
  `);
  const compound = makeField({
    name,
    label,
    type: 'address',
    createable: false,
    updateable: false,
    compound: parts.map((part) => part.name),
  });
  return [...parts, compound];
}

/** The fields of a table of lines. */
export function lines(table: string): Field[] {
  return table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(fieldFromLine);
}

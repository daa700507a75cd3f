import type { Field, FieldType } from '../schema.ts';

const UNSORTED: ReadonlySet<FieldType> = new Set(['address', 'multipicklist']);
const UNGROUPED: ReadonlySet<FieldType> = new Set([
  'double',
  'currency',
  'percent',
  'datetime',
  'combobox',
  'address',
  'multipicklist',
]);
const LONG_TEXT = 255;

/**
 * A field with the platform's usual properties for its type, and what differs.
 * Only the type, the name and the label have no default.
 */
export function makeField(given: Pick<Field, 'name' | 'label' | 'type'> & Partial<Field>): Field {
  const { type, length = 0 } = given;
  const longText = type === 'textarea' && length > LONG_TEXT;
  const isOpaque = longText || type === 'encryptedstring';
  return {
    custom: false,
    length: type === 'id' || type === 'reference' ? 18 : 0,
    precision: 0,
    scale: 0,
    nillable: type !== 'boolean',
    createable: true,
    updateable: true,
    defaultedOnCreate: type === 'boolean',
    ...(type === 'boolean' && { defaultValue: false }),
    externalId: false,
    unique: false,
    caseSensitive: false,
    nameField: false,
    picklistValues: [],
    restrictedPicklist: false,
    referenceTo: [],
    deleteConstraint: 'SetNull',
    calculated: false,
    permissionable: true,
    filterable: !isOpaque,
    sortable: !isOpaque && !UNSORTED.has(type),
    groupable: !isOpaque && !UNGROUPED.has(type),
    ...given,
  };
}

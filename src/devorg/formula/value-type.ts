import type { FieldType } from '../schema.ts';

/** The types that a formula tells apart; `null` is the type of the constant NULL alone. */
export type ValueType = 'text' | 'number' | 'boolean' | 'date' | 'datetime' | 'picklist' | 'multipicklist' | 'null';

/**
 * A value. Dates are days since 1970, date-times the same with a fraction, so that they can be calculated with. Texts
 * are never null: an empty one is `''`.
 */
export type Value = string | number | boolean | null;

const NAMES: Readonly<Record<ValueType, string>> = {
  text: 'Text',
  number: 'Number',
  boolean: 'Boolean',
  date: 'Date',
  datetime: 'DateTime',
  picklist: 'Picklist',
  multipicklist: 'Multi-Picklist',
  null: 'Null',
};

/** The type as error texts name it. */
export function typeName(type: ValueType): string {
  return NAMES[type];
}

const OF_FIELD: Readonly<Record<FieldType, ValueType | undefined>> = {
  id: 'text',
  string: 'text',
  textarea: 'text',
  boolean: 'boolean',
  int: 'number',
  double: 'number',
  currency: 'number',
  percent: 'number',
  date: 'date',
  datetime: 'datetime',
  time: undefined,
  email: 'text',
  phone: 'text',
  url: 'text',
  picklist: 'picklist',
  multipicklist: 'multipicklist',
  reference: 'text',
  address: undefined,
  encryptedstring: 'text',
  combobox: 'picklist',
};

/** What a field is in a formula; undefined where formulas cannot use it here. */
export function typeOfField(type: FieldType): ValueType | undefined {
  return OF_FIELD[type];
}

/** Types whose empty value is the empty text. */
export function isTextual(type: ValueType): boolean {
  return type === 'text' || type === 'picklist' || type === 'multipicklist';
}

/** The type of two values that stand for each other, as in the branches of IF; undefined where they do not fit. */
export function commonType(one: ValueType, other: ValueType): ValueType | undefined {
  if (one === other || other === 'null') return one;
  return one === 'null' ? other : undefined;
}

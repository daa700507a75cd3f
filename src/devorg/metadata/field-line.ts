import type { Field, FieldType, PicklistValue } from '../schema.ts';
import { makeField } from './make-field.ts';

/** What a word in the fourth column of a field line says. */
const WORDS: Readonly<Record<string, Partial<Field>>> = {
  required: { nillable: false, permissionable: false },
  notnull: { nillable: false },
  nillable: { nillable: true },
  readonly: { createable: false, updateable: false, permissionable: false },
  createonly: { updateable: false, permissionable: false },
  updateonly: { createable: false, permissionable: false },
  system: { permissionable: false },
  fls: { permissionable: true },
  defaulted: { defaultedOnCreate: true },
  yes: { defaultValue: true },
  restricted: { restrictedPicklist: true },
  name: { nameField: true },
  person: { derived: 'personName' },
  unique: { unique: true },
  auto: { autoNumber: { displayFormat: '{00000000}' } },
  cascade: { deleteConstraint: 'Cascade' },
  restrict: { deleteConstraint: 'Restrict' },
  holds: { holdsParent: true },
  filter: { filterable: true },
  nofilter: { filterable: false },
  nosort: { sortable: false },
  sort: { sortable: true },
  nogroup: { groupable: false },
};

const NUMBERS: ReadonlySet<FieldType> = new Set(['double', 'currency', 'percent']);
const DIGITS_OF_INT = 8;

const TYPE = /^(\w+)(?:\(([^)]*)\))?(?: (\S+))?(?: (\S+))?$/;

/**
 * Reads one line of a standard object's table: `name | label | type | words | picklist values`.
 *
 * The type carries its size: `string(80)`, `double(18,2)`, `ref(Contact,Lead) Who Events` with the name of the
 * relationship and, if there is one, of the list on the parent (`-` for none). Values are parted by `;`; `Value=Label`
 * gives a label, `*` marks the default.
 *
 * @throws Error where the line cannot be read: these tables are code, a slip in them is a bug.
 */
export function fieldFromLine(line: string): Field {
  const [name = '', label = '', typeText = '', words = '', values = ''] = line.split('|').map((part) => part.trim());
  const type = typeOf(typeText, line);
  const picklistValues = values === '' ? [] : values.split(';').map(picklistValue);
  const fallback = picklistValues.find((value) => value.isDefault);
  return makeField({
    name,
    label,
    ...type,
    picklistValues,
    ...(fallback && { defaultValue: fallback.value }),
    ...wordsOf(words, line),
  });
}

function typeOf(text: string, line: string): Pick<Field, 'type'> & Partial<Field> {
  const match = TYPE.exec(text);
  if (!match) throw new Error(`No field type in "${line}"`);
  const [, name, size = '', relationship = '-', list = '-'] = match;
  if (name === 'ref') return referenceType(size.split(','), relationship, list);
  const type = name as FieldType;
  const [length = 0, scale = 0] = size.split(',').map(Number);
  return sizedType(type, length, scale);
}

function sizedType(type: FieldType, length: number, scale: number): Pick<Field, 'type'> & Partial<Field> {
  if (type === 'int') return { type, precision: length || DIGITS_OF_INT };
  return NUMBERS.has(type) ? { type, precision: length, scale } : { type, length };
}

function referenceType(
  referenceTo: string[],
  relationship: string,
  list: string,
): Pick<Field, 'type'> & Partial<Field> {
  return {
    type: 'reference',
    referenceTo,
    ...(relationship !== '-' && { relationshipName: relationship }),
    ...(list !== '-' && { childRelationshipName: list }),
  };
}

function wordsOf(words: string, line: string): Partial<Field> {
  const result: Partial<Field> = {};
  for (const word of words.split(' ').filter(Boolean)) {
    const meaning = WORDS[word];
    if (!meaning) throw new Error(`Unknown word "${word}" in "${line}"`);
    Object.assign(result, meaning);
  }
  return result;
}

function picklistValue(text: string): PicklistValue {
  const isDefault = text.endsWith('*');
  const [value = '', label = value] = text.replace(/\*$/, '').split('=');
  return { value, label, active: true, isDefault };
}

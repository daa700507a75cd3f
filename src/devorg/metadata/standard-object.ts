import type { Field, SharingModel, SObject } from '../schema.ts';
import { addressFields, auditFields, deletedField, idField, personFields, viewedFields } from './common-fields.ts';
import { fieldFromLine } from './field-line.ts';

/** What an object brings besides its fields. */
export interface ObjectTraits {
  /** Org-wide default until an admin chooses otherwise. */
  readonly sharing?: SharingModel;
  readonly parents?: readonly string[];
  readonly share?: string;
  /** Letters of what the API allows: create, update, delete, query, search, undelete. */
  readonly allows?: string;
}

type Heading = [keyPrefix: string, name: string, label: string, labelPlural: string];

/**
 * Reads a standard object from a table: a heading `prefix | API name | label | plural`, then one field a line
 * (see `fieldFromLine`). Lines with `@` stand for groups of fields that come always alike.
 */
export function standardObject(table: string, traits: ObjectTraits = {}): SObject {
  const [heading = '', ...rest] = table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const [keyPrefix, name, label, labelPlural] = heading.split('|').map((part) => part.trim()) as Heading;
  const fields = rest.flatMap(fieldsOfLine);
  const { sharing = 'Public', parents = [], share, allows = 'cudqsr' } = traits;
  return {
    name,
    label,
    labelPlural,
    keyPrefix,
    custom: false,
    sharingModel: sharing,
    parentFields: parents,
    ...(share !== undefined && { shareObject: share }),
    createable: allows.includes('c'),
    updateable: allows.includes('u'),
    deletable: allows.includes('d'),
    queryable: allows.includes('q'),
    searchable: allows.includes('s'),
    undeletable: allows.includes('r'),
    hasOwner: fields.some((field) => field.name === 'OwnerId'),
    fields: byName(fields),
    validationRules: [],
  };
}

/** Fields keyed by lower-case name, in their order. */
export function byName(fields: readonly Field[]): Map<string, Field> {
  return new Map(fields.map((field) => [field.name.toLowerCase(), field]));
}

function fieldsOfLine(line: string): Field[] {
  const [word = '', ...rest] = line.split(' ');
  switch (word) {
    case '@id':
      return [idField(rest.join(' '))];
    case '@deleted':
      return [deletedField()];
    case '@audit':
      return auditFields();
    case '@viewed':
      return viewedFields();
    case '@person':
      return personFields();
    case '@address': {
      const [name = '', label = ''] = rest.join(' ').split(' | ');
      return addressFields(name, label);
    }
    default:
      return [fieldFromLine(line)];
  }
}

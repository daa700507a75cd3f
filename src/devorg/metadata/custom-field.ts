import type { Field, FieldType, PicklistValue } from '../schema.ts';
import { fieldProblems } from './field-problems.ts';
import { makeField } from './make-field.ts';
import type { Problems } from './problems.ts';
import type { SourceFile } from './source-files.ts';
import { childOf, childrenOf, isTrue, textOf, valueOf, type XmlElement } from './xml.ts';

const TYPES: Readonly<Record<string, FieldType>> = {
  AutoNumber: 'string',
  Lookup: 'reference',
  MasterDetail: 'reference',
  Checkbox: 'boolean',
  Currency: 'currency',
  Date: 'date',
  DateTime: 'datetime',
  Email: 'email',
  EncryptedText: 'encryptedstring',
  Html: 'textarea',
  LongTextArea: 'textarea',
  MultiselectPicklist: 'multipicklist',
  Number: 'double',
  Percent: 'percent',
  Phone: 'phone',
  Picklist: 'picklist',
  Summary: 'double',
  Text: 'string',
  TextArea: 'textarea',
  Time: 'time',
  Url: 'url',
};

/** Lengths that the type brings. */
const LENGTHS: Readonly<Record<string, number>> = {
  AutoNumber: 30,
  Email: 80,
  Phone: 40,
  Picklist: 255,
  MultiselectPicklist: 4099,
  TextArea: 255,
  Url: 255,
  Lookup: 18,
  MasterDetail: 18,
};

/** Types whose fields always have a value. */
const NEVER_EMPTY = new Set(['Checkbox', 'AutoNumber', 'MasterDetail']);

const NAME = /^[A-Za-z](?:_?[A-Za-z0-9])*__c$/;

/** A custom field from its file, with what a deploy would refuse about the file itself. */
export function customField(source: SourceFile, problems: Problems): Field {
  const { root, file, name } = source;
  const type = valueOf(root, 'type');
  if (textOf(root, 'fullName') !== name) problems.add(file, `<fullName> is not the name of the file, ${name}`);
  if (!NAME.test(name)) problems.add(file, `${name} is no name for a custom field`);
  for (const reason of fieldProblems(root, type)) problems.add(file, reason);
  return makeField({
    name,
    label: valueOf(root, 'label'),
    type: TYPES[type] ?? 'string',
    custom: true,
    length: Number(textOf(root, 'length') ?? LENGTHS[type] ?? 0),
    precision: Number(textOf(root, 'precision') ?? (type === 'Summary' ? 18 : 0)),
    scale: Number(valueOf(root, 'scale')),
    externalId: isTrue(root, 'externalId'),
    unique: isTrue(root, 'unique'),
    caseSensitive: isTrue(root, 'caseSensitive'),
    ...writing(root, type),
    ...defaults(root, type),
    ...picklist(root),
    ...relationship(root, type, name),
  });
}

/** Who gives the field its value: a person, or the platform. */
function writing(root: XmlElement, type: string): Partial<Field> {
  const autoNumber = type === 'AutoNumber';
  const calculated = childOf(root, 'formula') !== undefined || type === 'Summary';
  const writable = !calculated && !autoNumber;
  const isRequired = isTrue(root, 'required') || type === 'MasterDetail';
  const fixed = type === 'MasterDetail' && !isTrue(root, 'reparentableMasterDetail');
  const help = textOf(root, 'inlineHelpText');
  return {
    nillable: !NEVER_EMPTY.has(type) && !isRequired,
    createable: writable,
    updateable: writable && !fixed,
    calculated,
    permissionable: !isRequired,
    ...(autoNumber && { autoNumber: { displayFormat: textOf(root, 'displayFormat') ?? '{0}' } }),
    ...(help !== undefined && { inlineHelpText: help }),
  };
}

function defaults(root: XmlElement, type: string): Partial<Field> {
  const value = textOf(root, 'defaultValue');
  if (type === 'Checkbox') return { defaultValue: value === 'true' };
  if (value === undefined) return {};
  const quoted = /^"(.*)"$|^'(.*)'$/.exec(value);
  if (quoted) return { defaultValue: quoted[1] ?? quoted[2] ?? '', defaultedOnCreate: true };
  return /^-?\d+(?:\.\d+)?$/.test(value) ? { defaultValue: Number(value), defaultedOnCreate: true } : {};
}

function picklist(root: XmlElement): Partial<Field> {
  const valueSet = childOf(root, 'valueSet');
  const definition = valueSet && childOf(valueSet, 'valueSetDefinition');
  if (!valueSet || !definition) return {};
  const picklistValues = childrenOf(definition, 'value').map(picklistValue);
  const fallback = picklistValues.find((value) => value.isDefault);
  return {
    picklistValues,
    restrictedPicklist: isTrue(valueSet, 'restricted'),
    ...(fallback && { defaultValue: fallback.value, defaultedOnCreate: true }),
  };
}

function picklistValue(element: XmlElement): PicklistValue {
  const value = valueOf(element, 'fullName');
  return {
    value,
    label: textOf(element, 'label') ?? value,
    active: textOf(element, 'isActive') !== 'false',
    isDefault: isTrue(element, 'default'),
  };
}

function relationship(root: XmlElement, type: string, name: string): Partial<Field> {
  if (type !== 'Lookup' && type !== 'MasterDetail') return {};
  const list = textOf(root, 'relationshipName');
  const common: Partial<Field> = {
    referenceTo: [valueOf(root, 'referenceTo')],
    relationshipName: name.replace(/__c$/, '__r'),
    ...(list !== undefined && { childRelationshipName: `${list}__r` }),
  };
  if (type === 'Lookup') {
    return {
      ...common,
      deleteConstraint: (textOf(root, 'deleteConstraint') ?? 'SetNull') as Field['deleteConstraint'],
    };
  }
  return {
    ...common,
    deleteConstraint: 'Cascade',
    masterDetail: {
      order: textOf(root, 'relationshipOrder') === '1' ? 1 : 0,
      reparentable: isTrue(root, 'reparentableMasterDetail'),
      writeRequiresMasterRead: isTrue(root, 'writeRequiresMasterRead'),
    },
  };
}

import type { Field, FieldType, PicklistValue } from '../schema.ts';
import { makeField } from './make-field.ts';
import type { Problems } from './problems.ts';
import type { SourceFile } from './source-files.ts';
import { childOf, childrenOf, isTrue, textOf, type XmlElement } from './xml.ts';

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

const NAME = /^[A-Za-z](?:_?[A-Za-z0-9])*__c$/;

/** A custom field from its file, with what a deploy would refuse about the file itself. */
export function customField(source: SourceFile, problems: Problems): Field {
  const { root, file, name } = source;
  const type = textOf(root, 'type') ?? 'Text';
  if (textOf(root, 'fullName') !== name) problems.add(file, `<fullName> is not the name of the file, ${name}`);
  if (!NAME.test(name)) problems.add(file, `${name} is no name for a custom field`);
  for (const reason of typeProblems(root, type)) problems.add(file, reason);
  const calculated = childOf(root, 'formula') !== undefined || type === 'Summary';
  const autoNumber = type === 'AutoNumber';
  const isRequired = isTrue(root, 'required') || type === 'MasterDetail';
  const help = textOf(root, 'inlineHelpText');
  return makeField({
    name,
    label: textOf(root, 'label') ?? name,
    type: TYPES[type] ?? 'string',
    custom: true,
    length: Number(textOf(root, 'length') ?? LENGTHS[type] ?? 0),
    precision: Number(textOf(root, 'precision') ?? (type === 'Summary' ? 18 : 0)),
    scale: Number(textOf(root, 'scale') ?? 0),
    nillable: type !== 'Checkbox' && !isRequired && !autoNumber,
    createable: !calculated && !autoNumber,
    updateable: !calculated && !autoNumber && (type !== 'MasterDetail' || isTrue(root, 'reparentableMasterDetail')),
    externalId: isTrue(root, 'externalId'),
    unique: isTrue(root, 'unique'),
    caseSensitive: isTrue(root, 'caseSensitive'),
    calculated,
    permissionable: !isRequired,
    ...defaults(root, type),
    ...picklist(root),
    ...relationship(root, type, name),
    ...(autoNumber && { autoNumber: { displayFormat: textOf(root, 'displayFormat') ?? '{0}' } }),
    ...(help !== undefined && { inlineHelpText: help }),
  });
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
  const value = textOf(element, 'fullName') ?? '';
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
    referenceTo: [textOf(root, 'referenceTo') ?? ''],
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

function typeProblems(root: XmlElement, type: string): string[] {
  const isFormula = childOf(root, 'formula') !== undefined;
  return [
    ...missingTags(root, type, isFormula).map((tag) => `a field of type ${type} needs <${tag}>`),
    ...forbiddenTags(root, type).map((tag) => `a field of type ${type} cannot have <${tag}>true</${tag}>`),
    ...sizeProblems(root, type),
    ...optionProblems(root, type),
  ];
}

const NEEDED: Readonly<Record<string, readonly string[]>> = {
  Text: ['length'],
  EncryptedText: ['length'],
  LongTextArea: ['length', 'visibleLines'],
  Html: ['length', 'visibleLines'],
  Number: ['precision', 'scale'],
  Currency: ['precision', 'scale'],
  Percent: ['precision', 'scale'],
  Checkbox: ['defaultValue'],
  Picklist: ['valueSet'],
  MultiselectPicklist: ['valueSet', 'visibleLines'],
  Lookup: ['referenceTo'],
  MasterDetail: ['referenceTo', 'relationshipName'],
  Summary: ['summaryForeignKey', 'summaryOperation'],
};

function missingTags(root: XmlElement, type: string, isFormula: boolean): string[] {
  // Text and check boxes that are formulas take size and value from the formula.
  const needed = isFormula && (type === 'Text' || type === 'Checkbox') ? [] : (NEEDED[type] ?? []);
  return needed.filter((tag) => childOf(root, tag) === undefined);
}

const KEYS = new Set(['Text', 'Number', 'Email', 'AutoNumber']);
const NEVER_REQUIRED = new Set([
  'LongTextArea',
  'Html',
  'Checkbox',
  'MasterDetail',
  'AutoNumber',
  'Summary',
  'MultiselectPicklist',
]);

function forbiddenTags(root: XmlElement, type: string): string[] {
  const forbidden: string[] = [];
  if (isTrue(root, 'externalId') && !KEYS.has(type)) forbidden.push('externalId');
  if (isTrue(root, 'unique') && !KEYS.has(type)) forbidden.push('unique');
  if (isTrue(root, 'required') && NEVER_REQUIRED.has(type)) forbidden.push('required');
  return forbidden;
}

const LIMITS: Readonly<Record<string, readonly [tag: string, least: number, most: number]>> = {
  Text: ['length', 1, 255],
  EncryptedText: ['length', 1, 175],
  LongTextArea: ['length', 256, 131_072],
  Html: ['length', 256, 131_072],
  Number: ['precision', 1, 18],
  Currency: ['precision', 1, 18],
  Percent: ['precision', 1, 18],
};

function sizeProblems(root: XmlElement, type: string): string[] {
  const problems: string[] = [];
  const [tag = '', least = 0, most = 0] = LIMITS[type] ?? [];
  const size = tag === '' ? undefined : textOf(root, tag);
  if (size !== undefined && (Number(size) < least || Number(size) > most)) {
    problems.push(`<${tag}> of a ${type} is ${least} to ${most}`);
  }
  const [precision, scale] = [textOf(root, 'precision'), textOf(root, 'scale')];
  if (precision !== undefined && Number(scale ?? 0) > Number(precision)) problems.push('<scale> is above <precision>');
  if ((textOf(root, 'label')?.length ?? 0) > 40) problems.push('<label> is longer than 40 characters');
  if ((textOf(root, 'inlineHelpText')?.length ?? 0) > 510)
    problems.push('<inlineHelpText> is longer than 510 characters');
  if ((textOf(root, 'description')?.length ?? 0) > 1000) problems.push('<description> is longer than 1000 characters');
  return problems;
}

function optionProblems(root: XmlElement, type: string): string[] {
  const problems: string[] = [];
  if (type === 'Lookup' && isTrue(root, 'required') && (textOf(root, 'deleteConstraint') ?? 'SetNull') === 'SetNull') {
    problems.push('a required lookup cannot be set to null: <deleteConstraint> is Cascade or Restrict');
  }
  if (type === 'MasterDetail' && childOf(root, 'deleteConstraint')) {
    problems.push('a master-detail field has no <deleteConstraint>');
  }
  const values = (picklist(root).picklistValues ?? []).map((value) => value.value.toLowerCase());
  for (const value of new Set(values.filter((one, index) => values.indexOf(one) !== index))) {
    problems.push(`duplicate picklist value ${value}`);
  }
  return problems;
}

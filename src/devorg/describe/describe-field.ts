import type { Viewer } from '../access/viewer.ts';
import type { Field, FieldType, SObject } from '../schema.ts';

const SOAP_TYPES: Readonly<Partial<Record<FieldType, string>>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  time: 'xsd:time',
  address: 'urn:address',
};

const NAME_PARTS = new Set(['LastName', 'FirstName', 'Salutation']);
const FISCAL_PARTS = new Set(['FiscalYear', 'FiscalQuarter']);
const UNAGGREGATED: ReadonlySet<FieldType> = new Set(['boolean', 'address', 'multipicklist', 'encryptedstring']);
/** References to these do not narrow a search. */
const UNFILTERED_TARGETS = new Set(['User', 'Group', 'RecordType', 'Organization']);

/** One field as describe shows it to a viewer, in the API's 57 keys. */
export function describeField(viewer: Viewer, object: SObject, field: Field): Record<string, unknown> {
  const polymorphic = field.referenceTo.length > 1;
  return {
    ...CONSTANT,
    ...rights(viewer, object, field),
    ...relationship(field),
    aggregatable: (field.sortable || field.groupable) && !UNAGGREGATED.has(field.type),
    autoNumber: field.autoNumber !== undefined,
    byteLength: byteLength(field),
    calculated: field.calculated,
    caseSensitive: field.caseSensitive,
    compoundFieldName: compoundName(object, field),
    custom: field.custom,
    defaultedOnCreate: field.defaultedOnCreate,
    digits: field.type === 'int' ? field.precision : 0,
    encrypted: field.type === 'encryptedstring',
    externalId: field.externalId,
    extraTypeInfo: extraTypeInfo(object, field),
    filterable: field.filterable,
    groupable: field.groupable,
    idLookup: isIdLookup(object, field),
    label: field.label,
    length: field.length,
    name: field.name,
    nameField: field.nameField,
    namePointing: polymorphic,
    nillable: field.nillable,
    permissionable: field.permissionable,
    picklistValues: picklistValues(field),
    polymorphicForeignKey: polymorphic,
    precision: field.type === 'int' ? 0 : field.precision,
    queryByDistance: field.type === 'address',
    referenceTo: field.referenceTo,
    restrictedPicklist: field.restrictedPicklist,
    scale: field.scale,
    searchPrefilterable: isPrefilterable(object, field),
    sortable: field.sortable,
    type: field.type,
    unique: field.unique,
    ...given(field),
  };
}

/** What the org in a box has of no field. */
const CONSTANT = {
  aiPredictionField: false,
  calculatedFormula: null,
  controllerName: null,
  defaultValueFormula: null,
  dependentPicklist: false,
  deprecatedAndHidden: false,
  displayLocationInDecimal: false,
  filteredLookupInfo: null,
  formulaTreatNullNumberAsZero: false,
  highScaleNumber: false,
  htmlFormatted: false,
  mask: null,
  maskType: null,
  referenceTargetField: null,
};

function rights(viewer: Viewer, object: SObject, field: Field): Record<string, boolean> {
  const writes = viewer.mayEditField(object.name, field.name);
  return {
    createable: field.createable && object.createable && writes && viewer.mayObject(object.name, 'create'),
    updateable: field.updateable && object.updateable && writes && viewer.mayObject(object.name, 'edit'),
  };
}

function relationship({ custom, deleteConstraint, masterDetail, relationshipName }: Field): Record<string, unknown> {
  return {
    cascadeDelete: custom && deleteConstraint === 'Cascade',
    relationshipName: relationshipName ?? null,
    relationshipOrder: masterDetail?.order ?? null,
    restrictedDelete: custom && deleteConstraint === 'Restrict',
    writeRequiresMasterRead: masterDetail?.writeRequiresMasterRead ?? false,
  };
}

function given({ defaultValue, inlineHelpText, type }: Field): Record<string, unknown> {
  return {
    defaultValue: defaultValue ?? null,
    inlineHelpText: inlineHelpText ?? null,
    soapType: SOAP_TYPES[type] ?? 'xsd:string',
  };
}

function picklistValues(field: Field): Record<string, unknown>[] {
  return field.picklistValues.map(({ active, isDefault, label, value }) => {
    return { active, defaultValue: isDefault, label, validFor: null, value };
  });
}

/** Texts take up to three bytes a character; ids do not. */
function byteLength({ type, length }: Field): number {
  return type === 'id' || type === 'reference' ? length : length * 3;
}

function compoundName(object: SObject, field: Field): string | null {
  for (const other of object.fields.values()) {
    if (other.compound?.includes(field.name)) return other.name;
  }
  if (NAME_PARTS.has(field.name) && object.fields.get('name')?.derived === 'personName') return 'Name';
  return FISCAL_PARTS.has(field.name) && object.fields.has('fiscal') ? 'Fiscal' : null;
}

function extraTypeInfo(object: SObject, field: Field): string | null {
  if (field.type === 'textarea') return 'plaintextarea';
  if (field.name === 'PhotoUrl') return 'imageurl';
  const isName = NAME_PARTS.has(field.name) || field.derived === 'personName';
  return isName && object.fields.get('name')?.derived === 'personName' ? 'personname' : null;
}

/** Fields by whose value a record can be named in an upsert or a search. */
function isIdLookup(object: SObject, field: Field): boolean {
  if (field.type === 'id' || field.externalId || field.autoNumber !== undefined) return true;
  if (object.custom) return field.nameField;
  return field.name === 'Username' || (field.name === 'Email' && field.type === 'email');
}

function isPrefilterable(object: SObject, field: Field): boolean {
  if (field.type !== 'reference' || !object.searchable || field.name === 'MasterRecordId') return false;
  return field.relationshipName !== undefined && !field.referenceTo.some((target) => UNFILTERED_TARGETS.has(target));
}

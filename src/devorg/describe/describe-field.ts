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
  const writes = viewer.mayEditField(object.name, field.name);
  const polymorphic = field.referenceTo.length > 1;
  return {
    aggregatable: (field.sortable || field.groupable) && !UNAGGREGATED.has(field.type),
    aiPredictionField: false,
    autoNumber: field.autoNumber !== undefined,
    byteLength: byteLength(field),
    calculated: field.calculated,
    calculatedFormula: null,
    cascadeDelete: field.custom && field.deleteConstraint === 'Cascade',
    caseSensitive: field.caseSensitive,
    compoundFieldName: compoundName(object, field),
    controllerName: null,
    createable: field.createable && object.createable && writes && viewer.mayObject(object.name, 'create'),
    custom: field.custom,
    defaultValue: field.defaultValue ?? null,
    defaultValueFormula: null,
    defaultedOnCreate: field.defaultedOnCreate,
    dependentPicklist: false,
    deprecatedAndHidden: false,
    digits: field.type === 'int' ? field.precision : 0,
    displayLocationInDecimal: false,
    encrypted: field.type === 'encryptedstring',
    externalId: field.externalId,
    extraTypeInfo: extraTypeInfo(object, field),
    filterable: field.filterable,
    filteredLookupInfo: null,
    formulaTreatNullNumberAsZero: false,
    groupable: field.groupable,
    highScaleNumber: false,
    htmlFormatted: false,
    idLookup: isIdLookup(object, field),
    inlineHelpText: field.inlineHelpText ?? null,
    label: field.label,
    length: field.length,
    mask: null,
    maskType: null,
    name: field.name,
    nameField: field.nameField,
    namePointing: polymorphic,
    nillable: field.nillable,
    permissionable: field.permissionable,
    picklistValues: field.picklistValues.map(({ active, isDefault, label, value }) => {
      return { active, defaultValue: isDefault, label, validFor: null, value };
    }),
    polymorphicForeignKey: polymorphic,
    precision: field.type === 'int' ? 0 : field.precision,
    queryByDistance: field.type === 'address',
    referenceTargetField: null,
    referenceTo: field.referenceTo,
    relationshipName: field.relationshipName ?? null,
    relationshipOrder: field.masterDetail?.order ?? null,
    restrictedDelete: field.custom && field.deleteConstraint === 'Restrict',
    restrictedPicklist: field.restrictedPicklist,
    scale: field.scale,
    searchPrefilterable: isPrefilterable(object, field),
    soapType: SOAP_TYPES[field.type] ?? 'xsd:string',
    sortable: field.sortable,
    type: field.type,
    unique: field.unique,
    updateable: field.updateable && object.updateable && writes && viewer.mayObject(object.name, 'edit'),
    writeRequiresMasterRead: field.masterDetail?.writeRequiresMasterRead ?? false,
  };
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

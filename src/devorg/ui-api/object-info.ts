import type { Viewer } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import type { Org } from '../org.ts';
import type { Field, FieldType, SObject } from '../schema.ts';

type Json = Readonly<Record<string, unknown>>;

/** The record type that every object has where none was made. */
const MASTER_RECORD_TYPE = '012000000000000AAA';

const DATA_TYPES: Readonly<Record<FieldType, string>> = {
  id: 'String',
  string: 'String',
  textarea: 'TextArea',
  boolean: 'Boolean',
  int: 'Int',
  double: 'Double',
  currency: 'Currency',
  percent: 'Percent',
  date: 'Date',
  datetime: 'DateTime',
  time: 'Time',
  email: 'Email',
  phone: 'Phone',
  url: 'Url',
  picklist: 'Picklist',
  multipicklist: 'MultiPicklist',
  reference: 'Reference',
  address: 'Address',
  encryptedstring: 'EncryptedString',
  combobox: 'ComboBox',
};

/**
 * What `GET /ui-api/object-info/{name}` tells a viewer about an object: only fields that the viewer may see.
 *
 * @throws ApiError NOT_FOUND for an object that does not exist or that the viewer may not see
 */
export function objectInfo(org: Org, viewer: Viewer, name: string): Json {
  const object = org.schema.object(name);
  if (!object?.queryable || !viewer.mayObject(object.name, 'read')) {
    throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
  }
  const may = (right: 'create' | 'edit' | 'delete'): boolean => viewer.mayObject(object.name, right);
  return {
    apiName: object.name,
    childRelationships: childRelationships(org, viewer, object),
    createable: object.createable && may('create'),
    custom: object.custom,
    defaultRecordTypeId: MASTER_RECORD_TYPE,
    deletable: object.deletable && may('delete'),
    dependentFields: {},
    feedEnabled: false,
    fields: fieldInfos(org, viewer, object),
    keyPrefix: object.keyPrefix,
    label: object.label,
    labelPlural: object.labelPlural,
    layoutable: true,
    mruEnabled: true,
    nameFields: nameFields(object),
    queryable: object.queryable,
    recordTypeInfos: { [MASTER_RECORD_TYPE]: masterRecordType() },
    searchable: object.searchable,
    themeInfo: null,
    updateable: object.updateable && may('edit'),
  };
}

function masterRecordType(): Json {
  return {
    available: true,
    defaultRecordTypeMapping: true,
    master: true,
    name: 'Master',
    recordTypeId: MASTER_RECORD_TYPE,
  };
}

function childRelationships(org: Org, viewer: Viewer, object: SObject): Json[] {
  return org.schema
    .childrenOf(object.name)
    .filter((child) => child.relationshipName !== undefined && viewer.mayReadField(child.childObject, child.field))
    .map((child) => ({
      childObjectApiName: child.childObject,
      fieldName: child.field,
      junctionIdListNames: [],
      junctionReferenceTo: [],
      relationshipName: child.relationshipName,
    }));
}

function fieldInfos(org: Org, viewer: Viewer, object: SObject): Json {
  const fields = [...object.fields.values()]
    .filter((field) => viewer.mayReadField(object.name, field.name))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return Object.fromEntries(fields.map((field) => [field.name, fieldInfo(org, viewer, object, field)]));
}

function fieldInfo(org: Org, viewer: Viewer, object: SObject, field: Field): Json {
  const edits = viewer.mayEditField(object.name, field.name);
  const compound = compoundOf(object, field);
  return {
    apiName: field.name,
    calculated: field.calculated,
    compound: field.compound !== undefined,
    compoundComponentName: compound ? field.name.slice(compound.name.length - 'Address'.length) : null,
    compoundFieldName: compound?.name ?? null,
    controllerName: null,
    controllingFields: [],
    createable: field.createable && edits,
    custom: field.custom,
    dataType: DATA_TYPES[field.type],
    extraTypeInfo: field.type === 'textarea' ? 'PlainTextArea' : null,
    filterable: field.filterable,
    filteredLookupInfo: null,
    highScaleNumber: false,
    htmlFormatted: false,
    inlineHelpText: field.inlineHelpText ?? null,
    label: field.label,
    length: field.length,
    nameField: field.nameField,
    polymorphicForeignKey: field.referenceTo.length > 1,
    precision: field.precision,
    reference: field.type === 'reference',
    referenceTargetField: null,
    referenceToInfos: referenceInfos(org, field),
    relationshipName: field.relationshipName ?? null,
    required: !field.nillable && field.type !== 'boolean',
    scale: field.scale,
    searchPrefilterable: false,
    sortable: field.sortable,
    unique: field.unique,
    updateable: field.updateable && edits,
  };
}

function compoundOf(object: SObject, part: Field): Field | undefined {
  return [...object.fields.values()].find((field) => field.compound?.includes(part.name));
}

function referenceInfos(org: Org, field: Field): Json[] {
  return field.referenceTo.flatMap((name) => {
    const target = org.schema.object(name);
    return target ? [{ apiName: target.name, nameFields: nameFields(target) }] : [];
  });
}

function nameFields(object: SObject): string[] {
  const name = [...object.fields.values()].find((field) => field.nameField);
  if (!name) return [];
  return name.derived === 'personName' ? ['FirstName', 'LastName', name.name] : [name.name];
}

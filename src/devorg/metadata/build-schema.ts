import type { OrgSettings } from '../org.ts';
import type { ChildRelationship, Field, Schema, SObject } from '../schema.ts';
import { lines } from './common-fields.ts';
import type { PackageModel } from './package-model.ts';
import { byName, standardObject } from './standard-object.ts';
import { standardObjects } from './standard-objects/index.ts';
import { ACCESS_LEVELS, ROW_CAUSES } from './standard-objects/picklists.ts';

/** All share objects of custom objects have this one. */
const SHARE_PREFIX = '02c';

/**
 * The org's model: standard objects as the settings leave them, and what the package adds.
 * @param prefixes key prefixes of custom objects by name
 */
export function buildSchema(
  settings: OrgSettings,
  source: PackageModel,
  prefixes: ReadonlyMap<string, string>,
): Schema {
  const objects = new Map<string, SObject>();
  for (const object of standardObjects) {
    if (!isSwitchedOff(object.name, settings))
      objects.set(object.name.toLowerCase(), adapted(object, settings, source));
  }
  for (const object of source.objects) {
    const complete = withCurrency({ ...object, keyPrefix: prefixes.get(object.name) ?? '' }, settings);
    objects.set(object.name.toLowerCase(), complete);
    const share = shareObject(complete);
    if (share) objects.set(share.name.toLowerCase(), share);
  }
  return schemaOf(objects);
}

function schemaOf(objects: ReadonlyMap<string, SObject>): Schema {
  const byPrefix = new Map<string, SObject>();
  for (const object of objects.values()) {
    if (object.keyPrefix !== SHARE_PREFIX) byPrefix.set(object.keyPrefix, object);
  }
  const children = childrenByParent(objects);
  return {
    objects,
    object: (name) => objects.get(name.toLowerCase()),
    field: (objectName, fieldName) => objects.get(objectName.toLowerCase())?.fields.get(fieldName.toLowerCase()),
    byKeyPrefix: (prefix) => byPrefix.get(prefix),
    childrenOf: (objectName) => children.get(objectName.toLowerCase()) ?? [],
  };
}

function childrenByParent(objects: ReadonlyMap<string, SObject>): Map<string, ChildRelationship[]> {
  const children = new Map<string, ChildRelationship[]>();
  for (const object of objects.values()) {
    for (const field of object.fields.values()) {
      for (const parent of field.referenceTo) {
        const key = parent.toLowerCase();
        const list = children.get(key) ?? [];
        children.set(key, list);
        list.push({
          childObject: object.name,
          field: field.name,
          ...(field.childRelationshipName !== undefined && { relationshipName: field.childRelationshipName }),
          cascadeDelete: field.deleteConstraint === 'Cascade',
        });
      }
    }
  }
  return children;
}

function isSwitchedOff(name: string, settings: OrgSettings): boolean {
  return (
    (name === 'AccountTeamMember' && !settings.accountTeams) ||
    (name === 'OpportunityTeamMember' && !settings.opportunityTeams) ||
    (name === 'CurrencyType' && !settings.multiCurrency)
  );
}

function adapted(object: SObject, settings: OrgSettings, source: PackageModel): SObject {
  const fields = [...object.fields.values()].map((field) => withActivityTargets(object, field, source));
  fields.push(...settingFields(object, settings), ...(source.standardFields.get(object.name) ?? []));
  return {
    ...object,
    sharingModel: settings.sharingModels[object.name] ?? object.sharingModel,
    fields: byName(fields),
    validationRules: source.standardRules.get(object.name) ?? [],
  };
}

function withActivityTargets(object: SObject, field: Field, source: PackageModel): Field {
  const isActivity = object.name === 'Task' || object.name === 'Event';
  if (!isActivity || field.name !== 'WhatId') return field;
  return { ...field, referenceTo: [...field.referenceTo, ...source.withActivities] };
}

function settingFields(object: SObject, settings: OrgSettings): Field[] {
  const fields: Field[] = [];
  if (settings.multiCurrency && [...object.fields.values()].some((field) => field.type === 'currency')) {
    fields.push(...lines(CURRENCY_FIELD));
  }
  if (settings.personAccounts && (object.name === 'Account' || object.name === 'Contact')) {
    fields.push(...lines('IsPersonAccount | Is Person Account | boolean | readonly'));
    if (object.name === 'Account') fields.push(...lines(PERSON_FIELDS));
  }
  return fields;
}

const CURRENCY_FIELD =
  'CurrencyIsoCode | Currency ISO Code | picklist(3) | system defaulted restricted | EUR*;USD;GBP;CHF';

/** Where several currencies are on, every custom object says which one its rows are in. */
function withCurrency(object: SObject, settings: OrgSettings): SObject {
  if (!settings.multiCurrency) return object;
  return { ...object, fields: byName([...object.fields.values(), ...lines(CURRENCY_FIELD)]) };
}

/** What an account that is a person has besides. */
const PERSON_FIELDS = `
  LastName | Last Name | string(80) | system
  FirstName | First Name | string(40) | system
  Salutation | Salutation | picklist(40) | system | Mr.;Ms.;Mrs.;Dr.;Prof.
  PersonContactId | Contact ID | ref(Contact) PersonContact | readonly
  PersonEmail | Email | email(80) | system
  PersonMobilePhone | Mobile | phone(40) | system
  PersonTitle | Title | string(80) | system
  PersonDepartment | Department | string(80) | system
  PersonBirthdate | Birthdate | date | system
`;

/** The object that holds who else sees the rows of a custom object; there is none where all may edit or the parent decides. */
function shareObject(object: SObject): SObject | undefined {
  if (object.shareObject === undefined) return undefined;
  return standardObject(
    `
    ${SHARE_PREFIX} | ${object.shareObject} | Share: ${object.label} | Share: ${object.label}
    @id Record ID
    ParentId | Parent ID | ref(${object.name}) Parent Shares | required createonly cascade
    AccessLevel | Access Level | picklist(40) | required restricted | ${ACCESS_LEVELS}
    UserOrGroupId | User/Group ID | ref(Group,User) UserOrGroup | required createonly cascade
    RowCause | Row Cause | picklist(40) | createonly defaulted restricted | ${ROW_CAUSES}
    LastModifiedDate | Last Modified Date | datetime | readonly required defaulted
    LastModifiedById | Last Modified By ID | ref(User) LastModifiedBy | readonly required defaulted
    @deleted
    `,
    { sharing: 'ControlledByParent', parents: ['ParentId'], allows: 'cudq' },
  );
}

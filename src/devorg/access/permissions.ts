import type { DatabaseSync } from 'node:sqlite';

import type { Org } from '../org.ts';
import type { Field } from '../schema.ts';
import { sourceOfRight } from './object-families.ts';
import type { ObjectRight } from './object-right.ts';

/** What the permission sets of one user allow, profile included. */
export interface Permissions {
  mayObject(objectName: string, right: ObjectRight): boolean;
  mayReadField(objectName: string, fieldName: string): boolean;
  mayEditField(objectName: string, fieldName: string): boolean;
  hasSystemPermission(name: string): boolean;
  hasCustomPermission(name: string): boolean;
}

interface Granted {
  readonly objects: ReadonlyMap<string, ReadonlySet<ObjectRight>>;
  readonly readFields: ReadonlySet<string>;
  readonly editFields: ReadonlySet<string>;
  readonly system: ReadonlySet<string>;
  readonly custom: ReadonlySet<string>;
}

const OBJECT_RIGHTS: readonly (readonly [string, ObjectRight])[] = [
  ['PermissionsRead', 'read'],
  ['PermissionsCreate', 'create'],
  ['PermissionsEdit', 'edit'],
  ['PermissionsDelete', 'delete'],
  ['PermissionsViewAllRecords', 'viewAll'],
  ['PermissionsModifyAllRecords', 'modifyAll'],
];

/** Reads what a user's profile and permission sets allow. Rights only add up; nothing takes one away. */
export function loadPermissions(org: Org, userId: string, profileId: string): Permissions {
  const sets = permissionSetsOf(org.database, userId, profileId);
  const granted = readGranted(org.database, sets);
  const mayObject = (objectName: string, right: ObjectRight): boolean => mayObjectOf(org, granted, objectName, right);
  return {
    mayObject,
    mayReadField: (objectName, fieldName) => {
      const field = org.schema.field(objectName, fieldName);
      if (!field || !mayObject(objectName, 'read')) return false;
      return !field.permissionable || isGranted(org, granted.readFields, objectName, field);
    },
    mayEditField: (objectName, fieldName) => {
      const field = org.schema.field(objectName, fieldName);
      if (!field || !(mayObject(objectName, 'edit') || mayObject(objectName, 'create'))) return false;
      return !field.permissionable || isGranted(org, granted.editFields, objectName, field);
    },
    hasSystemPermission: (name) => granted.system.has(name.toLowerCase()),
    hasCustomPermission: (name) => granted.custom.has(name.toLowerCase()),
  };
}

function mayObjectOf(org: Org, granted: Granted, objectName: string, right: ObjectRight): boolean {
  const object = org.schema.object(objectName);
  if (!object) return false;
  if (granted.system.has('modifyalldata')) return true;
  const source = sourceOfRight(object.name, right);
  switch (source.kind) {
    case 'everybody':
      return true;
    case 'system':
      return granted.system.has(source.permission.toLowerCase()) || !isKnownPermission(org, source.permission);
    case 'parent':
      return mayObjectOf(org, granted, source.object, source.right);
    case 'objectPermissions':
      return isGrantedOnObject(granted, object.name, right);
  }
}

function isGrantedOnObject(granted: Granted, objectName: string, right: ObjectRight): boolean {
  if (granted.objects.get(objectName.toLowerCase())?.has(right)) return true;
  return granted.system.has('viewalldata') && (right === 'read' || right === 'viewAll');
}

/** A permission that the org's PermissionSet does not know cannot be granted, so it cannot be asked for either. */
function isKnownPermission(org: Org, permission: string): boolean {
  return org.schema.field('PermissionSet', `Permissions${permission}`) !== undefined;
}

function isGranted(org: Org, granted: ReadonlySet<string>, objectName: string, field: Field): boolean {
  const prefix = objectName.toLowerCase();
  if (granted.has(`${prefix}.${field.name.toLowerCase()}`)) return true;
  // Field permissions name the compound; a part of an address is as visible as the address.
  const fields = org.schema.object(objectName)?.fields.values() ?? [];
  for (const other of fields) {
    if (other.compound?.includes(field.name) && granted.has(`${prefix}.${other.name.toLowerCase()}`)) return true;
  }
  return field.compound?.some((part) => granted.has(`${prefix}.${part.toLowerCase()}`)) ?? false;
}

function permissionSetsOf(database: DatabaseSync, userId: string, profileId: string): string[] {
  const rows = database
    .prepare(
      `SELECT PermissionSetId AS id FROM PermissionSetAssignment WHERE AssigneeId = ?
       UNION SELECT Id FROM PermissionSet WHERE ProfileId = ? AND IsOwnedByProfile = 1`,
    )
    .all(userId, profileId);
  return rows.map((row) => String(row['id']));
}

function readGranted(database: DatabaseSync, sets: readonly string[]): Granted {
  const list = JSON.stringify(sets);
  const ofSets = 'IN (SELECT value FROM json_each(?))';
  const readFields = new Set<string>();
  const editFields = new Set<string>();
  for (const row of database.prepare(`SELECT * FROM FieldPermissions WHERE ParentId ${ofSets}`).iterate(list)) {
    const field = String(row['Field']).toLowerCase();
    if (row['PermissionsRead'] === 1 || row['PermissionsEdit'] === 1) readFields.add(field);
    if (row['PermissionsEdit'] === 1) editFields.add(field);
  }
  const custom = database
    .prepare(
      `SELECT c.DeveloperName AS name FROM SetupEntityAccess a JOIN CustomPermission c ON c.Id = a.SetupEntityId
       WHERE a.ParentId ${ofSets}`,
    )
    .all(list);
  return {
    objects: readObjectRights(database, list),
    readFields,
    editFields,
    system: readSystemPermissions(database, list),
    custom: new Set(custom.map((row) => String(row['name']).toLowerCase())),
  };
}

function readObjectRights(database: DatabaseSync, sets: string): Map<string, Set<ObjectRight>> {
  const objects = new Map<string, Set<ObjectRight>>();
  const rows = database
    .prepare('SELECT * FROM ObjectPermissions WHERE ParentId IN (SELECT value FROM json_each(?))')
    .iterate(sets);
  for (const row of rows) {
    const name = String(row['SobjectType']).toLowerCase();
    const rights = objects.get(name) ?? new Set();
    for (const [column, right] of OBJECT_RIGHTS) if (row[column] === 1) rights.add(right);
    objects.set(name, rights);
  }
  return objects;
}

function readSystemPermissions(database: DatabaseSync, sets: string): Set<string> {
  const system = new Set<string>();
  const rows = database
    .prepare('SELECT * FROM PermissionSet WHERE Id IN (SELECT value FROM json_each(?))')
    .iterate(sets);
  for (const row of rows) {
    for (const [column, value] of Object.entries(row)) {
      if (column.startsWith('Permissions') && value === 1) system.add(column.slice('Permissions'.length).toLowerCase());
    }
  }
  return system;
}

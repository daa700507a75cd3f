import { prepare, quoted } from '../data/index.ts';
import type { ComponentName } from '../metadata/component-name.ts';
import type { Org } from '../org.ts';
import type { IncomingProblem } from './incoming.ts';

/** Rows that are metadata: the object they are rows of, and the field that holds the metadata's name. */
const ROWS: Readonly<Record<string, readonly [object: string, key: string]>> = {
  PermissionSet: ['PermissionSet', 'Name'],
  CustomPermission: ['CustomPermission', 'DeveloperName'],
  CustomNotificationType: ['CustomNotificationType', 'DeveloperName'],
};

/** What may not be deleted as things stand: a permission set that somebody holds. */
export function refusedDeletions(org: Org, names: readonly ComponentName[]): IncomingProblem[] {
  return names
    .filter(({ type, fullName }) => type === 'PermissionSet' && isHeld(org, fullName))
    .map((name) => {
      const reason = "You can't delete this permission set because it's assigned to one or more users.";
      return { ...name, fileName: 'destructiveChanges.xml', reason };
    });
}

function isHeld(org: Org, name: string): boolean {
  const sql = `SELECT 1 FROM "PermissionSetAssignment" a JOIN "PermissionSet" s ON s."Id" = a."PermissionSetId"
    WHERE s."Name" = ? LIMIT 1`;
  return org.database.prepare(sql).get(name) !== undefined;
}

/** Deletes what the components were in the org: rows, tables with all records in them, columns with all values. */
export function removeComponents(org: Org, names: readonly ComponentName[]): void {
  for (const { type, fullName } of names) {
    if (type === 'CustomObject') removeObject(org, fullName);
    else if (type === 'CustomField') removeField(org, fullName);
    else if (ROWS[type]) removeRow(org, ROWS[type], fullName);
  }
}

function removeRow(org: Org, [objectName, key]: readonly [string, string], name: string): void {
  const row = prepare(org.database, `SELECT "Id" AS id FROM ${quoted(objectName)} WHERE ${quoted(key)} = ?`).get(name);
  if (row === undefined) return;
  const id = String(row['id']);
  const rights = objectName === 'PermissionSet' ? ['ObjectPermissions', 'FieldPermissions', 'SetupEntityAccess'] : [];
  for (const table of rights) prepare(org.database, `DELETE FROM ${quoted(table)} WHERE "ParentId" = ?`).run(id);
  prepare(org.database, 'DELETE FROM "SetupEntityAccess" WHERE "SetupEntityId" = ?').run(id);
  prepare(org.database, `DELETE FROM ${quoted(objectName)} WHERE "Id" = ?`).run(id);
}

function removeObject(org: Org, name: string): void {
  const object = org.schema.object(name);
  if (object?.custom !== true) return;
  for (const { childObject, field } of org.schema.childrenOf(object.name)) {
    const child = org.schema.object(childObject);
    if (child?.custom !== true && child?.fields.get(field.toLowerCase())?.custom !== true) {
      const ids = `SELECT "Id" FROM ${quoted(object.name)}`;
      const column = quoted(field);
      org.database.exec(`UPDATE ${quoted(childObject)} SET ${column} = NULL WHERE ${column} IN (${ids})`);
    }
  }
  removeRights(org, 'ObjectPermissions', object.name);
  removeRights(org, 'FieldPermissions', object.name);
  if (object.shareObject !== undefined) org.database.exec(`DROP TABLE IF EXISTS ${quoted(object.shareObject)}`);
  org.database.exec(`DROP TABLE ${quoted(object.name)}`);
}

function removeRights(org: Org, table: string, object: string): void {
  prepare(org.database, `DELETE FROM ${quoted(table)} WHERE "SobjectType" = ?`).run(object);
}

function removeField(org: Org, fullName: string): void {
  const [objectName = '', fieldName = ''] = fullName.split('.');
  // Fields of activities are columns of Task and of Event.
  for (const name of objectName === 'Activity' ? ['Task', 'Event'] : [objectName]) {
    const object = org.schema.object(name);
    const field = object?.fields.get(fieldName.toLowerCase());
    if (!object || field?.custom !== true) continue;
    org.database.exec(`DROP INDEX IF EXISTS ${quoted(`${object.name}_by_${field.name}`)}`);
    if (isTable(org, object.name)) {
      org.database.exec(`ALTER TABLE ${quoted(object.name)} DROP COLUMN ${quoted(field.name)}`);
    }
    prepare(org.database, 'DELETE FROM "FieldPermissions" WHERE "Field" = ?').run(`${object.name}.${field.name}`);
  }
}

/** False once the object itself was deleted, in the same deploy. */
function isTable(org: Org, name: string): boolean {
  const sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?";
  return org.database.prepare(sql).get(name) !== undefined;
}

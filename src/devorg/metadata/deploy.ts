import { insertRows, inTransaction, prepare, type Row } from '../data/index.ts';
import type { Org } from '../org.ts';
import type {
  FieldPermissionSource,
  ObjectPermissionSource,
  PackageModel,
  PermissionSetSource,
} from './package-model.ts';

/**
 * Writes what of a package is rows: custom permissions, notification types, permission sets and what they grant.
 * Doing it again brings the rows up to date; assignments of permission sets stay.
 */
export function deploy(org: Org, source: PackageModel): void {
  inTransaction(org.database, () => {
    for (const { name, label, description } of source.customPermissions) {
      upsertByName(org, 'CustomPermission', 'DeveloperName', {
        DeveloperName: name,
        MasterLabel: label,
        Description: description ?? null,
      });
    }
    for (const { name, label, description, desktop, mobile } of source.notificationTypes) {
      upsertByName(org, 'CustomNotificationType', 'DeveloperName', {
        ...{ DeveloperName: name, MasterLabel: label, CustomNotifTypeName: label, Language: 'en_US' },
        ...{ Description: description ?? null, Desktop: desktop, Mobile: mobile },
      });
    }
    for (const set of source.permissionSets) deployPermissionSet(org, set);
  });
  org.accessVersion += 1;
}

function deployPermissionSet(org: Org, set: PermissionSetSource): void {
  const granted = new Set(set.userPermissions);
  const columns = [...(org.schema.object('PermissionSet')?.fields.values() ?? [])]
    .filter((field) => field.name.startsWith('Permissions'))
    .map((field) => [field.name, granted.has(field.name.slice('Permissions'.length))]);
  const parentId = upsertByName(org, 'PermissionSet', 'Name', {
    ...{ Name: set.name, Label: set.label, Description: set.description ?? null },
    ...{ IsCustom: true, IsOwnedByProfile: false },
    ...(Object.fromEntries(columns) as Record<string, boolean>),
  });
  for (const table of ['ObjectPermissions', 'FieldPermissions', 'SetupEntityAccess']) {
    prepare(org.database, `DELETE FROM "${table}" WHERE "ParentId" = ?`).run(parentId);
  }
  insertRows(
    org,
    'ObjectPermissions',
    set.objects.map((permission) => objectRow(parentId, permission)),
  );
  insertRows(
    org,
    'FieldPermissions',
    set.fields.map((permission) => fieldRow(parentId, permission)),
  );
  const access = set.customPermissions.map((name): Row => {
    const id = idByName(org, 'CustomPermission', 'DeveloperName', name) ?? null;
    return { ParentId: parentId, SetupEntityId: id, SetupEntityType: 'CustomPermission' };
  });
  insertRows(org, 'SetupEntityAccess', access);
}

function objectRow(parentId: string, permission: ObjectPermissionSource): Row {
  return {
    ParentId: parentId,
    SobjectType: permission.object,
    PermissionsRead: permission.allowRead,
    PermissionsCreate: permission.allowCreate,
    PermissionsEdit: permission.allowEdit,
    PermissionsDelete: permission.allowDelete,
    PermissionsViewAllRecords: permission.viewAllRecords,
    PermissionsModifyAllRecords: permission.modifyAllRecords,
  };
}

function fieldRow(parentId: string, { object, field, readable, editable }: FieldPermissionSource): Row {
  return {
    ParentId: parentId,
    SobjectType: object,
    Field: `${object}.${field}`,
    PermissionsRead: readable,
    PermissionsEdit: editable,
  };
}

function upsertByName(org: Org, objectName: string, key: string, row: Row): string {
  const known = idByName(org, objectName, key, String(row[key]));
  if (known !== undefined) {
    const assignments = Object.keys(row).map((column) => `"${column}" = ?`);
    const values = Object.values(row).map((value) => (typeof value === 'boolean' ? Number(value) : value));
    prepare(org.database, `UPDATE "${objectName}" SET ${assignments.join(', ')} WHERE "Id" = ?`).run(...values, known);
    return known;
  }
  insertRows(org, objectName, [row]);
  const id = idByName(org, objectName, key, String(row[key]));
  if (id === undefined) throw new Error(`${objectName} ${String(row[key])} was not written`);
  return id;
}

function idByName(org: Org, objectName: string, key: string, name: string): string | undefined {
  const id = prepare(org.database, `SELECT "Id" AS id FROM "${objectName}" WHERE "${key}" = ?`).get(name)?.['id'];
  return typeof id === 'string' ? id : undefined;
}

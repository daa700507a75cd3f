import { ConnectedApps } from '../../../src/devorg/connected-apps.ts';
import { componentsOf } from '../../../src/devorg/metadata/package-source.ts';
import type { Org } from '../../../src/devorg/org.ts';

/** What an installation makes in an org, without ids, keys and times: two orgs that got the same are equal. */
export function orgState(org: Org): Record<string, readonly string[]> {
  const rows = (sql: string): string[] =>
    org.database
      .prepare(sql)
      .all()
      .map((row) => Object.values(row).join(' | '))
      .sort();
  const hasDivisions = org.schema.object('Baton_Division__c') !== undefined;
  return {
    components: [...componentsOf(org.source).keys()].sort(),
    permissionSets: rows(`SELECT "Name" FROM "PermissionSet" WHERE "IsOwnedByProfile" = 0`),
    rights: rows(
      `SELECT s."Name", o."SobjectType", o."PermissionsRead", o."PermissionsEdit" FROM "ObjectPermissions" o JOIN "PermissionSet" s ON s."Id" = o."ParentId"`,
    ),
    users: rows('SELECT "Username", "IsActive", "Name" FROM "User"'),
    assignments: rows(
      `SELECT u."Username", s."Name" FROM "PermissionSetAssignment" a JOIN "User" u ON u."Id" = a."AssigneeId" JOIN "PermissionSet" s ON s."Id" = a."PermissionSetId"`,
    ),
    licences: rows(
      `SELECT u."Username", l."DeveloperName" FROM "PermissionSetLicenseAssign" a JOIN "User" u ON u."Id" = a."AssigneeId" JOIN "PermissionSetLicense" l ON l."Id" = a."PermissionSetLicenseId"`,
    ),
    divisions: hasDivisions
      ? rows('SELECT "Key__c", "Name", "User_Values__c" FROM "Baton_Division__c" WHERE "IsDeleted" = 0')
      : [],
    apps: rows('SELECT "DeveloperName" FROM "ExternalClientApplication"'),
    waysIn: new ConnectedApps(org).all().map(({ permissionSets }) => permissionSets.join()),
  };
}

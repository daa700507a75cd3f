import { ApiError } from '../api-error.ts';
import { prepare } from '../data/index.ts';
import type { Org } from '../org.ts';
import { addSaveGuard, type Saving } from '../records/save-guards.ts';

const INTEGRATION = 'Salesforce Integration';

/**
 * Has the org count its licences: each active user takes one of the profile's licence, and none more than there are;
 * a permission set that gives standard objects can not be assigned to a user of the Integration licence before that
 * user has the permission set licence *Salesforce API Integration*.
 */
export function guardLicences(org: Org): void {
  countLicences(org);
  addSaveGuard(org, (saving) => {
    if (saving.object.name === 'User' && saving.kind !== 'delete') takeLicence(saving);
    if (saving.object.name === 'PermissionSetAssignment' && saving.kind === 'create') checkLicence(saving);
  });
}

/** Users by licence, without the one that is being saved. */
function usedOf(org: Org, licenceId: string, except: string): number {
  const sql = `SELECT count(*) AS used FROM "User" u JOIN "Profile" p ON p."Id" = u."ProfileId"
    WHERE u."IsActive" = 1 AND p."UserLicenseId" = ? AND u."Id" <> ?`;
  return Number(prepare(org.database, sql).get(licenceId, except)?.['used'] ?? 0);
}

function countLicences(org: Org): void {
  for (const { Id } of org.database.prepare('SELECT "Id" FROM "UserLicense"').all()) {
    noteUsed(org, String(Id), usedOf(org, String(Id), ''));
  }
}

function noteUsed(org: Org, licenceId: string, used: number): void {
  prepare(org.database, 'UPDATE "UserLicense" SET "UsedLicenses" = ? WHERE "Id" = ?').run(used, licenceId);
}

function takeLicence({ org, id, row }: Saving): void {
  for (const licence of org.database.prepare('SELECT "Id", "TotalLicenses" FROM "UserLicense"').all()) {
    const licenceId = String(licence['Id']);
    const takes = row['IsActive'] === 1 && licenceOfProfile(org, row['ProfileId']) === licenceId ? 1 : 0;
    const used = usedOf(org, licenceId, id) + takes;
    if (takes === 1 && used > Number(licence['TotalLicenses'])) {
      throw new ApiError(400, 'LICENSE_LIMIT_EXCEEDED', 'License Limit Exceeded', ['ProfileId']);
    }
    noteUsed(org, licenceId, used);
  }
}

function licenceOfProfile(org: Org, profileId: unknown): string {
  const sql = 'SELECT "UserLicenseId" AS id FROM "Profile" WHERE "Id" = ?';
  return String(prepare(org.database, sql).get(String(profileId))?.['id']);
}

function checkLicence({ org, row }: Saving): void {
  const user = String(row['AssigneeId']);
  if (!isBareIntegration(org, user)) return;
  const sql = `SELECT o."SobjectType" AS object, s."Label" AS label FROM "ObjectPermissions" o
    JOIN "PermissionSet" s ON s."Id" = o."ParentId"
    WHERE s."Id" = ? AND o."SobjectType" NOT LIKE '%\\_\\_c' ESCAPE '\\' ORDER BY o."SobjectType" LIMIT 1`;
  const found = prepare(org.database, sql).get(String(row['PermissionSetId']));
  if (found === undefined) return;
  const message = `Can't assign permission set ${String(found['label'])} to user. The user license doesn't allow the permission: Read ${String(found['object'])}`;
  throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', message, ['PermissionSetId']);
}

function isBareIntegration(org: Org, userId: string): boolean {
  const sql = `SELECT l."Name" AS licence,
      (SELECT count(*) FROM "PermissionSetLicenseAssign" a WHERE a."AssigneeId" = u."Id") AS extras
    FROM "User" u JOIN "Profile" p ON p."Id" = u."ProfileId" JOIN "UserLicense" l ON l."Id" = p."UserLicenseId" WHERE u."Id" = ?`;
  const found = prepare(org.database, sql).get(userId);
  return found?.['licence'] === INTEGRATION && Number(found['extras']) === 0;
}

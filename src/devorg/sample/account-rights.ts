import type { Org } from '../org.ts';
import type { AccountRight } from './truth-writer.ts';

/**
 * What the permission rows say about accounts as a whole: a user has the sum of the profile's own permission set and of
 * those assigned. Rows of single accounts come on top; they are the plan's business.
 */
const RIGHTS = `
  WITH held AS (
    SELECT u."Id" AS user_id, s."Id" AS set_id FROM "User" u JOIN "PermissionSet" s ON s."ProfileId" = u."ProfileId"
    UNION
    SELECT a."AssigneeId", a."PermissionSetId" FROM "PermissionSetAssignment" a
  )
  SELECT u."Id" AS id, u."Name" AS name,
    max(coalesce(o."PermissionsViewAllRecords", 0), s."PermissionsViewAllData", s."PermissionsModifyAllData") AS sees_all,
    max(coalesce(o."PermissionsRead", 0), s."PermissionsViewAllData", s."PermissionsModifyAllData") AS reads
  FROM "User" u
    JOIN held h ON h.user_id = u."Id"
    JOIN "PermissionSet" s ON s."Id" = h.set_id
    LEFT JOIN "ObjectPermissions" o ON o."ParentId" = s."Id" AND o."SobjectType" = 'Account'`;

/** For each user of the org: may they read accounts at all, and all of them? */
export function readAccountRights(org: Org): readonly AccountRight[] {
  const sql = `SELECT id, name, max(sees_all) AS sees_all, max(reads) AS reads FROM (${RIGHTS}) GROUP BY id, name ORDER BY id`;
  return org.database
    .prepare(sql)
    .all()
    .map((row) => ({
      userId: String(row['id']),
      name: String(row['name']),
      seesAll: row['sees_all'] === 1,
      readsAccounts: row['reads'] === 1,
    }));
}

import { insertRows, prepare } from '../data/index.ts';
import type { Org } from '../org.ts';
import type { StoredRow } from './stored-row.ts';

/** The groups by which records are shared with a role: its people alone, or those below it too. */
const TYPES = ['Role', 'RoleAndSubordinates'] as const;

/** Every role has its groups from the start. */
export function addRoleGroups(org: Org, role: StoredRow, userId: string): void {
  const { Id: roleId = null, Name: name = null, DeveloperName: developerName = null } = role;
  const rows = TYPES.map((type) => ({ Name: name, DeveloperName: developerName, Type: type, RelatedId: roleId }));
  insertRows(org, 'Group', rows, userId);
}

/** They go with the role, and with them what was shared with them. */
export function removeRoleGroups(org: Org, roleId: string): void {
  const ofRole = `SELECT "Id" FROM "Group" WHERE "RelatedId" = ?`;
  for (const { name } of org.schema.objects.values()) {
    if (!name.endsWith('Share')) continue;
    prepare(org.database, `DELETE FROM "${name}" WHERE "UserOrGroupId" IN (${ofRole})`).run(roleId);
  }
  prepare(org.database, `DELETE FROM "GroupMember" WHERE "UserOrGroupId" IN (${ofRole})`).run(roleId);
  prepare(org.database, 'DELETE FROM "Group" WHERE "RelatedId" = ?').run(roleId);
}

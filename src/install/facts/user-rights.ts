import { z } from 'zod';

import { CrmMissingAccess } from '../../crm/crm-errors.ts';
import { names, soql } from '../../crm/soql.ts';
import { type AdminOrg, queryRows } from '../admin-org.ts';

/** Rights of a user as a whole, by their API names. The first group an installing admin needs, the second nobody's service. */
const rights = [
  'ModifyMetadata',
  'CustomizeApplication',
  'ManageUsers',
  'AssignPermissionSets',
  'ModifyAllData',
  'AuthorApex',
  'ManageProfilesPermissionsets',
  'ViewAllData',
  'ApiEnabled',
] as const;

export type AdminRight = (typeof rights)[number];

const columns = names(...rights.map((right) => `Permissions${right}`));
const rowSchema = z.looseObject({});
const profileSchema = z.looseObject({ ProfileId: z.string().nullish() });

/** What a user may do, by profile and permission sets together. */
export async function readRights(org: AdminOrg, userId: string): Promise<ReadonlySet<AdminRight>> {
  try {
    return await rightsOf(org, userId);
  } catch (error) {
    // Who may not even look at permission sets has none of these rights.
    if (error instanceof CrmMissingAccess) return new Set();
    throw error;
  }
}

async function rightsOf(org: AdminOrg, userId: string): Promise<ReadonlySet<AdminRight>> {
  const [user] = await queryRows(org, soql`SELECT ProfileId FROM User WHERE Id = ${userId}`, profileSchema);
  const mine = { soql: soql`(SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = ${userId})` };
  // SOQL takes no sub-select beside an OR: two questions.
  const assigned = await queryRows(org, soql`SELECT ${columns} FROM PermissionSet WHERE Id IN ${mine}`, rowSchema);
  const profile = user?.ProfileId ?? '';
  const owned = await queryRows(
    org,
    soql`SELECT ${columns} FROM PermissionSet WHERE ProfileId = ${profile}`,
    rowSchema,
  );
  const rows = [...assigned, ...owned];
  return new Set(rights.filter((right) => rows.some((row) => row[`Permissions${right}`] === true)));
}

/** What a service must never be allowed: with any of these a stolen key would open the whole org. */
export const tooMuchForAService: Readonly<Partial<Record<AdminRight, string>>> = {
  ModifyAllData: 'Modify All Data',
  AuthorApex: 'Author Apex',
  CustomizeApplication: 'Customize Application',
  ModifyMetadata: 'Modify Metadata',
  ManageUsers: 'Manage Users',
  ManageProfilesPermissionsets: 'Manage Profiles and Permission Sets',
  AssignPermissionSets: 'Assign Permission Sets',
};

import { orgFile } from '../data/org-file.ts';
import { createTables } from '../data/tables.ts';
import type { Org } from '../org.ts';
import { buildSchema } from './build-schema.ts';
import { deploy } from './deploy.ts';
import { keyPrefixes } from './key-prefixes.ts';
import type { PackageFile } from './package-file.ts';
import type { PackageModel } from './package-model.ts';

/**
 * Makes the org what its package says: schema, tables, and the rows that metadata are.
 * @param changed which permission sets, custom permissions and notification types are to be written anew
 * @throws whatever the database says; then the org is as it was, once the caller's transaction is undone
 */
export function applyPackage(
  org: Org,
  files: readonly PackageFile[],
  model: PackageModel,
  changed: (type: string, name: string) => boolean,
): void {
  const { schema, source } = org;
  const names = model.objects.map((object) => object.name);
  try {
    org.schema = buildSchema(org.settings, model, keyPrefixes(orgFile(org.database), names));
    createTables(org.database, org.schema);
    org.source = files;
    deploy(org, {
      ...model,
      permissionSets: model.permissionSets.filter(({ name }) => changed('PermissionSet', name)),
      customPermissions: model.customPermissions.filter(({ name }) => changed('CustomPermission', name)),
      notificationTypes: model.notificationTypes.filter(({ name }) => changed('CustomNotificationType', name)),
    });
  } catch (error) {
    [org.schema, org.source] = [schema, source];
    org.accessVersion += 1;
    throw error;
  }
}

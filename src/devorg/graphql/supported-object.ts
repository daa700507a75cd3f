import { sharedObjectOf } from '../access/object-families.ts';
import type { SObject } from '../schema.ts';
import type { Planning } from './planning.ts';

/** Objects that the UI API, and GraphQL with it, does not know. */
const UNSUPPORTED = new Set([
  'Organization',
  'UserRole',
  'Profile',
  'Group',
  'GroupMember',
  'PermissionSet',
  'PermissionSetAssignment',
  'ObjectPermissions',
  'FieldPermissions',
  'SetupEntityAccess',
  'CustomPermission',
  'CustomNotificationType',
]);

/** An object that GraphQL knows and the viewer may read; names must be spelled as in the schema. */
export function supportedObject({ org, viewer }: Planning, name: string): SObject | undefined {
  const object = org.schema.object(name);
  if (!object?.queryable || object.name !== name || UNSUPPORTED.has(name)) return undefined;
  return sharedObjectOf(name) === undefined && viewer.mayObject(name, 'read') ? object : undefined;
}

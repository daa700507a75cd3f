import type { Org } from '../org.ts';

/** What a permission set may allow on an object. */
export type ObjectRight = 'read' | 'create' | 'edit' | 'delete' | 'viewAll' | 'modifyAll';

/** SQL that yields true or false, with its positional parameters in order. */
export interface Condition {
  readonly sql: string;
  readonly params: readonly (string | number)[];
}

/** What one user may do and see. Everything that reads or writes rows on a user's behalf asks here. */
export interface Viewer {
  readonly userId: string;
  readonly profileId: string;
  readonly roleId: string | undefined;
  mayObject(objectName: string, right: ObjectRight): boolean;
  mayReadField(objectName: string, fieldName: string): boolean;
  mayEditField(objectName: string, fieldName: string): boolean;
  /** `ViewAllData`, `ApiEnabled`, `SendCustomNotifications`, … without the column's prefix `Permissions`. */
  hasSystemPermission(name: string): boolean;
  hasCustomPermission(name: string): boolean;
  /** SQL over the row known as `alias`; undefined means that every row is readable. */
  readableRows(objectName: string, alias: string): Condition | undefined;
  mayReadRow(objectName: string, id: string): boolean;
  mayEditRow(objectName: string, id: string): boolean;
  mayDeleteRow(objectName: string, id: string): boolean;
}

/**
 * The viewer for a user of the org, kept until the org's access data change.
 *
 * @throws Error if the org has no such user.
 */
export function viewerFor(_org: Org, userId: string): Viewer {
  throw new Error(`viewerFor(${userId}): access rules are not loaded`);
}

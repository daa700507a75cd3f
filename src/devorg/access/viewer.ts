import type { StatementSync } from 'node:sqlite';

import type { Org } from '../org.ts';
import type { ObjectRight } from './object-right.ts';
import { loadPermissions, type Permissions } from './permissions.ts';
import { loadPrincipals, type PrincipalSets } from './principals.ts';
import { type Mode, RowRules } from './row-rules.ts';
import type { Level } from './share-source.ts';
import { behindVeils } from './veil.ts';

export type { ObjectRight } from './object-right.ts';

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
  /**
   * SQL over the row known as `alias`; undefined means that every row is readable.
   * @param mode `probe` where the statement names the rows anyway; else what suits how much the viewer may see
   */
  readableRows(objectName: string, alias: string, mode?: Mode): Condition | undefined;
  mayReadRow(objectName: string, id: string): boolean;
  mayEditRow(objectName: string, id: string): boolean;
  mayDeleteRow(objectName: string, id: string): boolean;
  /** Whether the user may give the row to another owner, and its shares to others. */
  mayTransferRow(objectName: string, id: string): boolean;
}

interface CachedViewers {
  version: number;
  readonly byUser: Map<string, Viewer>;
}

const caches = new WeakMap<Org, CachedViewers>();

/**
 * The viewer for a user of the org, kept until the org's access data change.
 *
 * @throws Error if the org has no such user.
 */
export function viewerFor(org: Org, userId: string): Viewer {
  let cached = caches.get(org);
  if (cached?.version !== org.accessVersion) {
    cached = { version: org.accessVersion, byUser: new Map() };
    caches.set(org, cached);
  }
  const known = cached.byUser.get(userId);
  if (known) return known;
  const viewer = loadViewer(org, userId);
  cached.byUser.set(userId, viewer);
  return viewer;
}

function loadViewer(org: Org, userId: string): Viewer {
  const user = org.database.prepare('SELECT Id, ProfileId, UserRoleId FROM User WHERE Id = ?').get(userId);
  if (!user) throw new Error(`The org has no user ${userId}`);
  const profileId = String(user['ProfileId']);
  const roleId = user['UserRoleId'] === null ? undefined : String(user['UserRoleId']);
  const permissions = behindVeils(org, userId, loadPermissions(org, userId, profileId));
  const principals = loadPrincipals(org, userId, roleId);
  const rules = new RowRules(org, userId, permissions, principals);
  return {
    userId,
    profileId,
    roleId,
    ...permissions,
    ...rowAccess(org, permissions, rules, usualMode(permissions, principals)),
  };
}

/** Who sees most rows anyway: testing them in passing beats collecting them first. */
function usualMode(permissions: Permissions, principals: PrincipalSets): Mode {
  const seesMost =
    principals.withSubordinates.ids.length > FEW_PRINCIPALS ||
    permissions.hasSystemPermission('ViewAllData') ||
    permissions.mayObject('Account', 'viewAll');
  return seesMost ? 'probe' : 'drive';
}

const FEW_PRINCIPALS = 60;

type RowAccess = Pick<Viewer, 'readableRows' | 'mayReadRow' | 'mayEditRow' | 'mayDeleteRow' | 'mayTransferRow'>;

function rowAccess(org: Org, permissions: Permissions, rules: RowRules, usual: Mode): RowAccess {
  const conditions = new Map<string, Condition | undefined>();
  const probes = new Map<string, StatementSync | boolean>();
  const readableRows = (objectName: string, alias: string, mode: Mode = usual): Condition | undefined => {
    const key = `${objectName} ${alias} ${mode}`;
    if (!conditions.has(key)) conditions.set(key, conditionOf(rules.rowsFor(objectName, 'read', { alias, mode })));
    return conditions.get(key);
  };
  const mayRow = (objectName: string, level: Level, id: string): boolean => {
    const key = `${objectName} ${level}`;
    const probe = probes.get(key) ?? prepareProbe(org, rules, objectName, level);
    probes.set(key, probe);
    return typeof probe === 'boolean' ? probe : probe.get(id) !== undefined;
  };
  return {
    readableRows,
    mayReadRow: (objectName, id) => mayRow(objectName, 'read', id),
    mayEditRow: (objectName, id) => permissions.mayObject(objectName, 'read') && mayRow(objectName, 'edit', id),
    mayDeleteRow: (objectName, id) => permissions.mayObject(objectName, 'read') && mayRow(objectName, 'delete', id),
    mayTransferRow: (objectName, id) => permissions.mayObject(objectName, 'read') && mayRow(objectName, 'transfer', id),
  };
}

function conditionOf(rule: boolean | string): Condition | undefined {
  if (rule === true) return undefined;
  return { sql: rule === false ? '0' : rule, params: [] };
}

function prepareProbe(org: Org, rules: RowRules, objectName: string, level: Level): StatementSync | boolean {
  const name = org.schema.object(objectName)?.name;
  const rule = rules.rowsFor(objectName, level, { alias: 't', mode: 'probe' });
  if (name === undefined || rule === false) return false;
  const condition = rule === true ? '' : ` AND ${rule}`;
  return org.database.prepare(`SELECT 1 FROM "${name}" t WHERE t."Id" = ?${condition}`);
}

import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

import type { Org } from '../org.ts';

/** The users and groups whose access somebody has, as a test on a column of ids. */
export interface Principals {
  readonly ids: readonly string[];
  /** SQL that is true where the column holds one of them. */
  includes(column: string): string;
}

export interface PrincipalSets {
  /** Own access only: for objects that do not grant access using hierarchies. */
  readonly own: Principals;
  /** Own access and that of everybody below in the role hierarchy. */
  readonly withSubordinates: Principals;
}

/** Up to this many ids are written into the statement, where the planner sees how few they are. */
const INLINE_LIMIT = 60;

/**
 * Collects the users and groups whose access a user has: itself, its role's groups, the whole organization, public
 * groups and queues at any depth, and the same for the users below its role.
 */
export function loadPrincipals(org: Org, userId: string, roleId: string | undefined): PrincipalSets {
  const { database } = org;
  const above = roleId === undefined ? [] : rolesAbove(database, roleId);
  const below = roleId === undefined ? [] : rolesBelow(database, roleId);
  const role = roleId === undefined ? [] : [roleId];
  const everybody = idsOf(database, `SELECT Id AS id FROM "Group" WHERE Type = 'Organization'`);
  const ownSeeds = [userId, ...everybody, ...roleGroups(database, role, [...role, ...above])];
  const own = withGroups(database, ownSeeds, '');
  const people = idsOf(
    database,
    `SELECT Id AS id FROM User WHERE UserRoleId IN (SELECT value FROM json_each(?))`,
    below,
  );
  const seeds = [...own, ...people, ...roleGroups(database, [...role, ...below], [...role, ...above, ...below])];
  const bosses = org.schema.field('Group', 'DoesIncludeBosses')
    ? `AND (g.DoesIncludeBosses = 1 OR g.Type = 'Queue')`
    : '';
  return {
    own: principals(database, own),
    withSubordinates: principals(database, withGroups(database, seeds, bosses)),
  };
}

function rolesAbove(database: DatabaseSync, roleId: string): string[] {
  return idsOf(
    database,
    `WITH RECURSIVE above(id) AS (
       SELECT ParentRoleId FROM UserRole WHERE Id IN (SELECT value FROM json_each(?)) AND ParentRoleId IS NOT NULL
       UNION SELECT r.ParentRoleId FROM above a JOIN UserRole r ON r.Id = a.id WHERE r.ParentRoleId IS NOT NULL)
     SELECT id FROM above`,
    [roleId],
  );
}

function rolesBelow(database: DatabaseSync, roleId: string): string[] {
  return idsOf(
    database,
    `WITH RECURSIVE below(id) AS (
       SELECT Id FROM UserRole WHERE ParentRoleId IN (SELECT value FROM json_each(?))
       UNION SELECT r.Id FROM below b JOIN UserRole r ON r.ParentRoleId = b.id)
     SELECT id FROM below`,
    [roleId],
  );
}

function roleGroups(database: DatabaseSync, roles: readonly string[], rolesAndAbove: readonly string[]): string[] {
  return [
    ...idsOf(
      database,
      `SELECT Id AS id FROM "Group" WHERE Type = 'Role' AND RelatedId IN (SELECT value FROM json_each(?))`,
      roles,
    ),
    ...idsOf(
      database,
      `SELECT Id AS id FROM "Group" WHERE Type IN ('RoleAndSubordinates', 'RoleAndSubordinatesInternal')
       AND RelatedId IN (SELECT value FROM json_each(?))`,
      rolesAndAbove,
    ),
  ];
}

/** The seeds and every public group or queue that holds one of them, at any depth. */
function withGroups(database: DatabaseSync, seeds: readonly string[], groupCondition: string): string[] {
  return idsOf(
    database,
    `WITH RECURSIVE covered(id) AS (
       SELECT value FROM json_each(?)
       UNION SELECT m.GroupId FROM covered c JOIN GroupMember m ON m.UserOrGroupId = c.id
         JOIN "Group" g ON g.Id = m.GroupId WHERE 1 ${groupCondition})
     SELECT id FROM covered`,
    seeds,
  );
}

function idsOf(database: DatabaseSync, sql: string, list?: readonly string[]): string[] {
  const statement = database.prepare(sql);
  const rows = list === undefined ? statement.all() : statement.all(JSON.stringify(list));
  return rows.map((row) => String(row['id']));
}

function principals(database: DatabaseSync, ids: readonly string[]): Principals {
  if (ids.length <= INLINE_LIMIT) {
    const list = ids.map((id) => `'${id.replaceAll("'", "''")}'`).join(', ');
    return { ids, includes: (column) => `${column} IN (${list})` };
  }
  const number = keepSet(database, ids);
  return {
    ids,
    includes: (column) => `${column} IN (SELECT value FROM json_each(access_principals(${String(number)})))`,
  };
}

interface KeptSets {
  readonly numbers: Map<string, number>;
  readonly lists: string[];
}

const keptSets = new WeakMap<DatabaseSync, KeptSets>();

/**
 * Keeps a long list where statements reach it by a short number. A function rather than a temporary table: a table
 * filled inside a transaction would be emptied again when that transaction is undone. Equal lists have one number, so
 * that reloading viewers does not pile lists up.
 */
function keepSet(database: DatabaseSync, ids: readonly string[]): number {
  let kept = keptSets.get(database);
  if (!kept) {
    const lists: string[] = [];
    database.function('access_principals', { deterministic: true }, (number) => lists[Number(number)] ?? '[]');
    kept = { numbers: new Map(), lists };
    keptSets.set(database, kept);
  }
  const list = JSON.stringify(ids.toSorted());
  const key = createHash('sha256').update(list).digest('base64');
  const known = kept.numbers.get(key);
  if (known !== undefined) return known;
  const number = kept.lists.push(list) - 1;
  kept.numbers.set(key, number);
  return number;
}

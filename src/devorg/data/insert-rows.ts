import type { SQLInputValue, StatementSync } from 'node:sqlite';

import type { Org } from '../org.ts';
import type { Field, SObject } from '../schema.ts';
import { timestamp } from './clock.ts';
import { inTransaction, prepare } from './open-database.ts';
import { nextId } from './sequences.ts';
import { hasColumn, quoted } from './tables.ts';

/** A row by field name. Booleans may be given as such; they are kept as 0 and 1. */
export type Row = Readonly<Record<string, string | number | boolean | null>>;

/** Rows that give the same fields share one statement. */
interface Shape {
  readonly statement: StatementSync;
  readonly given: readonly string[];
  readonly filled: readonly ((row: Row) => SQLInputValue)[];
}

/**
 * Writes rows as they are: no rights, rules or derived values. Fills what is absent of id, owner, stamps of creation and
 * change, names of people and default values. One transaction for all rows.
 * @param userId who counts as creator; the org's first user unless given
 * @returns how many rows were written
 * @throws Error for a field that the object does not have; SQLite's own where a key is taken
 */
export function insertRows(org: Org, objectName: string, rows: Iterable<Row>, userId = firstUserId(org)): number {
  const object = org.schema.object(objectName);
  if (!object) throw new Error(`The org has no object ${objectName}`);
  const shapes = new Map<string, Shape>();
  let count = 0;
  inTransaction(org.database, () => {
    for (const row of rows) {
      const given = Object.keys(row);
      const key = given.join();
      let shape = shapes.get(key);
      if (!shape) {
        shape = shapeOf(org, object, given, userId);
        shapes.set(key, shape);
      }
      shape.statement.run(...shape.given.map((name) => cell(row[name])), ...shape.filled.map((fill) => fill(row)));
      count += 1;
    }
  });
  noteAccessChange(org, object);
  return count;
}

/** Tells the caches of access that rows of this object changed, where they bear on it. */
export function noteAccessChange(org: Org, object: SObject): void {
  if (ACCESS_OBJECTS.has(object.name) || object.name.endsWith('Share')) org.accessVersion += 1;
}

/** First and last name as the platform joins them. */
export function personName(row: Row): string {
  const { FirstName: first, LastName: last } = row;
  return [first, last].filter((part) => typeof part === 'string' && part !== '').join(' ');
}

/** The user in whose name the org does things by itself: the one that was there first. */
function firstUserId(org: Org): string | null {
  const id = prepare(org.database, 'SELECT min("Id") AS id FROM "User"').get()?.['id'];
  return typeof id === 'string' ? id : null;
}

/** Objects whose rows decide who may see what. */
const ACCESS_OBJECTS = new Set([
  'User',
  'UserRole',
  'Profile',
  'PermissionSet',
  'PermissionSetAssignment',
  'ObjectPermissions',
  'FieldPermissions',
  'SetupEntityAccess',
  'CustomPermission',
  'Group',
  'GroupMember',
  'AccountTeamMember',
  'OpportunityTeamMember',
]);

function cell(value: Row[string] | undefined): SQLInputValue {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value ?? null;
}

function shapeOf(org: Org, object: SObject, given: readonly string[], userId: string | null): Shape {
  for (const name of given) {
    const field = object.fields.get(name.toLowerCase());
    if (field?.name !== name || !hasColumn(field)) throw new Error(`${object.name} has no column ${name}`);
  }
  const present = new Set(given);
  const columns = [...given];
  const filled: Shape['filled'][number][] = [];
  for (const field of object.fields.values()) {
    const fill = present.has(field.name) || !hasColumn(field) ? undefined : filling(org, object, field, userId);
    if (!fill) continue;
    columns.push(field.name);
    filled.push(fill);
  }
  const places = columns.map(() => '?').join(',');
  const names = columns.map(quoted).join(',');
  const sql = `INSERT INTO ${quoted(object.name)} (${names}) VALUES (${places})`;
  return { statement: prepare(org.database, sql), given, filled };
}

function filling(org: Org, object: SObject, field: Field, userId: string | null): Shape['filled'][number] | undefined {
  const now = timestamp(org.clock.now());
  switch (field.name) {
    case 'Id':
      return () => nextId(org, object.name);
    case 'CreatedDate':
      return () => now;
    case 'LastModifiedDate':
      return (row) => cell(row['CreatedDate'] ?? now);
    case 'SystemModstamp':
      return (row) => cell(row['LastModifiedDate'] ?? row['CreatedDate'] ?? now);
    case 'OwnerId':
    case 'CreatedById':
    case 'LastModifiedById':
      return () => userId;
    default:
      if (field.derived === 'personName') return personName;
      return field.defaultValue === undefined ? undefined : () => cell(field.defaultValue);
  }
}

import { hasColumn, prepare, quoted } from '../data/index.ts';
import type { Org } from '../org.ts';
import type { Field, SObject } from '../schema.ts';

export type StoredValue = string | number | null;
/** A row as the table holds it: booleans are 0 and 1. */
export type StoredRow = Record<string, StoredValue>;

interface Statements {
  readonly columns: readonly Field[];
  readonly select: string;
  readonly insert: string;
}

const statements = new WeakMap<SObject, Statements>();

/** The fields that have a column, in their order. */
export function columnsOf(object: SObject): readonly Field[] {
  return statementsOf(object).columns;
}

/** The row with this id, deleted or not. */
export function loadRow(org: Org, object: SObject, id: string): StoredRow | undefined {
  return prepare(org.database, statementsOf(object).select).get(id) as StoredRow | undefined;
}

/** Adds a row; what it lacks is empty. */
export function insertRow(org: Org, object: SObject, row: StoredRow): void {
  const { columns, insert } = statementsOf(object);
  prepare(org.database, insert).run(
    ...columns.map((field) => row[field.name] ?? (field.type === 'boolean' ? 0 : null)),
  );
}

/** Writes some columns of a row. */
export function updateRow(org: Org, object: SObject, id: string, changes: StoredRow): void {
  const names = Object.keys(changes);
  if (names.length === 0) return;
  const assignments = names.map((name) => `${quoted(name)} = ?`).join(', ');
  prepare(org.database, `UPDATE ${quoted(object.name)} SET ${assignments} WHERE "Id" = ?`).run(
    ...names.map((name) => changes[name] ?? null),
    id,
  );
}

/** One field of the row that a reference points to; undefined where the row or the object is not there. */
export function lookUp(
  org: Org,
  objectName: string,
  id: StoredValue | undefined,
  column: string,
): StoredValue | undefined {
  if (typeof id !== 'string' || !org.schema.field(objectName, column)) return undefined;
  const sql = `SELECT ${quoted(column)} AS value FROM ${quoted(objectName)} WHERE "Id" = ?`;
  return prepare(org.database, sql).get(id)?.['value'] as StoredValue | undefined;
}

/** True where deleting a row of this object puts it into the recycle bin. */
export function keepsDeleted(object: SObject): boolean {
  // Shares carry the mark too, but a share that is taken away is gone.
  return object.fields.has('isdeleted') && !object.name.endsWith('Share');
}

function statementsOf(object: SObject): Statements {
  let known = statements.get(object);
  if (!known) {
    const columns = [...object.fields.values()].filter(hasColumn);
    const names = columns.map((field) => quoted(field.name)).join(', ');
    const table = quoted(object.name);
    known = {
      columns,
      select: `SELECT ${names} FROM ${table} WHERE "Id" = ?`,
      insert: `INSERT INTO ${table} (${names}) VALUES (${columns.map(() => '?').join(', ')})`,
    };
    statements.set(object, known);
  }
  return known;
}

import type { DatabaseSync } from 'node:sqlite';

import type { Field, FieldType, Schema, SObject } from '../schema.ts';

const INTEGERS: ReadonlySet<FieldType> = new Set(['boolean', 'int']);
const REALS: ReadonlySet<FieldType> = new Set(['double', 'currency', 'percent']);
/** Compared byte by byte; all other texts compare without case, as the platform's do. */
const EXACT: ReadonlySet<FieldType> = new Set(['id', 'reference', 'date', 'datetime', 'time']);
/** References that nobody searches by: an index would only slow writing down. */
const UNSEARCHED = new Set(['CreatedById', 'LastModifiedById', 'MasterRecordId']);

/** True for the fields that have a column: all but compound ones. */
export function hasColumn(field: Field): boolean {
  return field.compound === undefined;
}

/** A name as SQL writes it. */
export function quoted(name: string): string {
  return `"${name}"`;
}

/** Makes the tables, columns and indexes that the schema has and the file does not; what is there already stays. */
export function createTables(database: DatabaseSync, schema: Schema): void {
  const tables = namesOf(database, 'table');
  const indexes = namesOf(database, 'index');
  for (const object of schema.objects.values()) {
    const columns = [...object.fields.values()].filter(hasColumn);
    if (tables.has(object.name)) addMissingColumns(database, object, columns);
    else {
      const definitions = columns.map((field) => `${quoted(field.name)} ${columnType(field)}`);
      database.exec(`CREATE TABLE ${quoted(object.name)} (${definitions.join(', ')})`);
    }
    for (const [name, statement] of indexesOf(object)) if (!indexes.has(name)) database.exec(statement);
  }
}

function namesOf(database: DatabaseSync, type: 'table' | 'index'): ReadonlySet<string> {
  const rows = database.prepare('SELECT name FROM sqlite_schema WHERE type = ?').all(type);
  return new Set(rows.map((row) => String(row['name'])));
}

function columnType(field: Field): string {
  if (field.type === 'id') return 'TEXT PRIMARY KEY NOT NULL';
  if (INTEGERS.has(field.type)) return field.type === 'boolean' ? 'INTEGER NOT NULL DEFAULT 0' : 'INTEGER';
  if (REALS.has(field.type)) return 'REAL';
  return EXACT.has(field.type) || field.caseSensitive ? 'TEXT' : 'TEXT COLLATE NOCASE';
}

function addMissingColumns(database: DatabaseSync, object: SObject, columns: readonly Field[]): void {
  const rows = database.prepare(`PRAGMA table_info(${quoted(object.name)})`).all();
  const present = new Set(rows.map((row) => String(row['name'])));
  for (const field of columns) {
    if (present.has(field.name)) continue;
    database.exec(`ALTER TABLE ${quoted(object.name)} ADD COLUMN ${quoted(field.name)} ${columnType(field)}`);
  }
}

/** Statements by the name of their index. */
function indexesOf(object: SObject): [name: string, statement: string][] {
  const fields = [...object.fields.values()].filter(hasColumn);
  const softDeleted = object.fields.has('isdeleted');
  const indexes: [name: string, statement: string][] = [];
  if (object.fields.has('systemmodstamp')) {
    indexes.push(indexOn(object, 'changed', '"SystemModstamp", "Id"'));
  }
  for (const field of fields) {
    const column = quoted(field.name);
    if (field.unique) {
      // A row in the recycle bin gives its key free.
      indexes.push(indexOn(object, field.name, column, softDeleted ? '"IsDeleted" = 0' : undefined, 'UNIQUE '));
    } else if (isSearched(object, field)) {
      indexes.push(indexOn(object, field.name, column, field.nillable ? `${column} IS NOT NULL` : undefined));
    }
  }
  return indexes;
}

function isSearched(object: SObject, field: Field): boolean {
  if (field.type === 'reference') return !UNSEARCHED.has(field.name);
  if (field.externalId) return true;
  const person = [...object.fields.values()].some((other) => other.derived === 'personName');
  return person && (field.name === 'Name' || field.name === 'Email');
}

function indexOn(
  object: SObject,
  name: string,
  columns: string,
  where?: string,
  kind = '',
): [name: string, statement: string] {
  const condition = where === undefined ? '' : ` WHERE ${where}`;
  const index = `${object.name}_by_${name}`;
  return [index, `CREATE ${kind}INDEX ${quoted(index)} ON ${quoted(object.name)} (${columns})${condition}`];
}

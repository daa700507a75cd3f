import type { FieldType } from '../schema.ts';
import type { SqlValue } from './query-context.ts';

/** A row as SQLite gives it, by column number. */
export type SqlRow = readonly SqlValue[];

/** A record or a part of one, ready for JSON. */
export type Json = null | string | number | boolean | readonly Json[] | { readonly [key: string]: Json };
export type RecordJson = Readonly<Record<string, Json>>;

/** Reads one value from a row. */
export type Read = (row: SqlRow) => Json;

/** The columns of a SELECT; equal expressions share one. */
export class Columns {
  readonly #numbers = new Map<string, number>();

  add(sql: string): number {
    const known = this.#numbers.get(sql);
    if (known !== undefined) return known;
    this.#numbers.set(sql, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  sql(): string {
    return [...this.#numbers.keys()].join(', ');
  }
}

/** Reads a column as the REST API shows its type: booleans as such, date-times with `+0000`. */
export function readColumn(column: number, type: FieldType): Read {
  if (type === 'boolean') return (row) => (row[column] === null ? null : row[column] === 1);
  if (type === 'datetime') {
    return (row) => {
      const value = row[column];
      return typeof value === 'string' ? value.replace('Z', '+0000') : null;
    };
  }
  return (row) => row[column] ?? null;
}

/** The `attributes` of a record. */
export function attributesOf(type: string, id: string, version: string, urlType = type): RecordJson {
  return { type, url: `/services/data/v${version}/sobjects/${urlType}/${id}` };
}

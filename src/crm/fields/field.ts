import type { RecordName, Records } from '../records.ts';
import type { ReadValue } from './read-value.ts';

/** A row as it came, parents flattened to paths: `PermissionSet.Name`. */
export type RawRow = Readonly<Record<string, unknown>>;

/**
 * How much depends on a field.
 * - `essential`: without it Baton can not do its main job.
 * - `optional`: Baton works, and knows less; the admin is told.
 * - `feature`: exists only where the org uses a feature; nobody is told.
 */
export type Need = 'essential' | 'optional' | 'feature';

/** One value of ours and the fields of Salesforce that it is made of. */
export interface Field<Value> {
  readonly from: readonly string[];
  readonly need: Need;
  /** What Baton goes without, as a sentence. */
  readonly without: string;
  /** True for amounts: where the org has several currencies they are read in the company's own. */
  readonly isMoney?: boolean;
  readonly read: (row: RawRow) => Value;
}

/** How one record of ours is read from one object of Salesforce. */
export interface RecordSource<Name extends RecordName> {
  readonly object: string;
  readonly need: Need;
  /** What Baton goes without where the whole object can not be read. */
  readonly without: string;
  /** What an admin does so that the object can be read. */
  readonly fix: string;
  readonly fields: { readonly [Key in keyof Required<Records[Name]>]: Field<Records[Name][Key] | undefined> };
  /** Rows to follow, as SOQL for WHERE; all where absent. */
  readonly only?: string;
  /** False for objects without a recycle bin of their own: they have no IsDeleted. */
  readonly hasIsDeleted: boolean;
  /** True where old rows leave `/query` for the archive. */
  readonly isArchived?: boolean;
}

const mainJob = 'Baton can not tell who knows a customer.';

/** A field that Baton can not do without. */
export function essential<Value>(name: string, read: ReadValue<Value>, without = mainJob): Field<Value> {
  return { from: [name], need: 'essential', without, read: (row) => read(row[name]) };
}

/** A field that Baton uses where it can read it. */
export function optional<Value>(name: string, read: ReadValue<Value>, without: string): Field<Value> {
  return { from: [name], need: 'optional', without, read: (row) => read(row[name]) };
}

/** An amount, in the company's own currency, that Baton uses where it can read it. */
export function money<Value>(name: string, read: ReadValue<Value>, without: string): Field<Value> {
  return { ...optional(name, read, without), isMoney: true };
}

/** A field that comes with a feature of the org. */
export function feature<Value>(name: string, read: ReadValue<Value>): Field<Value> {
  return { from: [name], need: 'feature', without: '', read: (row) => read(row[name]) };
}

/** A value made of several fields. */
export function combined<Value>(from: readonly string[], without: string, read: (row: RawRow) => Value): Field<Value> {
  return { from, need: 'optional', without, read };
}

export const integrationFix = 'Assign the permission set Baton Integration to the integration user.';
export const packageFix =
  'Deploy the Baton package, then assign the permission set Baton Integration to the integration user.';

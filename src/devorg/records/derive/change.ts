import type { Org } from '../../org.ts';
import type { SObject } from '../../schema.ts';
import type { StoredRow } from '../stored-row.ts';

/** A row about to be written. */
export interface Change {
  readonly org: Org;
  readonly object: SObject;
  readonly id: string;
  /** As it was; undefined for a new row. */
  readonly before: StoredRow | undefined;
  /** As it will be; the platform's own fields are set here. */
  readonly row: StoredRow;
  /** Names of the fields that the client gave. */
  readonly given: ReadonlySet<string>;
  /** The time of the change, as rows keep it. */
  readonly now: string;
}

/** True where a field of the row is about to change, or the row is new. */
export function changes(change: Change, name: string): boolean {
  return change.before === undefined || change.before[name] !== change.row[name];
}

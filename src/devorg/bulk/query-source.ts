import type { Viewer } from '../access/viewer.ts';
import type { Org } from '../org.ts';
import type { Field } from '../schema.ts';
import { compileFlat, type FlatValue } from '../soql/index.ts';
import { type CsvKind, kindOf } from './csv-line.ts';

/** A query whose rows go from SQLite to CSV without becoming records in between. */
export interface BulkSource {
  readonly object: string;
  readonly headers: readonly string[];
  readonly kinds: readonly CsvKind[];
  rows(): Iterable<readonly FlatValue[]>;
}

/**
 * Compiles the query of a bulk job for a viewer.
 *
 * @throws ApiError as for any query, and for what bulk queries do not know.
 */
export function planBulkQuery(org: Org, viewer: Viewer, soql: string, all: boolean): BulkSource {
  const flat = compileFlat(org, viewer, soql, { all });
  return {
    object: flat.objectName,
    headers: flat.columns,
    kinds: flat.columns.map((path) => kindOf(fieldAt(org, flat.objectName, path.split('.')))),
    rows: () => flat.rows(),
  };
}

/** The field at the end of `Account.Owner.Name`; undefined where a lookup of many kinds is on the way. */
function fieldAt(org: Org, objectName: string, path: readonly string[]): Field | undefined {
  const [name = '', ...rest] = path;
  if (rest.length === 0) return org.schema.field(objectName, name);
  const fields = org.schema.object(objectName)?.fields.values() ?? [];
  const lookup = [...fields].find(({ relationshipName }) => relationshipName === name);
  const [target, other] = lookup?.referenceTo ?? [];
  return target === undefined || other !== undefined ? undefined : fieldAt(org, target, rest);
}

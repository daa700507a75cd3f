import type { ReadPlan } from './access.ts';
import { CrmError } from './crm-errors.ts';
import { inOwnCurrency } from './currencies.ts';
import { type Field, type RawRow, recordSources } from './fields/index.ts';
import { optionalText, UnfitValue } from './fields/read-value.ts';
import type { RecordName, Records } from './records.ts';

export type ReadRow<Name extends RecordName> = (raw: RawRow) => Records[Name];

/** Parents of a REST row become paths, as they are in a CSV: `{PermissionSet: {Name}}` to `PermissionSet.Name`. */
function flatten(raw: RawRow, paths: readonly (readonly [string, string, string])[]): RawRow {
  if (paths.length === 0) return raw;
  const parents = paths.map(([path, parent, name]) => {
    const value = raw[parent] as RawRow | null | undefined;
    return [path, path in raw ? raw[path] : value?.[name]] as const;
  });
  return { ...raw, ...Object.fromEntries(parents) };
}

function splitPath(path: string): readonly [string, string, string][] {
  const dot = path.indexOf('.');
  return dot < 0 ? [] : [[path, path.slice(0, dot), path.slice(dot + 1)]];
}

function unexpected(object: string, raw: RawRow, names: readonly string[], cause: unknown): CrmError {
  const id = typeof raw['Id'] === 'string' ? raw['Id'] : 'without id';
  // The cause is left out where it could quote the value.
  const code = cause instanceof UnfitValue ? cause.problem : undefined;
  return new CrmError(
    'CRM_UNEXPECTED_VALUE',
    `${names.join(', ')} of ${object} ${id} holds what Baton does not expect (${code ?? 'unreadable'}).`,
    { cure: 'stop', actions: ['Report it with the version of Baton and the type of the field.'] },
  );
}

/** Makes the function that turns one raw row, from REST or CSV, into our record; unknown fields are dropped. */
export function rowReader<Name extends RecordName>(record: Name, plan: ReadPlan): ReadRow<Name> {
  const { object, fields } = recordSources[record];
  const entries = (Object.entries(fields) as readonly (readonly [string, Field<unknown>])[]).map(([key, field]) => ({
    key,
    field,
  }));
  const paths = plan.fields.flatMap(splitPath);
  const amounts =
    plan.rates.size === 0 ? [] : entries.flatMap(({ field }) => (field.isMoney === true ? field.from : []));

  return (raw) => {
    const flat = flatten(raw, paths);
    const row = amounts.length === 0 ? flat : inOwnCurrency(flat, amounts, plan.rates);
    const result: Record<string, unknown> = {};
    for (const { key, field } of entries) {
      let value: unknown;
      try {
        value = field.read(row);
      } catch (cause) {
        throw unexpected(object, raw, field.from, cause);
      }
      if (value !== undefined) result[key] = value;
    }
    if (record === 'user') result['divisionFields'] = readDivisionFields(row, plan.divisionFields);
    return result as unknown as Records[Name];
  };
}

function readDivisionFields(row: RawRow, names: readonly string[]): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const name of names) {
    const value = row[name];
    const text = typeof value === 'boolean' || typeof value === 'number' ? String(value) : optionalText(value);
    if (text !== undefined) values[name] = text;
  }
  return values;
}

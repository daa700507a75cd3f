import type { Field } from '../schema.ts';

/** What formulas can name: the fields of the org's objects, and its custom permissions. */
export interface FormulaNames {
  fields(objectName: string): Iterable<Field>;
  hasPermission(name: string): boolean;
}

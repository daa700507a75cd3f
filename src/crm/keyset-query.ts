import type { ReadPlan } from './access.ts';
import type { Cursor } from './crm.ts';
import { recordSources } from './fields/index.ts';
import type { RecordName } from './records.ts';
import { dateTime, names, soql } from './soql.ts';

/** The most rows that one page of a query holds. */
export const pageRows = 2000;

export interface KeysetOptions {
  readonly after?: Cursor;
  readonly limit?: number;
  /** False: rows in the recycle bin are left out, where the object has one. */
  readonly withDeleted: boolean;
}

/**
 * Many rows share one SystemModstamp, which counts whole seconds: `>` alone loses rows at the edge of a page, `>=`
 * alone repeats them for ever. So the id breaks the tie. The first condition stands alone so that the index is used.
 */
function afterCursor({ stamp, id }: Cursor): string {
  return soql`SystemModstamp >= ${dateTime(stamp)} AND (SystemModstamp > ${dateTime(stamp)} OR Id > ${id})`;
}

function conditions(plan: ReadPlan, { after, withDeleted }: Omit<KeysetOptions, 'limit'>): string {
  const { only, hasIsDeleted } = recordSources[plan.record];
  const all = [
    ...(after === undefined ? [] : [afterCursor(after)]),
    ...(only === undefined ? [] : [only]),
    ...(withDeleted || !hasIsDeleted ? [] : ['IsDeleted = false']),
  ];
  return all.length === 0 ? '' : ` WHERE ${all.join(' AND ')}`;
}

/** The query for the rows after a cursor, oldest change first. */
export function keysetQuery(plan: ReadPlan, options: KeysetOptions): string {
  const { object } = recordSources[plan.record];
  const select = soql`SELECT ${names(...plan.fields)} FROM ${names(object)}`;
  const order = soql` ORDER BY SystemModstamp, Id LIMIT ${options.limit ?? pageRows}`;
  return select + conditions(plan, options) + order;
}

/** The query for all living rows, for Bulk, which wants no order. */
export function wholeQuery(plan: ReadPlan): string {
  const { object } = recordSources[plan.record];
  return soql`SELECT ${names(...plan.fields)} FROM ${names(object)}` + conditions(plan, { withDeleted: false });
}

/** Ids from one on and below another; without either, all. */
export interface IdRange {
  readonly from?: string;
  readonly below?: string;
}

function within({ from, below }: IdRange): string[] {
  return [...(from === undefined ? [] : [soql`Id >= ${from}`]), ...(below === undefined ? [] : [soql`Id < ${below}`])];
}

function whereAll(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
}

function living(record: RecordName): string[] {
  const { only, hasIsDeleted } = recordSources[record];
  return [...(only === undefined ? [] : [only]), ...(hasIsDeleted ? ['IsDeleted = false'] : [])];
}

/** The query that counts living rows. */
export function countQuery(record: RecordName, range: IdRange): string {
  const { object } = recordSources[record];
  return soql`SELECT COUNT() FROM ${names(object)}` + whereAll([...within(range), ...living(record)]);
}

/** The query for ids of living rows, in their order. */
export function idQuery(record: RecordName, range: IdRange): string {
  const { object } = recordSources[record];
  const select = soql`SELECT Id FROM ${names(object)}` + whereAll([...within(range), ...living(record)]);
  return select + soql` ORDER BY Id LIMIT ${pageRows}`;
}

/** The query for some rows, deleted or not. */
export function someQuery(plan: ReadPlan, ids: readonly string[]): string {
  const { object } = recordSources[plan.record];
  const list = ids.map((id) => soql`${id}`).join(', ');
  return soql`SELECT ${names(...plan.fields)} FROM ${names(object)}` + ` WHERE Id IN (${list})`;
}

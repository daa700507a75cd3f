import { type CountRow, type Kind, kindKey, NeedCounts } from '../../suggest/index.ts';
import { type KindRow, type Learning, toKind } from './packed-learning.ts';

/** Counts as rows of the store: one a kind. */
export function* toKindRows(counts: NeedCounts): Generator<KindRow> {
  let current: { kind: string; customers: number; holders: Record<string, number> } | undefined;
  for (const row of counts.rows()) {
    const kind = kindKey(row);
    if (current?.kind !== kind) {
      if (current !== undefined) yield current;
      current = { kind, customers: 0, holders: {} };
    }
    if (row.product === undefined) current.customers = row.customers;
    else current.holders[row.product] = row.customers;
  }
  if (current !== undefined) yield current;
}

const known = new WeakMap<Learning, { readonly catalogue: string; readonly counts: NeedCounts }>();

/**
 * The counts that were kept with what was learned, for questions about customers. Made once and kept as long as the
 * learning.
 */
export function countsOf(learning: Learning, divisionOf: ReadonlyMap<string, string>): NeedCounts {
  const catalogue = JSON.stringify([...divisionOf]);
  const before = known.get(learning);
  if (before?.catalogue === catalogue) return before.counts;
  const counts = new NeedCounts(divisionOf);
  // In the order in which they are ranked where all else is equal.
  for (const product of [...divisionOf.keys()].sort()) counts.apply({ classes: [], product, customers: 0 });
  for (const row of learning.kinds) for (const count of toCountRows(toKind(row.kind), row)) counts.apply(count);
  known.set(learning, { catalogue, counts });
  return counts;
}

function* toCountRows(kind: Kind, { customers, holders }: KindRow): Generator<CountRow> {
  yield { ...kind, customers };
  for (const [product, count] of Object.entries(holders)) yield { ...kind, product, customers: count };
}

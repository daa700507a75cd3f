import type { Database } from '../../store/database.ts';
import { type KindRow, readKinds } from '../../store/tables/need-counts.ts';
import { type CountRow, type Kind, kindKey, NeedCounts } from '../../suggest/index.ts';

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

/** The counts of some kinds, for questions about customers of these kinds. Keeps what it has read. */
export class CountReader {
  readonly #counts: NeedCounts;
  readonly #read = new Set<string>();

  /** @param products in the order in which they are ranked where all else is equal */
  constructor(divisionOf: ReadonlyMap<string, string>, products: readonly string[]) {
    this.#counts = new NeedCounts(divisionOf);
    for (const product of products) this.#counts.apply({ classes: [], product, customers: 0 });
  }

  async read(database: Database, kinds: Iterable<Kind>): Promise<NeedCounts> {
    const fresh = new Map<string, Kind>();
    for (const kind of kinds) {
      const key = kindKey(kind);
      if (!this.#read.has(key)) fresh.set(key, kind);
    }
    for (const row of await readKinds(database, [...fresh.keys()])) {
      const kind = fresh.get(row.kind);
      if (kind !== undefined) for (const count of toCountRows(kind, row)) this.#counts.apply(count);
    }
    for (const key of fresh.keys()) this.#read.add(key);
    return this.#counts;
  }
}

export function* toCountRows(kind: Kind, { customers, holders }: KindRow): Generator<CountRow> {
  yield { ...kind, customers };
  for (const [product, count] of Object.entries(holders)) yield { ...kind, product, customers: count };
}

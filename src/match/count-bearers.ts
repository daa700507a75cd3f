import { type KindModel, SHARED_BY_OTHERS } from './match-model.ts';
import type { PreparedRecord } from './prepared-record.ts';
import type { RecordStore } from './record-store.ts';
import type { Namespace } from './vocabulary.ts';

/** What counting gives: who bears what, among how many, with names of how many words. */
export type Frequencies = Pick<KindModel, 'bearers' | 'customers' | 'nameLengths' | 'rareShare'>;

/** Values of a namespace that a model keeps at most, the most frequent ones. */
const MAX_LISTED = 200_000;

/**
 * Counts how many different customers bear each value. A customer's duplicates must not make its own phone number look
 * common, so records count once for each `customerOf`.
 */
export function countBearers(store: RecordStore, customerOf: (position: number) => number): Frequencies {
  const counts = countDistinct(store, customerOf);
  const lists: Partial<Record<Namespace, [string, number][]>> = {};
  for (let value = 0; value < counts.length; value++) {
    const count = counts[value] ?? 0;
    if (count < 2) continue;
    (lists[store.vocabulary.namespace(value)] ??= []).push([store.vocabulary.text(value), count]);
  }
  const bearers: Partial<Record<Namespace, Record<string, number>>> = {};
  for (const [namespace, list] of Object.entries(lists)) {
    if (list.length > MAX_LISTED) list.sort((x, y) => y[1] - x[1]).length = MAX_LISTED;
    const table = Object.create(null) as Record<string, number>;
    for (const [text, count] of list) table[text] = count;
    bearers[namespace as Namespace] = table;
  }
  const { customers, nameLengths } = countCustomers(store, customerOf);
  return { bearers, customers, nameLengths, rareShare: rareShares(customers) };
}

function countDistinct(store: RecordStore, customerOf: (position: number) => number): Int32Array {
  let pairs = new Float64Array(store.size * 8 + 16);
  let used = 0;
  for (let position = 0; position < store.size; position++) {
    const customer = customerOf(position);
    for (const value of valuesOf(store.get(position))) {
      if (used === pairs.length) {
        const larger = new Float64Array(pairs.length * 2);
        larger.set(pairs);
        pairs = larger;
      }
      pairs[used++] = value * CUSTOMERS + (customer % CUSTOMERS);
    }
  }
  const sorted = pairs.subarray(0, used).sort();
  const counts = new Int32Array(store.vocabulary.size);
  let last = -1;
  for (const pair of sorted) {
    if (pair === last) continue;
    last = pair;
    const value = Math.floor(pair / CUSTOMERS);
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

const CUSTOMERS = 2 ** 26;

function* valuesOf(record: PreparedRecord): Generator<number> {
  yield* record.name;
  yield* record.given;
  yield* record.family;
  yield* record.organisation.filter((word) => !record.name.includes(word));
  yield* record.street;
  yield* record.cities;
  yield* record.phones;
  yield* record.emails;
  yield* record.domains;
  yield* record.people;
  for (const single of [record.core, record.houseNumber, record.address, record.postcode])
    if (single >= 0) yield single;
  for (let i = 1; i < record.columns.length; i += 2) yield record.columns[i] ?? -1;
}

/** Each customer once, by the name of its first record. */
function countCustomers(
  store: RecordStore,
  customerOf: (position: number) => number,
): Pick<KindModel, 'customers' | 'nameLengths'> {
  const seen = new Set<number>();
  const lengths: number[] = [];
  for (let position = 0; position < store.size; position++) {
    const customer = customerOf(position);
    if (seen.has(customer)) continue;
    seen.add(customer);
    const length = Math.min(store.get(position).name.length, MOST_WORDS);
    while (lengths.length <= length) lengths.push(0);
    lengths[length] = (lengths[length] ?? 0) + 1;
  }
  // Names of people are few, and what was taken for one person at first may well be two: shares stay those among records.
  const customers = store.kind === 'person' ? store.size : Math.max(seen.size, Math.min(store.size, FEW));
  return { customers: Math.max(customers, 2), nameLengths: lengths.map((count) => count / seen.size) };
}

/** So few rows do not show how many customers there are. */
const FEW = 100;

/** Names with more words are no longer told apart by their number. */
const MOST_WORDS = 6;

/** Share of customers that bear a value seen with one customer only, among so many. */
export function rareShares(customers: number): Record<Namespace, number> {
  const shares = { ...SHARED_BY_OTHERS };
  for (const namespace of Object.keys(shares) as Namespace[]) shares[namespace] /= Math.max(customers, 1);
  return shares;
}

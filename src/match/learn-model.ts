import { keysOfRecord } from './block-keys.ts';
import { BlockTable, hashKey } from './blocks.ts';
import { cluster, SAME_BITS, type ScoredPair } from './cluster.ts';
import { compareRecords } from './compare-records.ts';
import { ComparisonPool } from './comparison-pool.ts';
import { countBearers, rareShares } from './count-bearers.ts';
import { PRIOR_RELATIVES } from './features.ts';
import { findParts } from './group-records.ts';
import { learnStrangers, learnWeights } from './learn-weights.ts';
import type { KindModel } from './match-model.ts';
import type { RecordStore } from './record-store.ts';
import { type Comparison, Scorer } from './scorer.ts';

/** Up to this size the frequencies are counted again once the first customers are known. */
const COUNTED_TWICE = 50_000;

/** A model and the blocks it makes. */
export interface Learned {
  readonly model: KindModel;
  readonly table: BlockTable;
}

/** Learns what matching needs to know from the records themselves; nobody labels a pair. */
export function learnKindModel(store: RecordStore): Learned {
  const guess = firstGuess(store);
  const first = learnRound(store, withoutWeights(store), guess);
  if (store.size > COUNTED_TWICE) return first;
  return learnRound(store, first.model, groupCustomers(store, first, guess));
}

interface Round extends Learned {
  readonly sample: Sample;
}

function learnRound(store: RecordStore, before: KindModel, customerOf: (position: number) => number): Round {
  const counted = { ...before, ...countBearers(store, customerOf) };
  const scorer = new Scorer(counted, store.vocabulary);
  const start = learnStrangers(compareAtRandom(store, scorer), counted, store.vocabulary);
  const table = blocksOf(store, scorer);
  const sample = compareSample(store, table, scorer);
  return { model: learnWeights(sample.comparisons, start, store.vocabulary, sample.share), table, sample };
}

function withoutWeights(store: RecordStore): KindModel {
  const records = Math.max(store.size, 2);
  return {
    kind: store.kind,
    records,
    customers: records,
    nameLengths: [],
    partners: 0.5,
    relatives: PRIOR_RELATIVES[store.kind].map(() => 0.3),
    weights: {},
    bearers: {},
    rareShare: rareShares(records),
  };
}

/** Before anything is matched: companies of one name are one customer, people each their own. */
function firstGuess(store: RecordStore): (position: number) => number {
  if (store.kind === 'person') return (position) => position;
  const seatOf = new Map<number, string>();
  for (let position = 0; position < store.size; position++) {
    const { core, postcode, cities } = store.get(position);
    const place = cities[0] ?? postcode;
    if (core >= 0 && place >= 0 && !seatOf.has(core)) seatOf.set(core, String(place));
  }
  return (position) => {
    const { core, postcode, cities } = store.get(position);
    if (core < 0) return position;
    const place = cities[0] ?? postcode;
    // Where the place is missing, it is taken for the first one known.
    const seat = place >= 0 ? String(place) : (seatOf.get(core) ?? '');
    return hashKey(`${String(core)} ${seat}`);
  };
}

/** The blocks of a whole store. */
export function blocksOf(store: RecordStore, scorer: Scorer): BlockTable {
  return BlockTable.of(store.size, (position) =>
    keysOfRecord(store.get(position), store.kind, scorer, store.slots.names).map(hashKey),
  );
}

/** Pairs to learn from: more do not change the weights, but take time. */
const SAMPLE_PAIRS = 60_000;

interface Sample {
  readonly comparisons: ComparisonPool;
  readonly pairs: readonly (readonly [number, number])[];
  /** Share of the records whose candidates were compared. */
  readonly share: number;
}

/** Compares the candidates of records spread evenly over the store, until there are enough to learn from. */
function compareSample(store: RecordStore, table: BlockTable, scorer: Scorer): Sample {
  const comparisons = new ComparisonPool();
  const pairs: [number, number][] = [];
  const stride = store.size <= COUNTED_TWICE ? 1 : 7919;
  let looked = 0;
  for (; looked < store.size && (stride === 1 || pairs.length < SAMPLE_PAIRS); looked++) {
    const position = (looked * stride) % store.size;
    const record = store.get(position);
    table.eachEarlier(position, (other) => {
      comparisons.add(compareRecords(store.get(other), record, store.kind, scorer, store.slots.names));
      pairs.push([other, position]);
    });
  }
  return { comparisons, pairs, share: looked / store.size };
}

function groupCustomers(
  store: RecordStore,
  { model, sample }: Round,
  guess: (position: number) => number,
): (position: number) => number {
  const { pairs, comparisons } = sample;
  const scorer = new Scorer(model, store.vocabulary);
  const bits = Float64Array.from(pairs, (_, index) => scorer.total(comparisons.at(index)));
  const partOf = findParts(
    store.size,
    pairs.flatMap(([a, b], index) => ((bits[index] ?? 0) >= SAME_BITS ? { a, b } : [])),
  );
  // Records that no chain of sure pairs joins cannot meet, so what speaks between them is not asked.
  const scored = pairs.flatMap(([a, b], index): ScoredPair[] =>
    partOf[a] === partOf[b] ? [{ a: String(a), b: String(b), bits: bits[index] ?? 0 }] : [],
  );
  const positions = Array.from({ length: store.size }, (_, position) => String(position));
  const links: { a: number; b: number }[] = [];
  for (const group of cluster(positions, scored))
    for (const other of group.slice(1)) links.push({ a: Number(group[0]), b: Number(other) });
  // What was taken for one customer at first stays one here: a name must not become common by being left undecided.
  const firstOf = new Map<number, number>();
  for (let position = 0; position < store.size; position++) {
    const first = firstOf.get(guess(position));
    if (first === undefined) firstOf.set(guess(position), position);
    else links.push({ a: first, b: position });
  }
  const customer = findParts(store.size, links);
  return (position) => customer[position] ?? 0;
}

const RANDOM_PAIRS = 20_000;

/** Pairs drawn by a fixed rule, so that the same records always teach the same. */
function compareAtRandom(store: RecordStore, scorer: Scorer): Comparison[] {
  const drawn: Comparison[] = [];
  let state = 12_345;
  const next = (): number => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) / 2 ** 32;
  for (let i = 0; i < RANDOM_PAIRS && store.size > 1; i++) {
    const a = Math.floor(next() * store.size);
    const b = Math.floor(next() * store.size);
    if (a !== b) drawn.push(compareRecords(store.get(a), store.get(b), store.kind, scorer, store.slots.names));
  }
  return drawn;
}

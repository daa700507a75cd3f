import { defaultModel } from './default-model.ts';
import { learnKindModel } from './learn-model.ts';
import { type KindModel, type MatchModel, type PackedModel, SHARED_BY_OTHERS } from './match-model.ts';
import type { MatchRecord } from './match-record.ts';
import { RecordStore } from './record-store.ts';
import type { Namespace } from './vocabulary.ts';

/** Raised whenever features, steps or blocks change, so that what was learned for others is not used. */
const VERSION = 2;

/**
 * With fewer companies there are too few pairs to learn from, and the default weights stay. On the sample company learned
 * weights were never worse from 400 accounts on; below, they joined different customers in one org of five, which the
 * default ones never did.
 */
export const LEAST_COMPANIES = 500;

/**
 * Learns how companies are told apart from the companies themselves. Feed them in one fixed order (that of their ids),
 * and the same companies always teach the same.
 */
export function learnCompanies(records: Iterable<MatchRecord>): KindModel {
  const store = new RecordStore('company');
  for (const record of records) store.add(record);
  return learnKindModel(store).model;
}

/**
 * Makes a learned model small: the most frequent values only, numbers to four digits. A value that is left out is taken
 * to be as frequent as such values are on average.
 * @param mostValues how many values with their frequencies are kept
 */
export function packModel(model: KindModel, mostValues: number): PackedModel {
  const listed = Object.entries(model.bearers).flatMap(([namespace, table]) =>
    Object.entries(table).map(([text, count]) => ({ namespace: namespace as Namespace, text, count })),
  );
  listed.sort((one, other) => other.count - one.count || compare(keyOf(one), keyOf(other)));
  const kept = Map.groupBy(listed.slice(0, mostValues), ({ namespace }) => namespace);
  const dropped = Map.groupBy(listed.slice(mostValues), ({ namespace }) => namespace);
  const bearers = Object.fromEntries(
    [...kept].map(([namespace, values]) => [namespace, values.map(({ text, count }) => [text, count] as const)]),
  );
  const namespaces = Object.keys(SHARED_BY_OTHERS) as Namespace[];
  const rareShare = Object.fromEntries(
    namespaces.map((namespace) => [namespace, digits(averageShare(model, namespace, dropped.get(namespace) ?? []))]),
  ) as Record<Namespace, number>;
  return {
    version: VERSION,
    records: model.records,
    customers: model.customers,
    nameLengths: model.nameLengths.map(digits),
    partners: digits(model.partners),
    relatives: model.relatives.map(digits),
    weights: Object.fromEntries(
      Object.entries(model.weights).map(([key, { m, u, relatives }]) => [
        key,
        {
          m: m.map(digits),
          u: u.map(digits),
          relatives: relatives.map((shares) => (shares === null ? null : shares.map(digits))),
        },
      ]),
    ),
    bearers,
    rareShare,
  };
}

/** The model that a packed one stands for; undefined for one of another version. */
export function unpackModel(packed: PackedModel): MatchModel | undefined {
  if (packed.version !== VERSION) return undefined;
  const bearers: Partial<Record<Namespace, Record<string, number>>> = {};
  for (const [namespace, values] of Object.entries(packed.bearers)) {
    const table = Object.create(null) as Record<string, number>;
    for (const [text, count] of values) table[text] = count;
    bearers[namespace as Namespace] = table;
  }
  const { records, customers, nameLengths, partners, relatives, weights, rareShare } = packed;
  // People are few among accounts, and nothing is learned about them here.
  return {
    ...defaultModel,
    company: { kind: 'company', records, customers, nameLengths, partners, relatives, weights, bearers, rareShare },
  };
}

/**
 * The share of customers that bear a value which is not listed: seen with one customer only, or left out. Taken over
 * bearers rather than values, since it is what a company chosen at random meets.
 */
function averageShare(model: KindModel, namespace: Namespace, dropped: readonly { readonly count: number }[]): number {
  const rare = model.rareShare[namespace];
  if (dropped.length === 0) return rare;
  const bearers = dropped.reduce((sum, { count }) => sum + count, 0);
  // Each company that bears no listed value has one of its own.
  const lonely = Math.max(0, model.customers - bearers);
  const shared = dropped.reduce((sum, { count }) => sum + count * ((count - 1) / model.customers + rare), 0);
  return (shared + lonely * rare) / (bearers + lonely);
}

function keyOf({ namespace, text }: { readonly namespace: string; readonly text: string }): string {
  return `${namespace} ${text}`;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function digits(value: number): number {
  return Number(value.toPrecision(4));
}

import { deflateRawSync, inflateRawSync } from 'node:zlib';

import { type ClassColumn, EVERYBODY, type Kind, kindKey, type LearnedNeeds } from '../../suggest/index.ts';

/** Customers of a kind, and those of them that have each need. */
export interface KindRow {
  readonly kind: string;
  readonly customers: number;
  readonly holders: Readonly<Record<string, number>>;
}

/** All that suggestions are made with besides the facts of one customer; plain data. */
export interface Learning {
  readonly learnedMs: number;
  /** Stands for the needs and the company's rules it was learned under. */
  readonly rules: string;
  /** Customers it was learned from. */
  readonly customers: number;
  readonly columns: readonly ClassColumn[];
  readonly learned: LearnedNeeds;
  /** What answers in the whole company add to the log-odds of a need. */
  readonly lifts: Readonly<Record<string, number>>;
  /** Of each kind that a sentence may speak of, how many there are and how many have each need; the largest first. */
  readonly kinds: readonly KindRow[];
}

/** Another way of learning or packing: what an older Baton wrote is learned anew. */
const VERSION = 2;

/** Room in `Baton_Sync_Status__c.Need_Learning__c`, in characters. */
const MOST_TEXT = 131_072;
/** Kinds that may be kept; halved until the text fits. */
const MOST_KINDS = 20_000;
const DIGITS = 7;

type Packed = Omit<Learning, 'kinds'> & {
  readonly version: number;
  readonly needs: readonly string[];
  /** Kind, customers, and those of them that have each of `needs`. */
  readonly kinds: readonly (readonly [string, number, ...number[]])[];
};

/** As one text, the same for the same learning. */
export function packLearning(learning: Learning): string {
  const { rules, choice, regression, ...found } = learning.learned;
  const short = (value: number): number => Number(value.toPrecision(DIGITS));
  const learned: LearnedNeeds = {
    ...found,
    // A rule about single products makes no suggestion: who opens an account need not know what else they buy.
    rules: rules.filter(({ kind }) => kind.held?.type !== 'product'),
    choice: { ...choice, bias: choice.bias.map(short), weights: choice.weights.map((row) => row.map(short)) },
    regression: { ...regression, weights: regression.weights.map((row) => row.map(short)) },
  };
  const needs = [...new Set(learning.kinds.flatMap(({ holders }) => Object.keys(holders)))].sort();
  const kinds = learning.kinds.map(
    ({ kind, customers, holders }) => [kind, customers, ...needs.map((need) => holders[need] ?? 0)] as const,
  );
  let text = '';
  for (let most = MOST_KINDS; text === '' || text.length > MOST_TEXT; most = Math.floor(most / 2)) {
    const packed: Packed = { ...learning, version: VERSION, learned, needs, kinds: kinds.slice(0, most) };
    text = deflateRawSync(JSON.stringify(packed), { level: 9 }).toString('base64');
  }
  return text;
}

let last: { readonly text: string; readonly learning: Learning | undefined } | undefined;

/** What a text stands for; undefined where it is none of ours. The last one is kept, since every run asks. */
export function unpackLearning(text: string): Learning | undefined {
  if (last?.text !== text) last = { text, learning: unpack(text) };
  return last.learning;
}

function unpack(text: string): Learning | undefined {
  let packed: Packed;
  try {
    packed = JSON.parse(inflateRawSync(Buffer.from(text, 'base64')).toString('utf8')) as Packed;
  } catch {
    // Somebody has edited the field: it is learned anew.
    return undefined;
  }
  if (packed.version !== VERSION) return undefined;
  const { learnedMs, rules, customers, columns, learned, lifts, needs, kinds } = packed;
  return {
    ...{ learnedMs, rules, customers, columns, learned, lifts },
    kinds: kinds.map(([kind, ofKind, ...holders]) => ({
      kind,
      customers: ofKind,
      holders: Object.fromEntries(needs.flatMap((need, at) => (holders[at] ? [[need, holders[at]]] : []))),
    })),
  };
}

/** The kinds that suggestions ask for: of single products nothing is told. */
export function askedKinds(rows: Iterable<KindRow>, minimum: number): KindRow[] {
  const everybody = kindKey(EVERYBODY);
  return [...rows]
    .filter(
      ({ kind, customers }) => kind === everybody || (customers >= minimum && toKind(kind).held?.type !== 'product'),
    )
    .sort(
      (one, other) =>
        Number(other.kind === everybody) - Number(one.kind === everybody) ||
        other.customers - one.customers ||
        (one.kind < other.kind ? -1 : 1),
    );
}

/** The kind that `kindKey` made a text of. */
export function toKind(key: string): Kind {
  const [type, name, ...classes] = JSON.parse(key) as ['product' | 'division' | null, string | null, ...string[]];
  return type === null || name === null ? { classes } : { held: { type, name }, classes };
}

import type { BlockTable } from './blocks.ts';
import type { Correction } from './cluster.ts';
import { defaultModel } from './default-model.ts';
import { findLinks, type StartHelper } from './find-links.ts';
import { groupRecords, type Link } from './group-records.ts';
import { blocksOf, learnKindModel } from './learn-model.ts';
import type { KindModel, MatchModel } from './match-model.ts';
import type { MatchRecord, Verdict } from './match-record.ts';
import { type JudgeOptions, LESS_THAN_SURE, Matcher, score } from './matcher.ts';
import { RecordStore } from './record-store.ts';

export interface MatchOptions extends JudgeOptions {
  /** A model learned before; without it, one is learned from these records. */
  readonly model?: MatchModel;
  readonly corrections?: readonly Correction[];
  /** Gets help of another thread where there is much to compare. */
  readonly startHelper?: StartHelper | undefined;
  /** Called now and then with what is being done and how far it is, 0 to 1. */
  readonly onProgress?: (stage: 'read' | 'learn' | 'compare' | 'group', done: number) => void;
}

/** With fewer records another thread takes longer to start than it saves. */
const WORTH_HELP = 50_000;

export interface MatchPair {
  readonly a: string;
  readonly b: string;
  readonly judgement: Verdict;
  readonly score: number;
}

export interface MatchResult {
  /** Every record once; records of one customer together. */
  readonly clusters: readonly (readonly string[])[];
  /** Pairs judged `same` or `unsure`. All pairs judged same are in one cluster, and their closure is the clusters. */
  readonly pairs: readonly MatchPair[];
  readonly model: MatchModel;
  /** The evidence on a pair, in words. */
  explain(a: string, b: string): readonly string[];
}

/** Finds which of the records are the same customer, or the same person. */
export function matchAll(records: Iterable<MatchRecord>, options: MatchOptions = {}): MatchResult {
  const stores = { company: new RecordStore('company'), person: new RecordStore('person') };
  for (const record of records) stores[record.kind].add(record);
  options.onProgress?.('read', 1);
  const company = matchStore(stores.company, options);
  const person = matchStore(stores.person, options);
  const positions = new Map<string, readonly [Matcher, number]>();
  const find = (id: string): readonly [Matcher, number] | undefined => {
    if (positions.size === 0)
      for (const { matcher } of [company, person])
        matcher.store.ids.forEach((known, position) => positions.set(known, [matcher, position]));
    return positions.get(id);
  };
  return {
    clusters: [...company.clusters, ...person.clusters],
    pairs: [...company.pairs, ...person.pairs],
    model: { company: company.matcher.scorer.model, person: person.matcher.scorer.model },
    explain(a, b) {
      const first = find(a);
      const second = find(b);
      if (!first || first[0] !== second?.[0]) return ['one is a company, the other a person'];
      return first[0].explain(first[1], second[1]);
    },
  };
}

interface StoreResult {
  readonly matcher: Matcher;
  readonly clusters: string[][];
  readonly pairs: MatchPair[];
}

function matchStore(store: RecordStore, options: MatchOptions): StoreResult {
  const { model, table } = learnOrTake(store, options);
  const matcher = new Matcher(store, model, options);
  if (store.size > 1) options.onProgress?.('learn', 1);
  const links = findLinks(matcher, table ?? blocksOf(store, matcher.scorer), {
    onProgress: (done) => options.onProgress?.('compare', done),
    startHelper: store.size < WORTH_HELP ? undefined : options.startHelper,
  });
  const groups = groupRecords(matcher, links, options.corrections ?? []);
  return { matcher, clusters: groups.clusters, pairs: pairsOf(matcher, links, groups.groupOf) };
}

function learnOrTake(store: RecordStore, options: MatchOptions): { model: KindModel; table?: BlockTable } {
  if (options.model) return { model: options.model[store.kind] };
  return store.size < 2 ? { model: defaultModel[store.kind] } : learnKindModel(store);
}

function pairsOf(matcher: Matcher, links: readonly Link[], groupOf: Int32Array): MatchPair[] {
  const { ids } = matcher.store;
  return links.map(({ a, b, bits }): MatchPair => {
    const isTogether = groupOf[a] === groupOf[b];
    // A sure pair that its groups outvoted is for a person to look at; what a group settles is not, unless the two by
    // themselves speak against it.
    const judgement = isTogether && bits >= 0 ? 'same' : 'unsure';
    const limited = isTogether ? bits : Math.min(bits, LESS_THAN_SURE);
    return { a: ids[a] ?? '', b: ids[b] ?? '', judgement, score: score(limited) };
  });
}

import { keysOfRecord } from './block-keys.ts';
import { hashKey } from './blocks.ts';
import { SAME_BITS } from './cluster.ts';
import { compareRecords } from './compare-records.ts';
import { explain } from './explain.ts';
import type { KindModel } from './match-model.ts';
import type { Judgement, Verdict } from './match-record.ts';
import { RecordStore, type StoreParts } from './record-store.ts';
import { type Comparison, probability, Scorer } from './scorer.ts';
import { lacksSecondSign } from './second-sign.ts';

/** From one to four, a person may want to look: below, nobody would find anything. */
export const UNSURE_BITS = -2;

/** What is to be left to a person, however much speaks for it. */
export const LESS_THAN_SURE = SAME_BITS - 0.01;

/** Bits for what the CRM itself says: one account is the other's parent, so it is another account of the group. */
const PARENT_BITS = -20;

export interface JudgeOptions {
  /** Whether branches of one group are one customer. Default: they are not. */
  readonly branchesAreSame?: boolean;
}

/** A matcher as data: see `Matcher.parts`. */
export interface MatcherParts {
  readonly store: StoreParts;
  readonly model: KindModel;
  readonly bits: Float32Array;
  readonly branchesAreSame: boolean;
}

/** Compares the records of one store under one model. */
export class Matcher {
  readonly store: RecordStore;
  readonly scorer: Scorer;
  readonly #branchesAreSame: boolean;

  constructor(store: RecordStore, model: KindModel, options: JudgeOptions = {}, scorer?: Scorer) {
    this.store = store;
    this.scorer = scorer ?? new Scorer(model, store.vocabulary);
    this.#branchesAreSame = options.branchesAreSame ?? false;
  }

  /** What another thread needs to judge the same pairs in the same way; evidence in words is not among it. */
  parts(): MatcherParts {
    const { store, scorer } = this;
    const model = { ...scorer.model, bearers: {} };
    return { store: store.parts(), model, bits: scorer.allBits(), branchesAreSame: this.#branchesAreSame };
  }

  /** The matcher of another thread's parts. */
  static of({ store: parts, model, bits, branchesAreSame }: MatcherParts): Matcher {
    const store = new RecordStore(parts.kind, parts);
    return new Matcher(store, model, { branchesAreSame }, new Scorer(model, store.vocabulary, bits));
  }

  /** Bits of odds that two records are the same. Symmetric. */
  bits(a: number, b: number): number {
    if (this.isParent(a, b)) return PARENT_BITS;
    const comparison = this.compare(a, b);
    const bits = this.scorer.total(comparison, this.#branchesAreSame);
    return bits >= SAME_BITS && lacksSecondSign(comparison) ? LESS_THAN_SURE : bits;
  }

  compare(a: number, b: number): Comparison {
    const { store } = this;
    // Best pairs of words are found greedily, so one fixed order keeps the judgement the same both ways.
    const [first, second] = (store.ids[a] ?? '') <= (store.ids[b] ?? '') ? [a, b] : [b, a];
    return compareRecords(store.get(first), store.get(second), store.kind, this.scorer, store.slots.names);
  }

  /** Whether one is the other's parent account, and parents are told apart. */
  isParent(a: number, b: number): boolean {
    const { ids, parents } = this.store;
    return !this.#branchesAreSame && (parents.get(a) === ids[b] || parents.get(b) === ids[a]);
  }

  /** Pairs of these records of which one is the other's parent. */
  parentsAmong(members: Iterable<number>): [string, string][] {
    const { ids, parents } = this.store;
    if (this.#branchesAreSame || parents.size === 0) return [];
    const list = [...members];
    const known = new Set(list.map((member) => ids[member]));
    return list.flatMap((member): [string, string][] => {
      const parent = parents.get(member);
      return parent !== undefined && known.has(parent) ? [[ids[member] ?? '', parent]] : [];
    });
  }

  judge(a: number, b: number): Judgement {
    const bits = this.bits(a, b);
    const evidence = this.isParent(a, b) ? ['one is the parent account of the other'] : this.explain(a, b);
    return { judgement: verdict(bits), score: score(bits), evidence };
  }

  explain(a: number, b: number): string[] {
    return explain(this.compare(a, b), this.store.get(a), this.store.get(b), this.scorer);
  }

  /** Hashed block keys. */
  keys(position: number): number[] {
    return [
      ...new Set(
        keysOfRecord(this.store.get(position), this.store.kind, this.scorer, this.store.slots.names).map(hashKey),
      ),
    ];
  }
}

/** What bits of odds mean. */
export function verdict(bits: number): Verdict {
  if (bits >= SAME_BITS) return 'same';
  return bits >= UNSURE_BITS ? 'unsure' : 'different';
}

/** Probability to four digits: more would promise more than it holds. */
export function score(bits: number): number {
  return Math.round(probability(bits) * 10_000) / 10_000;
}

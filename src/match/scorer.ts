import { bufferOf } from './buffer.ts';
import { PRIOR_FEATURES, PRIOR_RELATIVES } from './features.ts';
import { featureOf, type KindModel } from './match-model.ts';
import { discounted, type WordInfo } from './name-comparison.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The steps and frequency bits of one pair, by feature key. */
export interface Comparison {
  readonly keys: readonly string[];
  readonly steps: readonly number[];
  readonly bits: readonly number[];
}

/** Reads a model for one vocabulary: how many bits a shared value is worth, how many a comparison adds up to. */
export class Scorer implements WordInfo {
  readonly model: KindModel;
  readonly #vocabulary: Vocabulary;
  readonly #weights = new Map<string, Weights>();
  readonly #kind: 'company' | 'person';
  readonly #wordsBits: number;
  #cache: Float32Array;

  /** With the bits of all values, where another thread has worked them out. */
  constructor(model: KindModel, vocabulary: Vocabulary, bits?: Float32Array) {
    this.model = model;
    this.#cache = bits ?? new Float32Array(1024).fill(-1);
    this.#kind = model.kind;
    this.#vocabulary = vocabulary;
    const mean = model.nameLengths.reduce((sum, share, length) => sum + share * length, 0);
    this.#wordsBits = Math.log2(Math.max(mean, 1));
  }

  text(value: number): string {
    return this.#vocabulary.text(value);
  }

  letters(value: number): number {
    return this.#vocabulary.letters(value);
  }

  /** How surprising it is that a random customer bears this value, in bits. */
  bits(value: number): number {
    if (value >= this.#cache.length) this.#grow(value);
    const known = this.#cache[value] ?? -1;
    if (known >= 0) return known;
    const bits = Math.max(0, -Math.log2(this.#share(value)));
    this.#cache[value] = bits;
    // As it is stored, so that the first time gives what all later times give.
    return this.#cache[value] ?? bits;
  }

  /** The bits of all values of the vocabulary, by value. */
  allBits(): Float32Array {
    const { size } = this.#vocabulary;
    const all = new Float32Array(bufferOf(size * Float32Array.BYTES_PER_ELEMENT));
    for (let value = 0; value < size; value++) all[value] = this.bits(value);
    return all;
  }

  /** How many customers bear the value, as far as known. */
  bearers(value: number): number {
    return this.model.bearers[this.#vocabulary.namespace(value)]?.[this.text(value)] ?? 1;
  }

  /** The most that any value of this namespace can tell. */
  rareBits(namespace: keyof KindModel['rareShare']): number {
    return -Math.log2(this.model.rareShare[namespace]);
  }

  /**
   * How surprising it is that a random customer has a name of exactly these words, if words were chosen one by one: the
   * share of names with so many words, times the share of each word among all words. Names are no such lottery, so
   * further words count less than the first. Without counted lengths it is not known.
   */
  wordBits(words: readonly number[]): number {
    const { nameLengths } = this.model;
    if (nameLengths.length === 0) return Infinity;
    const share = nameLengths[Math.min(words.length, nameLengths.length - 1)] ?? 1;
    const found = words.map((word) => this.bits(word) + this.#wordsBits);
    return discounted(found, GO_TOGETHER) - Math.log2(Math.max(share, LEAST_SHARE));
  }

  #share(value: number): number {
    const namespace = this.#vocabulary.namespace(value);
    const rare = this.model.rareShare[namespace];
    const bearers = this.model.bearers[namespace]?.[this.text(value)];
    if (bearers === undefined) return Math.min(1, rare);
    // Others that bear it, beside the customer at hand.
    return Math.min(1, (bearers - 1) / this.model.customers + rare);
  }

  #grow(value: number): void {
    const larger = new Float32Array(Math.max(value + 1, this.#cache.length * 2)).fill(-1);
    larger.set(this.#cache);
    this.#cache = larger;
  }

  /** Bits for being the same before anything is compared. */
  get prior(): number {
    return Math.log2(this.model.partners / this.model.records);
  }

  /** What one step of one feature adds to "same" against "strangers", in bits. */
  weigh(key: string, step: number, bits: number): number {
    if (step === 0) return 0;
    const weights = this.#weightsOf(key);
    return (weights.same[step] ?? 0) + (weights.bits[step] === true ? bits : 0);
  }

  /** The bits of a comparison for each answer: first the same, then the kinds of relatives; strangers are 0 bits. */
  answers(comparison: Comparison): number[] {
    const answers = [this.prior, ...this.model.relatives.map((mates) => Math.log2(mates / this.model.records))];
    // The innermost loop of all matching: no function is called for each answer.
    for (let i = 0; i < comparison.keys.length; i++) {
      const step = comparison.steps[i] ?? 0;
      const weights = this.#weightsOf(comparison.keys[i] ?? '');
      const bits = weights.bits[step] === true ? (comparison.bits[i] ?? 0) : 0;
      for (let index = 0; index < weights.answers.length; index++) {
        const answer = weights.answers[index];
        if (answer) answers[index] = (answers[index] ?? 0) + (answer[step] ?? 0) + bits;
      }
    }
    return answers;
  }

  /**
   * Bits of odds for "the same" against everything else, prior included. With `branchesAreSame` a branch counts as the
   * customer.
   */
  total(comparison: Comparison, branchesAreSame = false): number {
    const answers = this.answers(comparison);
    const [same = 0, branch = 0] = answers;
    if (!branchesAreSame || this.#kind === 'person') return same - logSum(answers, 1);
    return Math.max(same, branch) - logSum(answers, 2);
  }

  #weightsOf(key: string): Weights {
    const known = this.#weights.get(key);
    if (known) return known;
    const feature = featureOf(key);
    const { bits, m, u } = PRIOR_FEATURES[feature];
    const kin = PRIOR_RELATIVES[this.#kind].map(({ steps }) => steps[feature] ?? null);
    const learned = this.model.weights[key] ?? { m, u, relatives: kin };
    const against = learned.u.map((share, step) => (bits[step] === true ? 1 : share));
    const toBits = (shares: readonly number[]): number[] =>
      shares.map((share, step) => Math.log2(share / (against[step] ?? 1)));
    const answers = [learned.m, ...learned.relatives].map((shares) => (shares ? toBits(shares) : null));
    const made: Weights = { same: answers[0] ?? [], bits, answers };
    this.#weights.set(key, made);
    return made;
  }
}

/** Of two words that are rare by themselves, the second tells about half as much beside the first ("Hard Rock"). */
const GO_TOGETHER = 0.7;

/** A length of name that no customer has is not impossible. */
const LEAST_SHARE = 0.01;

/** Logarithm of the sum of odds of all answers from one on, strangers (0 bits) included. */
function logSum(answers: readonly number[], from: number): number {
  let highest = 0;
  for (let i = from; i < answers.length; i++) highest = Math.max(highest, answers[i] ?? 0);
  let sum = 2 ** -highest;
  for (let i = from; i < answers.length; i++) sum += 2 ** ((answers[i] ?? 0) - highest);
  return highest + Math.log2(sum);
}

interface Weights {
  readonly same: readonly number[];
  readonly answers: readonly (readonly number[] | null)[];
  readonly bits: readonly boolean[];
}

/** Probability from bits of odds. */
export function probability(bits: number): number {
  return 1 / (1 + 2 ** -bits);
}

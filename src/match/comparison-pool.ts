import type { Comparison } from './scorer.ts';

/** Most kinds of things that are compared: features, and columns of an admin's file. */
const MOST_KEYS = 2 ** 16;

/**
 * Very many comparisons in little memory: ten numbers of each, not ten objects. A million take some hundred megabytes in
 * place of a gigabyte.
 */
export class ComparisonPool {
  readonly #numbers = new Map<string, number>();
  readonly #keys: string[] = [];
  /** In how many comparisons each key was there on both sides. */
  readonly #counts: number[] = [];
  #starts = new Uint32Array(1 << 10);
  #keyOf = new Uint16Array(1 << 13);
  #stepOf = new Uint8Array(1 << 13);
  #bitsOf = new Float64Array(1 << 13);
  #size = 0;
  #used = 0;

  get size(): number {
    return this.#size;
  }

  add({ keys, steps, bits }: Comparison): void {
    this.#makeRoom(keys.length);
    this.#starts[this.#size++] = this.#used;
    keys.forEach((key, index) => {
      const number = this.#numberOf(key);
      this.#counts[number] = (this.#counts[number] ?? 0) + 1;
      this.#keyOf[this.#used] = number;
      this.#stepOf[this.#used] = steps[index] ?? 0;
      this.#bitsOf[this.#used] = bits[index] ?? 0;
      this.#used += 1;
    });
  }

  at(index: number): Comparison {
    const start = this.#starts[index] ?? 0;
    const end = index + 1 < this.#size ? (this.#starts[index + 1] ?? 0) : this.#used;
    const comparison = { keys: [] as string[], steps: [] as number[], bits: [] as number[] };
    for (let at = start; at < end; at++) {
      comparison.keys.push(this.#keys[this.#keyOf[at] ?? 0] ?? '');
      comparison.steps.push(this.#stepOf[at] ?? 0);
      comparison.bits.push(this.#bitsOf[at] ?? 0);
    }
    return comparison;
  }

  /** Every n-th comparison, from the first on. */
  everyNth(n: number): Comparison[] {
    return Array.from({ length: Math.ceil(this.#size / n) }, (_, index) => this.at(index * n));
  }

  /** How many keys are there on both sides in at least this share of the comparisons. */
  keysIn(share: number): number {
    return this.#counts.filter((count) => count >= this.#size * share).length;
  }

  #numberOf(key: string): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#keys.push(key) - 1;
    if (number >= MOST_KEYS) throw new RangeError('Too many columns are compared');
    this.#numbers.set(key, number);
    return number;
  }

  #makeRoom(more: number): void {
    if (this.#size === this.#starts.length) {
      const starts = new Uint32Array(this.#size * 2);
      starts.set(this.#starts);
      this.#starts = starts;
    }
    if (this.#used + more <= this.#keyOf.length) return;
    const length = Math.max(this.#used + more, Math.ceil(this.#keyOf.length * 1.5));
    const keyOf = new Uint16Array(length);
    keyOf.set(this.#keyOf);
    this.#keyOf = keyOf;
    const stepOf = new Uint8Array(length);
    stepOf.set(this.#stepOf);
    this.#stepOf = stepOf;
    const bitsOf = new Float64Array(length);
    bitsOf.set(this.#bitsOf);
    this.#bitsOf = bitsOf;
  }
}

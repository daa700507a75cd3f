const EMPTY = -1;

/** Of so many places one is taken at most, so that hardly any search has to go on. */
const ROOM = 2;

/**
 * Finds the number of a pair by its two people: open addressing, as in Knuth, "The Art of Computer Programming" 3, 6.4.
 * It holds nothing but numbers of pairs; who they are is asked. A `Map` of millions takes several times the memory and
 * the time.
 */
export class PairIndex {
  readonly #lowOf: (pair: number) => number;
  readonly #highOf: (pair: number) => number;
  #places = new Int32Array(1024).fill(EMPTY);
  #size = 0;

  constructor(lowOf: (pair: number) => number, highOf: (pair: number) => number) {
    this.#lowOf = lowOf;
    this.#highOf = highOf;
  }

  get size(): number {
    return this.#size;
  }

  find(low: number, high: number): number | undefined {
    const pair = this.#places[this.#placeOf(low, high)] ?? EMPTY;
    return pair === EMPTY ? undefined : pair;
  }

  /** Adds a pair that is not there yet; its two people must be known by now. */
  add(pair: number): void {
    if ((this.#size + 1) * ROOM > this.#places.length) this.#grow();
    this.#places[this.#placeOf(this.#lowOf(pair), this.#highOf(pair))] = pair;
    this.#size += 1;
  }

  /** Where the pair is, or would be. */
  #placeOf(low: number, high: number): number {
    const last = this.#places.length - 1;
    let place = mixed(low, high) & last;
    for (let pair = this.#places[place] ?? EMPTY; pair !== EMPTY; pair = this.#places[place] ?? EMPTY) {
      if (this.#lowOf(pair) === low && this.#highOf(pair) === high) return place;
      place = (place + 1) & last;
    }
    return place;
  }

  #grow(): void {
    const before = this.#places;
    this.#places = new Int32Array(before.length * 2).fill(EMPTY);
    for (const pair of before)
      if (pair !== EMPTY) this.#places[this.#placeOf(this.#lowOf(pair), this.#highOf(pair))] = pair;
  }
}

/** Spreads two numbers over all bits (the finalizer of MurmurHash3, Appleby 2011). */
function mixed(low: number, high: number): number {
  let hash = Math.imul(low, 0x9e3779b1) ^ high;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

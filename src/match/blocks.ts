/** Records a block may hold: beyond that, sharing it says too little to be worth the comparisons. */
export const MAX_BLOCK = 80;

/** A 32-bit number for a key; two keys that share one by chance cost a comparison, nothing else. */
export function hashKey(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** All blocks of a fixed set of records: finds the records that share a block with a given one. */
export class BlockTable {
  /** Key × 2^21 + record as one double, sorted: a block is a run. */
  readonly #entries: Float64Array;
  readonly #firstKey: Int32Array;
  readonly #keys: Uint32Array;
  readonly #seen: Int32Array;
  readonly #shared: Float32Array;
  readonly #enough: number;
  #visits = 0;

  /** `keysOf` gives the hashed keys of each record from 0 to `size - 1`. */
  constructor(size: number, keysOf: (position: number) => readonly number[]) {
    this.#firstKey = new Int32Array(size + 1);
    let keys = new Uint32Array(size * 8 + 16);
    let used = 0;
    for (let position = 0; position < size; position++) {
      this.#firstKey[position] = used;
      for (const key of keysOf(position)) {
        if (used === keys.length) {
          const larger = new Uint32Array(keys.length * 2);
          larger.set(keys);
          keys = larger;
        }
        keys[used++] = key;
      }
    }
    this.#firstKey[size] = used;
    this.#keys = keys.slice(0, used);
    this.#entries = new Float64Array(used);
    for (let position = 0; position < size; position++)
      for (let i = this.#firstKey[position] ?? 0; i < (this.#firstKey[position + 1] ?? 0); i++)
        this.#entries[i] = (this.#keys[i] ?? 0) * SHIFT + position;
    this.#entries.sort();
    this.#seen = new Int32Array(size).fill(-1);
    this.#shared = new Float32Array(size);
    this.#enough = enoughShared(size);
  }

  /** How many records one block has. */
  sizeOf(key: number): number {
    const start = lowerBound(this.#entries, key * SHIFT, 0);
    return lowerBound(this.#entries, (key + 1) * SHIFT, start) - start;
  }

  /** The records of one block, in their order. */
  membersOf(key: number): number[] {
    const members: number[] = [];
    const start = lowerBound(this.#entries, key * SHIFT, 0);
    for (let at = start; (this.#entries[at] ?? Infinity) < (key + 1) * SHIFT; at++)
      members.push((this.#entries[at] ?? 0) % SHIFT);
    return members;
  }

  /** Calls `visit` once for each record before `position` with which it shares enough. */
  eachEarlier(position: number, visit: (other: number) => void): void {
    const met: number[] = [];
    this.#visits++;
    const end = this.#firstKey[position + 1] ?? 0;
    for (let i = this.#firstKey[position] ?? 0; i < end; i++) this.#meet(this.#keys[i] ?? 0, position, met);
    for (const other of met) if ((this.#shared[other] ?? 0) >= this.#enough) visit(other);
  }

  /** Adds what the earlier records of one block share with `position`. */
  #meet(key: number, position: number, met: number[]): void {
    const start = lowerBound(this.#entries, key * SHIFT, 0);
    const size = lowerBound(this.#entries, (key + 1) * SHIFT, start) - start;
    if (size > MAX_BLOCK) return;
    for (let at = start; at < start + size; at++) {
      const other = (this.#entries[at] ?? 0) % SHIFT;
      if (other >= position) break;
      if (this.#seen[other] !== this.#visits) {
        this.#seen[other] = this.#visits;
        this.#shared[other] = 0;
        met.push(other);
      }
      this.#shared[other] = (this.#shared[other] ?? 0) + 1 / (size - 1);
    }
  }
}

/**
 * What two records must share: one block of twenty, or several larger ones that add up to as much. Work for a record is
 * thereby bounded by its number of blocks, whatever the size of the org.
 */
const ENOUGH_SHARED = 1 / 20;
/** So few records can all be compared with whatever shares a block. */
const SMALL = 50_000;

const SHIFT = 2 ** 21;

function lowerBound(entries: Float64Array, value: number, from: number): number {
  let low = from;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What two records must share to be compared, among so many. */
export function enoughShared(records: number): number {
  return records > SMALL ? ENOUGH_SHARED : 0;
}

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
  /** Sorted by block: key × 2^21 + … does not fit, so keys and records are sorted together as one double. */
  readonly #entries: Float64Array;
  readonly #firstKey: Int32Array;
  readonly #keys: Uint32Array;
  readonly #seen: Int32Array;

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
  }

  /** Calls `visit` once for each record before `position` that shares a block with it. */
  eachEarlier(position: number, visit: (other: number) => void): void {
    for (let i = this.#firstKey[position] ?? 0; i < (this.#firstKey[position + 1] ?? 0); i++) {
      const key = this.#keys[i] ?? 0;
      const start = lowerBound(this.#entries, key * SHIFT);
      const end = lowerBound(this.#entries, (key + 1) * SHIFT);
      if (end - start > MAX_BLOCK) continue;
      for (let at = start; at < end; at++) {
        const other = (this.#entries[at] ?? 0) % SHIFT;
        if (other >= position) break;
        if (this.#seen[other] === position) continue;
        this.#seen[other] = position;
        visit(other);
      }
    }
  }
}

const SHIFT = 2 ** 21;

function lowerBound(entries: Float64Array, value: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

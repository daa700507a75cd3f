import { bufferOf } from './buffer.ts';

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

/** What another thread needs to find the same blocks. */
export interface BlockParts {
  readonly size: number;
  /** Key and record, one after the other, in their order: a block is a run. */
  readonly entries: Uint32Array;
  /** Where the blocks of each record begin in the two lists below. */
  readonly first: Uint32Array;
  /** By record: the first entries of its blocks, and how many records they have. Blocks of one, and too large ones, are left out. */
  readonly starts: Uint32Array;
  readonly sizes: Uint8Array;
}

/** All blocks of a fixed set of records: finds the records that share a block with a given one. */
export class BlockTable {
  readonly #parts: BlockParts;
  readonly #seen: Int32Array;
  readonly #shared: Float32Array;
  readonly #enough: number;
  #visits = 0;

  constructor(parts: BlockParts) {
    this.#parts = parts;
    this.#seen = new Int32Array(parts.size).fill(-1);
    this.#shared = new Float32Array(parts.size);
    this.#enough = enoughShared(parts.size);
  }

  /** `keysOf` gives the hashed keys of each record from 0 to `size - 1`. */
  static of(size: number, keysOf: (position: number) => readonly number[]): BlockTable {
    const entries = sortedEntries(size, keysOf);
    return new BlockTable({ size, entries, ...blocksByRecord(size, entries) });
  }

  /** For another thread: it has the same blocks, and looks around in them by itself. */
  parts(): BlockParts {
    return this.#parts;
  }

  /** How many records one block has; a large one is not walked through to find out. */
  sizeOf(key: number): number {
    const { entries } = this.#parts;
    return firstOf(entries, key + 1) - firstOf(entries, key);
  }

  /** The records of one block, in their order. */
  membersOf(key: number): number[] {
    const { entries } = this.#parts;
    const members: number[] = [];
    const end = firstOf(entries, key + 1);
    for (let at = firstOf(entries, key); at < end; at++) members.push(entries[2 * at + 1] ?? 0);
    return members;
  }

  /** Calls `visit` once for each record before `position` with which it shares enough. */
  eachEarlier(position: number, visit: (other: number) => void): void {
    const { first, starts, sizes } = this.#parts;
    const met: number[] = [];
    this.#visits++;
    const end = first[position + 1] ?? 0;
    for (let i = first[position] ?? 0; i < end; i++) this.#meet(starts[i] ?? 0, sizes[i] ?? 0, position, met);
    for (const other of met) if ((this.#shared[other] ?? 0) >= this.#enough) visit(other);
  }

  /** Adds what the earlier records of one block share with `position`. */
  #meet(start: number, size: number, position: number, met: number[]): void {
    const { entries } = this.#parts;
    for (let at = start; at < start + size; at++) {
      const other = entries[2 * at + 1] ?? 0;
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

const SHIFT = 2 ** 21;

function sortedEntries(size: number, keysOf: (position: number) => readonly number[]): Uint32Array {
  let packed = new Float64Array(size * 16 + 16);
  let used = 0;
  for (let position = 0; position < size; position++)
    for (const key of keysOf(position)) {
      if (used === packed.length) {
        const larger = new Float64Array(packed.length * 1.5);
        larger.set(packed);
        packed = larger;
      }
      // Numbers are sorted much faster than pairs.
      packed[used++] = key * SHIFT + position;
    }
  const entries = new Uint32Array(bufferOf(2 * used * Uint32Array.BYTES_PER_ELEMENT));
  packed
    .subarray(0, used)
    .sort()
    .forEach((entry, at) => {
      entries[2 * at] = Math.floor(entry / SHIFT);
      entries[2 * at + 1] = entry % SHIFT;
    });
  return entries;
}

/** Turns the list of blocks around: for each record, the blocks in which it can meet another. */
function blocksByRecord(size: number, entries: Uint32Array): Pick<BlockParts, 'first' | 'starts' | 'sizes'> {
  const first = new Uint32Array(bufferOf((size + 1) * Uint32Array.BYTES_PER_ELEMENT));
  eachBlock(entries, (start, end) => {
    for (let at = start; at < end; at++) {
      const place = (entries[2 * at + 1] ?? 0) + 1;
      first[place] = (first[place] ?? 0) + 1;
    }
  });
  for (let position = 0; position < size; position++)
    first[position + 1] = (first[position + 1] ?? 0) + (first[position] ?? 0);
  const total = first[size] ?? 0;
  const starts = new Uint32Array(bufferOf(total * Uint32Array.BYTES_PER_ELEMENT));
  const sizes = new Uint8Array(bufferOf(total));
  const next = first.slice();
  eachBlock(entries, (start, end) => {
    for (let at = start; at < end; at++) {
      const position = entries[2 * at + 1] ?? 0;
      const place = next[position] ?? 0;
      next[position] = place + 1;
      starts[place] = start;
      sizes[place] = end - start;
    }
  });
  return { first, starts, sizes };
}

/** All blocks in which records can meet: not those of one record, nor those that are too large. */
function eachBlock(entries: Uint32Array, visit: (start: number, end: number) => void): void {
  const count = entries.length / 2;
  for (let start = 0; start < count;) {
    const end = endOfRun(entries, start, entries[2 * start] ?? 0);
    if (end - start > 1 && end - start <= MAX_BLOCK) visit(start, end);
    start = end;
  }
}

/** The first entry of a key, or where it would stand. */
function firstOf(entries: Uint32Array, key: number): number {
  let low = 0;
  let high = entries.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[2 * middle] ?? 0) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Behind the last entry of a key, whose first is at `start`. */
function endOfRun(entries: Uint32Array, start: number, key: number): number {
  let end = start;
  while (2 * end < entries.length && entries[2 * end] === key) end++;
  return end;
}

/**
 * What two records must share: one block of twenty, or several larger ones that add up to as much. Work for a record is
 * thereby bounded by its number of blocks, whatever the size of the org. A little less, since what is just enough must be so
 * in whatever order it is added up.
 */
const ENOUGH_SHARED = 1 / 20 - 1e-6;
/** So few records can all be compared with whatever shares a block. */
const SMALL = 50_000;

/** What two records must share to be compared, among so many. */
export function enoughShared(records: number): number {
  return records > SMALL ? ENOUGH_SHARED : 0;
}

import { bufferOf } from './buffer.ts';
import type { MatchRecord } from './match-record.ts';
import { prepareRecord, type Slots } from './prepare-record.ts';
import { packRecord, type PreparedRecord, unpackRecord } from './prepared-record.ts';
import { Vocabulary } from './vocabulary.ts';

/** Slots handed out as columns turn up. */
export class SlotList implements Slots {
  readonly names: string[];

  constructor(names: readonly string[] = []) {
    this.names = [...names];
  }

  slot(type: 'date' | 'id' | 'text', column: string): number {
    const name = `${type}:${column}`;
    const known = this.names.indexOf(name);
    return known >= 0 ? known : this.names.push(name) - 1;
  }
}

interface ReadRecord {
  readonly position: number;
  readonly record: PreparedRecord;
}

/** What another thread needs to read the records of a store. Large runs of numbers are shared, the rest is copied. */
export interface StoreParts {
  readonly kind: 'company' | 'person';
  readonly texts: readonly string[];
  readonly slots: readonly string[];
  readonly ids: readonly string[];
  readonly parents: ReadonlyMap<number, string>;
  readonly pool: Int32Array;
  readonly starts: Int32Array;
}

/** Many prepared records of one kind, packed into one run of numbers. */
export class RecordStore {
  readonly kind: 'company' | 'person';
  readonly vocabulary: Vocabulary;
  readonly slots: SlotList;
  readonly ids: string[];
  /** The account above, by position, where the CRM names one. */
  readonly parents: Map<number, string>;
  #pool: Int32Array = new Int32Array(1 << 12);
  #used = 0;
  #starts: Int32Array = new Int32Array(1 << 8);
  #atHand: readonly (ReadRecord | undefined)[] = [];

  /** Empty, or with the records of another thread's store, which are only to be read here. */
  constructor(kind: 'company' | 'person', parts?: StoreParts) {
    this.kind = kind;
    this.vocabulary = new Vocabulary(parts?.texts);
    this.slots = new SlotList(parts?.slots);
    this.ids = [...(parts?.ids ?? [])];
    this.parents = new Map(parts?.parents);
    if (parts) [this.#pool, this.#starts] = [parts.pool, parts.starts];
  }

  /** For another thread. Nothing may be added as long as it reads. */
  parts(): StoreParts {
    const { kind, ids, parents } = this;
    const texts = this.vocabulary.texts;
    return { kind, ids, parents, texts, slots: this.slots.names, pool: this.#pool, starts: this.#starts };
  }

  get size(): number {
    return this.ids.length;
  }

  /** Takes a record in and returns its position. */
  add(record: MatchRecord): number {
    const position = this.ids.push(record.id) - 1;
    this.#write(position, packRecord(prepareRecord(record, this.vocabulary, this.slots)));
    if (record.parentId !== undefined) this.parents.set(position, record.parentId);
    return position;
  }

  /** Reads a record. The last two are at hand: mostly one is compared with many others in turn. */
  get(position: number): PreparedRecord {
    const [last, before] = this.#atHand;
    if (last?.position === position) return last.record;
    const found =
      before?.position === position
        ? before
        : { position, record: unpackRecord(this.#pool, this.#starts[position] ?? 0) };
    this.#atHand = [found, last];
    return found.record;
  }

  #write(position: number, packed: readonly number[]): void {
    if (this.#used + packed.length > this.#pool.length) this.#pool = grown(this.#pool, this.#used + packed.length);
    if (position >= this.#starts.length) this.#starts = grown(this.#starts, position + 1);
    this.#pool.set(packed, this.#used);
    this.#starts[position] = this.#used;
    this.#used += packed.length;
  }
}

function grown(array: Int32Array, needed: number): Int32Array {
  const length = Math.max(needed, Math.ceil(array.length * 1.5));
  const larger = new Int32Array(bufferOf(length * Int32Array.BYTES_PER_ELEMENT));
  larger.set(array);
  return larger;
}

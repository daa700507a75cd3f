import type { MatchRecord } from './match-record.ts';
import { prepareRecord, type Slots } from './prepare-record.ts';
import { packRecord, type PreparedRecord, unpackRecord } from './prepared-record.ts';
import { Vocabulary } from './vocabulary.ts';

/** Slots handed out as columns turn up. */
export class SlotList implements Slots {
  readonly names: string[] = [];

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

/** Many prepared records of one kind, packed into one run of numbers. */
export class RecordStore {
  readonly kind: 'company' | 'person';
  readonly vocabulary = new Vocabulary();
  readonly slots = new SlotList();
  readonly ids: string[] = [];
  /** The account above, by position, where the CRM names one. */
  readonly parents = new Map<number, string>();
  #pool = new Int32Array(1 << 12);
  #used = 0;
  #starts = new Int32Array(1 << 8);
  #atHand: readonly (ReadRecord | undefined)[] = [];

  constructor(kind: 'company' | 'person') {
    this.kind = kind;
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

function grown(array: Int32Array<ArrayBuffer>, needed: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(needed, Math.ceil(array.length * 1.5)));
  larger.set(array);
  return larger;
}

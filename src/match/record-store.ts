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

  constructor(kind: 'company' | 'person') {
    this.kind = kind;
  }

  get size(): number {
    return this.ids.length;
  }

  /** Takes a record in and returns its position. */
  add(record: MatchRecord): number {
    const position = this.ids.push(record.id) - 1;
    this.#take(position, record);
    return position;
  }

  /** Puts a changed record in the place of an earlier one; the earlier one's room is not used again. */
  replace(position: number, record: MatchRecord): void {
    this.#take(position, record);
  }

  get(position: number): PreparedRecord {
    return unpackRecord(this.#pool, this.#starts[position] ?? 0);
  }

  #take(position: number, record: MatchRecord): void {
    this.#write(position, packRecord(prepareRecord(record, this.vocabulary, this.slots)));
    if (record.parentId === undefined) this.parents.delete(position);
    else this.parents.set(position, record.parentId);
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

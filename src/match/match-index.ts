import { BlockTable, enoughShared, MAX_BLOCK } from './blocks.ts';
import { cluster, type Correction, SAME_BITS, type ScoredPair } from './cluster.ts';
import { findLinks } from './find-links.ts';
import type { MatchPair } from './match-all.ts';
import type { MatchModel } from './match-model.ts';
import type { MatchRecord } from './match-record.ts';
import { type JudgeOptions, Matcher, score, UNSURE_BITS, verdict } from './matcher.ts';
import { RecordStore } from './record-store.ts';

/**
 * Keeps records with their blocks and links, so that one changed record costs its blocks and not the org. The model
 * stays as it is; learn a new one now and then and build the index again.
 *
 * Gives the groups that `matchAll` gives with the same model, in whatever order records come, as long as no block
 * outgrows its limit. Where one does, pairs found while it was small stay known here, and `matchAll` never compares them.
 */
export class MatchIndex {
  readonly #company: KindIndex;
  readonly #person: KindIndex;
  readonly #kindOf = new Map<string, KindIndex>();

  constructor(model: MatchModel, options: JudgeOptions & { readonly corrections?: readonly Correction[] } = {}) {
    const make = (kind: 'company' | 'person'): KindIndex => {
      const matcher = new Matcher(new RecordStore(kind), model[kind], options);
      return new KindIndex(matcher, options.corrections ?? []);
    };
    this.#company = make('company');
    this.#person = make('person');
  }

  /** Takes many records in at once: faster and smaller than one by one. For an empty index. */
  load(records: Iterable<MatchRecord>): void {
    for (const record of records) {
      const index = this.#indexFor(record);
      index.append(record);
      this.#kindOf.set(record.id, index);
    }
    this.#company.freeze();
    this.#person.freeze();
  }

  /** Takes a new record in, or a changed one in place of what it was. Returns its pairs judged same or unsure. */
  put(record: MatchRecord): MatchPair[] {
    this.remove(record.id);
    const index = this.#indexFor(record);
    this.#kindOf.set(record.id, index);
    return index.add(record);
  }

  /** Forgets a record. Unknown ids do no harm. */
  remove(id: string): void {
    this.#kindOf.get(id)?.remove(id);
    this.#kindOf.delete(id);
  }

  /** The ids of the customer that a record belongs to, its own included; empty for unknown ids. */
  customerOf(id: string): readonly string[] {
    return this.#kindOf.get(id)?.customerOf(id) ?? [];
  }

  #indexFor(record: MatchRecord): KindIndex {
    return record.kind === 'company' ? this.#company : this.#person;
  }
}

/** The index of one kind of records. */
class KindIndex {
  readonly #matcher: Matcher;
  readonly #corrections: readonly Correction[];
  readonly #positions = new Map<string, number>();
  /** Records that came after the table was frozen, by block. */
  readonly #later = new Map<number, number[]>();
  /** By position: other position and bits, one after the other. */
  readonly #links = new Map<number, number[]>();
  #table: BlockTable | undefined;
  /** How many records of the table are gone, by block. */
  readonly #gone = new Map<number, number>();
  #frozen = 0;

  constructor(matcher: Matcher, corrections: readonly Correction[]) {
    this.#matcher = matcher;
    this.#corrections = corrections;
  }

  append(record: MatchRecord): void {
    this.#positions.set(record.id, this.#matcher.store.add(record));
  }

  freeze(): void {
    const { store } = this.#matcher;
    const table = BlockTable.of(store.size, (position) => this.#matcher.keys(position));
    for (const { a, b, bits } of findLinks(this.#matcher, table)) this.#linkBoth(a, b, bits);
    this.#table = table;
    this.#frozen = store.size;
  }

  add(record: MatchRecord): MatchPair[] {
    this.append(record);
    const position = this.#positions.get(record.id) ?? 0;
    const keys = [...new Set(this.#matcher.keys(position))];
    for (const other of this.#candidates(keys)) this.#compare(position, other);
    for (const key of keys) {
      const block = this.#later.get(key);
      if (block) block.push(position);
      else this.#later.set(key, [position]);
    }
    return this.#pairsOf(position);
  }

  remove(id: string): void {
    const position = this.#positions.get(id);
    if (position === undefined) return;
    this.#positions.delete(id);
    for (const [other] of this.#linksOf(position)) this.#unlink(other, position);
    this.#links.delete(position);
    for (const key of new Set(this.#matcher.keys(position))) {
      if (position < this.#frozen) this.#gone.set(key, (this.#gone.get(key) ?? 0) + 1);
      const block = this.#later.get(key);
      if (!block?.includes(position)) continue;
      if (block.length === 1) this.#later.delete(key);
      else block.splice(block.indexOf(position), 1);
    }
  }

  customerOf(id: string): readonly string[] {
    const start = this.#positions.get(id);
    if (start === undefined) return [];
    const part = this.#partOf(start);
    const { ids } = this.#matcher.store;
    const pairs: ScoredPair[] = [];
    for (const a of part)
      for (const [b, bits] of this.#linksOf(a))
        if (a < b && part.has(b)) pairs.push({ a: ids[a] ?? '', b: ids[b] ?? '', bits });
    const bitsOf = (a: string, b: string): number =>
      this.#matcher.bits(this.#positions.get(a) ?? 0, this.#positions.get(b) ?? 0);
    const apart = this.#matcher.parentsAmong(part);
    const groups = cluster([...part].map((at) => ids[at] ?? '').sort(), pairs, this.#corrections, { bitsOf, apart });
    return groups.find((group) => group.includes(id)) ?? [id];
  }

  /** Everything that sure links or corrections reach. */
  #partOf(start: number): Set<number> {
    const part = new Set([start]);
    for (const position of part) {
      for (const [other, bits] of this.#linksOf(position)) if (bits >= SAME_BITS) part.add(other);
      const id = this.#matcher.store.ids[position];
      for (const { a, b, judgement } of this.#corrections) {
        const other =
          judgement === 'same' && (a === id || b === id) ? this.#positions.get(a === id ? b : a) : undefined;
        if (other !== undefined) part.add(other);
      }
    }
    return part;
  }

  #candidates(keys: readonly number[]): number[] {
    const shared = new Map<number, number>();
    for (const key of keys) {
      const block = this.#blockOf(key);
      for (const other of block) shared.set(other, (shared.get(other) ?? 0) + 1 / block.length);
    }
    const enough = enoughShared(this.#positions.size);
    return [...shared].filter(([, weight]) => weight >= enough).map(([other]) => other);
  }

  /** A block that one more record fits into; it may be as large as the org, and is not walked through to find out. */
  #blockOf(key: number): number[] {
    const later = this.#later.get(key) ?? [];
    const early = (this.#table?.sizeOf(key) ?? 0) - (this.#gone.get(key) ?? 0);
    if (early + later.length + 1 > MAX_BLOCK) return [];
    return [...(this.#table?.membersOf(key) ?? []), ...later].filter((position) => this.#isAlive(position));
  }

  #isAlive(position: number): boolean {
    return this.#positions.get(this.#matcher.store.ids[position] ?? '') === position;
  }

  #compare(a: number, b: number): void {
    const bits = this.#matcher.bits(a, b);
    if (bits >= UNSURE_BITS) this.#linkBoth(a, b, bits);
  }

  #linkBoth(a: number, b: number, bits: number): void {
    this.#link(a, b, bits);
    this.#link(b, a, bits);
  }

  #link(from: number, to: number, bits: number): void {
    const links = this.#links.get(from);
    if (links) links.push(to, bits);
    else this.#links.set(from, [to, bits]);
  }

  #unlink(from: number, to: number): void {
    const kept = this.#linksOf(from).filter(([other]) => other !== to);
    if (kept.length === 0) this.#links.delete(from);
    else this.#links.set(from, kept.flat());
  }

  #linksOf(position: number): [other: number, bits: number][] {
    const flat = this.#links.get(position) ?? [];
    const links: [number, number][] = [];
    for (let i = 0; i < flat.length; i += 2) links.push([flat[i] ?? 0, flat[i + 1] ?? 0]);
    return links;
  }

  #pairsOf(position: number): MatchPair[] {
    const { ids } = this.#matcher.store;
    return this.#linksOf(position).map(([other, bits]) => ({
      a: ids[other] ?? '',
      b: ids[position] ?? '',
      judgement: verdict(bits),
      score: score(bits),
    }));
  }
}

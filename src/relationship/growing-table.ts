/** Rows that are made at once. A table grows by whole chunks, so nothing is ever copied and little stands empty. */
const CHUNK_BITS = 15;
const ROW_IN_CHUNK = 2 ** CHUNK_BITS - 1;

/**
 * A growing table of numbers. Ten million activities between a million pairs fit into memory this way; as objects they
 * would not. The numbers of a row lie side by side, since mostly all of them are wanted.
 */
export class GrowingTable<Column extends string> {
  readonly #places: Readonly<Record<Column, number>>;
  readonly #width: number;
  readonly #chunks: Float64Array[] = [];
  #size = 0;

  constructor(names: readonly Column[]) {
    this.#places = Object.fromEntries(names.map((name, place) => [name, place])) as Record<Column, number>;
    this.#width = names.length;
  }

  get size(): number {
    return this.#size;
  }

  /** Adds a row of zeros and returns its number. */
  addRow(): number {
    if ((this.#size & ROW_IN_CHUNK) === 0) this.#chunks.push(new Float64Array((ROW_IN_CHUNK + 1) * this.#width));
    return this.#size++;
  }

  get(column: Column, row: number): number {
    return this.#chunks[row >>> CHUNK_BITS]?.[(row & ROW_IN_CHUNK) * this.#width + this.#places[column]] ?? 0;
  }

  set(column: Column, row: number, value: number): void {
    const chunk = this.#chunks[row >>> CHUNK_BITS];
    if (chunk) chunk[(row & ROW_IN_CHUNK) * this.#width + this.#places[column]] = value;
  }
}

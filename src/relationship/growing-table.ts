/** Doubling would be a little faster, but half of a large table would stand empty. */
const GROWTH = 1.25;

/**
 * Columns of numbers that grow together. Ten million activities between a million pairs fit into memory this way; as
 * objects they would not.
 */
export class GrowingTable<Column extends string> {
  readonly #columns: Record<Column, Float64Array>;
  readonly #names: readonly Column[];
  #size = 0;

  constructor(names: readonly Column[], capacity = 1024) {
    this.#names = names;
    this.#columns = Object.fromEntries(names.map((name) => [name, new Float64Array(capacity)])) as Record<
      Column,
      Float64Array
    >;
  }

  get size(): number {
    return this.#size;
  }

  /** Adds a row of zeros and returns its number. */
  addRow(): number {
    const [first] = this.#names;
    if (first !== undefined && this.#size === this.#columns[first].length) this.#grow();
    return this.#size++;
  }

  get(column: Column, row: number): number {
    return this.#columns[column][row] ?? 0;
  }

  set(column: Column, row: number, value: number): void {
    this.#columns[column][row] = value;
  }

  #grow(): void {
    for (const name of this.#names) {
      const larger = new Float64Array(Math.ceil(this.#columns[name].length * GROWTH));
      larger.set(this.#columns[name]);
      this.#columns[name] = larger;
    }
  }
}

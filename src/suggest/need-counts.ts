import { Numbering } from '../relationship/index.ts';
import { type CustomerProfile, EVERYBODY, type Holding, type Kind, kindsOf } from './kind.ts';

/** One stored count: customers of a kind, or those of them that have a product. */
export interface CountRow {
  readonly held?: Holding;
  readonly classes: readonly string[];
  /** Absent: all customers of the kind. */
  readonly product?: string;
  readonly customers: number;
}

/** How many customers have exactly these products. */
export interface BasketRow {
  readonly products: readonly string[];
  readonly customers: number;
}

/** Room for 65,536 classes in a key that is still a safe whole number. */
const CLASS_ROOM = 2 ** 16;

/**
 * How many customers there are of each kind, and how many of them have each product: all that is learned from, and all
 * that a sentence may quote. A won deal changes the kinds and products of its customer and nothing else.
 */
export class NeedCounts {
  readonly #divisionOf: ReadonlyMap<string, string>;
  readonly #products = new Numbering();
  readonly #divisions = new Numbering();
  readonly #classes = new Numbering();
  readonly #kinds = new Map<number, Int32Array>();
  readonly #baskets = new Map<string, number>();

  /** @param divisionOf the division that sells a product, where that is known */
  constructor(divisionOf: ReadonlyMap<string, string> = new Map()) {
    this.#divisionOf = divisionOf;
    this.#kinds.set(0, new Int32Array(1));
  }

  static fromRows(
    kinds: Iterable<CountRow>,
    baskets: Iterable<BasketRow>,
    divisionOf?: ReadonlyMap<string, string>,
  ): NeedCounts {
    const counts = new NeedCounts(divisionOf);
    for (const row of kinds) counts.apply(row);
    for (const { products, customers } of baskets) counts.#countBasket(products, customers);
    return counts;
  }

  /** Products in the order in which they were first met. */
  get products(): readonly string[] {
    return this.#products.texts();
  }

  get customers(): number {
    return this.customersOf(EVERYBODY);
  }

  divisionOf(product: string): string | undefined {
    return this.#divisionOf.get(product);
  }

  /** Counts a customer in, with what it has; `times` -1 takes it out again. Products must not repeat. */
  add({ classes, products }: CustomerProfile, times = 1): void {
    const numbers = products.map((product) => this.#products.numberOf(product));
    const cells = this.#sortedCells(classes);
    for (const held of [0, ...this.#heldNumbers(products, numbers)]) {
      this.#count(held, 0, 0, numbers, times);
      for (let first = 0; first < cells.length; first++) {
        const one = cells[first] ?? 0;
        this.#count(held, one, 0, numbers, times);
        for (let second = first + 1; second < cells.length; second++)
          this.#count(held, one, cells[second] ?? 0, numbers, times);
      }
    }
    this.#countBasket(products, times);
  }

  /**
   * Counts a won deal of somebody who did not have the product before.
   * @returns the counts that changed, by how much: what a store has to add
   */
  addWon(customer: CustomerProfile, product: string): readonly CountRow[] {
    if (customer.products.includes(product)) return [];
    const after = { ...customer, products: [...customer.products, product] };
    this.add(customer, -1);
    this.add(after);
    return this.#changesOf(customer, after, product);
  }

  /** Adds a stored count, or a change of one. */
  apply({ held, classes, product, customers }: CountRow): void {
    const [one = 0, other = 0] = this.#sortedCells(classes);
    const key = keyOf(held === undefined ? 0 : this.#heldNumber(held), one, other);
    this.#bump(key, product === undefined ? 0 : this.#products.numberOf(product) + 1, customers);
  }

  customersOf(kind: Kind): number {
    return this.#find(kind)?.[0] ?? 0;
  }

  /** Customers of a kind that have a product. */
  holdersOf(kind: Kind, product: string): number {
    const number = this.#products.find(product);
    return number === undefined ? 0 : (this.#find(kind)?.[number + 1] ?? 0);
  }

  /** Customers of a kind, followed by those of them that have each of `products`; missing numbers are 0. */
  rowOf(kind: Kind): ArrayLike<number> {
    return this.#find(kind) ?? [];
  }

  /** All kinds that at least so many customers are of. */
  *kinds(minimum: number): Generator<Kind> {
    for (const [key, row] of this.#kinds) if ((row[0] ?? 0) >= minimum) yield this.#kindOf(key);
  }

  *baskets(): Generator<BasketRow> {
    for (const [key, customers] of this.#baskets) {
      const products = key === '' ? [] : key.split(',').map((number) => this.#products.textOf(Number(number)));
      if (customers !== 0) yield { products, customers };
    }
  }

  /** All counts but zeros, for a table of the store. */
  *rows(): Generator<CountRow> {
    for (const [key, row] of this.#kinds) {
      const kind = this.#kindOf(key);
      for (const [index, customers] of row.entries()) {
        if (customers === 0) continue;
        yield index === 0 ? { ...kind, customers } : { ...kind, product: this.#products.textOf(index - 1), customers };
      }
    }
  }

  /** What a customer has, and the divisions it has it from. */
  holdingsOf(products: readonly string[]): readonly Holding[] {
    const divisions = new Set(products.flatMap((product) => this.#divisionOf.get(product) ?? []));
    return [
      ...products.map((name) => ({ type: 'product', name }) as const),
      ...[...divisions].map((name) => ({ type: 'division', name }) as const),
    ];
  }

  #changesOf(before: CustomerProfile, after: CustomerProfile, product: string): readonly CountRow[] {
    const rows: CountRow[] = [];
    const had = new Set(this.holdingsOf(before.products).map(({ type, name }) => `${type} ${name}`));
    for (const kind of kindsOf(after.classes, this.holdingsOf(after.products))) {
      const isNew = kind.held !== undefined && !had.has(`${kind.held.type} ${kind.held.name}`);
      if (isNew) rows.push({ ...kind, customers: 1 });
      for (const name of isNew ? after.products : [product]) rows.push({ ...kind, product: name, customers: 1 });
    }
    return rows;
  }

  #count(held: number, one: number, other: number, products: readonly number[], times: number): void {
    const key = keyOf(held, one, other);
    let row = this.#bump(key, 0, times);
    for (const product of products) {
      // A row that is too short is replaced by a longer one.
      if (product + 1 < row.length) row[product + 1] = (row[product + 1] ?? 0) + times;
      else row = this.#bump(key, product + 1, times);
    }
  }

  #bump(key: number, index: number, by: number): Int32Array {
    let row = this.#kinds.get(key);
    if (row === undefined || index >= row.length) {
      const larger = new Int32Array(Math.max(this.#products.size, index) + 1);
      if (row !== undefined) larger.set(row);
      this.#kinds.set(key, larger);
      row = larger;
    }
    row[index] = (row[index] ?? 0) + by;
    return row;
  }

  #countBasket(products: readonly string[], times: number): void {
    const key = products
      .map((product) => this.#products.numberOf(product))
      .sort((one, other) => one - other)
      .join(',');
    this.#baskets.set(key, (this.#baskets.get(key) ?? 0) + times);
  }

  #sortedCells(classes: readonly string[]): number[] {
    return classes.map((text) => this.#classes.numberOf(text) + 1).sort((one, other) => one - other);
  }

  /** Odd numbers are products, even ones divisions, 0 is nothing. */
  #heldNumber({ type, name }: Holding): number {
    return type === 'product' ? 2 * this.#products.numberOf(name) + 1 : 2 * this.#divisions.numberOf(name) + 2;
  }

  #heldNumbers(products: readonly string[], numbers: readonly number[]): number[] {
    const held = numbers.map((number) => 2 * number + 1);
    const divisions = new Set(products.flatMap((product) => this.#divisionOf.get(product) ?? []));
    for (const division of divisions) held.push(2 * this.#divisions.numberOf(division) + 2);
    return held;
  }

  #find({ held, classes }: Kind): Int32Array | undefined {
    const cells = this.#knownCells(classes);
    const number = held === undefined ? 0 : this.#knownHeld(held);
    return cells === undefined || number === undefined
      ? undefined
      : this.#kinds.get(keyOf(number, cells[0] ?? 0, cells[1] ?? 0));
  }

  #knownCells(classes: readonly string[]): number[] | undefined {
    const cells = classes.map((text) => (this.#classes.find(text) ?? -1) + 1);
    return cells.includes(0) ? undefined : cells.sort((one, other) => one - other);
  }

  #knownHeld({ type, name }: Holding): number | undefined {
    const number = type === 'product' ? this.#products.find(name) : this.#divisions.find(name);
    return number === undefined ? undefined : 2 * number + (type === 'product' ? 1 : 2);
  }

  #kindOf(key: number): Kind {
    const held = Math.floor(key / (CLASS_ROOM * CLASS_ROOM));
    const cells = [Math.floor(key / CLASS_ROOM) % CLASS_ROOM, key % CLASS_ROOM].filter((cell) => cell > 0);
    const classes = cells.map((cell) => this.#classes.textOf(cell - 1));
    if (held === 0) return { classes };
    const isProduct = held % 2 === 1;
    const name = isProduct ? this.#products.textOf((held - 1) / 2) : this.#divisions.textOf(held / 2 - 1);
    return { held: { type: isProduct ? 'product' : 'division', name }, classes };
  }
}

function keyOf(held: number, one: number, other: number): number {
  return (held * CLASS_ROOM + one) * CLASS_ROOM + other;
}

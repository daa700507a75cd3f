/**
 * A kind of customer: everybody, or those that have something and are of up to two classes. Two classes and one holding
 * are what a person still follows in one sentence; more would only split the cases further.
 */
export interface Kind {
  readonly held?: Holding;
  /** Texts such as "industry Logistics", of different columns. */
  readonly classes: readonly string[];
}

/** A product, or anything of a division. */
export interface Holding {
  readonly type: 'product' | 'division';
  readonly name: string;
}

/** A customer as learning sees it: what it is and what it has, and not who it is. */
export interface CustomerProfile {
  readonly classes: readonly string[];
  readonly products: readonly string[];
}

export const EVERYBODY: Kind = { classes: [] };

/** All kinds a customer is of, where `holdings` are its products and their divisions. */
export function* kindsOf(classes: readonly string[], holdings: readonly Holding[]): Generator<Kind> {
  for (const held of [undefined, ...holdings]) {
    for (const some of classSets(classes)) yield held === undefined ? { classes: some } : { held, classes: some };
  }
}

function* classSets(classes: readonly string[]): Generator<readonly string[]> {
  yield [];
  for (const [index, one] of classes.entries()) {
    yield [one];
    for (const other of classes.slice(index + 1)) yield [one, other];
  }
}

import type { BasketRow } from './need-counts.ts';

/** How likely each product is beside those held, by linear regression on all others at once (EASE, Steck 2019). */
export interface ItemRegression {
  readonly products: readonly string[];
  /** By product held, then by product. */
  readonly weights: readonly (readonly number[])[];
}

/** Customers without any tie that the data are held against: ties of a few customers shrink to nothing. */
const PENALTY = 100;

/** Fits all regressions in closed form, from how many customers have each pair of products. */
export function fitItemRegression(products: readonly string[], rows: Iterable<BasketRow>): ItemRegression {
  const numbers = new Map(products.map((product, index) => [product, index]));
  const pairs = products.map((_, one) => products.map((__, other): number => (one === other ? PENALTY : 0)));
  for (const row of rows) {
    const held = row.products.flatMap((product) => numbers.get(product) ?? []);
    for (const one of held) {
      const counts = pairs[one];
      if (counts !== undefined) for (const other of held) counts[other] = (counts[other] ?? 0) + row.customers;
    }
  }
  const precision = invert(pairs);
  const own = precision.map((row, at) => row[at] ?? 1);
  const weights = precision.map((row, one) =>
    row.map((value, other) => (one === other ? 0 : -value / (own[other] ?? 1))),
  );
  return { products, weights };
}

/** Gauss–Jordan in place, without a change of rows: the penalty makes the matrix positive definite. */
function invert(matrix: number[][]): number[][] {
  for (const [at, chosen] of matrix.entries()) {
    const pivot = chosen[at] ?? 1;
    chosen[at] = 1;
    for (const [column, value] of chosen.entries()) chosen[column] = value / pivot;
    for (const row of matrix) if (row !== chosen) eliminate(row, chosen, at);
  }
  return matrix;
}

function eliminate(row: number[], chosen: readonly number[], at: number): void {
  const times = row[at] ?? 0;
  if (times === 0) return;
  row[at] = 0;
  for (const [column, value] of chosen.entries()) row[column] = (row[column] ?? 0) - times * value;
}

/** About the share of customers with these products that have each other one; may fall below 0. */
export function regressionScores(model: ItemRegression, held: readonly string[]): Map<string, number> {
  const rows = held.flatMap((product) => {
    const row = model.weights[model.products.indexOf(product)];
    return row === undefined ? [] : [row];
  });
  return new Map(
    model.products.map((product, index) => [product, rows.reduce((sum, row) => sum + (row[index] ?? 0), 0)]),
  );
}

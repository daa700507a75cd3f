import type { CustomerProfile } from './kind.ts';

/**
 * Finds the columns that tell most about what customers have: by how much each lowers the surprise about each product
 * (the G statistic), less what chance alone would lower it. Kinds are made of pairs of classes, whose number grows with
 * the square of the columns.
 * @param classes by column, then by customer; undefined where a customer has no class
 * @returns the numbers of at most `limit` columns, in their order
 */
export function tellingColumns(
  classes: readonly (readonly (string | undefined)[])[],
  products: readonly CustomerProfile['products'][],
  limit: number,
): readonly number[] {
  const all = [...classes.keys()];
  if (classes.length <= limit) return all;
  const told = classes.map((column) => informationOf(column, products));
  return all
    .sort((one, other) => (told[other] ?? 0) - (told[one] ?? 0))
    .slice(0, limit)
    .sort((one, other) => one - other);
}

interface Group {
  customers: number;
  readonly holders: Map<string, number>;
}

function informationOf(column: readonly (string | undefined)[], products: readonly (readonly string[])[]): number {
  const groups = new Map<string, Group>();
  const totals = new Map<string, number>();
  for (const [index, text = ''] of column.entries()) {
    const group = groups.get(text) ?? { customers: 0, holders: new Map<string, number>() };
    groups.set(text, group);
    group.customers += 1;
    for (const product of products[index] ?? [])
      for (const counts of [group.holders, totals]) counts.set(product, (counts.get(product) ?? 0) + 1);
  }
  const perProduct = [...totals].map(([product, total]) => {
    const rate = total / column.length;
    const told = [...groups.values()].map(({ customers, holders }) => gain(holders.get(product) ?? 0, customers, rate));
    return told.reduce((sum, value) => sum + value, 1 - groups.size);
  });
  return perProduct.reduce((sum, value) => sum + value, 0);
}

function gain(holders: number, customers: number, rate: number): number {
  return 2 * (surprise(holders, customers * rate) + surprise(customers - holders, customers * (1 - rate)));
}

function surprise(observed: number, expected: number): number {
  return observed === 0 ? 0 : observed * Math.log(observed / expected);
}

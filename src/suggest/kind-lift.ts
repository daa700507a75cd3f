import { EVERYBODY, kindsOf } from './kind.ts';
import type { NeedCounts } from './need-counts.ts';

/**
 * How much oftener customers of these classes have each product than all do, as a logarithm. Of the classes and pairs
 * of classes the one that speaks most clearly counts (adding them up would count turnover and employees twice), shrunk
 * towards the whole: by as many average customers as the minimum group, and by how far chance alone would go (the
 * positive part of James and Stein).
 * @returns in the order of the counts' products
 */
export function kindLifts(counts: NeedCounts, classes: readonly string[], minimum: number): Float64Array {
  const everybody = counts.rowOf(EVERYBODY);
  const lifts = new Float64Array(counts.products.length);
  const clearest = new Float64Array(lifts.length).fill(1);
  for (const kind of kindsOf(classes, [])) {
    const row = counts.rowOf(kind);
    const group = row[0] ?? 0;
    if (group < minimum || group === counts.customers) continue;
    for (let at = 0; at < lifts.length; at++) {
      const rate = (everybody[at + 1] ?? 0) / counts.customers;
      const holders = row[at + 1] ?? 0;
      const deviation = Math.abs(holders - group * rate) / Math.sqrt(group * rate * (1 - rate));
      if (!(deviation > (clearest[at] ?? 1))) continue;
      clearest[at] = deviation;
      const shrunk = (holders + minimum * rate) / (group + minimum);
      lifts[at] = Math.log(shrunk / rate) * (1 - 1 / deviation ** 2);
    }
  }
  return lifts;
}

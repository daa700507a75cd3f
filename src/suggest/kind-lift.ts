import { EVERYBODY, kindsOf } from './kind.ts';
import type { NeedCounts } from './need-counts.ts';

/**
 * How much oftener customers of these classes have a product than all do, as a logarithm. Of the classes and pairs of
 * classes the one that speaks most clearly counts (adding them up would count turnover and employees twice), shrunk
 * towards the whole: by as many average customers as the minimum group, and by how far chance alone would go (the
 * positive part of James and Stein).
 */
export function kindLift(counts: NeedCounts, classes: readonly string[], product: string, minimum: number): number {
  const rate = counts.holdersOf(EVERYBODY, product) / counts.customers;
  let clearest = 0;
  let lift = 0;
  for (const kind of kindsOf(classes, [])) {
    const group = counts.customersOf(kind);
    if (group < minimum || group === counts.customers) continue;
    const holders = counts.holdersOf(kind, product);
    const deviation = Math.abs(holders - group * rate) / Math.sqrt(group * rate * (1 - rate));
    if (deviation <= Math.max(1, clearest)) continue;
    clearest = deviation;
    const shrunk = (holders + minimum * rate) / (group + minimum);
    lift = Math.log(shrunk / rate) * (1 - 1 / deviation ** 2);
  }
  return lift;
}

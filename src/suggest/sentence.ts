import { EVERYBODY, type Kind } from './kind.ts';
import type { NeedCounts } from './need-counts.ts';
import type { Contrast } from './rule.ts';

/**
 * The contrast as a sentence a rep can say. Each number is a stored count or a ratio of two, and no count below the
 * minimum is told.
 */
export function contrastSentence(contrast: Contrast, minimum: number): string {
  const { kind, product, group, groupHolders } = contrast;
  const also = kind.held === undefined ? 'have' : 'also have';
  return `Of ${String(group)} ${kindInWords(kind)}, ${String(groupHolders)} ${also} ${product}; ${others(contrast, minimum)}.`;
}

/** Says no more than how usual a product is: where nothing about the customer speaks for it in particular. */
export function usualSentence(counts: NeedCounts, product: string): string {
  return `Of all ${String(counts.customers)} customers, ${String(counts.holdersOf(EVERYBODY, product))} have ${product}.`;
}

/** "customers with industry Logistics and turnover over 5 M that have Cleaning" */
function kindInWords({ held, classes }: Kind): string {
  const what = classes.length === 0 ? '' : ` with ${classes.join(' and ')}`;
  const has =
    held === undefined ? '' : ` that have ${held.type === 'division' ? `something of ${held.name}` : held.name}`;
  return `customers${what}${has}`;
}

function others(contrast: Contrast, minimum: number): string {
  const { population, populationHolders, group, groupHolders, within } = contrast;
  const count = population - group;
  const holders = populationHolders - groupHolders;
  const whom = `of the ${within === undefined ? 'others' : `other customers of ${within}`}`;
  if (holders < minimum) return `${whom}, fewer than ${String(minimum)} of ${String(count)}`;
  const rate = holders / count;
  // "1 in 7" may mean anything from 13 to 15 in 100, so that larger shares are told in hundredths.
  return rate < 1 / 7
    ? `${whom}, 1 in ${String(Math.round(1 / rate))}`
    : `${whom}, ${String(Math.round(100 * rate))} in 100`;
}

import { EVERYBODY, type Kind } from './kind.ts';
import type { NeedCounts } from './need-counts.ts';
import { chanceOfAtLeast, type GroupCounts } from './significance.ts';

/** Customers of a kind have a product more often than the others do: the counts a sentence quotes. */
export interface Contrast extends GroupCounts {
  readonly kind: Kind;
  readonly product: string;
  /** The division whose customers were compared, where not all were. */
  readonly within?: string;
  /** The chance of this much where there is no difference: against the others, and against every wider kind. */
  readonly pValue: number;
}

/**
 * Whom a kind is compared with. Who has one product of a division is served by that division, and therefore has its
 * other products more often than strangers have: that is no news. So both are looked at among the division's customers.
 */
function rootOf(counts: NeedCounts, { held }: Kind, product: string): Kind {
  const division = counts.divisionOf(product);
  if (held?.type !== 'product' || division === undefined || counts.divisionOf(held.name) !== division) return EVERYBODY;
  return { held: { type: 'division', name: division }, classes: [] };
}

/** The kinds with one condition less, down to the root's own. */
function widerKinds(root: Kind, { held, classes }: Kind): readonly Kind[] {
  const widerClasses = classes.map((left) => classes.filter((text) => text !== left));
  const wider: Kind[] = widerClasses.map((some) => (held === undefined ? { classes: some } : { held, classes: some }));
  if (held !== undefined && classes.length > 0) wider.push({ ...root, classes });
  return wider.filter((kind) => kind.held !== undefined || kind.classes.length > 0);
}

/** Says nothing new: the product itself, or the division that sells it. */
function isCircular(counts: NeedCounts, { held }: Kind, product: string): boolean {
  if (held === undefined) return false;
  return held.type === 'product' ? held.name === product : held.name === counts.divisionOf(product);
}

function compare(counts: NeedCounts, wide: Kind, kind: Kind, product: string): GroupCounts {
  return {
    population: counts.customersOf(wide),
    populationHolders: counts.holdersOf(wide, product),
    group: counts.customersOf(kind),
    groupHolders: counts.holdersOf(kind, product),
  };
}

function isHigher({ population, populationHolders, group, groupHolders }: GroupCounts): boolean {
  const others = population - group;
  return others > 0 && groupHolders * others > (populationHolders - groupHolders) * group;
}

/**
 * Compares a kind with the other customers. A narrower kind says something only where it differs from each wider one
 * too, so that "logistics customers with a canteen" is no rule where all logistics customers are alike.
 * @returns undefined where fewer than `minimum` customers stand behind a count, or the kind has the product less often
 */
export function contrastOf(
  counts: NeedCounts,
  kind: Kind,
  product: string,
  minimum: number,
  threshold = 1,
): Contrast | undefined {
  if (isCircular(counts, kind, product)) return undefined;
  const root = rootOf(counts, kind, product);
  const overall = compare(counts, root, kind, product);
  if (overall.groupHolders < minimum || overall.population - overall.group < minimum) return undefined;
  let pValue = 0;
  for (const wider of [root, ...widerKinds(root, kind)]) {
    const comparison = compare(counts, wider, kind, product);
    if (!isHigher(comparison)) return undefined;
    pValue = Math.max(pValue, chanceOfAtLeast(comparison));
    if (pValue > threshold) return undefined;
  }
  const within = root.held?.name;
  return { ...overall, kind, product, pValue, ...(within !== undefined && { within }) };
}

/** A text that is the same for equal kinds. */
export function kindKey({ held, classes }: Kind): string {
  return JSON.stringify([held?.type, held?.name, ...[...classes].sort()]);
}

import { DIVISION_KEYS, type DivisionKey, serviceOf, SERVICES, servicesOf } from '../divisions.ts';
import type { Random } from '../random.ts';
import type { NeedPlan } from './customer.ts';

/** How many customers are served by one, two and three divisions. */
const BREADTH = [0.7, 0.22, 0.08];
const BUYS_WHAT_IS_NEEDED = 0.75;

/** Draws which divisions serve a customer: rather those whose services it needs. */
export function drawDivisions(random: Random, needs: ReadonlySet<string>): readonly DivisionKey[] {
  const count = random.weighted(BREADTH) + 1;
  const left = [...DIVISION_KEYS];
  const served: DivisionKey[] = [];
  while (served.length < count) {
    const weights = left.map(
      (division) => 0.25 + servicesOf(division).filter((service) => needs.has(service.family)).length,
    );
    served.push(...left.splice(random.weighted(weights), 1));
  }
  return served;
}

/** Draws what the customer buys: of each division that serves it at least one thing, needed or not. */
export function drawPurchases(
  random: Random,
  needs: ReadonlySet<string>,
  divisions: readonly DivisionKey[],
  noise: number,
): readonly NeedPlan[] {
  const bought = new Set<string>();
  for (const division of divisions) {
    const families = servicesOf(division).map((service) => service.family);
    const wanted = families.filter((family) => needs.has(family));
    for (const family of wanted) if (random.chance(BUYS_WHAT_IS_NEEDED)) bought.add(family);
    if (!families.some((family) => bought.has(family))) bought.add(random.pick(wanted.length > 0 ? wanted : families));
    if (random.chance(0.08 * noise)) bought.add(random.pick(families));
  }
  return SERVICES.map((service) => service.family)
    .filter((family) => needs.has(family) || bought.has(family))
    .map((family) => ({ family, isWanted: needs.has(family), isBought: bought.has(family) }));
}

/** What is bought of this division. */
export function boughtFrom(needs: readonly NeedPlan[], division: DivisionKey): readonly string[] {
  return needs
    .filter((need) => need.isBought && serviceOf(need.family).division === division)
    .map((need) => need.family);
}

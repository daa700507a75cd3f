/** Customers of a large company with what they are and have, so that there is something to learn. */
import { seededRandom } from './contact-generator.ts';

/** Industries, countries, bands of turnover and of employees. */
const CLASS_SIZES = { industry: 30, country: 12, turnover: 4, employees: 4 };

export interface MadeUpCustomer {
  /** The number of the class of each trait. */
  readonly traits: Readonly<Record<keyof typeof CLASS_SIZES, number>>;
  readonly products: readonly string[];
}

/** Each industry prefers products of its own. */
export function* drawHolders(
  seed: number,
  customers: number,
  deals: number,
  products: readonly string[],
): Generator<MadeUpCustomer> {
  const random = seededRandom(seed);
  const mean = deals / customers;
  for (let at = 0; at < customers; at++) {
    const industry = Math.floor(random() ** 2 * CLASS_SIZES.industry);
    const draw = (size: number): number => Math.floor(random() * size);
    const traits = {
      industry,
      country: draw(CLASS_SIZES.country),
      turnover: draw(CLASS_SIZES.turnover),
      employees: draw(CLASS_SIZES.employees),
    };
    const held = new Set<string>();
    const wanted = Math.round(mean * (0.5 + random()));
    while (held.size < wanted) {
      const number = random() < 0.3 ? industry + Math.floor(random() * 3) : Math.floor(random() ** 2 * products.length);
      held.add(products[number % products.length] ?? '');
    }
    yield { traits, products: [...held] };
  }
}

/**
 * What customers may need, at the size of a large org: counts a million customers with three million won deals, learns
 * from them, and then counts single won deals in and says what those customers may need next.
 *
 *   npm run bench -- needs-scale [--customers 1000000] [--deals 3000000] [--products 40] [--seed 1] [--json]
 */
import { parseArgs } from 'node:util';

import {
  type CustomerProfile,
  defaultSuggestPolicy,
  indexRules,
  type LearnedNeeds,
  learnNeeds,
  NeedCounts,
  suggestNeeds,
} from '../../src/suggest/index.ts';
import { seededRandom } from './contact-generator.ts';

const SAMPLE = 10_000;
const SINGLE_DEALS = 1000;
const DIVISIONS = 5;
/** Industries, countries, bands of turnover and of employees. */
const CLASS_SIZES = { industry: 30, country: 12, turnover: 4, employees: 4 };

const { values: options } = parseArgs({
  options: {
    customers: { type: 'string', default: '1000000' },
    deals: { type: 'string', default: '3000000' },
    products: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const customers = Number(options.customers);
const products = Array.from({ length: Number(options.products) }, (_, index) => `product ${String(index)}`);
const divisionOf = new Map(products.map((product, index) => [product, `division ${String(index % DIVISIONS)}`]));

/** Customers with kinds; each industry prefers products of its own, so that there is something to learn. */
function* drawCustomers(seed: number): Generator<CustomerProfile> {
  const random = seededRandom(seed);
  const mean = Number(options.deals) / customers;
  for (let at = 0; at < customers; at++) {
    const industry = Math.floor(random() ** 2 * CLASS_SIZES.industry);
    const classes = Object.entries(CLASS_SIZES).map(
      ([name, size]) => `${name} ${String(name === 'industry' ? industry : Math.floor(random() * size))}`,
    );
    const held = new Set<string>();
    const wanted = Math.round(mean * (0.5 + random()));
    while (held.size < wanted) {
      const number = random() < 0.3 ? industry + Math.floor(random() * 3) : Math.floor(random() ** 2 * products.length);
      held.add(products[number % products.length] ?? '');
    }
    yield { classes, products: [...held] };
  }
}

interface Counted {
  readonly counts: NeedCounts;
  readonly sample: readonly CustomerProfile[];
  readonly deals: number;
}

function countAll(seed: number): Counted {
  const counts = new NeedCounts(divisionOf);
  const sample: CustomerProfile[] = [];
  const step = Math.ceil(customers / SAMPLE);
  let at = 0;
  let deals = 0;
  for (const profile of drawCustomers(seed)) {
    counts.add(profile);
    deals += profile.products.length;
    if (at++ % step === 0) sample.push(profile);
  }
  return { counts, sample, deals };
}

/** One won deal at a time: counted, and the customer's needs computed again. */
function timeSingleDeals({ counts, sample }: Counted, learned: LearnedNeeds): number[] {
  const indexed = indexRules(learned);
  const times = sample.slice(0, SINGLE_DEALS).map((profile) => {
    const fresh = products.find((product) => !profile.products.includes(product)) ?? '';
    const start = performance.now();
    counts.addWon(profile, fresh);
    const after = { ...profile, products: [...profile.products, fresh], limit: 3 };
    suggestNeeds(counts, indexed, after, defaultSuggestPolicy);
    return performance.now() - start;
  });
  return times.sort((one, other) => one - other);
}

const start = performance.now();
const counted = countAll(Number(options.seed));
const countedAt = performance.now();
const learned = learnNeeds(counted.counts, counted.sample, defaultSuggestPolicy);
const learnedAt = performance.now();
const times = timeSingleDeals(counted, learned);
const result = {
  customers,
  deals: counted.deals,
  rules: learned.rules.length,
  tests: learned.tests,
  kindWeight: learned.kindWeight,
  countSeconds: (countedAt - start) / 1000,
  learnSeconds: (learnedAt - countedAt) / 1000,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
  oneDealMedianMs: times[Math.floor(times.length / 2)] ?? 0,
  oneDealP99Ms: times[Math.floor(times.length * 0.99)] ?? 0,
  oneDealMaxMs: times.at(-1) ?? 0,
};
if (options.json) console.log(JSON.stringify(result));
else
  for (const [name, value] of Object.entries(result))
    console.log(`${name.padEnd(16)} ${String(Math.round(value * 1000) / 1000)}`);

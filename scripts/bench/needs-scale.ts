/**
 * What customers may need, at the size of a large org: counts a million customers with three million won deals, learns
 * from them, and then counts single won deals in and says what those customers may need next. In memory, or in a
 * PostgreSQL with all accounts, deals and lines, as the service does it: `--store` for a throw-away one, or `--database`.
 *
 *   npm run bench -- needs-scale [--store | --database URL [--again N]] [--customers 1000000] [--deals 3000000] [--products 40] [--seed 1] [--json]
 *
 * --again: the Nth time in a database that was filled and learned from before: single deals only, others each time.
 */
import { parseArgs } from 'node:util';

import type { Database } from '../../src/store/database.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import {
  type CustomerProfile,
  defaultSuggestPolicy,
  indexRules,
  type LearnedNeeds,
  learnNeeds,
  NeedCounts,
  suggestNeeds,
} from '../../src/suggest/index.ts';
import { drawHolders } from './made-up-holdings.ts';
import { fillStore, learnStore, type StoreSize, winDeals } from './needs-store.ts';
import { freshDatabase } from './postgres.ts';

const SAMPLE = 10_000;
const SINGLE_DEALS = 1000;
const STORE_DEALS = 200;
/** Room for the numbers of one measure. */
const DEALS_A_TIME = 20_000;
const DIVISIONS = 5;

const { values: options } = parseArgs({
  options: {
    customers: { type: 'string', default: '1000000' },
    deals: { type: 'string', default: '3000000' },
    products: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    store: { type: 'boolean', default: false },
    database: { type: 'string' },
    again: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const customers = Number(options.customers);
const products = Array.from({ length: Number(options.products) }, (_, index) => `product ${String(index)}`);
const divisionOf = new Map(products.map((product, index) => [product, `division ${String(index % DIVISIONS)}`]));

function* drawCustomers(seed: number): Generator<CustomerProfile> {
  for (const { traits, products: held } of drawHolders(seed, customers, Number(options.deals), products))
    yield { classes: Object.entries(traits).map(([name, number]) => `${name} ${String(number)}`), products: held };
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
  return times;
}

interface Timed {
  readonly seconds: number;
  /** Of this process: what the same takes on a machine that does nothing else. */
  readonly processorSeconds: number;
}

async function timed(work: () => unknown): Promise<Timed> {
  const before = process.cpuUsage();
  const start = performance.now();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - start) / 1000, processorSeconds: (user + system) / 1e6 };
}

function quantiles(times: readonly number[]) {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { oneDealMedianMs: at(0.5), oneDealP95Ms: at(0.95), oneDealP99Ms: at(0.99), oneDealMaxMs: at(1) };
}

const peakMegabytes = (): number => process.resourceUsage().maxRSS / 1024;

async function measureMemory() {
  let counted: Counted | undefined;
  const counting = await timed(() => void (counted = countAll(Number(options.seed))));
  if (counted === undefined) throw new TypeError('nothing was counted');
  const { counts, sample, deals } = counted;
  let learned: LearnedNeeds | undefined;
  const learning = await timed(() => void (learned = learnNeeds(counts, sample, defaultSuggestPolicy)));
  if (learned === undefined) throw new TypeError('nothing was learned');
  const times = timeSingleDeals(counted, learned);
  const { rules, tests, kindWeight } = learned;
  return {
    ...{ customers, deals, rules: rules.length, tests, kindWeight },
    counting,
    learning,
    peakMegabytes: peakMegabytes(),
    ...quantiles(times),
  };
}

async function measureStore() {
  const database = await openDatabase({ url: options.database ?? (await freshDatabase()) });
  const size = { customers, deals: Number(options.deals), products, seed: Number(options.seed) };
  try {
    if (options.again !== undefined)
      return { customers, ...(await measureDeals(database, size, Number(options.again) * DEALS_A_TIME)) };
    const filling = await timed(() => fillStore(database, size));
    const learning = await timed(() => learnStore(database));
    const learned = { filling, learning, peakMegabytes: peakMegabytes() };
    return { ...{ customers, deals: size.deals }, ...learned, ...(await measureDeals(database, size, 0)) };
  } finally {
    await database.close();
  }
}

async function measureDeals(database: Database, size: StoreSize, from: number) {
  // The first ones have the statements planned.
  for (let at = 0; at < 10; at++) await winDeals(database, size, from + at, 1);
  const times: number[] = [];
  const alone = await timed(async () => {
    for (let at = 0; at < STORE_DEALS; at++) times.push(await winDeals(database, size, from + 17 + at * 97, 1));
  });
  const together = await timed(() => winDeals(database, size, from + 10_001, STORE_DEALS));
  return {
    ...quantiles(times),
    oneDealProcessorMs: (1000 * alone.processorSeconds) / STORE_DEALS,
    ofManyDealsMs: (1000 * together.seconds) / STORE_DEALS,
  };
}

const result = options.store || options.database !== undefined ? await measureStore() : await measureMemory();
if (options.json) console.log(JSON.stringify(result));
else
  for (const [name, value] of Object.entries(result)) {
    const round = (number: number): string => String(Math.round(number * 1000) / 1000);
    const text =
      typeof value === 'number'
        ? round(value)
        : `${round(value.seconds)} s, of which processor ${round(value.processorSeconds)} s`;
    console.log(`${name.padEnd(18)} ${text}`);
  }

/**
 * What customers may need, measured on holdings that nobody here wrote: one product of each customer with two or more
 * is hidden; is it among the first three suggested, and how far up? Beside it three recommenders of the textbooks, and
 * every sentence asked of an independent database.
 *
 *   npm run bench -- needs [--seed 1] [--seeds 1] [--data ../shared/data/needs] [--min 10] [--json]
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { openCsv } from '../../src/cli/read-csv.ts';
import { readHoldings } from '../../src/cli/read-holdings.ts';
import { tryNeeds } from '../../src/cli/try-needs.ts';
import type { CustomerProfile, NeedSuggestion } from '../../src/suggest/index.ts';
import { type RawTables, SentenceCheck } from './check-sentences.ts';
import { seededRandom } from './contact-generator.ts';
import { ease, type HoldingMatrix, itemKnn, type Peer, popularity } from './needs-peers.ts';

const LAMBDAS = [1, 10, 50, 100, 250, 500, 1000];

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    data: { type: 'string', default: join(import.meta.dirname, '../../../shared/data/needs') },
    min: { type: 'string', default: '10' },
    json: { type: 'boolean', default: false },
  },
});
const minimum = Number(options.min);

interface Measure {
  readonly hit3: number;
  readonly mrr: number;
}

interface Result extends Measure {
  readonly seed: number;
  readonly customers: number;
  readonly popularity: Measure;
  readonly itemKnn: Measure;
  readonly ease: Measure & { readonly lambda: number };
  /** Share of the first three suggestions whose sentence was found true. */
  readonly explained: number;
  /** Share of those that tell a contrast, not only how usual the product is. */
  readonly contrasted: number;
  readonly sentences: number;
  readonly untrue: readonly string[];
}

interface Trial {
  readonly visible: ReadonlyMap<string, CustomerProfile>;
  readonly hidden: ReadonlyMap<string, string>;
}

function hideOne(customers: ReadonlyMap<string, CustomerProfile>, seed: number): Trial {
  const random = seededRandom(seed);
  const visible = new Map<string, CustomerProfile>();
  const hidden = new Map<string, string>();
  for (const [id, profile] of customers) {
    const { products } = profile;
    const at = products.length < 2 ? -1 : Math.floor(random() * products.length);
    if (at >= 0) hidden.set(id, products[at] ?? '');
    visible.set(id, at < 0 ? profile : { ...profile, products: products.toSpliced(at, 1) });
  }
  return { visible, hidden };
}

/** Rank 0 means that it was not offered at all. */
function measure(ranks: readonly number[]): Measure {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    hit3: mean(ranks.map((rank) => (rank >= 1 && rank <= 3 ? 1 : 0))),
    mrr: mean(ranks.map((rank) => (rank === 0 ? 0 : 1 / rank))),
  };
}

function toMatrix({ visible }: Trial, products: readonly string[]): HoldingMatrix {
  const numbers = new Map(products.map((product, index) => [product, index]));
  return {
    products,
    rows: [...visible.values()].map((profile) => profile.products.flatMap((name) => numbers.get(name) ?? [])),
  };
}

/** Equal scores share their ranks, so that the order of a file helps nobody. */
function measurePeer(peer: Peer, trial: Trial, { products, rows }: HoldingMatrix): Measure {
  const ids = [...trial.visible.keys()];
  const ranks = ids.flatMap((id, at) => {
    const target = products.indexOf(trial.hidden.get(id) ?? '');
    if (target < 0) return [];
    const held = rows[at] ?? [];
    const scores = peer(held);
    const own = scores[target] ?? 0;
    const rivals = [...scores].filter((_, item) => item !== target && !held.includes(item));
    return [1 + rivals.filter((score) => score > own).length + rivals.filter((score) => score === own).length / 2];
  });
  return measure(ranks);
}

/** As one would use it: the penalty that ranks best where one more product is hidden. */
function chooseLambda(trial: Trial, products: readonly string[], seed: number): number {
  const inner = hideOne(trial.visible, seed + 1_000_003);
  const matrix = toMatrix(inner, products);
  const scored = LAMBDAS.map((lambda) => ({ lambda, ...measurePeer(ease(matrix, lambda), inner, matrix) }));
  return scored.reduce((best, next) => (next.mrr + next.hit3 > best.mrr + best.hit3 ? next : best)).lambda;
}

async function readRaw(): Promise<RawTables> {
  const customers = await openCsv(join(options.data, 'customers.csv'));
  const holdings = await openCsv(join(options.data, 'holdings.csv'));
  const rows: string[][] = [];
  for await (const { values } of customers.rows()) rows.push([...values]);
  const pairs: [string, string][] = [];
  for await (const { values } of holdings.rows()) pairs.push([values[0] ?? '', values[1] ?? '']);
  return { header: customers.header, customers: rows, holdings: pairs };
}

function run(customers: ReadonlyMap<string, CustomerProfile>, raw: RawTables, seed: number): Result {
  const trial = hideOne(customers, seed);
  const products = [...new Set([...customers.values()].flatMap((profile) => profile.products))].sort();
  const answers = new Map<string, readonly NeedSuggestion[]>();
  for (const { id, needs } of tryNeeds({ customers: trial.visible }, { top: products.length, min: minimum }).answers())
    answers.set(id, needs);
  const ranks = [...trial.hidden].map(
    ([id, hidden]) => (answers.get(id) ?? []).findIndex(({ product }) => product === hidden) + 1,
  );
  const matrix = toMatrix(trial, products);
  const lambda = chooseLambda(trial, products, seed);
  return {
    seed,
    customers: trial.hidden.size,
    ...measure(ranks),
    popularity: measurePeer(popularity(matrix), trial, matrix),
    itemKnn: measurePeer(itemKnn(matrix), trial, matrix),
    ease: { ...measurePeer(ease(matrix, lambda), trial, matrix), lambda },
    ...checkAll(answers, trial, raw),
  };
}

type Checked = Pick<Result, 'explained' | 'contrasted' | 'sentences' | 'untrue'>;

function checkAll(answers: ReadonlyMap<string, readonly NeedSuggestion[]>, trial: Trial, raw: RawTables): Checked {
  const holdings = [...trial.visible].flatMap(([id, { products }]) =>
    products.map((product) => [id, product] as const),
  );
  const check = new SentenceCheck({ ...raw, holdings }, minimum);
  const untrue = new Set<string>();
  const total = { sentences: 0, shown: 0, explained: 0, contrasted: 0 };
  for (const [customer, needs] of answers) {
    for (const [rank, { product, reasons, contrast }] of needs.entries()) {
      const problems = reasons.flatMap((sentence) => {
        const problem = check.problemOf({ customer, product, sentence });
        return problem === undefined ? [] : [`${sentence} (${problem})`];
      });
      for (const problem of problems) untrue.add(problem);
      total.sentences += reasons.length;
      if (rank >= 3) continue;
      total.shown += 1;
      if (problems.length === 0 && reasons.length > 0) total.explained += 1;
      if (contrast !== undefined) total.contrasted += 1;
    }
  }
  const { sentences, shown, explained, contrasted } = total;
  return { explained: explained / shown, contrasted: contrasted / shown, sentences, untrue: [...untrue] };
}

function printTable(result: Result): void {
  console.log(`\nseed ${String(result.seed)}, ${String(result.customers)} customers with one product hidden`);
  console.log(`${'method'.padEnd(12)}  hit@3    MRR`);
  const rows: Record<string, Measure> = {
    Baton: result,
    popularity: result.popularity,
    'item-kNN': result.itemKnn,
    [`EASE (${String(result.ease.lambda)})`]: result.ease,
  };
  for (const [name, { hit3, mrr }] of Object.entries(rows))
    console.log(`${name.padEnd(12)}  ${hit3.toFixed(4)}  ${mrr.toFixed(4)}`);
  console.log(
    `${String(result.sentences)} sentences checked, ${String(result.untrue.length)} untrue; of the first three ` +
      `${(100 * result.explained).toFixed(1)} % have a true sentence, ${(100 * result.contrasted).toFixed(1)} % with a contrast`,
  );
  for (const problem of result.untrue.slice(0, 10)) console.log(`  ${problem}`);
}

if (!existsSync(join(options.data, 'holdings.csv'))) {
  console.log(`skipped: there are no holdings in ${options.data}`);
} else {
  const { customers } = await readHoldings(
    join(options.data, 'customers.csv'),
    join(options.data, 'holdings.csv'),
    minimum,
  );
  const raw = await readRaw();
  for (let at = 0; at < Number(options.seeds); at++) {
    const result = run(customers, raw, Number(options.seed) + at);
    if (options.json) console.log(JSON.stringify(result));
    else printTable(result);
    if (result.untrue.length > 0) process.exitCode = 1;
  }
}

/**
 * How the service matches the sample company's accounts: with the default weights, and with those it learns from the
 * accounts themselves. `--sizes 500,1000,5000 --seeds 1,5 --noise 0.4 --json`.
 */
import {
  cluster,
  defaultModel,
  learnCompanies,
  type MatchModel,
  type MatchRecord,
  packModel,
  type ScoredPair,
  ServiceMatcher,
  unpackModel,
} from '../../src/match/index.ts';
import { type MatchMeasures, measureGroups } from './match-measures.ts';
import { sampleAccounts } from './sample-accounts.ts';

interface ServiceRow extends MatchMeasures {
  readonly accounts: number;
  readonly seed: number;
  readonly weights: 'default' | 'learned';
  /** Pairs left for a person to judge, for each hundred accounts. */
  readonly unsurePerHundred: number;
}

/** As many as the service keeps where the field of the CRM has room for them. */
const VALUES = 40_000;
/** As in the service: of a key that more accounts share, only the first are compared. */
const MOST_PER_KEY = 50;

function argument(name: string, otherwise: string): string {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise);
}

function matchAsService(
  records: readonly MatchRecord[],
  model: MatchModel,
): { clusters: readonly (readonly string[])[]; unsure: number } {
  const matcher = new ServiceMatcher(model);
  const ordered = records.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const blocks = new Map<string, MatchRecord[]>();
  const pairs = new Map<string, ScoredPair & { readonly isUnsure: boolean }>();
  for (const record of ordered) {
    for (const key of matcher.keys(record)) {
      const block = blocks.get(key) ?? [];
      for (const other of block.slice(0, MOST_PER_KEY)) {
        const pair = `${other.id} ${record.id}`;
        if (pairs.has(pair)) continue;
        const { judgement, score } = matcher.judge(other, record);
        const certain = Math.min(0.9999, Math.max(0.0001, score));
        const bits = judgement === 'different' ? -Infinity : Math.log2(certain / (1 - certain));
        pairs.set(pair, { a: other.id, b: record.id, bits, isUnsure: judgement === 'unsure' });
      }
      block.push(record);
      blocks.set(key, block);
    }
  }
  const judged = [...pairs.values()].filter(({ bits }) => bits > -Infinity);
  const clusters = cluster(
    ordered.map(({ id }) => id),
    judged,
  );
  return { clusters, unsure: judged.filter(({ isUnsure }) => isUnsure).length };
}

function measure(accounts: number, seed: number, noise: number): ServiceRow[] {
  const drawn = [...sampleAccounts(accounts, seed, noise)];
  const truth = new Map(drawn.map(({ record, customer }) => [record.id, customer]));
  const records = drawn.map(({ record }) => record);
  const learned = unpackModel(packModel(learnCompanies(records), VALUES)) ?? defaultModel;
  return (['default', 'learned'] as const).map((weights) => {
    const { clusters, unsure } = matchAsService(records, weights === 'default' ? defaultModel : learned);
    const unsurePerHundred = (100 * unsure) / records.length;
    return { accounts, seed, weights, ...measureGroups(clusters, truth), unsurePerHundred };
  });
}

const noise = Number(argument('noise', '0.4'));
const seeds = argument('seeds', '1,5').split(',').map(Number);
const rows = argument('sizes', '200,500,1000,5000')
  .split(',')
  .map(Number)
  .flatMap((accounts) => seeds.flatMap((seed) => measure(accounts, seed, noise)));
if (process.argv.includes('--json')) console.log(JSON.stringify(rows));
else {
  console.log('accounts  seed  weights       P       R      F1  unsure pairs per 100 accounts');
  for (const row of rows) {
    const figures = [row.precision, row.recall, row.f1].map((value) => value.toFixed(4)).join('  ');
    const place = `${String(row.accounts).padStart(8)}${String(row.seed).padStart(6)}  ${row.weights}`;
    console.log(`${place}  ${figures}  ${row.unsurePerHundred.toFixed(1)}`);
  }
}

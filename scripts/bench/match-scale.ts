/**
 * Same customer at size: the sample company's accounts at 10,000, 100,000 and 1,000,000, each in a process of its own.
 * `--sizes 10000,100000 --seed 7 --noise 0.4 --json`.
 */
import { spawnSync } from 'node:child_process';

import { matchAll, MatchIndex, type MatchRecord } from '../../src/match/index.ts';
import { type MatchMeasures, measureGroups } from './match-measures.ts';
import { sampleAccounts } from './sample-accounts.ts';

interface ScaleRow extends MatchMeasures {
  readonly accounts: number;
  /** Reading and cleaning the accounts, learning, comparing, grouping; drawing the accounts is not counted. */
  readonly seconds: number;
  readonly peakMegabytes: number;
  /** One changed account, the 95th of 100 in order of time. */
  readonly changeMilliseconds: number;
}

const CHANGES = 100;

function argument(name: string, otherwise: string): string {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise);
}

function runSize(accounts: number, seed: number, noise: number): ScaleRow {
  const truth = new Map<string, string>();
  let drawing = 0;
  function* stream(): Generator<MatchRecord, void> {
    const source = sampleAccounts(accounts, seed, noise);
    for (;;) {
      const start = performance.now();
      const next = source.next();
      drawing += performance.now() - start;
      if (next.done === true) return;
      truth.set(next.value.record.id, next.value.customer);
      yield next.value.record;
    }
  }
  const start = performance.now();
  const { clusters, model } = matchAll(stream());
  const seconds = (performance.now() - start - drawing) / 1000;
  const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  const measures = measureGroups(clusters, truth);
  return { accounts, seconds, peakMegabytes, ...measures, changeMilliseconds: timeChanges(stream, model) };
}

function timeChanges(stream: () => Iterable<MatchRecord>, model: ConstructorParameters<typeof MatchIndex>[0]): number {
  const index = new MatchIndex(model);
  const picked: MatchRecord[] = [];
  let seen = 0;
  function* watched(): Generator<MatchRecord, void> {
    for (const record of stream()) {
      if (seen++ % 97 === 0 && picked.length < CHANGES) picked.push(record);
      yield record;
    }
  }
  index.load(watched());
  const times = picked.map((record) => {
    const start = performance.now();
    index.put({ ...record, name: `${record.name ?? ''} Group` });
    index.customerOf(record.id);
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
}

function growth(rows: readonly ScaleRow[]): number {
  const first = rows[0];
  const last = rows.at(-1);
  if (!first || !last || first === last) return 1;
  return Math.log(last.seconds / first.seconds) / Math.log(last.accounts / first.accounts);
}

const seed = argument('seed', '7');
const noise = argument('noise', '0.4');
const size = argument('size', '');
if (size !== '') {
  console.log(JSON.stringify(runSize(Number(size), Number(seed), Number(noise))));
} else {
  const sizes = argument('sizes', '10000,100000,1000000').split(',');
  const rows = sizes.map((accounts): ScaleRow => {
    // The heap is held below the goal: what fits is what is needed, not what the collector leaves lying about.
    const args = [
      '--max-old-space-size=1200',
      import.meta.filename,
      '--size',
      accounts,
      '--seed',
      seed,
      '--noise',
      noise,
    ];
    const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    return JSON.parse(stdout) as ScaleRow;
  });
  if (process.argv.includes('--json')) console.log(JSON.stringify({ rows, growth: growth(rows) }));
  else {
    console.log(`accounts   seconds  peak MB       P       R      F1  B-cubed  one change, ms (95 of 100)`);
    for (const row of rows) {
      const figures = [row.precision, row.recall, row.f1, row.bCubed].map((value) => value.toFixed(4)).join('  ');
      const time = row.seconds.toFixed(1).padStart(9);
      const memory = String(row.peakMegabytes).padStart(8);
      console.log(
        `${String(row.accounts).padEnd(9)}${time} ${memory}  ${figures}  ${row.changeMilliseconds.toFixed(1)}`,
      );
    }
    console.log(`growth exponent ${growth(rows).toFixed(2)}`);
  }
}

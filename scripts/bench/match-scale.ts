/**
 * Same customer at size: the sample company's accounts at 10,000, 100,000 and 1,000,000, each in a process of its own.
 * `--sizes 10000,100000 --seed 7 --noise 0.4 --json`.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';

import { secondThread } from '../../src/cli/second-thread.ts';
import { matchAll, MatchIndex, type MatchRecord } from '../../src/match/index.ts';
import { type MatchMeasures, measureGroups } from './match-measures.ts';
import { type SampleAccount, sampleAccounts } from './sample-accounts.ts';

interface ScaleRow extends MatchMeasures {
  readonly accounts: number;
  /** Reading and cleaning the accounts, learning, comparing, grouping. */
  readonly seconds: number;
  /** Of the same; less than the time where the machine does other things, more where it works in parallel. */
  readonly processorSeconds: number;
  readonly peakMegabytes: number;
  /** One changed account, the 95th of 100 in order of time. */
  readonly changeMilliseconds: number;
}

const CHANGES = 100;

function argument(name: string, otherwise: string): string {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise);
}

/** Draws the accounts into a file, a line each, as an export would have them. */
function draw(accounts: number, seed: number, noise: number, file: string): void {
  const out = openSync(file, 'w');
  let lines: string[] = [];
  for (const account of sampleAccounts(accounts, seed, noise)) {
    if (lines.push(JSON.stringify(account)) < LINES_AT_ONCE) continue;
    writeSync(out, `${lines.join('\n')}\n`);
    lines = [];
  }
  if (lines.length > 0) writeSync(out, `${lines.join('\n')}\n`);
  closeSync(out);
}

const LINES_AT_ONCE = 10_000;
const CHUNK = 2 ** 20;

function* readDrawn(file: string): Generator<SampleAccount, void> {
  const input = openSync(file, 'r');
  const buffer = Buffer.alloc(CHUNK);
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for (let size = readSync(input, buffer); size > 0; size = readSync(input, buffer)) {
    const lines = (rest + decoder.write(buffer.subarray(0, size))).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as SampleAccount;
  }
  closeSync(input);
}

function* recordsIn(file: string): Generator<MatchRecord, void> {
  for (const { record } of readDrawn(file)) yield record;
}

function runSize(accounts: number, file: string): ScaleRow {
  const start = performance.now();
  const { clusters, model } = matchAll(recordsIn(file), { startHelper: secondThread });
  const seconds = (performance.now() - start) / 1000;
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  // What is measured so far is not lost if somebody stops the rest.
  process.stderr.write(`${accounts} accounts matched in ${seconds.toFixed(1)} s, ${Math.round(maxRSS / 1024)} MB\n`);
  // The truth is read afterwards: it is none of the matcher's memory.
  const truth = new Map<string, string>();
  for (const { record, customer } of readDrawn(file)) truth.set(record.id, customer);
  const measures = measureGroups(clusters, truth);
  truth.clear();
  return {
    accounts,
    seconds,
    processorSeconds: (userCPUTime + systemCPUTime) / 1_000_000,
    peakMegabytes: Math.round(maxRSS / 1024),
    ...measures,
    changeMilliseconds: timeChanges(() => recordsIn(file), model),
  };
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
const file = argument('file', '');
if (argument('draw', '') !== '') {
  draw(Number(argument('draw', '')), Number(seed), Number(noise), file);
} else if (size !== '') {
  console.log(JSON.stringify(runSize(Number(size), file)));
} else {
  const sizes = argument('sizes', '10000,100000,1000000').split(',');
  const folder = mkdtempSync(join(tmpdir(), 'match-scale-'));
  const rows = sizes.map((accounts): ScaleRow => {
    const drawn = join(folder, `${accounts}.jsonl`);
    run(['--draw', accounts, '--file', drawn, '--seed', seed, '--noise', noise]);
    // The heap is held below the goal: what fits is what is needed, not what the collector leaves lying about.
    const output = run(['--size', accounts, '--file', drawn], '--max-old-space-size=1200');
    rmSync(drawn);
    return JSON.parse(output) as ScaleRow;
  });
  rmSync(folder, { recursive: true });
  if (process.argv.includes('--json')) console.log(JSON.stringify({ rows, growth: growth(rows) }));
  else {
    console.log('accounts   seconds  processor  peak MB       P       R      F1  B-cubed  one change, ms (95 of 100)');
    for (const row of rows) {
      const figures = [row.precision, row.recall, row.f1, row.bCubed].map((value) => value.toFixed(4)).join('  ');
      const times = `${row.seconds.toFixed(1).padStart(9)}${row.processorSeconds.toFixed(1).padStart(11)}`;
      const memory = String(row.peakMegabytes).padStart(8);
      console.log(
        `${String(row.accounts).padEnd(9)}${times} ${memory}  ${figures}  ${row.changeMilliseconds.toFixed(1)}`,
      );
    }
    console.log(`growth exponent ${growth(rows).toFixed(2)}`);
  }
}

function run(args: readonly string[], ...nodeOptions: readonly string[]): string {
  const command = [...nodeOptions, import.meta.filename, ...args];
  const { stdout, status } = spawnSync(process.execPath, command, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`match-scale ${args.join(' ')} ended with ${String(status)}`);
  return stdout;
}

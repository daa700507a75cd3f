/**
 * From a change in the CRM to the changed record in the CRM, and what one change costs in a small and a large org.
 *
 *   npm run bench -- trickle [--rates 1,10,50] [--seconds 20] [--interval 10] [--small 10000] [--large 1000000]
 *                            [--only time|cost] [--json]
 *
 * Time: a `baton serve` on PostgreSQL, an org in which each call takes 200 ms longer, and meetings logged at a steady
 * rate, each with another customer. A change counts as arrived when its row stands in the CRM. Both intervals of the
 * service are `--interval` seconds. The goal is p95 within one interval plus 5 s.
 * Cost: the same changes in turn in stores of two sizes. The stores are filled with facts and with made-up results,
 * since computing a million customers takes hours; the changes are really computed.
 */
import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import type { Cost } from './trickle-cost.ts';
import { type Arrivals, measureLatency } from './trickle-latency.ts';

const { values } = parseArgs({
  options: {
    rates: { type: 'string', default: '1,10,50' },
    seconds: { type: 'string', default: '20' },
    interval: { type: 'string', default: '10' },
    small: { type: 'string', default: '10000' },
    large: { type: 'string', default: '1000000' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

const LATENCY_MS = 200;
const [seconds, interval] = [Number(values.seconds), Number(values.interval)];
const GOALS = { p95Seconds: interval + 5, costRatio: 1.2 };

function say(text: string): void {
  if (!values.json) console.log(text);
}

async function timeOfChanges(): Promise<Arrivals[]> {
  const arrivals: Arrivals[] = [];
  const rates = values.rates.split(',').map(Number);
  say(`seconds from the change to the changed record, interval ${interval} s, ${LATENCY_MS} ms a call:`);
  for await (const one of measureLatency({ rates, seconds, interval, latencyMs: LATENCY_MS })) {
    arrivals.push(one);
    say(`  ${one.rate} a second: p95 ${one.p95} s, ${one.arrived} of ${one.changes} arrived`);
  }
  if (!values.json) console.table(arrivals);
  return arrivals;
}

function costOfOneChange(): Cost[] {
  say('cost of one change:');
  const file = join(import.meta.dirname, 'trickle-cost.ts');
  const child = spawnSync(process.execPath, [file, values.small, values.large], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.status !== 0) throw new Error('The cost of a change could not be measured.');
  const costs = JSON.parse(child.stdout.trim().split('\n').at(-1) ?? '') as Cost[];
  if (!values.json) console.table(costs);
  return costs;
}

function ratiosOf([small, large]: readonly Cost[]): { ms: number; rowsRead: number; rowsWritten: number } | undefined {
  if (small === undefined || large === undefined) return undefined;
  const ratio = (which: 'ms' | 'rowsRead' | 'rowsWritten'): number =>
    Math.round((large[which] / small[which]) * 100) / 100;
  return { ms: ratio('ms'), rowsRead: ratio('rowsRead'), rowsWritten: ratio('rowsWritten') };
}

const load = { before: loadavg()[0], after: 0 };
const arrivals = values.only === 'cost' ? [] : await timeOfChanges();
const costs = values.only === 'time' ? [] : costOfOneChange();
const costRatio = ratiosOf(costs);
load.after = loadavg()[0] ?? 0;
const reached =
  arrivals.every(({ p95, arrived, changes }) => p95 <= GOALS.p95Seconds && arrived === changes) &&
  Object.values(costRatio ?? {}).every((value) => value <= GOALS.costRatio);
if (values.json) {
  console.log(
    JSON.stringify({ interval, latencyMs: LATENCY_MS, arrivals, costs, costRatio, goals: GOALS, reached, load }),
  );
} else {
  const ratios = costRatio === undefined ? '' : `large to small: ${JSON.stringify(costRatio)}; `;
  console.log(`${ratios}goals: ${JSON.stringify(GOALS)}, reached: ${reached}; load ${JSON.stringify(load)}`);
}
process.exitCode = reached ? 0 : 1;

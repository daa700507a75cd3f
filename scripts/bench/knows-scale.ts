/**
 * Who knows whom, at the size of a large org: writes an export of activities, reads it as `baton try knows` does, ranks
 * the colleagues of everybody in it, and then adds single activities to the whole.
 *
 *   npm run bench -- knows-scale [--activities 10000000] [--seed 1] [--json]
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { readActivities } from '../../src/cli/read-activities.ts';
import { ContactNetwork, contactPolicy } from '../../src/relationship/index.ts';
import { seededRandom, writeActivities } from './contact-generator.ts';

const MEGABYTE = 1024 * 1024;
const SINGLE_ACTIVITIES = 1000;

const { values } = parseArgs({
  options: {
    activities: { type: 'string', default: '10000000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});

interface Measured {
  readonly activities: number;
  readonly fileMegabytes: number;
  readonly people: number;
  readonly known: number;
  readonly loadSeconds: number;
  readonly rankSeconds: number;
  /** Of load and rank: what it takes where nothing else runs. */
  readonly processorSeconds: number;
  readonly peakMegabytes: number;
  readonly oneActivityMedianMs: number;
  readonly oneActivityMaxMs: number;
}

async function measure(path: string): Promise<Measured> {
  const before = process.cpuUsage();
  const loadStart = performance.now();
  const { network, count, lastAt } = await load(path);
  const rankStart = performance.now();
  let known = 0;
  for (const person of network.people) {
    known += network.knownBy(person, lastAt, 5).length;
    network.nearest(person, lastAt, 5);
  }
  const rankEnd = performance.now();
  const { user, system } = process.cpuUsage(before);
  const single = addOneByOne(network, lastAt);
  return {
    activities: count,
    fileMegabytes: statSync(path).size / MEGABYTE,
    people: network.people.length,
    known,
    loadSeconds: (rankStart - loadStart) / 1000,
    rankSeconds: (rankEnd - rankStart) / 1000,
    processorSeconds: (user + system) / 1_000_000,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    oneActivityMedianMs: single[Math.floor(single.length / 2)] ?? 0,
    oneActivityMaxMs: single.at(-1) ?? 0,
  };
}

async function load(path: string): Promise<{ network: ContactNetwork; count: number; lastAt: number }> {
  const log = await readActivities(path);
  const network = new ContactNetwork(contactPolicy);
  for (const contact of log.inOrder()) network.add(contact);
  return { network, count: log.count, lastAt: log.lastAt };
}

/** One more activity, and both people's answers again; milliseconds, in order. */
function addOneByOne(network: ContactNetwork, lastAt: number): number[] {
  const random = seededRandom(7);
  const people = network.people;
  const pick = (): string => people[Math.floor(random() * people.length)] ?? '';
  const times: number[] = [];
  for (let index = 1; index <= SINGLE_ACTIVITIES; index += 1) {
    const [from, to, at] = [pick(), pick(), lastAt + index * 60_000];
    const start = performance.now();
    network.add({ at, from, to, kind: 'call' });
    for (const person of [from, to]) network.knownBy(person, at, 5);
    times.push(performance.now() - start);
  }
  return times.sort((one, other) => one - other);
}

function print(measured: Measured): void {
  const lines: [string, string][] = [
    ['activities', measured.activities.toLocaleString('en')],
    ['file', `${measured.fileMegabytes.toFixed(0)} MB`],
    ['people', measured.people.toLocaleString('en')],
    ['load', `${measured.loadSeconds.toFixed(1)} s`],
    ['rank everybody', `${measured.rankSeconds.toFixed(1)} s`],
    ['load and rank', `${(measured.loadSeconds + measured.rankSeconds).toFixed(1)} s (goal: under 180 s)`],
    ['processor time of both', `${measured.processorSeconds.toFixed(1)} s`],
    ['peak memory', `${measured.peakMegabytes.toFixed(0)} MB (goal: under 1,024 MB)`],
    ['one more activity, median', `${measured.oneActivityMedianMs.toFixed(3)} ms (goal: under 5 ms)`],
    ['one more activity, longest', `${measured.oneActivityMaxMs.toFixed(3)} ms`],
  ];
  for (const [name, value] of lines) console.log(`${name.padEnd(28)}${value}`);
}

const folder = mkdtempSync(join(tmpdir(), 'baton-knows-'));
try {
  const path = join(folder, 'activities.csv');
  await writeActivities(path, Number(values.activities), Number(values.seed));
  const measured = await measure(path);
  if (values.json) console.log(JSON.stringify(measured));
  else print(measured);
} finally {
  rmSync(folder, { recursive: true });
}

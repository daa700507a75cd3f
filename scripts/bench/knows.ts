/**
 * Who knows whom, measured on data nobody here wrote: from the past up to a cut, rank for each person the people they
 * know, then look who was in contact with them right after. Beside ours stands what relationship products publish as
 * their measure. For people without a tie: who is nearest, tested on the ties that first appear after the cut.
 *
 *   npm run bench -- knows [--two-way] [--horizon 2] [--networks 1,2,3] [--json]
 *
 * --two-way: only pairs that answer each other count as being in contact. --horizon: that many times the usual time after
 * the cut. --networks: made-up networks over three years with these seeds, in place of the data sets.
 */
import { parseArgs } from 'node:util';

import { type Contact, ContactNetwork, contactPolicy } from '../../src/relationship/index.ts';
import { type ContactsByPerson, type ContactTrial, DAY, groupByPerson, readTrials } from './contact-trials.ts';
import { madeUpTrial } from './made-up-networks.ts';
import { type Candidate, mean, meanMeasures, measureRanking, type RankingMeasures } from './ranking-measures.ts';

const { values } = parseArgs({
  options: {
    horizon: { type: 'string', default: '1' },
    'two-way': { type: 'boolean', default: false },
    networks: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

type Scorer = (past: readonly Contact[], now: number) => number;

const PEERS: Readonly<Record<string, Scorer>> = {
  'count only': (past) => past.length,
  'last contact only': (past) => Math.max(...past.map(({ at }) => at)),
  'count of 90 days': (past, now) => past.filter(({ at }) => now - at <= 90 * DAY).length,
};
const OURS = 'Baton';

interface Row {
  readonly trial: string;
  readonly task: 'known' | 'nearest';
  readonly method: string;
  readonly mrr: number;
  readonly recallAt3: number;
  readonly auc: number;
  /** The smallest lead over the best peer at any one cut; negative where a peer was better. Ours only. */
  readonly worstMrr?: number;
  readonly worstAuc?: number;
}

type Means = ReturnType<typeof meanMeasures>;

/** Measures at one cut, by method. */
interface CutResult {
  readonly known: Readonly<Record<string, Means>>;
  readonly nearest: Readonly<Record<string, Means>>;
}

function runCut(trial: ContactTrial, now: number): CutResult {
  const past = trial.contacts.filter(({ at }) => at < now);
  const after = trial.contacts.filter(({ at }) => at >= now && at < now + Number(values.horizon) * trial.horizonMs);
  const future = values['two-way'] ? keepTwoWay(after) : after;
  const network = new ContactNetwork(contactPolicy);
  for (const contact of past) network.add(contact);
  const pastOf = groupByPerson(past, trial.mayKnow);
  const futureOf = groupByPerson(future, trial.mayKnow);
  return {
    known: measureKnown(pastOf, futureOf, network, now),
    nearest: measureNearest(trial, pastOf, futureOf, network, now),
  };
}

/** Mails that were answered, or answers; meetings have no direction. */
function keepTwoWay(contacts: readonly Contact[]): Contact[] {
  const sent = new Set(contacts.map(({ from, to }) => `${from} ${to}`));
  return contacts.filter(({ from, to, kind }) => kind !== 'mail' || sent.has(`${to} ${from}`));
}

function measureKnown(
  pastOf: ContactsByPerson,
  futureOf: ContactsByPerson,
  network: ContactNetwork,
  now: number,
): CutResult['known'] {
  const measures: Record<string, RankingMeasures[]> = {};
  for (const [person, others] of pastOf) {
    const met = futureOf.get(person);
    if (met === undefined || ![...others.keys()].some((other) => met.has(other))) continue;
    const ours = new Map(network.knownBy(person, now, Infinity).map(({ id, score }) => [id, score]));
    const rank = (scoreOf: (id: string, contacts: readonly Contact[]) => number): Candidate[] =>
      [...others].map(([id, contacts]) => ({ id, score: scoreOf(id, contacts), isRight: met.has(id) }));
    (measures[OURS] ??= []).push(measureRanking(rank((id) => ours.get(id) ?? 0)));
    for (const [name, score] of Object.entries(PEERS)) {
      (measures[name] ??= []).push(measureRanking(rank((_id, contacts) => score(contacts, now))));
    }
  }
  return meansByMethod(measures);
}

function measureNearest(
  trial: ContactTrial,
  pastOf: ContactsByPerson,
  futureOf: ContactsByPerson,
  network: ContactNetwork,
  now: number,
): CutResult['nearest'] {
  const activity = new Map<string, number>();
  for (const { from, to, at } of trial.contacts) {
    if (at < now) for (const person of [from, to]) activity.set(person, (activity.get(person) ?? 0) + 1);
  }
  const measures: Record<string, RankingMeasures[]> = {};
  for (const [person, met] of futureOf) {
    const known = pastOf.get(person);
    const fresh = new Set([...met.keys()].filter((other) => known?.has(other) !== true && activity.has(other)));
    if (known === undefined || fresh.size === 0) continue;
    const strangers = [...activity.keys()].filter((id) => id !== person && !known.has(id) && trial.mayKnow(person, id));
    const near = new Map(network.nearest(person, now, Infinity).map(({ id, score }) => [id, score]));
    const rank = (scoreOf: (id: string) => number): Candidate[] =>
      strangers.map((id) => ({ id, score: scoreOf(id), isRight: fresh.has(id) }));
    (measures[OURS] ??= []).push(measureRanking(rank((id) => near.get(id) ?? 0)));
    (measures['most active colleague'] ??= []).push(measureRanking(rank((id) => activity.get(id) ?? 0)));
  }
  return meansByMethod(measures);
}

function meansByMethod(measures: Record<string, RankingMeasures[]>): Record<string, Means> {
  return Object.fromEntries(Object.entries(measures).map(([method, all]) => [method, meanMeasures(all)]));
}

function summarise(trial: string, task: Row['task'], cuts: readonly Readonly<Record<string, Means>>[]): Row[] {
  const methods = Object.keys(cuts[0] ?? {});
  const lead = (measure: 'mrr' | 'auc'): number =>
    Math.min(
      ...cuts.map((cut) => {
        const peers = methods.filter((method) => method !== OURS).map((method) => cut[method]?.[measure] ?? 0);
        return (cut[OURS]?.[measure] ?? 0) - Math.max(...peers);
      }),
    );
  return methods.map((method) => {
    const meanOf = (measure: keyof Means): number => mean(cuts.map((cut) => cut[method]?.[measure] ?? 0));
    const row = { trial, task, method, mrr: meanOf('mrr'), recallAt3: meanOf('recallAt3'), auc: meanOf('auc') };
    return method === OURS ? { ...row, worstMrr: lead('mrr'), worstAuc: lead('auc') } : row;
  });
}

function printTable(rows: readonly Row[]): void {
  for (const [title, group] of Map.groupBy(
    rows,
    ({ trial, task }) => `${task === 'known' ? 'who knows them' : 'who is nearest'}: ${trial}`,
  )) {
    console.log(`\n${title}\n${'method'.padEnd(24)}   MRR   rec@3    AUC   smallest lead at any cut (MRR, AUC)`);
    for (const row of group) {
      const leads =
        row.worstMrr === undefined ? '' : `   ${row.worstMrr.toFixed(4)}, ${(row.worstAuc ?? 0).toFixed(4)}`;
      console.log(
        `${row.method.padEnd(24)} ${[row.mrr, row.recallAt3, row.auc].map((value) => value.toFixed(4)).join('  ')}${leads}`,
      );
    }
  }
}

const trials = values.networks === undefined ? readTrials() : values.networks.split(',').map(Number).map(madeUpTrial);
if (trials === undefined) {
  console.log('skipped: the contact data sets are not on this machine');
} else {
  const rows = trials.flatMap((trial) => {
    const cuts = trial.cuts.map((now) => runCut(trial, now));
    return [
      ...summarise(
        trial.name,
        'known',
        cuts.map(({ known }) => known),
      ),
      ...summarise(
        trial.name,
        'nearest',
        cuts.map(({ nearest }) => nearest),
      ),
    ];
  });
  if (values.json) console.log(JSON.stringify({ rows }));
  else printTable(rows);
}

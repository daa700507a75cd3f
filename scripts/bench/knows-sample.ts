/**
 * Who knows a customer, measured on sample companies, whose truth is known: the org in a box is read as a real one is,
 * then everybody's relationships are computed and compared with who really knows whom. Accounts are put together by
 * the truth, so that errors of matching are not counted here.
 *
 *   npm run bench -- knows-sample [--accounts 500] [--seeds 1,2,3] [--noise 0.3] [--json]
 */
import { parseArgs } from 'node:util';

import type { TrueKnower } from '../../src/devorg/sample/truth.ts';
import { computeRelationships, defaultRelationshipPolicy, type Relationship } from '../../src/relationship/index.ts';
import { mean } from './ranking-measures.ts';
import { type ReadSample, readSample } from './read-sample.ts';

const LEVELS = ['strong', 'good', 'some', 'past', 'nobody'] as const;
type Level = (typeof LEVELS)[number];
const BANDS = ['strong', 'good', 'some', 'none'] as const;
type Band = (typeof BANDS)[number];

const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '500' },
    seeds: { type: 'string', default: '1,2,3' },
    noise: { type: 'string', default: '0.3' },
    json: { type: 'boolean', default: false },
  },
});

interface Measured {
  readonly seed: number;
  /** Share of those who know the customer that we name. */
  readonly found: number;
  /** Share of those whom we name as good or strong that know the customer, be it a little. */
  readonly precisionFromGood: number;
  /** Share of all whom we name that know the customer. */
  readonly precision: number;
  /** How often our first is the one who knows them best. */
  readonly firstIsBest: number;
  /** How often our first knows them well: strong or good. */
  readonly firstKnowsWell: number;
  /** How often the one who knows them best is among our first three. */
  readonly bestInThree: number;
  /** Spearman's rank correlation of strengths, over customers with three knowers or more. */
  readonly rankCorrelation: number;
  /** How many (customer, colleague) of each true level are in each of our bands. */
  readonly bands: Readonly<Record<Level, Readonly<Record<Band, number>>>>;
}

interface Judged {
  readonly level: Level;
  readonly band: Band;
  readonly trueStrength: number;
  readonly ourLogStrength: number;
}

/** One customer, seen from one division: everybody of other divisions who knows them or whom we name. */
function judge(sample: ReadSample, customerId: string, ours: readonly Relationship[], ownDivision: string): Judged[] {
  const isEligible = (userId: string): boolean => {
    const user = sample.users.get(userId);
    return user?.isActive === true && user.division !== undefined && user.division !== ownDivision;
  };
  const truth = new Map(
    sample.truth
      .whoEverKnew(customerId)
      .filter(({ isPrivate }) => !isPrivate)
      .map((knower) => [knower.userId, knower]),
  );
  const named = new Map<string, Relationship>(ours.map((relationship) => [relationship.colleague, relationship]));
  return [...new Set([...truth.keys(), ...named.keys()])]
    .filter(isEligible)
    .map((userId) => ({ ...toTruth(truth.get(userId)), ...toAnswer(named.get(userId)) }));
}

function toTruth(knower: TrueKnower | undefined): Pick<Judged, 'level' | 'trueStrength'> {
  if (knower === undefined) return { level: 'nobody', trueStrength: 0 };
  return { level: knower.level, trueStrength: knower.level === 'past' ? 0 : knower.strength };
}

function toAnswer(relationship: Relationship | undefined): Pick<Judged, 'band' | 'ourLogStrength'> {
  if (relationship === undefined) return { band: 'none', ourLogStrength: Number.NEGATIVE_INFINITY };
  return { band: relationship.band, ourLogStrength: relationship.logStrength };
}

function measure(sample: ReadSample, seed: number): Measured {
  const lists: Judged[][] = [];
  for (const customerId of sample.truth.customerIds()) {
    const facts = sample.factsOf(customerId);
    const { relationships } = computeRelationships(facts, sample.nowMs, defaultRelationshipPolicy);
    for (const division of sample.truth.divisionsServing(customerId)) {
      lists.push(judge(sample, customerId, relationships, division));
    }
  }
  const all = lists.flat();
  const known = lists.filter((list) => list.some(knows));
  const named = all.filter(({ band }) => band !== 'none');
  const well = named.filter(({ band }) => band !== 'some');
  const firsts = known.map((list) => best(list, (one) => one.ourLogStrength));
  return {
    seed,
    found: share(all.filter(knows), ({ band }) => band !== 'none'),
    precision: share(named, knows),
    precisionFromGood: share(well, knows),
    firstIsBest: share(
      known,
      (list) => best(list, (one) => one.ourLogStrength) === best(list, (one) => one.trueStrength),
    ),
    firstKnowsWell: share(firsts, ({ level }) => level === 'strong' || level === 'good'),
    bestInThree: share(known, (list) => firstThree(list).includes(best(list, (one) => one.trueStrength))),
    rankCorrelation: mean(
      known
        .map((list) => list.filter((one) => knows(one) && one.band !== 'none'))
        .filter((list) => list.length >= 3)
        .map(spearman),
    ),
    bands: countBands(all),
  };
}

function knows({ level }: Judged): boolean {
  return level !== 'past' && level !== 'nobody';
}

function share<Item>(items: readonly Item[], isSo: (item: Item) => boolean): number {
  return items.filter(isSo).length / items.length;
}

function best(list: readonly Judged[], valueOf: (one: Judged) => number): Judged {
  return list.reduce((top, one) => (valueOf(one) > valueOf(top) ? one : top));
}

function firstThree(list: readonly Judged[]): Judged[] {
  return [...list].sort((one, other) => other.ourLogStrength - one.ourLogStrength).slice(0, 3);
}

function spearman(list: readonly Judged[]): number {
  const rankBy = (valueOf: (one: Judged) => number): Map<Judged, number> =>
    new Map([...list].sort((one, other) => valueOf(other) - valueOf(one)).map((one, rank) => [one, rank]));
  const ours = rankBy((one) => one.ourLogStrength);
  const truth = rankBy((one) => one.trueStrength);
  const squares = list.reduce((sum, one) => sum + ((ours.get(one) ?? 0) - (truth.get(one) ?? 0)) ** 2, 0);
  return 1 - (6 * squares) / (list.length * (list.length ** 2 - 1));
}

function countBands(all: readonly Judged[]): Measured['bands'] {
  const count = (level: Level, band: Band): number =>
    all.filter((one) => one.level === level && one.band === band).length;
  const ofLevel = (level: Level): Record<Band, number> => ({
    strong: count(level, 'strong'),
    good: count(level, 'good'),
    some: count(level, 'some'),
    none: count(level, 'none'),
  });
  return {
    strong: ofLevel('strong'),
    good: ofLevel('good'),
    some: ofLevel('some'),
    past: ofLevel('past'),
    nobody: ofLevel('nobody'),
  };
}

function print(rows: readonly Measured[]): void {
  const columns: readonly [string, (row: Measured) => number][] = [
    ['found', (row) => row.found],
    ['precision', (row) => row.precision],
    ['from good', (row) => row.precisionFromGood],
    ['1st best', (row) => row.firstIsBest],
    ['1st well', (row) => row.firstKnowsWell],
    ['best in 3', (row) => row.bestInThree],
    ['rank corr.', (row) => row.rankCorrelation],
  ];
  console.log(`${'seed'.padEnd(8)}${columns.map(([name]) => name.padStart(12)).join('')}`);
  const line = (name: string, valueOf: (read: (row: Measured) => number) => number): void =>
    console.log(`${name.padEnd(8)}${columns.map(([, read]) => valueOf(read).toFixed(3).padStart(12)).join('')}`);
  for (const row of rows) line(String(row.seed), (read) => read(row));
  line('mean', (read) => mean(rows.map(read)));
  console.log(`\n${'truth'.padEnd(8)}${BANDS.map((band) => band.padStart(8)).join('')}   (our bands, all seeds)`);
  for (const level of LEVELS) {
    const counts = BANDS.map((band) => rows.reduce((sum, row) => sum + row.bands[level][band], 0));
    console.log(`${level.padEnd(8)}${counts.map((count) => String(count).padStart(8)).join('')}`);
  }
}

const rows: Measured[] = [];
for (const seed of values.seeds.split(',').map(Number)) {
  const sample = await readSample({ accounts: Number(values.accounts), seed, noise: Number(values.noise) });
  rows.push(measure(sample, seed));
  await sample.close();
}
if (values.json) console.log(JSON.stringify({ rows }));
else print(rows);

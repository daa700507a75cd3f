import type { ComparisonPool } from './comparison-pool.ts';
import { type FeatureName, MOST_CLASHES, PRIOR_FEATURES, PRIOR_RELATIVES } from './features.ts';
import { featureOf, type FeatureWeights, type KindModel } from './match-model.ts';
import { type Comparison, Scorer } from './scorer.ts';
import type { Vocabulary } from './vocabulary.ts';

const ROUNDS = 25;
const MOST_PAIRS = 60_000;
/** How many pairs' worth the prior weights count for. */
const PRIOR_STRENGTH = 20;

/** Expected counts of steps by feature key, for one answer. */
type StepCounts = Map<string, number[]>;

/**
 * Learns by expectation maximisation how often each step is seen on pairs of one customer (Fellegi–Sunter), with a third
 * answer beside "same" and "strangers": relatives, such as two offices of one group. Without it the strongest pattern
 * in the data may well be the group, and the method would take that for the customer. What is seen on strangers comes
 * from frequencies and from pairs drawn at random. Shares are drawn towards the prior so that few pairs cannot make
 * them absurd. `share` is the share of the records whose candidates are among the comparisons.
 */
export function learnWeights(all: ComparisonPool, start: KindModel, vocabulary: Vocabulary, share: number): KindModel {
  const mayLearn = all.keysIn(LEAST_COVERAGE) >= LEAST_FEATURES;
  // Every n-th pair: weights settle long before all have been seen.
  const every = Math.max(1, Math.ceil(all.size / MOST_PAIRS));
  const comparisons = all.everyNth(every);
  let model = start;
  for (let round = 0; round < ROUNDS; round++) {
    const scorer = new Scorer(model, vocabulary);
    const seen = [start.partners, ...start.relatives].map((): Seen => ({ pairs: 0, steps: new Map() }));
    for (const comparison of comparisons) {
      const chances = responsibilities(scorer.answers(comparison));
      seen.forEach((answer, index) => {
        const chance = chances[index] ?? 0;
        answer.pairs += chance;
        if (chance > 1e-4) addUp(answer.steps, comparison, chance);
      });
    }
    const [partners = 0, ...relatives] = seen.map(({ pairs }) => perRecord(pairs * every, start.records * share));
    model = mayLearn
      ? { ...model, partners, relatives, weights: maximise(seen, start) }
      : {
          ...model,
          partners,
          relatives: start.relatives.map(() => partners * RARE_RELATIVES),
          weights: cautious(maximise(seen, start)),
        };
  }
  return model;
}

/** Where relatives cannot be told from the same: one of ten. */
const RARE_RELATIVES = 0.1;
/**
 * Answers can be told apart from the data alone only where pairs agree or differ in three respects or more (Goodman 1974:
 * a mixture needs three independent signs). With names alone any division of the pairs fits as well as another, so the
 * priors and the frequencies must do.
 */
const LEAST_FEATURES = 3;
/** A respect counts where this share of the pairs has it on both sides. */
const LEAST_COVERAGE = 0.1;

/** Where little can be learned: half the prior stays, and steps that contradict never count for more than they did. */
function cautious(learned: Readonly<Record<string, FeatureWeights>>): Record<string, FeatureWeights> {
  const weights: Record<string, FeatureWeights> = {};
  for (const [key, { m, u, relatives }] of Object.entries(learned)) {
    const prior = PRIOR_FEATURES[featureOf(key)];
    const half = mixed(m, prior.m);
    weights[key] = {
      m: half.map((share, step) => (prior.clash[step] === true ? Math.min(share, prior.m[step] ?? 1) : share)),
      u,
      relatives,
    };
  }
  return weights;
}

/** What one answer was seen with. */
interface Seen {
  pairs: number;
  readonly steps: StepCounts;
}

function responsibilities(answers: readonly number[]): number[] {
  const highest = Math.max(0, ...answers);
  const odds = answers.map((bits) => 2 ** (bits - highest));
  const sum = odds.reduce((total, one) => total + one, 2 ** -highest);
  return odds.map((one) => one / sum);
}

function perRecord(pairs: number, records: number): number {
  // One pair and two records more than seen: an empty or tiny set must not say "never".
  return Math.max(0.02, (2 * pairs + 1) / (records + 2));
}

function addUp(sums: StepCounts, comparison: Comparison, p: number): void {
  for (let i = 0; i < comparison.keys.length; i++) {
    const key = comparison.keys[i] ?? '';
    let counts = sums.get(key);
    if (!counts) sums.set(key, (counts = new Array<number>(PRIOR_FEATURES[featureOf(key)].m.length).fill(0)));
    const step = comparison.steps[i] ?? 0;
    counts[step] = (counts[step] ?? 0) + p;
  }
}

function maximise(seen: readonly Seen[], start: KindModel): Record<string, FeatureWeights> {
  const [same, ...kin] = seen;
  const weights: Record<string, FeatureWeights> = {};
  for (const key of new Set([...seen.flatMap(({ steps }) => [...steps.keys()]), ...Object.keys(start.weights)])) {
    const feature = featureOf(key);
    const prior = PRIOR_FEATURES[feature];
    const relatives = PRIOR_RELATIVES[start.kind].map(({ steps }, index) => {
      const expected = steps[feature];
      return expected
        ? notMuchMore(mixed(shares(kin[index]?.steps.get(key) ?? [], expected), expected), expected)
        : null;
    });
    const m = bounded(shares(same?.steps.get(key) ?? [], prior.m), feature);
    weights[key] = { m, u: start.weights[key]?.u ?? prior.u, relatives };
  }
  return weights;
}

function shares(counts: readonly number[], prior: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0) + PRIOR_STRENGTH;
  return prior.map((share, step) => (step === 0 ? 1 : ((counts[step] ?? 0) + PRIOR_STRENGTH * share) / total));
}

/** Half data, half prior: one loud group (a school board with two hundred schools) must not speak for all others. */
function mixed(found: readonly number[], prior: readonly number[]): number[] {
  return found.map((share, step) => (share + (prior[step] ?? 0)) / 2);
}

/** What relatives hardly ever share, they share at most so many times as often as expected: a neighbour has another name. */
const MOST_TIMES = 5;

function notMuchMore(found: readonly number[], expected: readonly number[]): number[] {
  return found.map((share, step) => Math.min(share, MOST_TIMES * (expected[step] ?? 1)));
}

/** What contradictions have too much goes to the other steps, in proportion. */
function bounded(found: readonly number[], feature: FeatureName): number[] {
  const { clash } = PRIOR_FEATURES[feature];
  const clashes = found.reduce((sum, share, step) => sum + (clash[step] === true ? share : 0), 0);
  const most = MOST_CLASHES[feature] ?? 1;
  if (clashes <= most) return [...found];
  const less = most / clashes;
  const more = (1 - most) / (1 - clashes);
  return found.map((share, step) => (step === 0 ? 1 : share * (clash[step] === true ? less : more)));
}

/** How many random pairs' worth the prior shares of strangers count for. */
const STRANGER_STRENGTH = 200;

/** How often each step is seen on strangers, from pairs drawn at random; pairs that look the same are left out. */
export function learnStrangers(random: readonly Comparison[], start: KindModel, vocabulary: Vocabulary): KindModel {
  const scorer = new Scorer(start, vocabulary);
  const counts: StepCounts = new Map();
  for (const comparison of random) if (scorer.total(comparison) < 0) addUp(counts, comparison, 1);
  const weights: Record<string, FeatureWeights> = { ...start.weights };
  for (const [key, seen] of counts) {
    const prior = PRIOR_FEATURES[featureOf(key)];
    const total = seen.reduce((sum, count) => sum + count, 0) + STRANGER_STRENGTH;
    const u = prior.u.map((share, step) => (step === 0 ? 1 : ((seen[step] ?? 0) + STRANGER_STRENGTH * share) / total));
    const known = weights[key];
    weights[key] = known
      ? { ...known, u }
      : { m: prior.m, u, relatives: PRIOR_RELATIVES[start.kind].map(({ steps }) => steps[featureOf(key)] ?? null) };
  }
  return { ...start, weights };
}

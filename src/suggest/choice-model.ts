import { minimise, type Objective } from './minimise.ts';
import type { BasketRow } from './need-counts.ts';

/**
 * Which product a customer has besides those it is known to have: a multinomial logit. Each product held adds to the
 * log-odds of each other one; all are fitted together, so that two that go with the same third do not count twice.
 */
export interface ChoiceModel {
  readonly products: readonly string[];
  /** By product. */
  readonly bias: readonly number[];
  /** By product held, then by product. */
  readonly weights: readonly (readonly number[])[];
}

/** Inverse variances of the priors: a tie changes odds by a factor of 1.8 one way or the other; a bias by 20. */
const TIE_PRECISION = 3;
const BIAS_PRECISION = 0.1;

/** Different baskets that are fitted at most: beyond them more of the same would only cost time. */
const MOST_BASKETS = 20_000;

interface Basket {
  readonly held: readonly number[];
  readonly customers: number;
}

/**
 * Fits the model to counted baskets: for each product of each basket, how likely is it, given the rest? (Besag's
 * pseudo-likelihood, for choices.) Convex, without chance; the cost grows with different baskets, not with customers.
 */
export function fitChoiceModel(products: readonly string[], rows: Iterable<BasketRow>): ChoiceModel {
  const count = products.length;
  const numbers = new Map(products.map((product, index) => [product, index]));
  const baskets: Basket[] = [];
  for (const row of rows) {
    const held = row.products.flatMap((product) => numbers.get(product) ?? []);
    if (held.length >= 2) baskets.push({ held, customers: row.customers });
  }
  const found = minimise(objectiveOf(count, thinOut(baskets)), new Float64Array((count + 1) * count));
  const row = (index: number): number[] => [...found.subarray(index * count, (index + 1) * count)];
  return { products, bias: row(0), weights: products.map((_, index) => row(index + 1)) };
}

/** Every so manieth basket, for all of them: they stand in the order in which customers came. */
function thinOut(baskets: readonly Basket[]): readonly Basket[] {
  const step = Math.ceil(baskets.length / MOST_BASKETS);
  if (step <= 1) return baskets;
  return baskets
    .filter((_, index) => index % step === 0)
    .map(({ held, customers }) => ({ held, customers: customers * step }));
}

function objectiveOf(count: number, baskets: readonly Basket[]): Objective {
  const totals = new Float64Array(count);
  const shares = new Float64Array(count);
  return (point, gradient) => {
    let value = 0;
    for (let at = 0; at < point.length; at++) {
      const precision = at < count ? BIAS_PRECISION : TIE_PRECISION;
      const parameter = point[at] ?? 0;
      value += (precision / 2) * parameter * parameter;
      gradient[at] = precision * parameter;
    }
    for (const { held, customers } of baskets) {
      totals.set(point.subarray(0, count));
      for (const item of held) addRow(totals, point, item, 1);
      for (const target of held) {
        value -= customers * choose({ held, target, totals, shares, point });
        for (const [row, by] of rowsOf(held, target)) addShares(gradient, row * count, shares, by * customers);
      }
    }
    return value;
  };
}

interface Choice {
  readonly held: readonly number[];
  readonly target: number;
  readonly totals: Float64Array;
  readonly shares: Float64Array;
  readonly point: Float64Array;
}

/** Fills `shares` with chance minus outcome of each product, and returns the log-likelihood of the target. */
function choose({ held, target, totals, shares, point }: Choice): number {
  shares.set(totals);
  addRow(shares, point, target, -1);
  for (const item of held) if (item !== target) shares[item] = -Infinity;
  const targetScore = shares[target] ?? 0;
  const logSum = normalise(shares);
  shares[target] = (shares[target] ?? 0) - 1;
  return targetScore - logSum;
}

/** Turns log-odds into shares of 1, and returns the logarithm of what they were divided by. */
function normalise(shares: Float64Array): number {
  let highest = -Infinity;
  for (const score of shares) if (score > highest) highest = score;
  let sum = 0;
  for (let at = 0; at < shares.length; at++) sum += shares[at] = Math.exp((shares[at] ?? 0) - highest);
  for (let at = 0; at < shares.length; at++) shares[at] = (shares[at] ?? 0) / sum;
  return highest + Math.log(sum);
}

/** Rows of the parameters that took part: the bias, and each product held besides the target. */
function* rowsOf(held: readonly number[], target: number): Generator<readonly [number, number]> {
  yield [0, 1];
  for (const item of held) if (item !== target) yield [item + 1, 1];
}

function addRow(totals: Float64Array, point: Float64Array, item: number, by: number): void {
  const start = (item + 1) * totals.length;
  for (let at = 0; at < totals.length; at++) totals[at] = (totals[at] ?? 0) + by * (point[start + at] ?? 0);
}

function addShares(gradient: Float64Array, start: number, shares: Float64Array, by: number): void {
  for (let at = 0; at < shares.length; at++)
    gradient[start + at] = (gradient[start + at] ?? 0) + by * (shares[at] ?? 0);
}

/** The log-odds of each product for somebody who has these, by product of the model; up to a constant. */
export function choiceScores(model: ChoiceModel, held: readonly string[]): Map<string, number> {
  const scores = [...model.bias];
  for (const product of held) {
    const row = model.weights[model.products.indexOf(product)];
    row?.forEach((weight, index) => (scores[index] = (scores[index] ?? 0) + weight));
  }
  return new Map(model.products.map((product, index) => [product, scores[index] ?? 0]));
}

import type { ActivityKind } from './fact.ts';
import { GrowingTable } from './growing-table.ts';
import { BURST_EXPONENT, MS_PER_DAY } from './occasions.ts';
import { PairIndex } from './pair-index.ts';
import type { KindTally } from './reasons.ts';
import type { RelationshipPolicy } from './relationship.ts';
import { addLogStrengths, logStrengthOf } from './strength.ts';

/**
 * A pair that wrote in one direction only is no tie, but neither is it nothing: people who never answer are in contact
 * again less often than those who do, yet far more often than chance. They rank behind.
 */
const ONE_WAY_SHARE = 0.75;

const KINDS: readonly ActivityKind[] = ['meeting', 'call', 'mail'];

type PairColumn =
  | 'low'
  | 'high'
  | 'nextOfLow'
  | 'nextOfHigh'
  | 'closedLog'
  | 'dayMax'
  | 'daySum'
  | 'dayAt'
  | 'directions'
  | `${ActivityKind}Days`
  | `${ActivityKind}At`;

const PAIR_COLUMNS: readonly PairColumn[] = [
  'low',
  'high',
  'nextOfLow',
  'nextOfHigh',
  'closedLog',
  'dayMax',
  'daySum',
  'dayAt',
  'directions',
  ...KINDS.flatMap((kind) => [`${kind}Days`, `${kind}At`] as const),
];

const NOBODY = -1;

function dayOf(at: number): number {
  return Math.floor(at / MS_PER_DAY);
}

/** What happened between each two people, who are numbers here. The rules are those of `occasions.ts`. */
export class PairTable {
  readonly #policy: RelationshipPolicy;
  readonly #firstPair: number[] = [];
  readonly #pairs = new GrowingTable<PairColumn>(PAIR_COLUMNS);
  readonly #index = new PairIndex(
    (pair) => this.#pairs.get('low', pair),
    (pair) => this.#pairs.get('high', pair),
  );

  constructor(policy: RelationshipPolicy) {
    this.#policy = policy;
  }

  hasPerson(person: number): boolean {
    return person < this.#firstPair.length;
  }

  /** Makes room for the next person. */
  addPerson(): void {
    this.#firstPair.push(NOBODY);
  }

  /**
   * Adds one contact. One that is older than its pair's last day counts as a day of its own.
   * @returns whether the two had never been in contact before
   */
  add(from: number, to: number, at: number, kind: ActivityKind, weight: number): boolean {
    const before = this.#index.size;
    const pair = this.#pair(Math.min(from, to), Math.max(from, to));
    if (dayOf(at) !== dayOf(this.#pairs.get('dayAt', pair))) this.#closeDay(pair);
    this.#pairs.set('dayMax', pair, Math.max(weight, this.#pairs.get('dayMax', pair)));
    this.#pairs.set('daySum', pair, weight + this.#pairs.get('daySum', pair));
    this.#pairs.set('dayAt', pair, at);
    const direction = kind !== 'mail' ? 3 : from < to ? 1 : 2;
    this.#pairs.set('directions', pair, this.#pairs.get('directions', pair) | direction);
    this.#tally(pair, kind, at);
    return this.#index.size > before;
  }

  /** Calls back with everybody who was in contact with a person. */
  forEachOf(person: number, visit: (other: number, pair: number) => void): void {
    let pair = this.#firstPair[person] ?? NOBODY;
    while (pair !== NOBODY) {
      const low = this.#pairs.get('low', pair);
      const isLow = low === person;
      visit(isLow ? this.#pairs.get('high', pair) : low, pair);
      pair = this.#pairs.get(isLow ? 'nextOfLow' : 'nextOfHigh', pair);
    }
  }

  /** In the log domain, see strength.ts. */
  logStrength(pair: number): number {
    const isTwoWay = this.#pairs.get('directions', pair) === 3;
    return this.#logStrengthOfDays(pair) + (isTwoWay ? 0 : Math.log(ONE_WAY_SHARE));
  }

  /** Days of contact by kind. */
  tallies(pair: number): KindTally[] {
    return KINDS.map((kind) => {
      const count = this.#pairs.get(`${kind}Days`, pair);
      const lastAt = this.#pairs.get(`${kind}At`, pair);
      const weight = count * this.#policy.weights[kind];
      return { kind, count, lastAt, logStrength: logStrengthOf(weight, lastAt, this.#policy.halfLifeDays) };
    }).filter(({ count }) => count > 0);
  }

  #pair(low: number, high: number): number {
    const known = this.#index.find(low, high);
    if (known !== undefined) return known;
    const pair = this.#pairs.addRow();
    this.#pairs.set('low', pair, low);
    this.#pairs.set('high', pair, high);
    this.#index.add(pair);
    this.#pairs.set('nextOfLow', pair, this.#firstPair[low] ?? NOBODY);
    this.#pairs.set('nextOfHigh', pair, this.#firstPair[high] ?? NOBODY);
    this.#pairs.set('closedLog', pair, Number.NEGATIVE_INFINITY);
    this.#pairs.set('dayAt', pair, Number.NEGATIVE_INFINITY);
    this.#firstPair[low] = pair;
    this.#firstPair[high] = pair;
    return pair;
  }

  #closeDay(pair: number): void {
    this.#pairs.set('closedLog', pair, this.#logStrengthOfDays(pair));
    this.#pairs.set('dayMax', pair, 0);
    this.#pairs.set('daySum', pair, 0);
  }

  #logStrengthOfDays(pair: number): number {
    const heaviest = this.#pairs.get('dayMax', pair);
    const closed = this.#pairs.get('closedLog', pair);
    if (heaviest === 0) return closed;
    const weight = heaviest * (this.#pairs.get('daySum', pair) / heaviest) ** BURST_EXPONENT;
    return addLogStrengths([closed, logStrengthOf(weight, this.#pairs.get('dayAt', pair), this.#policy.halfLifeDays)]);
  }

  #tally(pair: number, kind: ActivityKind, at: number): void {
    const days = this.#pairs.get(`${kind}Days`, pair);
    const isNewDay = days === 0 || dayOf(this.#pairs.get(`${kind}At`, pair)) !== dayOf(at);
    if (isNewDay) this.#pairs.set(`${kind}Days`, pair, days + 1);
    this.#pairs.set(`${kind}At`, pair, at);
  }
}

import type { ActivityKind } from './fact.ts';
import { GrowingTable } from './growing-table.ts';
import { Numbering } from './numbering.ts';
import { BURST_EXPONENT, MS_PER_DAY } from './occasions.ts';
import { type KindTally, toReasons } from './reasons.ts';
import type { Reason, RelationshipPolicy } from './relationship.ts';
import { addLogStrengths, logStrengthOf, strengthAt } from './strength.ts';

/** One contact between two people, as an export of activities has it. */
export interface Contact {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly from: string;
  readonly to: string;
  readonly kind: ActivityKind;
  /** How many people it went to; 1 where unknown. */
  readonly recipients?: number;
}

/** Somebody who knows a person, or is nearest to them. */
export interface Knower {
  readonly id: string;
  /** 0 to below 1; grows with strength, one half where the band *good* begins. */
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/**
 * A pair that wrote in one direction only is no tie, but neither is it nothing: in the mail of a research institution
 * (SNAP email-Eu-core) unanswered pairs were in contact again less often than answered ones of the same strength, yet
 * far more often than chance. They rank behind.
 */
const ONE_WAY_SHARE = 0.75;

/** Neighbours looked at when searching for a colleague of a colleague: the strongest, so that hubs do not cost the world. */
const MOST_NEIGHBOURS = 200;

const KINDS: readonly ActivityKind[] = ['meeting', 'call', 'mail'];

type PairColumn =
  | 'low'
  | 'high'
  | 'nextOfLow'
  | 'nextOfHigh'
  | 'closedLog'
  | 'day'
  | 'dayMax'
  | 'daySum'
  | 'dayAt'
  | 'directions'
  | `${ActivityKind}Days`
  | `${ActivityKind}At`
  | `${ActivityKind}Day`;

const PAIR_COLUMNS: readonly PairColumn[] = [
  'low',
  'high',
  'nextOfLow',
  'nextOfHigh',
  'closedLog',
  'day',
  'dayMax',
  'daySum',
  'dayAt',
  'directions',
  ...KINDS.flatMap((kind) => [`${kind}Days`, `${kind}At`, `${kind}Day`] as const),
];

/** Keys of pairs are exact up to this many people (2^26 × 2^26 fits into a double). */
const MOST_PEOPLE = 2 ** 26;
const NOBODY = -1;

/**
 * Who is in contact with whom, kept up to date one contact at a time. The rules are those of `occasions.ts`: a day of
 * contact counts once, by its weightiest contact, and more of the same day add little.
 *
 * Contacts must be added in the order of time; one that is older than its pair's last day counts as a day of its own.
 */
export class ContactNetwork {
  readonly #policy: RelationshipPolicy;
  readonly #people = new Numbering();
  readonly #firstPair: number[] = [];
  readonly #pairOf = new Map<number, number>();
  readonly #pairs = new GrowingTable<PairColumn>(PAIR_COLUMNS);

  constructor(policy: RelationshipPolicy) {
    this.#policy = policy;
  }

  get people(): readonly string[] {
    return this.#people.texts();
  }

  /** Adds one contact; what people send to themselves is nothing. */
  add(contact: Contact): void {
    if (contact.from === contact.to) return;
    const from = this.#number(contact.from);
    const to = this.#number(contact.to);
    const pair = this.#pair(Math.min(from, to), Math.max(from, to));
    const weight = this.#policy.weights[contact.kind] / Math.max(1, contact.recipients ?? 1);
    const day = Math.floor(contact.at / MS_PER_DAY);
    if (day !== this.#pairs.get('day', pair)) this.#closeDay(pair, day);
    this.#pairs.set('dayMax', pair, Math.max(weight, this.#pairs.get('dayMax', pair)));
    this.#pairs.set('daySum', pair, weight + this.#pairs.get('daySum', pair));
    this.#pairs.set('dayAt', pair, contact.at);
    const direction = contact.kind !== 'mail' ? 3 : from < to ? 1 : 2;
    this.#pairs.set('directions', pair, this.#pairs.get('directions', pair) | direction);
    this.#tally(pair, contact, day);
  }

  /** The people in contact with a person, strongest first. */
  knownBy(person: string, at: number, top: number, mayKnow: (id: string) => boolean = () => true): Knower[] {
    const number = this.#people.find(person);
    if (number === undefined) return [];
    const ranked = this.#neighbours(number)
      .filter(({ other }) => mayKnow(this.#people.textOf(other)))
      .map(({ other, pair }) => ({ other, pair, log: this.#logStrength(pair) }))
      .sort((one, other) => other.log - one.log || one.other - other.other)
      .slice(0, top);
    return ranked.map(({ other, pair, log }) => ({
      id: this.#people.textOf(other),
      score: this.#score(strengthAt(log, at, this.#policy.halfLifeDays)),
      reasons: toReasons(this.#tallies(pair)),
    }));
  }

  /**
   * The people not in contact with a person who have most to do with those who are: for each shared neighbour, the
   * product of the two damped strengths, less for neighbours who know everybody (Adamic & Adar, "Friends and neighbors on
   * the Web", Social Networks 25, 2003). Equals are ranked by how active they are.
   */
  nearest(person: string, at: number, top: number, mayKnow: (id: string) => boolean = () => true): Knower[] {
    const number = this.#people.find(person);
    if (number === undefined) return [];
    const known = this.#neighbours(number);
    const excluded = new Set([number, ...known.map(({ other }) => other)]);
    const sums = new Map<number, number>();
    for (const { other: between, strength } of this.#strongest(known, at)) {
      const around = this.#neighbours(between);
      const share = Math.log1p(strength) / Math.log(2 + around.length);
      for (const { other, strength: theirs } of this.#strongest(around, at)) {
        if (!excluded.has(other)) sums.set(other, (sums.get(other) ?? 0) + share * Math.log1p(theirs));
      }
    }
    return [...sums]
      .filter(([other]) => mayKnow(this.#people.textOf(other)))
      .sort(([one, sum], [other, otherSum]) => otherSum - sum || this.#degree(other) - this.#degree(one) || one - other)
      .slice(0, top)
      .map(([other, sum]) => ({ id: this.#people.textOf(other), score: this.#score(sum), reasons: [] }));
  }

  #number(person: string): number {
    const number = this.#people.numberOf(person);
    if (number >= MOST_PEOPLE) throw new RangeError(`More than ${MOST_PEOPLE} people`);
    if (number === this.#firstPair.length) this.#firstPair.push(NOBODY);
    return number;
  }

  #pair(low: number, high: number): number {
    const key = low * MOST_PEOPLE + high;
    const known = this.#pairOf.get(key);
    if (known !== undefined) return known;
    const pair = this.#pairs.addRow();
    this.#pairOf.set(key, pair);
    this.#pairs.set('low', pair, low);
    this.#pairs.set('high', pair, high);
    this.#pairs.set('nextOfLow', pair, this.#firstPair[low] ?? NOBODY);
    this.#pairs.set('nextOfHigh', pair, this.#firstPair[high] ?? NOBODY);
    this.#pairs.set('closedLog', pair, Number.NEGATIVE_INFINITY);
    this.#pairs.set('day', pair, Number.NEGATIVE_INFINITY);
    this.#firstPair[low] = pair;
    this.#firstPair[high] = pair;
    return pair;
  }

  #closeDay(pair: number, nextDay: number): void {
    this.#pairs.set('closedLog', pair, this.#logStrengthOfDays(pair));
    this.#pairs.set('day', pair, nextDay);
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

  #logStrength(pair: number): number {
    const isTwoWay = this.#pairs.get('directions', pair) === 3;
    return this.#logStrengthOfDays(pair) + (isTwoWay ? 0 : Math.log(ONE_WAY_SHARE));
  }

  #tally(pair: number, contact: Contact, day: number): void {
    const isNewDay =
      this.#pairs.get(`${contact.kind}Days`, pair) === 0 || this.#pairs.get(`${contact.kind}Day`, pair) !== day;
    if (isNewDay) this.#pairs.set(`${contact.kind}Days`, pair, this.#pairs.get(`${contact.kind}Days`, pair) + 1);
    this.#pairs.set(`${contact.kind}Day`, pair, day);
    this.#pairs.set(`${contact.kind}At`, pair, contact.at);
  }

  #tallies(pair: number): KindTally[] {
    return KINDS.map((kind) => {
      const count = this.#pairs.get(`${kind}Days`, pair);
      const lastAt = this.#pairs.get(`${kind}At`, pair);
      const weight = count * this.#policy.weights[kind];
      return { kind, count, lastAt, logStrength: logStrengthOf(weight, lastAt, this.#policy.halfLifeDays) };
    }).filter(({ count }) => count > 0);
  }

  #neighbours(person: number): { other: number; pair: number }[] {
    const found: { other: number; pair: number }[] = [];
    let pair = this.#firstPair[person] ?? NOBODY;
    while (pair !== NOBODY) {
      const low = this.#pairs.get('low', pair);
      const isLow = low === person;
      found.push({ other: isLow ? this.#pairs.get('high', pair) : low, pair });
      pair = this.#pairs.get(isLow ? 'nextOfLow' : 'nextOfHigh', pair);
    }
    return found;
  }

  #strongest(
    neighbours: readonly { other: number; pair: number }[],
    at: number,
  ): { other: number; strength: number }[] {
    return neighbours
      .map(({ other, pair }) => ({
        other,
        strength: strengthAt(this.#logStrength(pair), at, this.#policy.halfLifeDays),
      }))
      .sort((one, other) => other.strength - one.strength || one.other - other.other)
      .slice(0, MOST_NEIGHBOURS);
  }

  #degree(person: number): number {
    return this.#neighbours(person).length;
  }

  #score(strength: number): number {
    return strength / (strength + this.#policy.bands.good);
  }
}

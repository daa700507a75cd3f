import { type Circle, CircleOverlap, toCircle } from './circle.ts';
import { DegreeOrder } from './degree-order.ts';
import type { ActivityKind } from './fact.ts';
import { NearestSearch, nthLargest } from './find-nearest.ts';
import { Numbering } from './numbering.ts';
import { PairTable } from './pair-table.ts';
import { toReasons } from './reasons.ts';
import type { Reason, RelationshipPolicy } from './relationship.ts';
import { logRate } from './strength.ts';

/** One contact between two people, as an export of activities has it. */
export interface Contact {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly from: string;
  readonly to: string;
  readonly kind: ActivityKind;
  /** How many people it went to; 1 where unknown. */
  readonly recipients?: number;
  /** How long a meeting or call lasted, where that is known. */
  readonly seconds?: number;
}

/** Somebody who knows a person. */
export interface Knower {
  readonly id: string;
  /** 0 to below 1; grows with strength, one half where the band *good* begins. */
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/** Somebody who does not know a person, but is nearer to them than others. */
export interface NearPerson {
  readonly id: string;
  /** Share of all nearness, 0 to 1; not to be compared with the score of somebody who knows them. */
  readonly score: number;
  /** `shared contact`, `contacts of contacts`, or nothing but being in contact with many others. */
  readonly way: 'shared contact' | 'contacts of contacts' | 'many contacts';
  /** The shared contact that carries most of it. */
  readonly through?: string;
}

/**
 * Those who move in the same circle stay in contact: overlap predicts which ties last (Burt, "Decay functions", Social
 * Networks 22, 2000; Raeder et al., "Predictors of short-term decay of cell phone contacts", Social Networks 33, 2011).
 * The same circle makes a tie half as strong again; so it decides between ties that are about equal, not between a
 * weak and a strong one.
 */
const OVERLAP_SHARE = 0.5;

/** An hour together says more than a minute, but not sixty times more: about twice. */
const DURATION_EXPONENT = 1 / 6;

/** What the policy's weights stand for. */
const USUAL_SECONDS: Readonly<Partial<Record<ActivityKind, number>>> = { meeting: 3600, call: 600 };

/**
 * Most new ties close a triangle; the rest are made with anybody, and mostly with those who know many already
 * (preferential attachment: Barabási & Albert, Science 286, 1999; both at once: Newman, Physical Review E 64, 2001). The
 * share of jumps that lead anywhere is that of PageRank (Brin & Page, 1998).
 */
const ANYBODY_SHARE = 0.15;

/** Somebody who may be shown as near. */
interface Ranked {
  readonly other: number;
  readonly score: number;
  readonly through?: number;
  readonly isNear: boolean;
}

/** Of equals, those who are near come first, by number; the rest stay as they are, so that fewer are a part of more. */
function compareRanked(one: Ranked, next: Ranked): number {
  const order = next.score - one.score || Number(next.isNear) - Number(one.isNear);
  return order === 0 && one.isNear ? one.other - next.other : order;
}

const anybody = (): boolean => true;

/**
 * Who is in contact with whom, kept up to date one contact at a time. A day of contact counts once, by its weightiest
 * contact, and more of the same day add little (see `occasions.ts`). Contacts are to be added in the order of time.
 */
export class ContactNetwork {
  readonly #policy: RelationshipPolicy;
  readonly #people = new Numbering();
  readonly #pairs: PairTable;
  readonly #degrees = new DegreeOrder();
  readonly #circles = new Map<number, Circle>();
  readonly #search = new NearestSearch();

  constructor(policy: RelationshipPolicy) {
    this.#policy = policy;
    this.#pairs = new PairTable(policy);
  }

  get people(): readonly string[] {
    return this.#people.texts();
  }

  /** Adds one contact; what people send to themselves is nothing. */
  add(contact: Contact): void {
    if (contact.from === contact.to) return;
    const from = this.#number(contact.from);
    const to = this.#number(contact.to);
    const isNew = this.#pairs.add(from, to, contact.at, contact.kind, this.#weight(contact));
    for (const person of [from, to]) {
      if (isNew) this.#degrees.increase(person);
      if (this.#circles.size > 0) this.#circles.delete(person);
    }
  }

  /** The people in contact with a person, strongest first. */
  knownBy(person: string, at: number, top: number, mayKnow: (id: string) => boolean = anybody): Knower[] {
    const number = this.#people.find(person);
    if (number === undefined) return [];
    const logScale = at * logRate(this.#policy.halfLifeDays);
    const circle = this.#circleOf(number);
    const overlap = new CircleOverlap(number, circle, logScale);
    return this.#contenders(circle, top, mayKnow)
      .map(({ other, pair, logStrength }) => {
        const share = OVERLAP_SHARE * overlap.with(other, this.#circleOf(other));
        return { other, pair, strength: Math.exp(logStrength - logScale) * (1 + share) };
      })
      .sort((one, next) => next.strength - one.strength || one.other - next.other)
      .slice(0, top)
      .map(({ other, pair, strength }) => ({
        id: this.#people.textOf(other),
        score: this.#score(strength),
        reasons: toReasons(this.#pairs.tallies(pair)),
      }));
  }

  /** The people not in contact with a person who are nearest to them: through others, or by knowing very many. */
  nearest(person: string, at: number, top: number, mayKnow: (id: string) => boolean = anybody): NearPerson[] {
    const number = this.#people.find(person);
    if (number === undefined) return [];
    const search = this.#search;
    const may = (other: number): boolean => mayKnow === anybody || mayKnow(this.#people.textOf(other));
    const surroundings = {
      size: this.#people.size,
      logScale: at * logRate(this.#policy.halfLifeDays),
      circleOf: (other: number) => this.#circleOf(other),
    };
    const found = search.find(number, surroundings).filter(may);
    const far = this.#degrees.first(top, (other) => !search.hasMet(other) && may(other));
    return [
      ...this.#nearestOf(found, top),
      ...far.map((other): Ranked => ({ other, score: this.#anybodyShare(other), isNear: false })),
    ]
      .sort(compareRanked)
      .slice(0, top)
      .map((one) => this.#toNearPerson(one));
  }

  /** Of the people that the last search found, those who can be among the first. */
  #nearestOf(found: readonly number[], top: number): Ranked[] {
    let sum = 0;
    for (const other of found) sum += this.#search.closenessOf(other);
    // Thousands for each person, of whom a handful is shown: plain loops, and objects for those alone.
    const shares = new Float64Array(found.length);
    found.forEach((other, index) => {
      shares[index] = (1 - ANYBODY_SHARE) * (this.#search.closenessOf(other) / sum) + this.#anybodyShare(other);
    });
    const least = nthLargest(shares, top);
    const ranked: Ranked[] = [];
    for (const [index, other] of found.entries()) {
      const score = shares[index] ?? 0;
      if (score < least) continue;
      const through = this.#search.throughOf(other);
      ranked.push({ other, score, isNear: true, ...(through === undefined ? {} : { through }) });
    }
    return ranked;
  }

  /** Overlap moves nobody past those who are half as strong again: only they have to be looked at closely. */
  #contenders(
    circle: Circle,
    top: number,
    mayKnow: (id: string) => boolean,
  ): { other: number; pair: number; logStrength: number }[] {
    const contenders: { other: number; pair: number; logStrength: number }[] = [];
    let least = Number.NEGATIVE_INFINITY;
    for (let index = 0; index < circle.others.length; index += 1) {
      const logStrength = circle.logStrengths[index] ?? 0;
      if (logStrength + Math.log1p(OVERLAP_SHARE) < least) break;
      const other = circle.others[index] ?? 0;
      if (!mayKnow(this.#people.textOf(other))) continue;
      contenders.push({ other, pair: circle.pairs[index] ?? 0, logStrength });
      if (contenders.length === top) least = logStrength;
    }
    return contenders;
  }

  #toNearPerson({ other, score, through, isNear }: Ranked): NearPerson {
    const near = { id: this.#people.textOf(other), score };
    if (through !== undefined) return { ...near, way: 'shared contact', through: this.#people.textOf(through) };
    return { ...near, way: isNear ? 'contacts of contacts' : 'many contacts' };
  }

  #anybodyShare(person: number): number {
    return (ANYBODY_SHARE * this.#degrees.degreeOf(person)) / this.#degrees.total;
  }

  #number(person: string): number {
    const number = this.#people.numberOf(person);
    if (!this.#pairs.hasPerson(number)) {
      this.#degrees.addPerson();
      this.#pairs.addPerson();
    }
    return number;
  }

  #weight({ kind, recipients, seconds }: Contact): number {
    const weight = this.#policy.weights[kind] / Math.max(1, recipients ?? 1);
    const usual = USUAL_SECONDS[kind];
    if (seconds === undefined || usual === undefined) return weight;
    return weight * (Math.max(1, seconds) / usual) ** DURATION_EXPONENT;
  }

  #circleOf(person: number): Circle {
    const known = this.#circles.get(person);
    if (known !== undefined) return known;
    const members: { other: number; pair: number; logStrength: number }[] = [];
    this.#pairs.forEachOf(person, (other, pair) => {
      members.push({ other, pair, logStrength: this.#pairs.logStrength(pair) });
    });
    const circle = toCircle(members);
    this.#circles.set(person, circle);
    return circle;
  }

  #score(strength: number): number {
    return strength / (strength + this.#policy.bands.good);
  }
}

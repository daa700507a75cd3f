import type { Circle } from './circle.ts';

/** A circle can be as large as the org; who is near is decided by the strongest in it. */
const MOST_NEIGHBOURS = 50;

/** Whose contacts are followed one step further. */
const MOST_STEPPING_STONES = 100;

/** What a way that is one step longer counts (the attenuation of Katz, Psychometrika 18, 1953). */
const LONGER_WAY = 0.1;

const NOBODY = -1;

/** What the search walks through. */
export interface Surroundings {
  /** Number of people; their numbers are smaller. */
  readonly size: number;
  /** Taken off all strengths, in the log domain: the moment for which strengths are meant. */
  readonly logScale: number;
  circleOf(person: number): Circle;
}

/**
 * Finds the people who share contacts with a person: for each shared neighbour, the product of the two damped strengths,
 * less for neighbours who know everybody (Adamic & Adar, "Friends and neighbors on the Web", Social Networks 25, 2003).
 * From the nearest of them it goes one step further, which reaches those who share nobody yet. It keeps its arrays from
 * one search to the next, since clearing what was touched is cheaper than making new ones; what it tells of somebody is
 * of the last search.
 */
export class NearestSearch {
  #closeness = new Float64Array(0);
  #through = new Int32Array(0);
  #bestShare = new Float64Array(0);
  /** The search in which somebody was last met, as one who is near or one who is known already. */
  #metIn = new Uint32Array(0);
  #searches = 0;
  #touched: number[] = [];
  /** Of the moment `#logScale`: the same circles are met again and again. */
  #damped = new WeakMap<Circle, Float64Array>();
  #logScale = Number.NaN;

  /** @returns who is near, unordered, without those who are in contact with the person already. */
  find(person: number, surroundings: Surroundings): number[] {
    this.#clear();
    this.#makeRoom(surroundings.size);
    this.#followShared(person, surroundings);
    this.#stepFurther(person, surroundings);
    this.#searches += 1;
    this.#metIn[person] = this.#searches;
    for (const other of surroundings.circleOf(person).others) this.#metIn[other] = this.#searches;
    const found = this.#touched.filter((other) => !this.hasMet(other));
    for (const other of found) this.#metIn[other] = this.#searches;
    return found;
  }

  /** Whether somebody was found, is in contact with the person, or is the person. */
  hasMet(other: number): boolean {
    return this.#metIn[other] === this.#searches;
  }

  /** How near somebody is. */
  closenessOf(other: number): number {
    return this.#closeness[other] ?? 0;
  }

  /** Somebody both are in contact with: the one who carries most of it. Undefined where the way is longer. */
  throughOf(other: number): number | undefined {
    const through = this.#through[other] ?? NOBODY;
    return through === NOBODY ? undefined : through;
  }

  #followShared(person: number, surroundings: Surroundings): void {
    const own = surroundings.circleOf(person);
    for (const [index, strength] of this.#dampedOf(own, surroundings).entries()) {
      const through = own.others[index] ?? 0;
      const circle = surroundings.circleOf(through);
      this.#spread(circle, strength / Math.log(2 + circle.others.length), surroundings, through);
    }
  }

  #stepFurther(person: number, surroundings: Surroundings): void {
    const stones = this.#touched.filter((other) => other !== person);
    const closeness = new Float64Array(stones.length);
    stones.forEach((stone, index) => {
      closeness[index] = this.#closeness[stone] ?? 0;
    });
    const least = nthLargest(closeness, MOST_STEPPING_STONES);
    const nearest = stones
      .filter((_, index) => (closeness[index] ?? 0) >= least)
      .map((stone) => ({ stone, closeness: this.#closeness[stone] ?? 0 }))
      .sort((one, next) => next.closeness - one.closeness || one.stone - next.stone)
      .slice(0, MOST_STEPPING_STONES);
    for (const { stone, closeness } of nearest) {
      const circle = surroundings.circleOf(stone);
      this.#spread(circle, (LONGER_WAY * closeness) / Math.log(2 + circle.others.length), surroundings, NOBODY);
    }
  }

  /** Gives the strongest of a circle their part of a share. */
  #spread(circle: Circle, share: number, surroundings: Surroundings, through: number): void {
    const damped = this.#dampedOf(circle, surroundings);
    for (let index = 0; index < damped.length; index += 1) {
      const other = circle.others[index] ?? 0;
      const part = share * (damped[index] ?? 0);
      const before = this.#closeness[other] ?? 0;
      if (before === 0) this.#touched.push(other);
      this.#closeness[other] = before + Math.max(part, Number.MIN_VALUE);
      if (through === NOBODY || part <= (this.#bestShare[other] ?? 0)) continue;
      this.#bestShare[other] = part;
      this.#through[other] = through;
    }
  }

  /** The strengths of the strongest of a circle: the hundredth contact tells less than the first. */
  #dampedOf(circle: Circle, { logScale }: Surroundings): Float64Array {
    if (logScale !== this.#logScale) {
      this.#damped = new WeakMap();
      this.#logScale = logScale;
    }
    const known = this.#damped.get(circle);
    if (known !== undefined) return known;
    const damped = circle.logStrengths
      .slice(0, MOST_NEIGHBOURS)
      .map((logStrength) => Math.log1p(Math.exp(logStrength - logScale)));
    this.#damped.set(circle, damped);
    return damped;
  }

  #makeRoom(size: number): void {
    if (size <= this.#closeness.length) return;
    this.#closeness = new Float64Array(size);
    this.#bestShare = new Float64Array(size);
    this.#through = new Int32Array(size).fill(NOBODY);
    this.#metIn = new Uint32Array(size);
  }

  #clear(): void {
    for (const other of this.#touched) {
      this.#closeness[other] = 0;
      this.#bestShare[other] = 0;
      this.#through[other] = NOBODY;
    }
    this.#touched = [];
  }
}

/**
 * The value below which there are others enough. Looks only into the part where it must be (Hoare, "Algorithm 65: find",
 * Communications of the ACM 4, 1961), which is much faster than sorting all of them.
 */
export function nthLargest(values: ArrayLike<number>, n: number): number {
  if (values.length <= n) return Number.NEGATIVE_INFINITY;
  const left = new Float64Array(values);
  const wanted = left.length - n;
  let [low, high] = [0, left.length - 1];
  while (low < high) {
    const [endOfLower, startOfHigher] = partition(left, low, high);
    if (endOfLower < wanted) low = startOfHigher;
    if (wanted < startOfHigher) high = endOfLower;
  }
  return left[wanted] ?? Number.NEGATIVE_INFINITY;
}

/** Puts the lower values of a part before the higher ones. @returns where the lower end and the higher begin */
function partition(values: Float64Array, low: number, high: number): readonly [number, number] {
  const pivot = values[(low + high) >>> 1] ?? 0;
  let [i, j] = [low, high];
  while (i <= j) {
    while ((values[i] ?? 0) < pivot) i++;
    while ((values[j] ?? 0) > pivot) j--;
    if (i > j) break;
    [values[i], values[j]] = [values[j] ?? 0, values[i] ?? 0];
    i++;
    j--;
  }
  return [j, i];
}

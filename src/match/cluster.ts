/** Two records and how sure we are that they are the same, in bits of odds (0 = even). */
export interface ScoredPair {
  readonly a: string;
  readonly b: string;
  readonly bits: number;
}

/** What a person decided on two records. It always wins. */
export interface Correction {
  readonly a: string;
  readonly b: string;
  readonly judgement: 'same' | 'different';
}

export interface ClusterOptions {
  /** Bits from which a pair may start or join two groups. Four to one: the judgement `same`. */
  readonly joinBits?: number;
  /** Bits of a pair that was never compared. Default: somewhat against. */
  readonly bitsOf?: (a: string, b: string) => number;
  /** Records that the CRM itself tells apart, such as a parent account and its child. Only a correction joins them. */
  readonly apart?: readonly (readonly [string, string])[];
}

/** Four to one. Most pairs beyond it are far surer, so that as a whole they are right much more often. */
export const SAME_BITS = 2;

/** One pair cannot outvote many: its say is limited both ways. */
const MAX_SAY = 10;
const MIN_SAY = -8;
const UNKNOWN_SAY = -2;
/** Of larger groups this many speak for all: every second, third, … */
const SPEAKERS = 20;

/**
 * Groups records. Two groups join where a sure pair links them and all their pairs together speak for it, so one bad
 * pair does not chain two customers. Corrections always win: "same" joins first, "different" keeps apart for good.
 * Returns every id exactly once, groups and ids in the order of `ids`.
 */
export function cluster(
  ids: readonly string[],
  pairs: Iterable<ScoredPair>,
  corrections: readonly Correction[] = [],
  options: ClusterOptions = {},
): string[][] {
  const groups = new Groups(ids, corrections, options.bitsOf);
  for (const [a, b] of options.apart ?? []) groups.tellApart(a, b);
  const joinBits = options.joinBits ?? SAME_BITS;
  const known = [...pairs].filter((pair) => groups.has(pair.a) && groups.has(pair.b));
  for (const pair of known) groups.learn(pair);
  const links = known.filter((pair) => pair.bits >= joinBits).sort(bySureness);
  let waiting = links;
  // A link that was refused may be right once its groups have grown, so what is left is tried again.
  for (let before = -1; waiting.length !== before;) {
    before = waiting.length;
    waiting = waiting.filter((link) => !groups.tryJoin(link.a, link.b));
  }
  return groups.list(ids);
}

function bySureness(x: ScoredPair, y: ScoredPair): number {
  if (x.bits !== y.bits) return y.bits - x.bits;
  const keyX = x.a < x.b ? `${x.a}\n${x.b}` : `${x.b}\n${x.a}`;
  const keyY = y.a < y.b ? `${y.a}\n${y.b}` : `${y.b}\n${y.a}`;
  return keyX < keyY ? -1 : keyX > keyY ? 1 : 0;
}

function someOf(group: readonly string[]): readonly string[] {
  if (group.length <= SPEAKERS) return group;
  const stride = Math.ceil(group.length / SPEAKERS);
  return group.filter((_, index) => index % stride === 0);
}

class Groups {
  readonly #groupOf = new Map<string, string[]>();
  readonly #says = new Map<string, Map<string, number>>();
  readonly #apart = new Map<string, Set<string>>();
  readonly #bitsOf: ((a: string, b: string) => number) | undefined;

  constructor(ids: readonly string[], corrections: readonly Correction[], bitsOf?: (a: string, b: string) => number) {
    this.#bitsOf = bitsOf;
    for (const id of ids) this.#groupOf.set(id, [id]);
    const usable = corrections.filter(({ a, b }) => this.has(a) && this.has(b) && a !== b);
    for (const { a, b, judgement } of usable) if (judgement === 'different') this.#keepApart(a, b);
    // Where people contradict each other, keeping apart is the safer of the two.
    for (const { a, b, judgement } of usable) if (judgement === 'same' && !this.#mustStayApart(a, b)) this.#join(a, b);
  }

  has(id: string): boolean {
    return this.#groupOf.has(id);
  }

  /** Keeps two records out of one group, unless a person has joined them. */
  tellApart(a: string, b: string): void {
    if (this.has(a) && this.has(b) && this.#groupOf.get(a) !== this.#groupOf.get(b)) this.#keepApart(a, b);
  }

  learn({ a, b, bits }: ScoredPair): void {
    const say = Math.max(MIN_SAY, Math.min(MAX_SAY, bits));
    this.#saysOf(a).set(b, say);
    this.#saysOf(b).set(a, say);
  }

  /** Joins the groups of two records if their pairs speak for it. True when nothing is left to do for this link. */
  tryJoin(a: string, b: string): boolean {
    if (this.#groupOf.get(a) === this.#groupOf.get(b)) return true;
    if (this.#mustStayApart(a, b)) return true;
    if (this.#supportFor(a, b) <= 0) return false;
    this.#join(a, b);
    return true;
  }

  list(ids: readonly string[]): string[][] {
    const done = new Set<string[]>();
    const place = new Map(ids.map((id, index) => [id, index]));
    for (const id of ids) done.add(this.#groupOf.get(id) ?? []);
    return [...done].map((group) => [...group].sort((x, y) => (place.get(x) ?? 0) - (place.get(y) ?? 0)));
  }

  #supportFor(a: string, b: string): number {
    const groupA = someOf(this.#groupOf.get(a) ?? []);
    const groupB = someOf(this.#groupOf.get(b) ?? []);
    let sum = 0;
    for (const one of groupA) {
      const says = this.#says.get(one);
      for (const other of groupB) sum += says?.get(other) ?? this.#ask(one, other);
    }
    return sum;
  }

  #ask(a: string, b: string): number {
    const bits = this.#bitsOf?.(a, b) ?? UNKNOWN_SAY;
    const say = Math.max(MIN_SAY, Math.min(MAX_SAY, bits));
    if (this.#bitsOf) this.learn({ a, b, bits });
    return say;
  }

  #saysOf(id: string): Map<string, number> {
    let says = this.#says.get(id);
    if (!says) this.#says.set(id, (says = new Map<string, number>()));
    return says;
  }

  #keepApart(a: string, b: string): void {
    this.#apart.set(a, (this.#apart.get(a) ?? new Set()).add(b));
    this.#apart.set(b, (this.#apart.get(b) ?? new Set()).add(a));
  }

  #mustStayApart(a: string, b: string): boolean {
    const groupB = this.#groupOf.get(b) ?? [];
    return (this.#groupOf.get(a) ?? []).some((one) => {
      const apart = this.#apart.get(one);
      return apart !== undefined && groupB.some((other) => apart.has(other));
    });
  }

  #join(a: string, b: string): void {
    const groupA = this.#groupOf.get(a) ?? [];
    const groupB = this.#groupOf.get(b) ?? [];
    if (groupA === groupB) return;
    for (const id of groupB) {
      groupA.push(id);
      this.#groupOf.set(id, groupA);
    }
  }
}

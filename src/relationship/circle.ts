/** Everybody a person is in contact with, strongest first. Strengths are in the log domain, so time does not age them. */
export interface Circle {
  readonly others: Int32Array;
  readonly pairs: Int32Array;
  readonly logStrengths: Float64Array;
}

/** Puts a circle in order; of equals the one that was seen first comes first. */
export function toCircle(members: { other: number; pair: number; logStrength: number }[]): Circle {
  members.sort((one, next) => next.logStrength - one.logStrength || one.other - next.other);
  return {
    others: Int32Array.from(members, ({ other }) => other),
    pairs: Int32Array.from(members, ({ pair }) => pair),
    logStrengths: Float64Array.from(members, ({ logStrength }) => logStrength),
  };
}

/**
 * How much the circles of two people are the same, from 0 to 1: over everybody else, the sum of the weaker tie divided by
 * the sum of the stronger (Ruzicka's similarity). The overlap of Onnela et al. ("Structure and tie strengths in mobile
 * communication networks", PNAS 104, 2007) with the strengths of ties in place of their number.
 */
export class CircleOverlap {
  readonly #strengthTo = new Map<number, number>();
  readonly #total: number = 0;
  readonly #one: number;
  readonly #logScale: number;

  /** @param logScale taken off all strengths, so that they stay in the range of a double; it has no effect on the answer */
  constructor(one: number, circle: Circle, logScale: number) {
    this.#one = one;
    this.#logScale = logScale;
    for (const [index, other] of circle.others.entries()) {
      const strength = this.#strength(circle, index);
      this.#strengthTo.set(other, strength);
      this.#total += strength;
    }
  }

  with(other: number, circle: Circle): number {
    let total = 0;
    let shared = 0;
    for (let index = 0; index < circle.others.length; index += 1) {
      const third = circle.others[index] ?? 0;
      if (third === this.#one) continue;
      const strength = this.#strength(circle, index);
      total += strength;
      shared += Math.min(strength, this.#strengthTo.get(third) ?? 0);
    }
    const all = total + this.#total - (this.#strengthTo.get(other) ?? 0) - shared;
    return all > 0 ? Math.min(1, shared / all) : 0;
  }

  #strength(circle: Circle, index: number): number {
    return Math.exp((circle.logStrengths[index] ?? 0) - this.#logScale);
  }
}

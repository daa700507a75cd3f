import type { Circle } from './circle.ts';

/** How somebody who does not know a person comes near to them. */
export interface Nearness {
  readonly other: number;
  readonly closeness: number;
  /** Somebody both are in contact with: the one who carries most of it. Absent where the way is longer. */
  readonly through?: number;
}

/** A circle can be as large as the org; who is near is decided by the strongest in it. */
const MOST_NEIGHBOURS = 50;

/** Whose contacts are followed one step further. */
const MOST_STEPPING_STONES = 100;

/** What a way that is one step longer counts (the attenuation of Katz, Psychometrika 18, 1953). */
const LONGER_WAY = 0.1;

/** The circles that are asked for, and the moment for which strengths are meant, in the log domain. */
export interface Surroundings {
  readonly logScale: number;
  circleOf(person: number): Circle;
}

/**
 * The people who share contacts with a person: for each shared neighbour, the product of the two damped strengths, less
 * for neighbours who know everybody (Adamic & Adar, "Friends and neighbors on the Web", Social Networks 25, 2003). From
 * the nearest of them it goes one step further, which reaches those who share nobody yet. Unordered; people who know the
 * person are among them.
 */
export function findNearest(person: number, surroundings: Surroundings): Nearness[] {
  const strongestWay = new Map<number, { through: number; share: number }>();
  const closeness = new Map<number, number>();
  const own = surroundings.circleOf(person);
  follow(own, surroundings, (through, tie) => {
    const circle = surroundings.circleOf(through);
    const share = tie / Math.log(2 + circle.others.length);
    follow(circle, surroundings, (other, theirs) => {
      closeness.set(other, (closeness.get(other) ?? 0) + share * theirs);
      const way = strongestWay.get(other);
      if (way === undefined || way.share < share * theirs) strongestWay.set(other, { through, share: share * theirs });
    });
  });
  closeness.delete(person);
  stepFurther(closeness, surroundings);
  closeness.delete(person);
  return [...closeness].map(([other, sum]) => {
    const through = strongestWay.get(other)?.through;
    return { other, closeness: sum, ...(through === undefined ? {} : { through }) };
  });
}

function stepFurther(closeness: Map<number, number>, surroundings: Surroundings): void {
  const stones = [...closeness]
    .sort(([one, sum], [other, otherSum]) => otherSum - sum || one - other)
    .slice(0, MOST_STEPPING_STONES);
  for (const [stone, sum] of stones) {
    const circle = surroundings.circleOf(stone);
    const share = (LONGER_WAY * sum) / Math.log(2 + circle.others.length);
    follow(circle, surroundings, (other, theirs) => {
      closeness.set(other, (closeness.get(other) ?? 0) + share * theirs);
    });
  }
}

/** Visits the strongest of a circle with their damped strength: the hundredth contact tells less than the first. */
function follow(circle: Circle, { logScale }: Surroundings, visit: (other: number, damped: number) => void): void {
  const count = Math.min(MOST_NEIGHBOURS, circle.others.length);
  for (let index = 0; index < count; index += 1) {
    visit(circle.others[index] ?? 0, Math.log1p(Math.exp((circle.logStrengths[index] ?? 0) - logScale)));
  }
}

/** A smooth function: fills `gradient` and returns the value. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

const MEMORY = 8;
const SUFFICIENT_DECREASE = 1e-4;
const LEAST_PROGRESS = 1e-7;

interface Step {
  readonly moved: Float64Array;
  readonly turned: Float64Array;
  readonly curvature: number;
}

/**
 * Finds the minimum of a convex function by limited-memory BFGS (Nocedal 1980) with backtracking. No chance is
 * involved: the same function gives the same answer.
 */
export function minimise(objective: Objective, start: Float64Array, iterations = 200): Float64Array {
  let point = start;
  let gradient = new Float64Array(start.length);
  let value = objective(point, gradient);
  const steps: Step[] = [];
  for (let round = 0; round < iterations; round++) {
    const direction = descend(gradient, steps);
    const slope = dot(direction, gradient);
    if (slope >= 0) break;
    const nextGradient = new Float64Array(start.length);
    let length = steps.length === 0 ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
    let next = move(point, direction, length);
    let nextValue = objective(next, nextGradient);
    while (nextValue > value + SUFFICIENT_DECREASE * length * slope && length > 1e-10) {
      length /= 2;
      next = move(point, direction, length);
      nextValue = objective(next, nextGradient);
    }
    const progress = value - nextValue;
    if (progress <= 0) break;
    remember(steps, move(next, point, -1), move(nextGradient, gradient, -1));
    point = next;
    gradient = nextGradient;
    value = nextValue;
    if (progress < LEAST_PROGRESS * Math.max(1, Math.abs(value))) break;
  }
  return point;
}

function remember(steps: Step[], moved: Float64Array, turned: Float64Array): void {
  const curvature = dot(moved, turned);
  if (curvature <= 1e-12) return;
  steps.push({ moved, turned, curvature });
  if (steps.length > MEMORY) steps.shift();
}

/** The two-loop recursion: the gradient, bent by the curvature seen in the last steps. */
function descend(gradient: Float64Array, steps: readonly Step[]): Float64Array {
  let direction = Float64Array.from(gradient, (slope) => -slope);
  const shares: number[] = [];
  for (const step of steps.toReversed()) {
    const share = dot(step.moved, direction) / step.curvature;
    shares.push(share);
    direction = move(direction, step.turned, -share);
  }
  const last = steps.at(-1);
  if (last !== undefined) {
    const scale = last.curvature / dot(last.turned, last.turned);
    direction = direction.map((slope) => slope * scale);
  }
  for (const step of steps) {
    const share = (shares.pop() ?? 0) - dot(step.turned, direction) / step.curvature;
    direction = move(direction, step.moved, share);
  }
  return direction;
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}

function move(from: Float64Array, direction: Float64Array, length: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(from, (value, at) => value + length * (direction[at] ?? 0));
}

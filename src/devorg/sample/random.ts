/** Repeatable chance: the same parts give the same draws, on every machine. */
export interface Random {
  /** At least 0, less than 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** A number from `low` up to `high`. */
  real(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** An index of `weights`, each as likely as its weight. */
  weighted(weights: readonly number[]): number;
  /** Exponentially distributed around this mean. */
  exponential(mean: number): number;
  /** Normally distributed, mean 0, deviation 1. */
  normal(): number;
}

const FNV_PRIME = 16777619;

/** FNV-1a over the parts; numbers count with all their bits. */
export function hash(...parts: readonly (string | number)[]): number {
  let value = 2166136261;
  for (const part of parts) {
    if (typeof part === 'number') {
      value = Math.imul(value ^ (part & 0xffff), FNV_PRIME);
      value = Math.imul(value ^ (part >>> 16), FNV_PRIME);
    } else {
      for (let at = 0; at < part.length; at++) value = Math.imul(value ^ part.charCodeAt(at), FNV_PRIME);
    }
    value = Math.imul(value ^ 0x5bd1, FNV_PRIME);
  }
  return (value ^ (value >>> 15)) >>> 0;
}

/** `mulberry32`: 32 bits of state are enough, since each customer gets a stream of its own. */
function stream(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function weightedIndex(weights: readonly number[], point: number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = point * total;
  for (const [index, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return index;
  }
  return weights.length - 1;
}

/** Opens the stream of draws that belongs to these parts. */
export function randomFor(...parts: readonly (string | number)[]): Random {
  const next = stream(hash(...parts));
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    real: (low, high) => low + next() * (high - low),
    chance: (probability) => next() < probability,
    pick: (list) => {
      const picked = list[Math.floor(next() * list.length)];
      if (picked === undefined) throw new RangeError('nothing to pick from');
      return picked;
    },
    weighted: (weights) => weightedIndex(weights, next()),
    exponential: (mean) => -mean * Math.log(1 - next()),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}

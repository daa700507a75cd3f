/**
 * Strengths that keep their value while time passes.
 *
 * The strength at time t is the sum over all facts of weight × 2^(−age / half-life). Recomputing it every night for everybody
 * would cost as much as the org is large. But all facts share one half-life, so the sum is a constant times 2^(−t / half-life):
 * we keep the logarithm of the constant (a plain sum would overflow: 2^(50 years / 90 days) has 61 digits), compare
 * constants instead of strengths, and work out in advance at which moment a strength falls below a band.
 * (Forward decay: Cormode et al., "Forward Decay: A Practical Time Decay Model for Streaming Systems", ICDE 2009.)
 */
const MS_PER_DAY = 86_400_000;

/** Natural logarithm per millisecond at which strengths fall. */
export function logRate(halfLifeDays: number): number {
  return Math.LN2 / (halfLifeDays * MS_PER_DAY);
}

/** The logarithm of a fact's constant: its weight, moved from the time it happened to the epoch 1970-01-01. */
export function logStrengthOf(weight: number, at: number, halfLifeDays: number): number {
  return Math.log(weight) + logRate(halfLifeDays) * at;
}

/** The logarithm of the sum of what the logarithms stand for, without leaving the range of a double. */
export function addLogStrengths(logStrengths: Iterable<number>): number {
  let largest = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (const value of logStrengths) {
    if (value === Number.NEGATIVE_INFINITY) continue;
    if (value <= largest) {
      sum += Math.exp(value - largest);
    } else {
      sum = sum * Math.exp(largest - value) + 1;
      largest = value;
    }
  }
  return sum === 0 ? Number.NEGATIVE_INFINITY : largest + Math.log(sum);
}

/** The strength at a time in milliseconds since 1970. */
export function strengthAt(logStrength: number, at: number, halfLifeDays: number): number {
  return Math.exp(logStrength - logRate(halfLifeDays) * at);
}

/** When the strength falls to this value, in milliseconds since 1970. */
export function fallsTo(value: number, logStrength: number, halfLifeDays: number): number {
  return (logStrength - Math.log(value)) / logRate(halfLifeDays);
}

import type { FactKind } from './fact.ts';
import type { CountStep, Reason } from './relationship.ts';

const MOST_REASONS = 3;

/** Counts cross between divisions in steps, so that nobody can be measured by them. */
export function countStep(count: number): CountStep {
  if (count <= 1) return 'once';
  if (count <= 4) return 'a few times';
  if (count <= 9) return 'several times';
  return 'many times';
}

/** `YYYY-MM` in UTC. */
export function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 7);
}

/** What is known of one kind of fact. */
export interface KindTally {
  readonly kind: FactKind;
  readonly count: number;
  /** Milliseconds since 1970. */
  readonly lastAt: number;
  /** In the log domain, see strength.ts. */
  readonly logStrength: number;
}

/** At most three reasons, the one that carries most first. */
export function toReasons(tallies: readonly KindTally[]): Reason[] {
  return [...tallies]
    .sort((one, other) => other.logStrength - one.logStrength || one.kind.localeCompare(other.kind))
    .slice(0, MOST_REASONS)
    .map(({ kind, count, lastAt }) => ({ kind, count: countStep(count), month: monthOf(lastAt) }));
}

import type { ActivityKind, Fact, FactKind } from './fact.ts';
import type { RelationshipPolicy } from './relationship.ts';

/** What a colleague and one counterpart (a contact, or the account where nobody is named) did on one day. */
export interface Occasion {
  /** Milliseconds since 1970 of the last fact of the day. */
  readonly at: number;
  readonly weight: number;
  /** All kinds that happened on that day. */
  readonly kinds: ReadonlySet<FactKind>;
}

export const MS_PER_DAY = 86_400_000;

/**
 * Contact comes in bursts (Barabási, "The origin of bursts and heavy tails in human dynamics", Nature 435, 2005): ten
 * mails in an hour are one conversation. So a day counts once, by its weightiest fact, and further facts of the day
 * add with the cube root of their number: ten mails weigh about as much as two days with one mail each.
 */
export const BURST_EXPONENT = 1 / 3;

const ACTIVITY_KINDS: ReadonlySet<FactKind> = new Set<ActivityKind>(['meeting', 'call', 'mail']);

export function isActivity(kind: FactKind): kind is ActivityKind {
  return ACTIVITY_KINDS.has(kind);
}

/**
 * The days on which a colleague and one counterpart were in contact or worked together, oldest first.
 * Mail makes a tie only where it went both ways between the two; a mail to many weighs its share of one.
 * @param facts of one colleague with one counterpart, nothing in the future
 */
export function occasionsOf(facts: readonly Fact[], policy: RelationshipPolicy): Occasion[] {
  const mailIsTwoWay = hasBothDirections(facts);
  const counted = facts.filter(({ kind }) => kind !== 'mail' || mailIsTwoWay);
  const byDay = Map.groupBy(counted, ({ at }) => Math.floor(at / MS_PER_DAY));
  return [...byDay.values()].map((day) => toOccasion(day, policy)).sort((one, other) => one.at - other.at);
}

function hasBothDirections(facts: readonly Fact[]): boolean {
  const directions = new Set(facts.filter(({ kind }) => kind === 'mail').map(({ direction }) => direction));
  return directions.has('in') && directions.has('out');
}

function toOccasion(day: readonly Fact[], policy: RelationshipPolicy): Occasion {
  const weights = day.map((fact) => policy.weights[fact.kind] / Math.max(1, fact.recipients ?? 1));
  const heaviest = Math.max(...weights);
  // Facts that weigh little beside the day's heaviest (a newsletter beside a meeting) do not make the day a busy one.
  const burst = weights.reduce((sum, weight) => sum + (heaviest === 0 ? 0 : weight / heaviest), 0);
  return {
    at: Math.max(...day.map(({ at }) => at)),
    weight: heaviest * burst ** BURST_EXPONENT,
    kinds: new Set(day.map(({ kind }) => kind)),
  };
}

import type { Candidate } from './handoff.ts';

/** What is known about somebody who could receive, from the CRM's own rows. */
export interface Signals {
  readonly userId: string;
  /** How well this person knows the customer now: 0 not at all, towards 1 the better. */
  readonly tie: number;
  readonly band: string | undefined;
  /** `YYYY-MM` of the last contact with the customer. */
  readonly lastMonth: string | undefined;
  readonly knowsContact: boolean;
  /** Owns an account row of this customer. */
  readonly isOwner: boolean;
  /** Hand-offs accepted between the giver and this person, either way. */
  readonly exchanges: number;
  /** Deals won in this need. */
  readonly wins: number;
  /** Of those, with customers that a colleague looks after: who is called in for this need. */
  readonly called: number;
  /** And of those, with customers around this one. */
  readonly calledHere: number;
  readonly lastWinMonth: string | undefined;
  /** Whether this person works where the customer is: 0 not at all to 1. */
  readonly near: number;
  /** Looks after some account, or has won something in this need. */
  readonly sells: boolean;
  /** Hand-offs that this person has open. */
  readonly open: number;
  readonly openCap: number;
}

/** How much each signal weighs; all signals lie between 0 and 1. */
export interface RouteWeights {
  readonly tie: number;
  readonly contact: number;
  readonly owner: number;
  readonly giver: number;
  readonly wins: number;
  readonly called: number;
  readonly calledHere: number;
  readonly near: number;
  readonly load: number;
}

/** Found on sample companies with other seeds than those that are measured; see docs/handoffs.md. */
export const ROUTE_WEIGHTS: RouteWeights = {
  tie: 1,
  contact: 0.1,
  owner: 0.2,
  giver: 0.1,
  wins: 0.1,
  called: 0.2,
  calledHere: 0.3,
  near: 0.5,
  load: 0.1,
};

/** Who sells nothing may be near all the same, which says less. */
const BYSTANDER = 0.25;

/**
 * Everybody who could receive, best first, each with a reason: whom nothing speaks for that could be said is not proposed.
 * Who has as much open as they want is out; so is, before this, who is away, inactive, without Baton or not named.
 */
export function route(people: readonly Signals[], weights: RouteWeights = ROUTE_WEIGHTS): readonly Candidate[] {
  const mostOf = (count: (person: Signals) => number): number => Math.max(1, ...people.map(count));
  const most = {
    wins: mostOf(({ wins }) => wins),
    called: mostOf(({ called }) => called),
    calledHere: mostOf(({ calledHere }) => calledHere),
  };
  return people
    .filter(({ open, openCap }) => open < openCap)
    .map((person) => ({ person, score: scoreOf(person, most, weights) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || (one.person.userId < other.person.userId ? -1 : 1))
    .map(({ person }) => ({ userId: person.userId, reasons: reasonsOf(person) }))
    .filter(({ reasons }) => reasons !== '');
}

type Counts = Pick<Signals, 'wins' | 'called' | 'calledHere'>;

function scoreOf(person: Signals, most: Counts, weights: RouteWeights): number {
  const share = (count: keyof Counts): number => Math.log1p(person[count]) / Math.log1p(most[count]);
  return (
    weights.tie * person.tie +
    weights.contact * Number(person.knowsContact) +
    weights.owner * Number(person.isOwner) +
    weights.giver * (1 - 1 / (1 + person.exchanges)) +
    weights.wins * share('wins') +
    weights.called * share('called') +
    weights.calledHere * share('calledHere') +
    weights.near * person.near * (person.sells ? 1 : BYSTANDER) -
    weights.load * Math.min(1, person.open / Math.max(1, person.openCap))
  );
}

const MOST_REASONS = 3;

/** `kind:count:month`, in the order of what weighs most; counts in steps, as wherever something crosses divisions. */
function reasonsOf(person: Signals): string {
  const reasons: string[] = [];
  if (person.band !== undefined) reasons.push(`knows:${person.band.toLowerCase()}:${person.lastMonth ?? ''}`);
  if (person.isOwner) reasons.push('owner::');
  if (person.knowsContact) reasons.push('contact::');
  if (person.wins > 0) reasons.push(`expert:${stepOf(person.wins)}:${person.lastWinMonth ?? ''}`);
  if (person.exchanges > 0) reasons.push(`giver:${stepOf(person.exchanges)}:`);
  if (person.near >= 0.5) reasons.push('place::');
  return reasons.slice(0, MOST_REASONS).join(';');
}

/** Counts as words: once, few (2–4), several (5–9), many. */
export function stepOf(count: number): string {
  if (count <= 1) return 'once';
  if (count <= 4) return 'few';
  return count <= 9 ? 'several' : 'many';
}

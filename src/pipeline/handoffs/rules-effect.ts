import { addWorkingHours, type Rules, type WorkingTime } from '../../handoff/index.ts';
import type { PolicyChoices } from '../../policy/index.ts';
import type { Database } from '../../store/database.ts';
import { countFull, type HandoffTimes, readHandoffTimes } from '../../store/tables/handoff-times.ts';
import { readDesks } from '../../store/tables/handoff-world.ts';
import { loadCalendar } from './calendar.ts';
import { handoffPolicy, rulesOf } from './rules.ts';

/** How hand-offs stand under some rules. */
export interface HandoffCounts {
  /** Were not decided, or wait for a decision, for longer than the rules give. */
  readonly undecided: number;
  /** Had no first contact within the time that the rules give after a yes. */
  readonly uncontacted: number;
  /** People who have as many open as they take. */
  readonly full: number;
}

export interface HandoffEffect {
  readonly now: HandoffCounts;
  readonly then: HandoffCounts;
  /** Hand-offs that were looked at. */
  readonly handoffs: number;
}

const DAY_MS = 86_400_000;
/** How far back one looks, in days, and at how many at most: the rest would say the same. */
const DAYS = 90;
const MOST_HANDOFFS = 5_000;

/** What other clocks and caps would have meant for the hand-offs of the last 90 days; nothing is written. */
export async function handoffEffect(
  database: Database,
  choices: { readonly now: PolicyChoices; readonly then: PolicyChoices },
  nowMs: number,
): Promise<HandoffEffect> {
  const times = await readHandoffTimes(database, nowMs - DAYS * DAY_MS, MOST_HANDOFFS);
  const desks = new Map((await readDesks(database)).map((desk) => [desk.id, desk]));
  const calendar = await loadCalendar(database);
  const count = async (chosen: PolicyChoices): Promise<HandoffCounts> => {
    const policy = handoffPolicy(chosen);
    const late = times.map((one) => {
      const desk = desks.get(one.divisionId);
      return latenessOf(one, rulesOf(desk, policy), calendar.hoursOf(desk?.businessHours ?? null), nowMs);
    });
    return {
      undecided: late.filter(({ isUndecided }) => isUndecided).length,
      uncontacted: late.filter(({ isUncontacted }) => isUncontacted).length,
      full: await countFull(database, policy.openHandoffsCap),
    };
  };
  return { now: await count(choices.now), then: await count(choices.then), handoffs: times.length };
}

function latenessOf(
  { state, assignedMs, decidedMs, contactMs }: HandoffTimes,
  { decideHours, contactHours }: Pick<Rules, 'decideHours' | 'contactHours'>,
  hours: WorkingTime,
  nowMs: number,
): { isUndecided: boolean; isUncontacted: boolean } {
  const decisionMs = decidedMs ?? (state === 'Offered' || state === 'Expired' ? nowMs : undefined);
  const firstMs = contactMs ?? (state === 'Accepted' ? nowMs : undefined);
  return {
    isUndecided: decisionMs !== undefined && decisionMs > addWorkingHours(hours, assignedMs, decideHours),
    isUncontacted:
      decidedMs !== null && firstMs !== undefined && firstMs > addWorkingHours(hours, decidedMs, contactHours),
  };
}

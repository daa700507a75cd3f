import { toIso, toMs } from './draft.ts';

/** An ask for an introduction, as far as it decides what happens. */
export interface Introduction {
  readonly id: string;
  readonly ownerId: string;
  readonly createdDate: string;
  readonly state: string;
  readonly answerBy?: string | null | undefined;
}

/** The same ask as one knower has it. */
export interface IntroductionRequest {
  readonly id: string;
  readonly ownerId: string;
  readonly state: string;
  readonly answer?: string | null | undefined;
}

/** Somebody who knows the customer. */
export interface Knower {
  readonly userId: string;
  readonly logStrength: number;
  /** Asks of the last 30 days. */
  readonly asked: number;
  readonly mostAsks: number;
}

const MOST_KNOWERS = 3;

/** Whom to ask: who knows the customer best, and nobody more often than they want. */
export function chooseKnowers(knowers: readonly Knower[]): readonly string[] {
  return knowers
    .filter(({ asked, mostAsks }) => asked < mostAsks)
    .sort((one, other) => other.logStrength - one.logStrength || (one.userId < other.userId ? -1 : 1))
    .slice(0, MOST_KNOWERS)
    .map(({ userId }) => userId);
}

export interface IntroductionStep {
  /** What to write on the introduction; empty: nothing. */
  readonly changes: Readonly<Record<string, string | null>>;
  /** True: the knowers are still to be asked. */
  readonly asks: boolean;
  /** The request whose yes is handed on. */
  readonly yes: IntroductionRequest | undefined;
  /** Requests with the state they should have. */
  readonly requests: readonly { readonly id: string; readonly state: string }[];
  readonly tells: 'connected' | 'nobody' | undefined;
  readonly dueMs: number | undefined;
}

/**
 * What happens to an ask next. Before its time is up only a yes changes it. When it is up it says "nobody", whether
 * nobody knew the customer, nobody answered or everybody said no: the same words, at the same moment.
 * @param answerMs when the time is up, for an ask that has no such moment yet
 */
export function settleIntroduction(
  introduction: Introduction,
  requests: readonly IntroductionRequest[],
  nowMs: number,
  answerMs: number,
): IntroductionStep {
  const nothing = { asks: false, yes: undefined, tells: undefined, dueMs: undefined };
  if (introduction.state !== 'Asked') return { ...nothing, changes: {}, requests: closing(requests) };
  const endMs = toMs(introduction.answerBy);
  const byMs = endMs ?? answerMs;
  const begun = endMs === undefined ? { answerBy: toIso(answerMs) } : {};
  const yes = requests.find(({ answer }) => answer === 'Yes');
  if (yes !== undefined) {
    const changes = { ...begun, state: 'Connected', knowerId: yes.ownerId, closedAt: toIso(nowMs) };
    return { ...nothing, changes, yes, requests: closing(requests), tells: 'connected' };
  }
  if (nowMs >= byMs) {
    const changes = { ...begun, state: 'Nobody', closedAt: toIso(byMs) };
    return { ...nothing, changes, requests: closing(requests), tells: 'nobody' };
  }
  return {
    ...nothing,
    changes: begun,
    asks: endMs === undefined && requests.length === 0,
    requests: answered(requests),
    dueMs: byMs,
  };
}

/** Nothing more is wanted of anybody. */
function closing(requests: readonly IntroductionRequest[]): IntroductionStep['requests'] {
  return [
    ...answered(requests),
    ...requests.filter(({ state, answer }) => state === 'Open' && !answer).map(({ id }) => ({ id, state: 'Over' })),
  ];
}

function answered(requests: readonly IntroductionRequest[]): IntroductionStep['requests'] {
  return requests
    .filter(({ state, answer }) => state === 'Open' && answer)
    .map(({ id }) => ({ id, state: 'Answered' }));
}

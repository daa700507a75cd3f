import { remembersUntil, type SuggestionStatus } from './answers.ts';

const DAY_MS = 86_400_000;

/** A suggestion as it stands in the CRM. */
export interface StandingSuggestion {
  readonly externalId: string;
  readonly accountId: string;
  readonly need: string;
  readonly status: SuggestionStatus;
  readonly createdMs: number;
  /** When it was answered; undefined while it is open. */
  readonly answeredMs: number | undefined;
  /** The end of its last day. */
  readonly expiresMs: number;
}

/** What is to become of a suggestion. */
export type Decision =
  /** It stands, with a place in the order; `isNew` where it did not stand open before. */
  | { readonly kind: 'open'; readonly need: string; readonly rank: number; readonly isNew: boolean }
  /** It is a memory: nothing about it changes. */
  | { readonly kind: 'keep'; readonly externalId: string; readonly untilMs: number }
  /** Time or a won deal answered it. */
  | { readonly kind: 'close'; readonly externalId: string; readonly status: 'Expired' | 'Has it' };

/** When a standing suggestion was answered, or ended. */
function endOf({ answeredMs, status, expiresMs, createdMs }: StandingSuggestion): number {
  return answeredMs ?? (status === 'Expired' ? expiresMs : createdMs);
}

function memoryOf(suggestion: StandingSuggestion, days: number, mostDays: number): number {
  const endMs = endOf(suggestion);
  return Math.min(remembersUntil(suggestion.status, endMs, days), endMs + mostDays * DAY_MS);
}

/**
 * Needs that are not to come up at a customer: answered on any of its accounts, and not forgotten yet.
 * @param mostDays no answer is remembered for longer
 */
export function answeredNeeds(
  standing: readonly StandingSuggestion[],
  nowMs: number,
  days: number,
  mostDays: number,
): ReadonlySet<string> {
  const remembered = standing.filter((one) => one.status !== 'Open' && memoryOf(one, days, mostDays) > nowMs);
  const overdue = standing.filter((one) => one.status === 'Open' && one.expiresMs <= nowMs);
  return new Set([...remembered, ...overdue].map(({ need }) => need));
}

export interface AccountQuestion {
  /** What stands on this account. */
  readonly standing: readonly StandingSuggestion[];
  /** What should be suggested on it, best first; nothing that is answered. */
  readonly wanted: readonly string[];
  /** When the customer bought what it has, by need. */
  readonly boughtMs: ReadonlyMap<string, number>;
  readonly nowMs: number;
  readonly days: number;
  /** No answer is remembered for longer. */
  readonly mostDays: number;
}

/** What becomes of the suggestions of one account. What is not decided on goes. */
export function decideSuggestions({ standing, wanted, boughtMs, nowMs, days, mostDays }: AccountQuestion): Decision[] {
  const open = new Set(standing.filter(({ status }) => status === 'Open').map(({ need }) => need));
  const decisions = standing.flatMap((one): Decision[] => {
    if (one.status !== 'Open') {
      const untilMs = memoryOf(one, days, mostDays);
      return untilMs > nowMs ? [{ kind: 'keep', externalId: one.externalId, untilMs }] : [];
    }
    // Bought while it stood: worth remembering. Bought before: it should never have stood.
    const bought = boughtMs.get(one.need);
    if (bought !== undefined)
      return bought >= startOfDay(one.createdMs)
        ? [{ kind: 'close', externalId: one.externalId, status: 'Has it' }]
        : [];
    return one.expiresMs <= nowMs ? [{ kind: 'close', externalId: one.externalId, status: 'Expired' }] : [];
  });
  return [
    ...decisions,
    ...wanted.map((need, index) => ({ kind: 'open', need, rank: index + 1, isNew: !open.has(need) }) as const),
  ];
}

/** Deals close on days. */
function startOfDay(ms: number): number {
  return Math.floor(ms / DAY_MS) * DAY_MS;
}

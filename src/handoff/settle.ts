import { type Changes, Draft, isEmpty, toIso, toMs } from './draft.ts';
import type { Handoff, World } from './handoff.ts';
import type { NoticeEntry } from './notices.ts';
import { settleOffer } from './settle-offer.ts';
import { settleWork } from './settle-work.ts';
import { isClosed, type State } from './states.ts';

/** Who may open the hand-off beside the giver. */
export interface Access {
  readonly userOrGroupIds: readonly string[];
}

/** A hand-off that goes on as a new one, in the name of the giver. */
export interface Successor {
  readonly toDivisionId: string;
  /** Asked again: whoever answered the question of a decline. Undefined: routed anew. */
  readonly receiverId?: string | undefined;
}

/** Something an admin must mend. */
export type Trouble = 'no receiver' | 'no intake' | 'not our offer';

export interface Settled {
  readonly changes: Changes;
  readonly access: Access;
  readonly notices: readonly NoticeEntry[];
  readonly successor: Successor | undefined;
  readonly trouble: Trouble | undefined;
  /** When to look again though nothing changed, milliseconds since 1970. */
  readonly dueMs: number | undefined;
}

const DAY_MS = 86_400_000;
const AGAIN_AFTER_DAYS = 90;

const OUTCOMES: Partial<Readonly<Record<State, string>>> = {
  Won: 'Won',
  Lost: 'Lost',
  Declined: 'Not taken',
  Returned: 'Returned',
  Expired: 'Nobody took it',
  Withdrawn: 'Withdrawn',
};

/**
 * What should stand on a hand-off now, who should see it, whom to tell, and what follows. Asked again with what it
 * answered, it changes nothing more.
 */
export function settle(handoff: Handoff, world: World): Settled {
  const draft = new Draft(handoff);
  begin(draft, world);
  let trouble: Trouble | undefined;
  if (draft.now.state === 'Offered') trouble = settleOffer(draft, world);
  if (draft.now.state !== 'Offered') settleWork(draft, world);
  if (isClosed(draft.now.state)) close(draft, world);
  const successor = successorOf(draft.now, world);
  return {
    changes: draft.changes(),
    access: { userOrGroupIds: accessOf(draft.now, world) },
    notices: draft.notices(),
    successor,
    trouble: trouble ?? (needMapIsWrong(draft.now) ? 'not our offer' : undefined),
    dueMs: dueOf(draft.now, world),
  };
}

/** What holds from the first moment: whose division gives, and the place in the chain. */
function begin(draft: Draft, world: World): void {
  if (isEmpty(draft.now.step)) draft.set({ step: (world.previousStep ?? 0) + 1 });
  if (isEmpty(draft.now.fromDivisionId) && world.giverDivisionId !== undefined) {
    draft.set({ fromDivisionId: world.giverDivisionId });
  }
  draft.stamp('offeredAt', Date.parse(draft.now.createdDate));
}

function close(draft: Draft, world: World): void {
  const { state } = draft.now;
  // Who lets it expire changes nothing: that is when the clock ran out.
  const closedMs = state === 'Expired' ? world.nowMs : Date.parse(draft.now.lastModified);
  draft.stamp('decidedAt', closedMs);
  draft.stamp('closedAt', closedMs);
  if (state === 'Won') draft.set({ amountClass: sizeOf(world) });
  draft.set({ outcome: OUTCOMES[state] ?? null, decideBy: null, contactBy: null, statusBy: null });
  tellOutcome(draft, world);
  if (state === 'Declined' && draft.now.declineReason === 'Bad timing') {
    const againMs = (toMs(draft.now.closedAt) ?? closedMs) + AGAIN_AFTER_DAYS * DAY_MS;
    draft.set({ againOn: toIso(againMs).slice(0, 10) });
  }
  // Who takes it back knows what became of it.
  if (state === 'Withdrawn') draft.set({ giverToldAt: draft.now.closedAt });
}

function sizeOf({ deals, rules }: Pick<World, 'deals' | 'rules'>): string | null {
  return rules.tellsAmountClass ? (deals.find(({ isWon }) => isWon)?.amountClass ?? null) : null;
}

const KIND_OF_OUTCOME = {
  Won: 'won',
  Lost: 'lost',
  Declined: 'declined',
  Returned: 'returned',
  Expired: 'expired',
} as const;

function tellOutcome(draft: Draft, world: World): void {
  const { state } = draft.now;
  if (state in KIND_OF_OUTCOME) draft.tell(KIND_OF_OUTCOME[state as keyof typeof KIND_OF_OUTCOME], 1, world.nowMs);
}

/** The giver always; beside them whoever has it. What is over without an order is seen by the giver alone. */
function accessOf(handoff: Handoff, world: World): readonly string[] {
  const { state, receiverId, isWithIntake } = handoff;
  if (isClosed(state) && state !== 'Won' && state !== 'Lost') return [];
  const intake = isWithIntake ? (world.intake?.userId ?? world.intake?.groupId) : undefined;
  const receiver = isWithIntake && state === 'Offered' ? undefined : receiverId;
  const ids = [receiver, intake].filter((id) => !isEmpty(id)) as string[];
  return ids.filter((id, index) => id !== handoff.ownerId && ids.indexOf(id) === index);
}

/** Reasons on the receiver's side that another receiver mends. */
const PASSED_ON: readonly string[] = ['No capacity', 'Wrong region'];

/** After so many the giver decides: nobody there wants it. */
const LONGEST_CHAIN = 5;

/**
 * What comes after a decline, a return or a lapse: to the division that was named; to somebody else in the same one;
 * back to who asked, once the giver has answered. Otherwise the giver decides.
 */
function successorOf(handoff: Handoff, world: World): Successor | undefined {
  const { passOnToId, toDivisionId } = handoff;
  if (!mayGoOn(handoff, world)) return undefined;
  if (!isEmpty(passOnToId) && passOnToId !== toDivisionId) return { toDivisionId: passOnToId };
  if (isEmpty(toDivisionId)) return undefined;
  if (handoff.declineReason === 'Unclear') return answered(handoff, world);
  return isForSomebodyElse(handoff) ? { toDivisionId } : undefined;
}

function mayGoOn({ state, step }: Handoff, { hasNext }: World): boolean {
  return (state === 'Declined' || state === 'Returned') && !hasNext && (step ?? 1) < LONGEST_CHAIN;
}

/** Baton returns what the receiver can not work on any more, and gives no reason. */
function isForSomebodyElse({ state, declineReason }: Handoff): boolean {
  return isEmpty(declineReason) ? state === 'Returned' : PASSED_ON.includes(declineReason);
}

function answered(handoff: Handoff, world: World): Successor | undefined {
  const closedMs = toMs(handoff.closedAt) ?? 0;
  const hasAnswer = world.words.some(
    ({ authorId, createdMs }) => authorId === handoff.ownerId && createdMs >= closedMs,
  );
  if (!hasAnswer || isEmpty(handoff.toDivisionId) || isEmpty(handoff.receiverId)) return undefined;
  return { toDivisionId: handoff.toDivisionId, receiverId: handoff.receiverId };
}

function needMapIsWrong({ state, declineReason }: Handoff): boolean {
  return state === 'Declined' && declineReason === 'Not our offer';
}

/** The next clock, with the grace after it; the rounds look at everything open anyway. */
function dueOf({ state, decideBy, contactBy, statusBy }: Handoff, world: World): number | undefined {
  const by = { Offered: decideBy, Accepted: contactBy, 'In contact': statusBy, Converted: statusBy }[state as string];
  const clockMs = toMs(by);
  if (clockMs === undefined) return undefined;
  return clockMs > world.nowMs ? clockMs : world.addHours(clockMs, world.rules.graceHours);
}

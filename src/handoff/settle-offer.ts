import { type Draft, isEmpty, toIso, toMs } from './draft.ts';
import type { World } from './handoff.ts';

/**
 * An offer: somebody has it, present and allowed, and a clock runs. First whom the giver named, else the best, else the
 * intake, else whoever of the division has room. Late: one reminder, then the intake; where that lapses too, it expires.
 * @returns trouble for the admin where nobody can have it, or only for want of an intake this one.
 */
export function settleOffer(draft: Draft, world: World): 'no receiver' | 'no intake' | undefined {
  if (isEmpty(draft.now.assignment)) assignFirst(draft, world);
  else if (draft.now.isWithIntake) settleIntake(draft, world);
  else if (world.receiver !== undefined && world.receiver !== 'fine') toIntake(draft, world);
  runClock(draft, world);
  if (draft.now.state !== 'Offered' || world.intake !== undefined) return undefined;
  if (draft.now.isWithIntake) return 'no receiver';
  return world.standIn !== undefined && draft.now.receiverId === world.standIn ? 'no intake' : undefined;
}

function assignFirst(draft: Draft, world: World): void {
  const { receiverId } = draft.now;
  if (!isEmpty(receiverId)) {
    if (world.receiver === 'fine') {
      const reasons = world.candidates.find(({ userId }) => userId === receiverId)?.reasons;
      assign(draft, world, receiverId, reasons);
      draft.set({ verification: 'Confirmed' });
      return;
    }
    rerouted(draft, world);
  }
  const best = world.candidates[0];
  if (best === undefined) toIntake(draft, world);
  else assign(draft, world, best.userId, best.reasons);
}

export function rerouted(draft: Draft, { receiver }: World): void {
  const reason = receiver === 'not in division' ? 'Not in this division' : 'Not available';
  draft.set({ verification: 'Rerouted', verificationReason: reason });
}

export function assign(draft: Draft, world: World, receiverId: string, reasons: string | undefined): void {
  draft.set({ receiverId, receiverReasons: reasons ?? null, isWithIntake: false, intakeId: null });
  restart(draft, world);
  draft.tell('offered', draft.now.assignment ?? 1, world.nowMs);
}

/** Whoever gets it now has the whole time. */
function restart(draft: Draft, world: World): void {
  const { nowMs, rules } = world;
  draft.set({
    assignment: (draft.now.assignment ?? 0) + 1,
    assignedAt: toIso(nowMs),
    decideBy: toIso(world.addHours(nowMs, rules.decideHours)),
  });
}

/** Without an intake somebody stands in; without anybody it waits there all the same, under the same clock. */
function toIntake(draft: Draft, world: World): void {
  if (world.intake === undefined && world.standIn !== undefined) {
    assign(draft, world, world.standIn, undefined);
    return;
  }
  draft.set({ receiverId: null, receiverReasons: null, isWithIntake: true, intakeId: world.intake?.userId ?? null });
  restart(draft, world);
  if (world.intake !== undefined) draft.tell('intake', draft.now.assignment ?? 1, world.nowMs);
}

/** The intake has it: it may have named somebody, or be somebody else by now. */
function settleIntake(draft: Draft, world: World): void {
  const { receiverId, intakeId } = draft.now;
  if (!isEmpty(receiverId)) {
    if (world.receiver === 'fine') {
      assign(draft, world, receiverId, undefined);
      return;
    }
    rerouted(draft, world);
    draft.set({ receiverId: null });
  }
  const wanted = world.intake?.userId;
  const isNew = (intakeId ?? undefined) !== wanted || !draft.wasTold('intake', draft.now.assignment ?? 1);
  if (world.intake === undefined ? world.standIn !== undefined : isNew) toIntake(draft, world);
}

function runClock(draft: Draft, world: World): void {
  const number = draft.now.assignment ?? 1;
  waitForAnswer(draft, world);
  const byMs = toMs(draft.now.decideBy);
  if (byMs === undefined || world.nowMs < byMs) return;
  const hasSomebody = !draft.now.isWithIntake || world.intake !== undefined;
  if (hasSomebody) draft.tell('decide', number, world.nowMs);
  if (world.nowMs < world.addHours(byMs, world.rules.graceHours)) return;
  const isLast = draft.now.isWithIntake || world.intake === undefined || world.intake.userId === draft.now.receiverId;
  if (isLast) draft.set({ state: 'Expired', isWithIntake: false });
  else toIntake(draft, world);
}

/** One question of the receiver stops the clock: for as long as two decisions take, or until the answer and once more. */
function waitForAnswer(draft: Draft, world: World): void {
  const { ownerId, receiverId, intakeId } = draft.now;
  const since = wholeSeconds(toMs(draft.now.assignedAt) ?? 0);
  // Times are whole seconds: within the one of the assignment, a question of whoever had it before is not of now.
  const isOfNow = (authorId: string, createdMs: number): boolean => {
    const later = wholeSeconds(createdMs) - since;
    return later > 0 || (later === 0 && (authorId === receiverId || authorId === intakeId));
  };
  const question = world.words.find(
    ({ kind, authorId, createdMs }) => kind === 'Question' && authorId !== ownerId && isOfNow(authorId, createdMs),
  );
  if (question === undefined) return;
  draft.tell('question', draft.now.assignment ?? 1, world.nowMs);
  const answer = world.words.find(
    ({ authorId, createdMs }) => authorId === draft.now.ownerId && createdMs >= question.createdMs,
  );
  const { decideHours } = world.rules;
  const untilMs =
    answer === undefined
      ? world.addHours(question.createdMs, 2 * decideHours)
      : world.addHours(answer.createdMs, decideHours);
  if (answer !== undefined) draft.tell('answer', draft.now.assignment ?? 1, world.nowMs);
  if (untilMs > (toMs(draft.now.decideBy) ?? 0)) draft.set({ decideBy: toIso(untilMs) });
}

function wholeSeconds(ms: number): number {
  return Math.floor(ms / 1000);
}

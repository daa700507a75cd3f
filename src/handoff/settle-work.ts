import { type Draft, isEmpty, toIso, toMs } from './draft.ts';
import type { Deal, World } from './handoff.ts';
import { assign, rerouted } from './settle-offer.ts';

const DAY_MS = 86_400_000;

/** Working hours to answer how it goes before the intake looks after it: a week. */
const STATUS_HOURS = 40;

/** What happens after the decision, as far as the CRM tells: contact, deal, end; and the clocks of who works on it. */
export function settleWork(draft: Draft, world: World): void {
  if (draft.now.state === 'Accepted') begun(draft, world);
  if (draft.now.state === 'Accepted') settleAccepted(draft, world);
  if (draft.now.state === 'In contact') settleContact(draft, world);
  if (draft.now.state === 'Converted') settleConverted(draft, world);
  if (draft.now.state === 'In contact' || draft.now.state === 'Converted') settleStatus(draft, world);
  wasAccepted(draft, world);
}

/** Accepted for the first time: the giver hears it, and the next clock starts. */
function begun(draft: Draft, world: World): void {
  const { rules, nowMs } = world;
  draft.stamp('decidedAt', Date.parse(draft.now.lastModified));
  const decidedMs = toMs(draft.now.decidedAt) ?? nowMs;
  if (isEmpty(draft.now.contactBy)) draft.set({ contactBy: toIso(world.addHours(decidedMs, rules.contactHours)) });
  draft.set({ decideBy: null, isWithIntake: false, intakeId: null });
}

/** However far it has come between two looks, the giver hears of the acceptance too. */
function wasAccepted(draft: Draft, world: World): void {
  const past = ['Accepted', 'In contact', 'Converted', 'Won', 'Lost'].includes(draft.now.state);
  if (!past) return;
  draft.stamp('decidedAt', Date.parse(draft.now.lastModified));
  if (['Accepted', 'In contact', 'Converted'].includes(draft.now.state)) draft.tell('accepted', 1, world.nowMs);
}

function settleAccepted(draft: Draft, world: World): void {
  const contactMs = world.firstActivityMs ?? world.deals[0]?.stampMs;
  if (contactMs !== undefined) {
    draft.set({ state: 'In contact' });
    draft.stamp('firstContactAt', Math.max(contactMs, toMs(draft.now.decidedAt) ?? contactMs));
    return;
  }
  if (world.receiver === 'not available') {
    giveBack(draft, world);
    return;
  }
  const byMs = toMs(draft.now.contactBy) ?? Number.POSITIVE_INFINITY;
  if (world.nowMs < byMs) return;
  draft.tell('contact', 1, world.nowMs);
  if (world.nowMs >= world.addHours(byMs, world.rules.graceHours)) giveBack(draft, world);
}

/** Nobody works on it: it comes back, and goes on as a new one. */
function giveBack(draft: Draft, world: World): void {
  draft.set({ state: 'Returned' });
  draft.stamp('closedAt', world.nowMs);
}

function settleContact(draft: Draft, world: World): void {
  draft.stamp('firstContactAt', Date.parse(draft.now.lastModified));
  draft.set({ contactBy: null });
  if (world.deals.length > 0) draft.set({ state: 'Converted' });
}

/** Won where any of its deals is; lost once all are closed. A deal that is still open keeps it open. */
function settleConverted(draft: Draft, { deals }: World): void {
  draft.set({ contactBy: null });
  const won = deals.find(({ isWon }) => isWon);
  if (won !== undefined) {
    draft.set({ state: 'Won' });
    draft.stamp('closedAt', won.stampMs);
  } else if (deals.length > 0 && deals.every(({ isClosed }) => isClosed)) {
    draft.set({ state: 'Lost' });
    draft.stamp('closedAt', Math.max(...deals.map(({ stampMs }) => stampMs)));
  }
}

/** The giver hears something at least every 30 days: from the CRM, from a click, or because somebody else is asked. */
function settleStatus(draft: Draft, world: World): void {
  const { rules, nowMs } = world;
  if (draft.now.isWithIntake) {
    takeFromIntake(draft, world);
    return;
  }
  noteStatus(draft, world);
  const heardMs = Math.max(
    toMs(draft.now.firstContactAt) ?? 0,
    toMs(draft.now.lastStatusAt) ?? 0,
    ...world.deals.map(newestOf),
  );
  const byMs = heardMs + rules.statusDays * DAY_MS;
  draft.set({ statusBy: toIso(byMs) });
  const number = Math.floor(heardMs / 1000);
  if (nowMs >= byMs) draft.tell('status', number, nowMs);
  const isLate = nowMs >= world.addHours(byMs, STATUS_HOURS);
  if (world.intake !== undefined && (isLate || world.receiver === 'not available')) lookAfter(draft, world, number);
}

function newestOf({ stampMs }: Deal): number {
  return stampMs;
}

function noteStatus(draft: Draft, world: World): void {
  const saidMs = lastSaid(draft, world);
  if (saidMs !== undefined && saidMs > (toMs(draft.now.lastStatusAt) ?? 0)) draft.set({ lastStatusAt: toIso(saidMs) });
}

/** The intake takes it over, once for each silence: it works on it itself, or names who shall. */
function lookAfter(draft: Draft, world: World, number: number): void {
  if (world.intake?.userId === draft.now.receiverId || draft.wasTold('intake', number)) return;
  draft.set({ receiverId: null, isWithIntake: true, intakeId: world.intake?.userId ?? null });
  draft.tell('intake', number, world.nowMs);
}

/** Whom the intake has named has it now, and the time for the next word begins anew. */
function takeFromIntake(draft: Draft, world: World): void {
  const { receiverId } = draft.now;
  if (isEmpty(receiverId)) return;
  if (world.receiver === 'fine') {
    assign(draft, world, receiverId, undefined);
    draft.set({ decideBy: null, lastStatusAt: toIso(world.nowMs) });
    return;
  }
  rerouted(draft, world);
  draft.set({ receiverId: null });
}

/** A message that says how it goes, or a status that was clicked since the last look. */
function lastSaid(draft: Draft, { words }: Pick<World, 'words'>): number | undefined {
  const spoken = words.filter(({ kind, authorId }) => kind === 'Status' && authorId !== draft.now.ownerId);
  const clicked = !isEmpty(draft.now.lastStatus) && isEmpty(draft.now.lastStatusAt);
  const times = spoken.map(({ createdMs }) => createdMs);
  if (clicked) times.push(Date.parse(draft.now.lastModified));
  return times.length === 0 ? undefined : Math.max(...times);
}

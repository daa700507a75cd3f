import {
  addWorkingHours,
  type Candidate,
  type Handoff,
  type Intake,
  localTime,
  settle,
  type Settled,
  type World,
} from '../../handoff/index.ts';
import { effectivePolicy, type Policy } from '../../policy/index.ts';
import type { Database } from '../../store/database.ts';
import { readPolicyChoices } from '../../store/tables/choices.ts';
import {
  type ChainRow,
  type DealRow,
  type DeskRow,
  type PersonRow,
  readChains,
  readDealsOf,
  readDesks,
  readFirstContacts,
  readPeopleOf,
  type RouteAsk,
} from '../../store/tables/handoff-world.ts';
import { type HandoffMessageRow, readHandoffRecords, readMessages } from '../../store/tables/handoffs.ts';
import { type Calendar, loadCalendar } from './calendar.ts';
import { findStandIn, type ProposeOptions, proposeReceivers } from './propose-receivers.ts';
import { type HandoffPolicy, handoffPolicy, rulesOf } from './rules.ts';
import { isPresent, standingOf } from './standing.ts';

/** A hand-off, and what should stand in the CRM about it. */
export interface Decision extends Settled {
  readonly handoff: Handoff;
}

/** A hand-off as the CRM gives it, which is what the store keeps. */
export type ReadHandoff = Omit<Handoff, 'state'> & { readonly state: string };

const DAY_MS = 86_400_000;

/**
 * Decides on hand-offs of the store. Ids that it does not know (introductions, deleted ones) are left out. Those that were
 * just read count as they were read: in the store another process may have put an older page over them meanwhile.
 */
export async function decideHandoffs(
  database: Database,
  ids: readonly string[],
  nowMs: number,
  defaults: Policy,
  justRead: readonly ReadHandoff[] = [],
): Promise<readonly Decision[]> {
  const read = new Map(justRead.map((handoff) => [handoff.id, handoff as Handoff]));
  const stored = await readHandoffRecords<Handoff>(database, ids);
  const handoffs = [...stored.values()].map((handoff) => read.get(handoff.id) ?? handoff);
  if (handoffs.length === 0) return [];
  const facts = await loadFacts(database, handoffs, nowMs, defaults);
  const decisions: Decision[] = [];
  for (const handoff of handoffs) {
    const world = await worldOf(database, handoff, facts);
    const settled = settle(handoff, world);
    decisions.push({ handoff, ...settled });
    // Many at once must not all go to who had least open before.
    const { receiverId } = settled.changes;
    if (typeof receiverId === 'string') facts.justGiven.set(receiverId, (facts.justGiven.get(receiverId) ?? 0) + 1);
  }
  return decisions;
}

interface Facts {
  readonly nowMs: number;
  readonly policy: Policy;
  readonly rules: HandoffPolicy;
  readonly calendar: Calendar;
  readonly desks: ReadonlyMap<string, DeskRow>;
  readonly people: ReadonlyMap<string, PersonRow>;
  readonly messages: ReadonlyMap<string, readonly HandoffMessageRow[]>;
  readonly deals: ReadonlyMap<string, readonly DealRow[]>;
  readonly contacts: ReadonlyMap<string, number>;
  readonly chains: ReadonlyMap<string, ChainRow>;
  readonly justGiven: Map<string, number>;
}

async function loadFacts(
  database: Database,
  handoffs: readonly Handoff[],
  nowMs: number,
  defaults: Policy,
): Promise<Facts> {
  const ids = handoffs.map(({ id }) => id);
  const choices = await readPolicyChoices(database);
  const desks = await readDesks(database);
  const userIds = new Set(
    [
      ...handoffs.flatMap(({ ownerId, receiverId, intakeId }) => [ownerId, receiverId, intakeId]),
      ...desks.map(({ intakeUserId }) => intakeUserId),
    ].filter((id): id is string => typeof id === 'string'),
  );
  const people = await readPeopleOf(database, [...userIds]);
  return {
    nowMs,
    policy: effectivePolicy(choices, defaults),
    rules: handoffPolicy(choices),
    calendar: await loadCalendar(database),
    desks: new Map(desks.map((desk) => [desk.id, desk])),
    people: new Map(people.map((person) => [person.id, person])),
    messages: Map.groupBy(await readMessages(database, ids), ({ handoffId }) => handoffId),
    deals: Map.groupBy(await readDealsOf(database, ids), ({ handoffId }) => handoffId),
    contacts: await readFirstContacts(database, handoffs.flatMap(toContactAsk), nowMs),
    chains: new Map((await readChains(database, ids)).map((chain) => [chain.id, chain])),
    justGiven: new Map(),
  };
}

/** Activities are dated by day, so that the day of acceptance counts from its beginning. */
function toContactAsk({ id, state, receiverId, accountId, decidedAt, lastModified }: Handoff): {
  handoffId: string;
  userId: string;
  accountId: string | null;
  fromMs: number;
}[] {
  if (state !== 'Accepted' || typeof receiverId !== 'string') return [];
  const acceptedMs = Date.parse(decidedAt ?? lastModified);
  const fromMs = Math.floor(acceptedMs / DAY_MS) * DAY_MS;
  return [{ handoffId: id, userId: receiverId, accountId: accountId ?? null, fromMs }];
}

async function worldOf(database: Database, handoff: Handoff, facts: Facts): Promise<World> {
  const { nowMs, calendar, people } = facts;
  const desk = facts.desks.get(handoff.toDivisionId ?? '');
  const hours = calendar.hoursOf(desk?.businessHours ?? null);
  const today = localTime(hours.timeZone, nowMs).day;
  const found = {
    intake: intakeOf(desk, facts, today),
    receiver: receiverOf(handoff, facts, today),
    candidates: await candidatesFor(database, handoff, facts, today),
  };
  return {
    ...found,
    standIn: needsStandIn(handoff, found) ? await standInFor(database, handoff, facts, today) : undefined,
    nowMs,
    addHours: (fromMs, count) => addWorkingHours(hours, fromMs, count),
    rules: rulesOf(desk, facts.rules),
    giverDivisionId: people.get(handoff.ownerId)?.divisionId ?? undefined,
    ...historyOf(handoff, facts),
  };
}

function receiverOf({ receiverId, toDivisionId }: Handoff, { people }: Facts, today: string): World['receiver'] {
  if (typeof receiverId !== 'string') return undefined;
  return standingOf(people.get(receiverId), toDivisionId ?? undefined, today);
}

/** What has happened around it so far. */
function historyOf(
  handoff: Handoff,
  { deals, contacts, messages, chains }: Facts,
): Pick<World, 'deals' | 'firstActivityMs' | 'words' | 'previousStep' | 'hasNext'> {
  const chain = chains.get(handoff.id);
  return {
    deals: (deals.get(handoff.id) ?? []).filter((deal) => isReceivers(deal, handoff)),
    firstActivityMs: contacts.get(handoff.id),
    words: messages.get(handoff.id) ?? [],
    previousStep: chain?.previousStep ?? undefined,
    hasNext: chain?.hasNext ?? false,
  };
}

/** A deal counts where the receiver owns it, or a colleague of the same division took it over. */
function isReceivers(deal: DealRow, { receiverId, toDivisionId }: Handoff): boolean {
  return deal.ownerId === receiverId || (deal.ownerDivisionId !== null && deal.ownerDivisionId === toDivisionId);
}

function intakeOf(desk: DeskRow | undefined, { people, calendar }: Facts, today: string): Intake | undefined {
  const userId = desk?.intakeUserId ?? undefined;
  if (userId !== undefined && isPresent(people.get(userId), today)) return { userId };
  const groupId = calendar.groupOf(desk?.intakeGroup ?? null);
  return groupId === undefined ? undefined : { groupId };
}

/** Only what is offered and has no receiver yet needs any; looking for them is the dearest part. */
async function candidatesFor(
  database: Database,
  handoff: Handoff,
  facts: Facts,
  today: string,
): Promise<readonly Candidate[]> {
  const ask = askOf(handoff);
  if (!isUnassigned(handoff) || ask === undefined) return [];
  return proposeReceivers(database, ask, optionsOf(handoff, facts, today));
}

/** Offered, and neither a receiver nor an intake can have it. */
function needsStandIn(
  handoff: Handoff,
  { intake, receiver, candidates }: Pick<World, 'intake' | 'receiver' | 'candidates'>,
): boolean {
  return handoff.state === 'Offered' && intake === undefined && receiver !== 'fine' && candidates.length === 0;
}

async function standInFor(
  database: Database,
  handoff: Handoff,
  facts: Facts,
  today: string,
): Promise<string | undefined> {
  const ask = askOf(handoff);
  return ask === undefined ? undefined : findStandIn(database, ask, optionsOf(handoff, facts, today));
}

function askOf({ ownerId: giverId, toDivisionId, ...handoff }: Handoff): RouteAsk | undefined {
  return typeof toDivisionId === 'string' ? { giverId, divisionId: toDivisionId, ...placeOf(handoff) } : undefined;
}

function optionsOf({ id }: Handoff, { nowMs, policy, rules, chains, justGiven }: Facts, today: string): ProposeOptions {
  const formerIds = chains.get(id)?.formerIds ?? [];
  return { policy, nowMs, openCap: rules.openHandoffsCap, today, formerIds, justGiven };
}

function isUnassigned({ state, assignment }: Handoff): boolean {
  return state === 'Offered' && (assignment === undefined || assignment === null);
}

function placeOf({ accountId, contactId, needId, city }: Partial<Handoff>): Omit<RouteAsk, 'giverId' | 'divisionId'> {
  return { accountId: accountId ?? null, contactId: contactId ?? null, needId: needId ?? null, city: city ?? null };
}

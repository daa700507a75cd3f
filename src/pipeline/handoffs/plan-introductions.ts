import {
  addWorkingHours,
  chooseKnowers,
  type Introduction,
  type IntroductionRequest,
  type IntroductionStep,
  localTime,
  type NoticeEntry,
  parseNotices,
  settleIntroduction,
} from '../../handoff/index.ts';
import type { Database } from '../../store/database.ts';
import { readPolicyChoices } from '../../store/tables/choices.ts';
import { readPeopleOf } from '../../store/tables/handoff-world.ts';
import {
  type KnowerRow,
  readIntroductionRequests,
  readIntroductions,
  readKnowers,
} from '../../store/tables/introductions.ts';
import { loadCalendar } from './calendar.ts';
import { handoffPolicy } from './rules.ts';

interface Ask extends Introduction {
  readonly accountId?: string | null;
  readonly wantedDivisionId?: string | null;
  readonly notices?: string | null;
}

interface Request extends IntroductionRequest {
  readonly notices?: string | null;
}

/** What shall happen to one ask for an introduction. */
export interface IntroductionPlan extends IntroductionStep {
  readonly id: string;
  readonly askerId: string;
  readonly askerDivisionId: string | undefined;
  /** Recorded for the asker and not sent yet. */
  readonly untold: { readonly kind: 'connected' | 'nobody'; readonly dueAt: string } | undefined;
  /** Requests of which the knowers were not told yet. */
  readonly untoldRequests: readonly { readonly id: string; readonly ownerId: string; readonly dueAt: string }[];
  /** Whom to ask now. */
  readonly knowers: readonly Pick<KnowerRow, 'userId' | 'accountId' | 'reasons'>[];
  /** Until when an answer helps. */
  readonly answerBy: string;
}

/** Decides on asks of the store; ids of anything else are left out. */
export async function planIntroductions(
  database: Database,
  ids: readonly string[],
  nowMs: number,
): Promise<readonly IntroductionPlan[]> {
  const asks = await readIntroductions<Ask>(database, ids);
  if (asks.length === 0) return [];
  const policy = handoffPolicy(await readPolicyChoices(database));
  const hours = (await loadCalendar(database)).hoursOf(null);
  const requests = await readIntroductionRequests<Request>(database, ids);
  const people = new Map(
    (
      await readPeopleOf(
        database,
        asks.map(({ ownerId }) => ownerId),
      )
    ).map((person) => [person.id, person]),
  );
  const plans: IntroductionPlan[] = [];
  for (const ask of asks) {
    const answerMs = addWorkingHours(hours, Date.parse(ask.createdDate), policy.answerHours);
    const step = settleIntroduction(ask, requests.get(ask.id) ?? [], nowMs, answerMs);
    const knowers = step.asks
      ? await knowersOf(database, ask, {
          nowMs,
          mostAsks: policy.asksAMonth,
          today: localTime(hours.timeZone, nowMs).day,
        })
      : [];
    plans.push({
      ...step,
      id: ask.id,
      askerId: ask.ownerId,
      askerDivisionId: people.get(ask.ownerId)?.divisionId ?? undefined,
      untold: untoldOf(ask.notices),
      untoldRequests: (requests.get(ask.id) ?? []).flatMap(untoldRequest),
      knowers,
      answerBy: ask.answerBy ?? new Date(Math.floor(answerMs / 1000) * 1000).toISOString(),
    });
  }
  return plans;
}

async function knowersOf(
  database: Database,
  ask: Ask,
  { nowMs, mostAsks, today }: { readonly nowMs: number; readonly mostAsks: number; readonly today: string },
): Promise<readonly KnowerRow[]> {
  if (typeof ask.accountId !== 'string') return [];
  const rows = await readKnowers(database, ask.accountId, ask.ownerId, ask.wantedDivisionId ?? null, nowMs);
  const present = rows.filter(({ awayUntil }) => awayUntil === null || awayUntil < today);
  const chosen = chooseKnowers(present.map((row) => ({ ...row, mostAsks: row.mostAsks ?? mostAsks })));
  return chosen.flatMap((userId) => present.find((row) => row.userId === userId) ?? []);
}

function untoldOf(notices: string | null | undefined): IntroductionPlan['untold'] {
  const entry = unsentOf(notices);
  return entry?.kind === 'connected' || entry?.kind === 'nobody'
    ? { kind: entry.kind, dueAt: new Date(entry.dueMs).toISOString() }
    : undefined;
}

function untoldRequest({ id, ownerId, state, notices }: Request): IntroductionPlan['untoldRequests'] {
  const entry = state === 'Open' ? unsentOf(notices) : undefined;
  return entry === undefined ? [] : [{ id, ownerId, dueAt: new Date(entry.dueMs).toISOString() }];
}

function unsentOf(notices: string | null | undefined): NoticeEntry | undefined {
  return parseNotices(notices ?? undefined).find(({ sentMs }) => sentMs === undefined);
}

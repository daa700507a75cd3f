import {
  formatNotices,
  type Handoff,
  isForGiver,
  type NoticeEntry,
  noticeText,
  tellsOutcome,
} from '../../handoff/index.ts';
import type { Policy } from '../../policy/index.ts';
import type { Database } from '../../store/database.ts';
import { readPeopleOf } from '../../store/tables/handoff-world.ts';
import { decideHandoffs, type Decision, type ReadHandoff } from './decide-handoffs.ts';

/** What shall happen to one hand-off in the CRM, ready to be carried out. */
export interface Plan {
  readonly id: string;
  readonly changes: Readonly<Record<string, unknown>>;
  readonly access: readonly string[];
  readonly notices: readonly { key: string; recipientIds: readonly string[]; title: string; body: string }[];
  readonly afterSending: (nowMs: number) => Readonly<Record<string, unknown>>;
  readonly successor: Decision['successor'];
  readonly trouble:
    | { readonly externalId: string; readonly reason: string; readonly fix: string; readonly isPassing: boolean }
    | undefined;
  readonly dueMs: number | undefined;
}

/** Decides on hand-offs and says what to do about each. @param justRead see `decideHandoffs` */
export async function planHandoffs(
  database: Database,
  ids: readonly string[],
  nowMs: number,
  defaults: Policy,
  justRead: readonly ReadHandoff[] = [],
): Promise<readonly Plan[]> {
  const decisions = await decideHandoffs(database, ids, nowMs, defaults, justRead);
  const quiet = await readQuiet(database, decisions);
  return decisions.map((decision) => toPlan(decision, quiet));
}

/** Who wants everything in the daily digest. */
async function readQuiet(database: Database, decisions: readonly Decision[]): Promise<ReadonlySet<string>> {
  const ids = decisions.flatMap(({ handoff, access }) => [handoff.ownerId, ...access.userOrGroupIds]);
  const people = await readPeopleOf(database, [...new Set(ids)]);
  return new Set(people.filter(({ notices }) => notices === 'Digest').map(({ id }) => id));
}

function toPlan(decision: Decision, quiet: ReadonlySet<string>): Plan {
  const { handoff, changes, access, notices, successor, dueMs } = decision;
  const due = notices.filter(({ sentMs }) => sentMs === undefined);
  return {
    id: handoff.id,
    changes,
    access: access.userOrGroupIds,
    notices: due.map((entry) => ({
      key: keyOf(entry),
      recipientIds: recipientsOf(entry, decision).filter((id) => !quiet.has(id)),
      ...noticeText(entry.kind),
    })),
    afterSending: (nowMs) => afterSending(handoff, notices, nowMs),
    successor,
    trouble: troubleOf(decision),
    dueMs,
  };
}

function keyOf({ kind, number }: NoticeEntry): string {
  return `${kind}-${String(number)}`;
}

/** Who has the hand-off by now is told: an older notice to somebody before them is of no use to anybody. */
function recipientsOf({ kind }: NoticeEntry, { handoff, access }: Decision): readonly string[] {
  return isForGiver(kind) ? [handoff.ownerId] : access.userOrGroupIds;
}

function afterSending(handoff: Handoff, notices: readonly NoticeEntry[], nowMs: number): Record<string, unknown> {
  const text = formatNotices(notices.map((entry) => ({ ...entry, sentMs: entry.sentMs ?? nowMs })));
  const isTold = notices.some(({ kind, sentMs }) => tellsOutcome(kind) && sentMs === undefined);
  const told = new Date(Math.floor(nowMs / 1000) * 1000).toISOString();
  return isTold && typeof handoff.giverToldAt !== 'string' ? { notices: text, giverToldAt: told } : { notices: text };
}

function troubleOf({ handoff, trouble, changes }: Decision): Plan['trouble'] {
  if (trouble === 'no receiver') {
    return {
      externalId: `waiting:${handoff.id}`,
      reason: 'A hand-off waits, and nobody can take it: the division has no receiver and no intake that is present.',
      fix: 'Set Intake User or Intake Group on the division, to somebody who is active, present and has Baton.',
      isPassing: true,
    };
  }
  if (trouble === 'no intake') {
    return {
      externalId: `nointake:${handoff.toDivisionId ?? 'none'}`,
      reason: 'Nothing spoke for anybody, and the division has no intake that is present: who had most room was asked.',
      fix: 'Set Intake User or Intake Group on the division, to somebody who is active, present and has Baton.',
      isPassing: false,
    };
  }
  if (trouble !== 'not our offer' || !('closedAt' in changes)) return undefined;
  return {
    externalId: `needmap:${handoff.needId ?? 'none'}:${handoff.toDivisionId ?? 'none'}`,
    reason: 'A division says that a need is not its offer, though the list of needs says so.',
    fix: 'Look at the need and its division, and correct one of them.',
    isPassing: false,
  };
}

import type { Crm } from '../../crm/crm.ts';
import type { Records } from '../../crm/records.ts';
import type { Database } from '../../store/database.ts';
import { upsertRows } from '../../store/table.ts';
import { noteHandoffWrite, readKnownShares } from '../../store/tables/handoff-writes.ts';
import {
  cleanHandoffs,
  type DirtyHandoff,
  handoffs,
  markDueHandoffs,
  putHandoffsOff,
  readDirtyHandoffs,
  setHandoffDue,
  toHandoffRow,
} from '../../store/tables/handoffs.ts';
import { closeIssues, openIssue } from '../../store/tables/issues.ts';
import { forgetSent } from '../../store/tables/sent-notices.ts';
import { toHandoffRow as toWriteRow } from './handoff-fields.ts';
import type { HandoffPlan } from './handoff-plan.ts';
import { passOn } from './pass-on.ts';
import {
  type IntroductionPlan,
  type IntroductionTexts,
  isBusy,
  publishIntroduction,
  refreshIntroductions,
} from './publish-introductions.ts';
import { noteRefusals } from './refused-handoffs.ts';
import { sendNotices } from './send-notices.ts';
import { closeHandoffs, type Failures, openHandoffs } from './share-handoffs.ts';

/** Decides on hand-offs as they were just read, or else stand in the store; ids of anything else are left out. */
export type Decide = (
  ids: readonly string[],
  justRead?: readonly Records['handoff'][],
) => Promise<readonly HandoffPlan[]>;

/** Decides on asks for introductions in the same way. */
export interface Introducing {
  readonly decide: (ids: readonly string[]) => Promise<readonly IntroductionPlan[]>;
  readonly texts: IntroductionTexts;
}

export interface HandoffResult {
  /** Hand-offs on which something was done. */
  readonly movedIds: readonly string[];
  readonly notices: number;
}

const BATCH = 150;
const OBJECT = 'Baton_Handoff__c';

/**
 * Brings every hand-off that changed, or whose clock ran out, to where it should be, before those that are looked at again
 * for no reason of their own: who has it can open it, then what
 * happened is written, then people are told. One process at a time. Each hand-off is read once more right before, since
 * somebody may have decided in the meantime; killed anywhere, the next look finds the same left to do.
 */
export async function publishHandoffs(
  crm: Crm,
  database: Database,
  decide: Decide,
  introducing: Introducing,
): Promise<HandoffResult> {
  const sum = { movedIds: [] as string[], notices: 0 };
  await database.exclusively('handoffs', async () => {
    await markDueHandoffs(database, crm.serverNow());
    for (let after: DirtyHandoff | undefined; ;) {
      const dirty = await readDirtyHandoffs(database, after, crm.serverNow(), BATCH);
      if (dirty.length === 0) return;
      after = dirty.at(-1);
      const result = await publishBatch({ crm, database, decide, introducing }, dirty);
      sum.movedIds.push(...result.movedIds);
      sum.notices += result.notices;
    }
  });
  return sum;
}

interface Publisher {
  readonly crm: Crm;
  readonly database: Database;
  readonly decide: Decide;
  readonly introducing: Introducing;
}

async function publishBatch(publisher: Publisher, dirty: readonly DirtyHandoff[]): Promise<HandoffResult> {
  const { database, decide } = publisher;
  const first = await decide(dirty.map(({ id }) => id));
  const busyIds = await findBusy(database, first);
  const plans = await lookAgain(publisher, busyIds);
  const failures = await carryOut(publisher, plans);
  const unmoved = await introduce(
    publisher,
    dirty.map(({ id }) => id),
  );
  await settleFailures(publisher, dirty, failures, unmoved);
  const looked = new Map([...first, ...plans].map((plan) => [plan.id, plan]));
  for (const plan of looked.values()) await setHandoffDue(database, plan.id, plan.dueMs);
  await cleanHandoffs(
    database,
    dirty.filter(({ id }) => !failures.has(id) && !unmoved.has(id)),
  );
  const notices = plans.reduce((count, plan) => count + plan.notices.length, 0);
  return { movedIds: plans.map(({ id }) => id), notices };
}

/** What was refused for good waits for a change, the admin or some time; what failed for the moment comes at once again. */
async function settleFailures(
  { crm, database }: Publisher,
  dirty: readonly DirtyHandoff[],
  ofHandoffs: Failures,
  ofAsks: Failures,
): Promise<void> {
  await noteRefusals(
    database,
    dirty.map(({ id }) => id),
    { Baton_Handoff__c: ofHandoffs, Baton_Introduction__c: ofAsks },
  );
  const refused = dirty.filter(({ id }) => (ofHandoffs.get(id) ?? ofAsks.get(id)) !== undefined);
  if (refused.length > 0) await putHandoffsOff(database, refused, crm.serverNow());
}

/** @returns asks on which something failed. */
async function introduce({ crm, database, introducing }: Publisher, ids: readonly string[]): Promise<Failures> {
  const first = await introducing.decide(ids);
  const busyIds = first.filter(isBusy).map(({ id }) => id);
  if (busyIds.length > 0) await refreshIntroductions(crm, database, busyIds);
  const plans: IntroductionPlan[] = [];
  const failures = new Map<string, string | undefined>();
  // One by one: whom the one before asked has been asked once more by now.
  for (const id of busyIds) {
    for (const plan of await introducing.decide([id])) {
      plans.push(plan);
      const fault = await publishIntroduction(crm, database, plan, introducing.texts);
      if (fault !== undefined) failures.set(plan.id, fault.code);
    }
  }
  for (const plan of [...first, ...plans]) await setHandoffDue(database, plan.id, plan.dueMs);
  return failures;
}

/** Those for which something is left to do. */
async function findBusy(database: Database, plans: readonly HandoffPlan[]): Promise<string[]> {
  const shares = await readKnownShares(
    database,
    plans.map(({ id }) => id),
  );
  const isSame = ({ id, access }: HandoffPlan): boolean =>
    [...(shares.get(id) ?? ['?'])].sort().join() === [...access].sort().join();
  const hasWork = (plan: HandoffPlan): boolean =>
    Object.keys(plan.changes).length > 0 || plan.notices.length > 0 || plan.successor !== undefined || !isSame(plan);
  return plans.filter(hasWork).map(({ id }) => id);
}

/** Reads them as they stand right now and decides once more. What is gone is left alone. */
async function lookAgain(
  { crm, database, decide }: Publisher,
  ids: readonly string[],
): Promise<readonly HandoffPlan[]> {
  if (ids.length === 0) return [];
  const records = await crm.readByIds('handoff', ids);
  await upsertRows(database, handoffs, records.map(toHandoffRow));
  return decide(
    records.map(({ id }) => id),
    records,
  );
}

/** First the access, then what happened, then the notices. @returns those on which something failed. */
async function carryOut(publisher: Publisher, plans: readonly HandoffPlan[]): Promise<Failures> {
  const { crm, database } = publisher;
  const access = plans.map(({ id, access: ids }) => ({ handoffId: id, userOrGroupIds: ids }));
  const failures = new Map(await openHandoffs(crm, database, access));
  const open = plans.filter(({ id }) => !failures.has(id));
  for (const [id, code] of await write(publisher, open)) failures.set(id, code);
  const written = open.filter(({ id }) => !failures.has(id));
  await passOn(crm, written.flatMap(toPassOn));
  const untold = await tell(publisher, written);
  await forgetSent(
    database,
    written.filter(({ id, notices }) => notices.length > 0 && !untold.has(id)).map(({ id }) => id),
  );
  for (const [id, code] of untold) failures.set(id, code);
  const closed = access.filter(({ handoffId }) => !failures.has(handoffId));
  for (const id of await closeHandoffs(crm, database, closed)) failures.set(id, undefined);
  for (const plan of written) await report(database, plan);
  return failures;
}

function toPassOn({ id, successor }: HandoffPlan): Parameters<typeof passOn>[1][number][] {
  if (successor === undefined) return [];
  return [{ handoffId: id, toDivisionId: successor.toDivisionId, receiverId: successor.receiverId }];
}

/** @returns those that failed. */
async function write(publisher: Publisher, plans: readonly HandoffPlan[]): Promise<Failures> {
  const changed = plans.filter(({ changes }) => Object.keys(changes).length > 0);
  return changed.length === 0 ? new Map() : update(publisher, changed);
}

/**
 * Sends the notices of all, then records them as sent in one call. @returns those whose record failed: it is tried again,
 * and nobody is told twice for that.
 */
async function tell({ crm, database }: Publisher, plans: readonly HandoffPlan[]): Promise<Failures> {
  const due = plans.filter(({ notices }) => notices.length > 0);
  if (due.length === 0) return new Map();
  await sendNotices(
    crm,
    database,
    due.flatMap(({ id, notices }) => notices.map((notice) => ({ ...notice, targetId: id }))),
  );
  const told = due.map((plan) => ({ id: plan.id, changes: plan.afterSending(crm.serverNow()) }));
  return update({ crm, database }, told);
}

interface Update {
  readonly id: string;
  readonly changes: Readonly<Record<string, unknown>>;
}

/** Writes into the CRM, and what went through into the store. @returns those that failed. */
async function update(
  { crm, database }: Pick<Publisher, 'crm' | 'database'>,
  updates: readonly Update[],
): Promise<Failures> {
  const results = await crm.update(
    OBJECT,
    updates.map(({ id, changes }) => toWriteRow(id, changes)),
  );
  const failed = new Map<string, string | undefined>();
  for (const [index, { id, changes }] of updates.entries()) {
    const result = results[index];
    if (result?.ok === true) await noteHandoffWrite(database, id, changes);
    else failed.set(id, result?.isTransient === false ? result.code : undefined);
  }
  return failed;
}

async function report(database: Database, { id, trouble }: HandoffPlan): Promise<void> {
  const waiting = `waiting:${id}`;
  if (trouble?.externalId !== waiting) await closeIssues(database, [waiting]);
  if (trouble === undefined) return;
  await openIssue(database, {
    externalId: trouble.externalId,
    kind: trouble.isPassing ? 'Parked write' : 'Configuration',
    object: OBJECT,
    recordId: id,
    code: null,
    reason: trouble.reason,
    fix: trouble.fix,
  });
}

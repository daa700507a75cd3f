import type { Crm } from '../crm/crm.ts';
import { noticeText } from '../handoff/index.ts';
import { desireHandoffRows, desireReceivedOf } from '../pipeline/handoffs/desire-rows.ts';
import { digestDay } from '../pipeline/handoffs/digest-day.ts';
import { planHandoffs } from '../pipeline/handoffs/plan-handoffs.ts';
import { planIntroductions } from '../pipeline/handoffs/plan-introductions.ts';
import type { Policy } from '../policy/index.ts';
import { type HandoffResult, publishHandoffs } from '../publish/handoffs/publish-handoffs.ts';
import { sendDigests } from '../publish/handoffs/send-digests.ts';
import type { Database } from '../store/database.ts';
import { followExperts, markAllExperts } from '../store/tables/experts.ts';
import { forgetShares } from '../store/tables/handoff-writes.ts';
import { markOpenHandoffs } from '../store/tables/handoffs.ts';
import { readSetting, writeSetting } from '../store/tables/settings.ts';
import { refreshRegions } from '../store/tables/work-places.ts';
import { readCalendar } from '../sync/read-calendar.ts';

const TEXTS = { asked: noticeText('asked'), connected: noticeText('connected'), nobody: noticeText('nobody') };

const HOUR_MS = 3_600_000;
/** Hours. */
const DAY = 24;

export interface HandoffRun {
  readonly crm: Crm;
  readonly database: Database;
  readonly policyDefaults: Policy;
}

/**
 * Brings hand-offs to where they should be. In a hot round those that changed or whose clock ran out; in a full one
 * everything that is open, since what decides about it may have changed anywhere.
 */
export async function runHandoffs(run: HandoffRun, which: 'hot' | 'all'): Promise<HandoffResult> {
  const { crm, database, policyDefaults } = run;
  // Without hand-offs to look at, what stands about them is left as it is.
  if (!(await crm.canRead('handoff'))) return { movedIds: [], notices: 0 };
  if (which === 'all') {
    await every(1, run, 'calendar', () => readCalendar(crm, database));
    // Where teams sell changes over months; counting it reads every account.
    await every(DAY, run, 'regions', () => refreshRegions(database));
    // Who looks after an account changes too, and with it who was called in.
    await every(DAY, run, 'called', () => markAllExperts(database));
    await database.exclusively('experts', () => followExperts(database));
    // Share rows that somebody took away by hand are found and given again.
    await every(DAY, run, 'shares', () => forgetShares(database));
    await markOpenHandoffs(database);
  }
  const result = await publishHandoffs(
    crm,
    database,
    (ids, justRead) => planHandoffs(database, ids, crm.serverNow(), policyDefaults, justRead),
    { decide: (ids) => planIntroductions(database, ids, crm.serverNow()), texts: TEXTS },
  );
  // What only the receiver may know comes as soon as the hand-off itself.
  if (which === 'hot') await desireReceivedOf(database, result.movedIds, policyDefaults);
  if (which === 'all') {
    await desireHandoffRows(database, crm.serverNow(), policyDefaults);
    const day = await digestDay(database, crm.serverNow());
    if (day !== undefined) await database.exclusively('digests', () => sendDigests(crm, database, day));
  }
  return result;
}

/** Does something at the first run and then every so many hours, by one process. */
async function every(
  hours: number,
  { crm, database }: HandoffRun,
  name: string,
  work: () => Promise<void>,
): Promise<void> {
  await database.exclusively(`every-${name}`, async () => {
    const key = `done-${name}`;
    const doneMs = Number((await readSetting(database, key)) ?? 0);
    if (crm.serverNow() - doneMs < hours * HOUR_MS) return;
    await work();
    await writeSetting(database, key, String(crm.serverNow()));
  });
}

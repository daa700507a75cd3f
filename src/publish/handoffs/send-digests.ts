import type { Crm } from '../../crm/crm.ts';
import { soql } from '../../crm/soql.ts';
import type { Database } from '../../store/database.ts';
import { type DigestRow, type DigestTimes, noteDigest, readDigests } from '../../store/tables/digests.ts';
import { forgetSent } from '../../store/tables/sent-notices.ts';
import { sendNotices } from './send-notices.ts';

const PREFERENCE = 'Baton_Preference__c';

export interface DigestDay {
  readonly nowMs: number;
  /** The beginning of the day of the company: nobody gets two digests after it. */
  readonly dayMs: number;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/**
 * Sends each person one digest a day of what is not urgent. It is recorded in the person's own choices first, then sent:
 * killed in between, it is sent once more. @returns how many were sent.
 */
export async function sendDigests(crm: Crm, database: Database, day: DigestDay): Promise<number> {
  const rows = await lookAgain(crm, database, await readDigests(database, day.nowMs, day.dayMs, day.today), day.dayMs);
  for (const row of rows) await sendDigest(crm, database, row);
  return rows.length;
}

/** The store may be behind the CRM: a process that read the choices before another one sent has written them back. */
async function lookAgain(
  crm: Crm,
  database: Database,
  rows: readonly DigestRow[],
  dayMs: number,
): Promise<readonly DigestRow[]> {
  const ids = rows.flatMap(({ preferenceId }) => preferenceId ?? []);
  if (ids.length === 0) return rows;
  const standing = new Map((await crm.readByIds('preference', ids)).map((choice) => [choice.id, choice]));
  const due: DigestRow[] = [];
  for (const row of rows) {
    const times: DigestTimes = standing.get(row.preferenceId ?? '') ?? {};
    if (row.preferenceId !== null && isSent(times, dayMs)) {
      await noteDigest(database, row.preferenceId, row.userId, times);
    } else due.push({ ...row, digestAt: times.digestAt ?? null, digestSentAt: times.digestSentAt ?? null });
  }
  return due;
}

/** Today's, or one of a day before that was late and came today. */
function isSent({ digestAt, digestSentAt }: DigestTimes, dayMs: number): boolean {
  if (digestAt === undefined || digestSentAt === undefined) return false;
  return digestAt <= digestSentAt && Date.parse(digestSentAt) >= dayMs;
}

async function sendDigest(crm: Crm, database: Database, row: DigestRow): Promise<void> {
  const preferenceId = row.preferenceId ?? (await findOrMakePreference(crm, row.userId));
  if (preferenceId === undefined) return;
  const digestAt = await recordDigest(crm, database, preferenceId, row);
  if (digestAt === undefined) return;
  const notice = { key: digestAt, recipientIds: [row.userId], targetId: preferenceId, ...textOf(row) };
  await sendNotices(crm, database, [notice]);
  // The org's clock is known to the second and may have been set back by one: never sent before it was due.
  const digestSentAt = [timeOf(crm), digestAt].sort().at(-1) ?? digestAt;
  const [result] = await crm.update(PREFERENCE, [{ Id: preferenceId, Digest_Sent_At__c: digestSentAt }]);
  if (result?.ok !== true) return;
  await noteDigest(database, preferenceId, row.userId, { digestSentAt });
  await forgetSent(database, [preferenceId]);
}

/** @returns when it was due; undefined where that could not be recorded. */
async function recordDigest(
  crm: Crm,
  database: Database,
  preferenceId: string,
  { userId, digestAt: recorded, digestSentAt }: DigestRow,
): Promise<string | undefined> {
  if (recorded !== null && recorded > (digestSentAt ?? '')) return recorded;
  const digestAt = timeOf(crm);
  const [result] = await crm.update(PREFERENCE, [{ Id: preferenceId, Digest_At__c: digestAt }]);
  if (result?.ok !== true) return undefined;
  await noteDigest(database, preferenceId, userId, { digestAt });
  return digestAt;
}

/** Whole seconds, as the CRM keeps them; one later than what was counted up to. */
function timeOf(crm: Crm): string {
  return new Date(Math.ceil(crm.serverNow() / 1000) * 1000).toISOString();
}

/**
 * Somebody who never chose anything gets an empty row; looked up first, since the person may just have made one, and
 * afterwards, since a reply that is lost on the way makes two: the digest is recorded in the one that everybody reads.
 */
async function findOrMakePreference(crm: Crm, userId: string): Promise<string | undefined> {
  const found = await findPreference(crm, userId);
  if (found !== undefined) return found;
  const [made] = await crm.create(PREFERENCE, [{ OwnerId: userId }]);
  return made?.ok === true ? ((await findPreference(crm, userId)) ?? made.id) : undefined;
}

async function findPreference(crm: Crm, userId: string): Promise<string | undefined> {
  const query = soql`SELECT Id FROM Baton_Preference__c WHERE OwnerId = ${userId} ORDER BY Id LIMIT 1`;
  const [found] = await crm.query(query);
  return found === undefined ? undefined : String(found['Id']);
}

/** Counts in words; no customer's name. */
function textOf({ moved, words, kept, again, heard }: DigestRow): { readonly title: string; readonly body: string } {
  const parts = [
    moved > 0 ? `${String(moved)} of your hand-offs moved` : '',
    words > 0 ? `${String(words)} new ${words === 1 ? 'message' : 'messages'}` : '',
    kept > 0 ? `${String(kept)} ${kept === 1 ? 'thing needs' : 'things need'} a look` : '',
    again > 0 ? `${String(again)} can be passed on again` : '',
    heard > 0 ? `news of ${String(heard)} ${heard === 1 ? 'need' : 'needs'} from your cases and campaigns` : '',
  ].filter((part) => part !== '');
  const sentence = parts.join('; ');
  const body =
    parts.length === 0
      ? 'See what is new between you and your colleagues.'
      : `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
  return { title: 'Your day in Baton', body };
}

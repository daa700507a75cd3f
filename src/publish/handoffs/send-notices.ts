import type { Crm } from '../../crm/crm.ts';
import type { Database } from '../../store/database.ts';
import { noteSent, readSent } from '../../store/tables/sent-notices.ts';

/** A notice that is recorded and not sent yet. */
export interface DueNotice {
  /** Where it stands, for whoever records that it was sent. */
  readonly key: string;
  readonly recipientIds: readonly string[];
  readonly title: string;
  readonly body: string;
  readonly targetId: string;
}

/** Calls at a time: a morning on which many decide must not make the last one wait. */
const AT_ONCE = 4;

/**
 * Sends what is recorded as due, of one record in order. Nobody to tell counts as told, and so does what is refused for
 * good: it will not be taken later either. What was sent before and only the record of it failed is not sent again.
 * Whoever records it in the CRM then forgets it here (`forgetSent`).
 */
export async function sendNotices(crm: Crm, database: Database, notices: readonly DueNotice[]): Promise<void> {
  const queue = [...Map.groupBy(notices, ({ targetId }) => targetId)];
  const sent = await readSent(
    database,
    queue.map(([targetId]) => targetId),
  );
  const known = new Set(sent.map(({ targetId, key }) => `${targetId} ${key}`));
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      for (const { key, ...notice } of next[1]) {
        if (notice.recipientIds.length === 0 || known.has(`${notice.targetId} ${key}`)) continue;
        await crm.notify([notice]);
        await noteSent(database, { targetId: notice.targetId, key });
      }
    }
  };
  // All of them come to their end: what was sent is remembered before the round ends with an error.
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

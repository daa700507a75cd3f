import type { Crm } from '../../crm/crm.ts';

/** A notice that is recorded and not sent yet. */
export interface DueNotice {
  /** Where it stands, for whoever records that it was sent. */
  readonly key: string;
  readonly recipientIds: readonly string[];
  readonly title: string;
  readonly body: string;
  readonly targetId: string;
}

/**
 * Sends what is recorded as due. Nobody to tell counts as told.
 * @returns keys of those that are done with; the others are tried again at the next look.
 */
export async function sendNotices(crm: Crm, notices: readonly DueNotice[]): Promise<ReadonlySet<string>> {
  const done = new Set<string>();
  for (const { key, ...notice } of notices) {
    if (notice.recipientIds.length > 0) await crm.notify([notice]);
    // What is refused for good will not be taken later either.
    done.add(key);
  }
  return done;
}

import { inTransaction } from '../data/index.ts';
import type { Org } from '../org.ts';

const DAY_MS = 86_400_000;

/** What is archived, by the day from which its age counts: events by their end, tasks by the day they were closed. */
const AGE: Readonly<Record<string, string>> = {
  Event: `"EndDateTime" < ?1`,
  Task: `"IsClosed" = 1 AND coalesce("CompletedDateTime", "ActivityDate", "CreatedDate") < ?1`,
};

/**
 * Archives what the platform archives at night: past events and closed tasks, once they are old. Only `queryAll` finds
 * them then. Their stamps stay: to a client that polls nothing has happened.
 * @param olderThanDays the platform's own is a year
 * @returns how many, by object
 */
export function archiveActivities(org: Org, olderThanDays = 365): Record<string, number> {
  const before = new Date(org.clock.now() - olderThanDays * DAY_MS).toISOString();
  return inTransaction(org.database, () =>
    Object.fromEntries(
      Object.entries(AGE).map(([object, condition]) => {
        const sql = `UPDATE "${object}" SET "IsArchived" = 1 WHERE "IsArchived" = 0 AND ${condition}`;
        return [object, Number(org.database.prepare(sql).run(before).changes)];
      }),
    ),
  );
}

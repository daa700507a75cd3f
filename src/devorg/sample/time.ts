import type { Random } from './random.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** How far back the sample company's records go. */
export const HISTORY_DAYS = 730;

/** A date-time as the org keeps it: whole seconds. */
export function stampOf(ms: number): string {
  return new Date(ms - (ms % 1000)).toISOString();
}

/** A date as the org keeps it. */
export function dateOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** Some moment of a working day, about this many days before `now` and never after it. */
export function workingMoment(random: Random, now: number, daysAgo: number): number {
  let day = Math.floor((now - Math.max(daysAgo, 0.04) * DAY_MS) / DAY_MS);
  // 1970-01-01 was a Thursday; 5 and 6 days on are Saturday and Sunday, moved to the Friday before.
  const weekday = (day + 3) % 7;
  if (weekday > 4) day -= weekday - 4;
  const moment = day * DAY_MS + (7 + random.next() * 9.5) * HOUR_MS;
  return Math.min(moment - (moment % 60_000), now - HOUR_MS);
}

/** The columns that say when a row was made and last changed. */
export function audit(createdMs: number, userId: string, changedMs = createdMs): Record<string, string> {
  const changed = stampOf(changedMs);
  return {
    CreatedDate: stampOf(createdMs),
    CreatedById: userId,
    LastModifiedDate: changed,
    LastModifiedById: userId,
    SystemModstamp: changed,
  };
}

import type { Random } from './random.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** How far back the sample company's records go. */
export const HISTORY_DAYS = 730;

const dates = new Map<number, string>();

/** A date as the org keeps it. Dates are few and asked for often, so they are remembered. */
export function dateOf(ms: number): string {
  const day = Math.floor(ms / DAY_MS);
  let date = dates.get(day);
  if (date === undefined) {
    date = new Date(day * DAY_MS).toISOString().slice(0, 10);
    dates.set(day, date);
  }
  return date;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${String(value)}` : String(value);
}

/** A date-time as the org keeps it: whole seconds. */
export function stampOf(ms: number): string {
  const second = Math.floor((ms - Math.floor(ms / DAY_MS) * DAY_MS) / 1000);
  const [hours, minutes] = [Math.floor(second / 3600), Math.floor(second / 60) % 60];
  return `${dateOf(ms)}T${twoDigits(hours)}:${twoDigits(minutes)}:${twoDigits(second % 60)}.000Z`;
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
  const created = stampOf(createdMs);
  const changed = changedMs === createdMs ? created : stampOf(changedMs);
  return {
    CreatedDate: created,
    CreatedById: userId,
    LastModifiedDate: changed,
    LastModifiedById: userId,
    SystemModstamp: changed,
  };
}

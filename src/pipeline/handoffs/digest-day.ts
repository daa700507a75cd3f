import { localTime } from '../../handoff/index.ts';
import type { Database } from '../../store/database.ts';
import { readPolicyChoices } from '../../store/tables/choices.ts';
import { loadCalendar } from './calendar.ts';
import { handoffPolicy } from './rules.ts';

const HOUR_MS = 3_600_000;

export interface DigestDay {
  readonly nowMs: number;
  /** When digests may be sent on this day, from which on nobody gets a second one. */
  readonly dayMs: number;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** Undefined before the hour from which on digests are sent, and on days on which nobody works. */
export async function digestDay(database: Database, nowMs: number): Promise<DigestDay | undefined> {
  const { digestHour } = handoffPolicy(await readPolicyChoices(database));
  const calendar = await loadCalendar(database);
  const { day, hour } = localTime(calendar.timeZone, nowMs);
  const { days, holidays } = calendar.hoursOf(null);
  const isOff = days[new Date(`${day}T00:00:00Z`).getUTCDay()] === undefined || isHoliday(holidays, day);
  if (hour < digestHour || isOff) return undefined;
  const minutesMs = nowMs % HOUR_MS;
  return { nowMs, dayMs: nowMs - minutesMs - (hour - digestHour) * HOUR_MS, today: day };
}

function isHoliday(holidays: ReadonlyMap<string, unknown>, day: string): boolean {
  return holidays.has(day) && holidays.get(day) === undefined;
}

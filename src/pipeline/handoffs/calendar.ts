import { officeHours, type WorkingTime } from '../../handoff/index.ts';
import type { Database } from '../../store/database.ts';
import { readSetting } from '../../store/tables/settings.ts';

interface Stored {
  readonly timeZone: string;
  readonly hours: Readonly<Record<string, { readonly timeZone: string; readonly days: WorkingTime['days'] }>>;
  readonly holidays: Readonly<Record<string, { readonly from: number; readonly to: number } | null>>;
  readonly groups: Readonly<Record<string, string>>;
}

/** Working hours and groups of the org, as they were last read. */
export interface Calendar {
  readonly timeZone: string;
  /** Hours by their name in Setup; those of the org where there is no such name. */
  hoursOf(name: string | null): WorkingTime;
  groupOf(developerName: string | null): string | undefined;
}

export async function loadCalendar(database: Database): Promise<Calendar> {
  const text = await readSetting(database, 'calendar');
  if (text === undefined) {
    return { timeZone: 'UTC', hoursOf: () => officeHours('UTC'), groupOf: () => undefined };
  }
  const stored = JSON.parse(text) as Stored;
  const holidays = new Map(Object.entries(stored.holidays).map(([day, span]) => [day, span ?? undefined]));
  const hoursOf = (name: string | null): WorkingTime => {
    const hours = stored.hours[name ?? ''] ?? stored.hours[''];
    if (hours === undefined) return officeHours(stored.timeZone);
    return { timeZone: hours.timeZone, days: hours.days.map((span) => span ?? undefined), holidays };
  };
  return {
    timeZone: stored.timeZone,
    hoursOf,
    groupOf: (developerName) => (developerName === null ? undefined : stored.groups[developerName]),
  };
}

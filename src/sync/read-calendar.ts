import type { Crm } from '../crm/crm.ts';
import { CrmError } from '../crm/crm-errors.ts';
import { names, soql } from '../crm/soql.ts';
import type { Database } from '../store/database.ts';
import { writeSetting } from '../store/tables/settings.ts';

type Row = Awaited<ReturnType<Crm['query']>>[number];

/** What the org knows of working hours, as the setting `calendar` keeps it. */
export interface StoredCalendar {
  readonly timeZone: string;
  /** By name; `''` is the default of the org. Seven days from Sunday, minutes since midnight. */
  readonly hours: Readonly<Record<string, StoredHours>>;
  /** `YYYY-MM-DD`; null: the whole day. */
  readonly holidays: Readonly<Record<string, { readonly from: number; readonly to: number } | null>>;
  /** Ids of public groups by developer name. */
  readonly groups: Readonly<Record<string, string>>;
}

interface StoredHours {
  readonly timeZone: string;
  readonly days: readonly ({ readonly from: number; readonly to: number } | null)[];
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const FULL_DAY = 24 * 60;
/** Holidays that come back every year are written out for so many years around now. */
const YEARS = [-1, 0, 1, 2] as const;

/**
 * Reads business hours, holidays and public groups, and keeps them. What can not be read is left as it was; an org that
 * never could is treated as open from nine to five.
 */
export async function readCalendar(crm: Crm, database: Database): Promise<void> {
  try {
    const [organization] = await crm.query(soql`SELECT TimeZoneSidKey FROM Organization LIMIT 1`);
    const columns = names(...DAYS.flatMap((day) => [`${day}StartTime`, `${day}EndTime`]));
    const hours = await crm.query(
      soql`SELECT Name, IsDefault, TimeZoneSidKey, ${columns} FROM BusinessHours WHERE IsActive = true`,
    );
    const holidays = await crm.query(
      soql`SELECT IsAllDay, ActivityDate, StartTimeInMinutes, EndTimeInMinutes, IsRecurrence, RecurrenceStartDate,
             RecurrenceEndDateOnly, RecurrenceType, RecurrenceDayOfMonth, RecurrenceMonthOfYear FROM Holiday`,
    );
    const groups = await crm.query(soql`SELECT Id, DeveloperName FROM Group WHERE Type = 'Regular'`);
    const calendar: StoredCalendar = {
      timeZone: textOf(organization, 'TimeZoneSidKey') ?? 'UTC',
      hours: Object.fromEntries(hours.flatMap(toHours)),
      holidays: Object.fromEntries(holidays.flatMap((row) => toHolidays(row, new Date(crm.serverNow())))),
      groups: Object.fromEntries(groups.map((row) => [textOf(row, 'DeveloperName') ?? '', textOf(row, 'Id') ?? ''])),
    };
    await writeSetting(database, 'calendar', JSON.stringify(calendar));
  } catch (error) {
    if (!(error instanceof CrmError) || error.cure === 'wait') throw error;
  }
}

function textOf(row: Row | undefined, name: string): string | undefined {
  const value = row?.[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function numberOf(row: Row, name: string): number | undefined {
  const value = row[name];
  return typeof value === 'number' ? value : undefined;
}

function toHours(row: Row): [string, StoredHours][] {
  const hours = { timeZone: textOf(row, 'TimeZoneSidKey') ?? 'UTC', days: DAYS.map((day) => toSpan(row, day)) };
  const entry: [string, StoredHours] = [textOf(row, 'Name') ?? '', hours];
  return row['IsDefault'] === true ? [entry, ['', hours]] : [entry];
}

/** Both ends at midnight mean all day. */
function toSpan(row: Row, day: string): { from: number; to: number } | null {
  const [from, to] = [minutesOf(row, `${day}StartTime`), minutesOf(row, `${day}EndTime`)];
  if (from === undefined || to === undefined) return null;
  return { from, to: to === 0 ? FULL_DAY : to };
}

function minutesOf(row: Row, name: string): number | undefined {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(textOf(row, name) ?? '') ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

type HolidayEntry = [string, { from: number; to: number } | null];

/** A holiday of one day, or one that comes back on the same day of every year; other series are not understood. */
function toHolidays(row: Row, now: Date): HolidayEntry[] {
  const date = textOf(row, 'ActivityDate');
  const days = [...(date === undefined ? [] : [date.slice(0, 10)]), ...yearlyDays(row, now)];
  return days.map((day) => [day, spanOf(row)]);
}

function spanOf(row: Row): { from: number; to: number } | null {
  if (row['IsAllDay'] !== false) return null;
  return { from: numberOf(row, 'StartTimeInMinutes') ?? 0, to: numberOf(row, 'EndTimeInMinutes') ?? FULL_DAY };
}

function yearlyDays(row: Row, now: Date): string[] {
  if (row['IsRecurrence'] !== true || textOf(row, 'RecurrenceType') !== 'RecursYearly') return [];
  const month = MONTHS.indexOf(textOf(row, 'RecurrenceMonthOfYear') ?? '');
  const day = numberOf(row, 'RecurrenceDayOfMonth');
  if (month < 0 || day === undefined) return [];
  const [start, end] = [textOf(row, 'RecurrenceStartDate') ?? '', textOf(row, 'RecurrenceEndDateOnly') ?? '9999'];
  return YEARS.map((years) =>
    new Date(Date.UTC(now.getUTCFullYear() + years, month, day)).toISOString().slice(0, 10),
  ).filter((each) => each >= start && each <= end);
}

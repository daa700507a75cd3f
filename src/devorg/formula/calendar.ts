import { FormulaError } from './formula-error.ts';

const DAY_MS = 86_400_000;

/** Days since 1970 of a time in ms, with its fraction. */
export function daysOf(ms: number): number {
  return ms / DAY_MS;
}

/** The time in ms that so many days are; whole ms, whatever calculating has left. */
export function msOf(days: number): number {
  return Math.round(days * DAY_MS);
}

/** The day of `YYYY-MM-DD`; undefined for what is no day of the calendar. */
export function parseDay(text: string): number | undefined {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
  return match ? dayNumber(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

/** The date-time of `YYYY-MM-DD HH:MM:SS` in GMT, or of the ISO form that rows hold; undefined for anything else. */
export function parseDateTime(text: string): number | undefined {
  const match = /^(\d{4}-\d{1,2}-\d{1,2})[ T](\d{1,2}):(\d{2}):(\d{2}(?:\.\d+)?)Z?$/.exec(text.trim());
  if (!match) return undefined;
  const [hour, minute, second] = [Number(match[2]), Number(match[3]), Number(match[4])];
  const day = parseDay(match[1] ?? '');
  if (day === undefined || hour > 23 || minute > 59 || second >= 60) return undefined;
  return day + ((hour * 60 + minute) * 60 + second) / 86_400;
}

/** The number of a day; undefined for one that does not exist, such as 30 February. */
export function dayNumber(year: number, month: number, day: number): number | undefined {
  const ms = new Date(0).setUTCFullYear(year, month - 1, day);
  const found = partsOf(ms / DAY_MS);
  return found.year === year && found.month === month && found.day === day ? ms / DAY_MS : undefined;
}

export interface DayParts {
  readonly year: number;
  /** 1 is January. */
  readonly month: number;
  readonly day: number;
}

export function partsOf(days: number): DayParts {
  const date = new Date(Math.floor(days) * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** `YYYY-MM-DD` */
export function dayText(days: number): string {
  return new Date(Math.floor(days) * DAY_MS).toISOString().slice(0, 10);
}

/** `YYYY-MM-DD HH:MM:SSZ`, as TEXT writes a date-time. */
export function dateTimeText(days: number): string {
  return `${new Date(msOf(days)).toISOString().slice(0, 19).replace('T', ' ')}Z`;
}

/**
 * So many months later, at the same time of day. The last day of a month gives the last day of the other; a day that the
 * other month does not have, too.
 */
export function addMonths(days: number, count: number): number {
  const { year, month, day } = partsOf(days);
  const months = year * 12 + (month - 1) + Math.trunc(count);
  const [newYear, newMonth] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1];
  const last = lastDayOf(newYear, newMonth);
  const newDay = day === lastDayOf(year, month) ? last : Math.min(day, last);
  const found = dayNumber(newYear, newMonth, newDay);
  if (found === undefined) throw new FormulaError('Date is out of range');
  return found + (days - Math.floor(days));
}

function lastDayOf(year: number, month: number): number {
  return partsOf(new Date(0).setUTCFullYear(year, month, 0) / DAY_MS).day;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The day that it is at this moment in a time zone. */
export function dayInZone(ms: number, timeZone: string): number {
  return parseDay(formatterFor(timeZone).format(ms)) ?? Math.floor(ms / DAY_MS);
}

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  // The Canadian way of writing a day is the ISO one.
  const formatter = new Intl.DateTimeFormat('en-CA', { ...parts, timeZone: isZone(timeZone) ? timeZone : 'UTC' });
  formatters.set(timeZone, formatter);
  return formatter;
}

function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

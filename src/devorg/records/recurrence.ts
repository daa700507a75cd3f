import { ApiError } from '../api-error.ts';
import { nextId } from '../data/index.ts';
import type { Change } from './derive/change.ts';
import { requiredFieldsMissing } from './errors.ts';
import { columnsOf, insertRow, type StoredRow, updateRow } from './stored-row.ts';

const DAY_MS = 86_400_000;
const WORKDAYS = 0b0111110;
/** More of a series the platform does not make. */
const MOST = 100;

const INSTANCES: Readonly<Record<string, number>> = { First: 1, Second: 2, Third: 3, Fourth: 4 };

/** The first day of a series by object: events begin at a time, tasks on a day. */
const FIRST_DAY: Readonly<Record<string, string>> = {
  Event: 'RecurrenceStartDateTime',
  Task: 'RecurrenceStartDateOnly',
};

/**
 * Makes the single events or tasks of a series; the row that was saved stays as its pattern. A series is made once: to
 * change it, a client deletes what is left and makes another.
 * @throws ApiError where the pattern is incomplete, says no day, or says too many
 */
export function makeSeries(change: Change): void {
  const { org, object, id, row, before } = change;
  const startField = FIRST_DAY[object.name];
  if (before || startField === undefined || row['IsRecurrence'] !== 1) return;
  const days = daysOf(row, startField);
  const own = columnsOf(object).filter(({ name }) => !/^(?:Id|IsRecurrence|Recurrence\w*)$/.test(name));
  const shared = Object.fromEntries(own.map(({ name }) => [name, row[name] ?? null]));
  for (const day of days) {
    const single = {
      ...shared,
      ...onDay(row, day, startField),
      Id: nextId(org, object.name),
      RecurrenceActivityId: id,
    };
    insertRow(org, object, single);
  }
  // The pattern points to itself, and stands on the day of its first.
  updateRow(org, object, id, { RecurrenceActivityId: id, ...onDay(row, days[0] ?? '', startField) });
}

/** The days of a series, as `YYYY-MM-DD`. */
function daysOf(row: StoredRow, startField: string): string[] {
  const missing = [startField, 'RecurrenceEndDateOnly', 'RecurrenceType'].filter(
    (name) => (row[name] ?? null) === null,
  );
  if (missing.length > 0) throw requiredFieldsMissing(missing);
  const start = Date.parse(String(row[startField]).slice(0, 10));
  const end = Date.parse(String(row['RecurrenceEndDateOnly']));
  const days: string[] = [];
  for (let time = start; time <= end && days.length <= MOST; time += DAY_MS) {
    if (fits(row, new Date(time), new Date(start))) days.push(new Date(time).toISOString().slice(0, 10));
  }
  if (days.length > 0 && days.length <= MOST) return days;
  const what = days.length === 0 ? 'no day' : `more than ${MOST} days`;
  throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', `The recurrence has ${what}`, ['RecurrenceEndDateOnly']);
}

interface Day {
  readonly row: StoredRow;
  readonly date: Date;
  /** Days, weeks and months since the series began. */
  readonly days: number;
  readonly weeks: number;
  readonly months: number;
  readonly interval: number;
}

const RULES: Readonly<Record<string, (day: Day) => boolean>> = {
  RecursDaily: ({ days, interval }) => days % interval === 0,
  RecursEveryWeekday: ({ date }) => isIn(WORKDAYS, date),
  RecursWeekly: ({ row, date, weeks, interval }) => weeks % interval === 0 && isIn(maskOf(row), date),
  RecursMonthly: (day) => day.months % day.interval === 0 && isDate(day),
  RecursMonthlyNth: ({ row, date, months, interval }) => months % interval === 0 && isNth(row, date),
  RecursYearly: (day) => isInMonth(day) && isDate(day),
  RecursYearlyNth: (day) => isInMonth(day) && isNth(day.row, day.date),
};

function fits(row: StoredRow, date: Date, start: Date): boolean {
  const days = Math.round((date.getTime() - start.getTime()) / DAY_MS);
  return (
    RULES[String(row['RecurrenceType'])]?.({
      ...{ row, date, days },
      weeks: Math.floor((days + start.getUTCDay()) / 7),
      months: (date.getUTCFullYear() - start.getUTCFullYear()) * 12 + date.getUTCMonth() - start.getUTCMonth(),
      interval: Math.max(1, Number(row['RecurrenceInterval'] ?? 1)),
    }) ?? false
  );
}

function isDate({ row, date }: Day): boolean {
  return date.getUTCDate() === row['RecurrenceDayOfMonth'];
}

function isInMonth({ row, date }: Day): boolean {
  return MONTHS[date.getUTCMonth()] === row['RecurrenceMonthOfYear'];
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** One bit a weekday, from Sunday (1) to Saturday (64). */
function maskOf(row: StoredRow): number {
  return Number(row['RecurrenceDayOfWeekMask'] ?? 0);
}

function isIn(mask: number, day: Date): boolean {
  return (mask & (1 << day.getUTCDay())) !== 0;
}

/** The first, second, … or last of the month among the days of the mask. */
function isNth(row: StoredRow, day: Date): boolean {
  const mask = maskOf(row);
  if (!isIn(mask, day)) return false;
  const inMonth = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
  const dates = Array.from({ length: inMonth }, (_, index) => index + 1).filter((date) =>
    isIn(mask, new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), date))),
  );
  const nth = INSTANCES[String(row['RecurrenceInstance'])];
  return day.getUTCDate() === (nth === undefined ? dates.at(-1) : dates[nth - 1]);
}

/** What of a row depends on its day: a task is due on it, an event begins on it at the time of the series. */
function onDay(row: StoredRow, day: string, startField: string): StoredRow {
  if (startField === 'RecurrenceStartDateOnly') return { ActivityDate: day };
  const start = Date.parse(`${day}${String(row[startField]).slice(10)}`);
  const end = new Date(start + Number(row['DurationInMinutes'] ?? 0) * 60_000).toISOString();
  const begin = new Date(start).toISOString();
  const wholeDay = row['IsAllDayEvent'] === 1;
  return {
    ...{ ActivityDate: day, ActivityDateTime: wholeDay ? null : begin, StartDateTime: begin },
    ...(wholeDay ? { EndDateTime: begin, EndDate: day } : { EndDateTime: end, EndDate: end.slice(0, 10) }),
  };
}

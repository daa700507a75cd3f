/** Hours in which a division works, as the org keeps them. */
export interface WorkingTime {
  /** IANA name, e.g. `Europe/Berlin`. */
  readonly timeZone: string;
  /** Sunday first; minutes since midnight. Undefined: a day off. */
  readonly days: readonly (Span | undefined)[];
  /** `YYYY-MM-DD`; undefined: the whole day is off, else that part of it. */
  readonly holidays: ReadonlyMap<string, Span | undefined>;
}

/** From and to, in minutes since midnight; `to` is not part of it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Years of holidays end nothing: an org without any working hour would otherwise be searched for ever. */
const MOST_DAYS = 400;

/** Monday to Friday from 9 to 17, for an org whose hours can not be read. */
export function officeHours(timeZone: string): WorkingTime {
  const day = { from: 9 * 60, to: 17 * 60 };
  return { timeZone, days: [undefined, day, day, day, day, day, undefined], holidays: new Map() };
}

/**
 * The moment at which so many working hours have passed.
 * @param fromMs milliseconds since 1970; may lie outside working hours, which then begin to count with the next.
 * @returns milliseconds since 1970; where the calendar has no working hours at all, plain hours count.
 */
export function addWorkingHours(time: WorkingTime, fromMs: number, hours: number): number {
  let leftMs = hours * HOUR_MS;
  let day = localDay(time.timeZone, fromMs);
  for (let count = 0; count < MOST_DAYS; count += 1) {
    for (const [startMs, endMs] of spansOf(time, day)) {
      const beginMs = Math.max(startMs, fromMs);
      if (endMs <= beginMs) continue;
      if (endMs - beginMs >= leftMs) return beginMs + leftMs;
      leftMs -= endMs - beginMs;
    }
    day = nextDay(day);
  }
  return fromMs + hours * HOUR_MS;
}

/** Hour of the day and day, as people at that place read them. */
export function localTime(timeZone: string, atMs: number): { readonly day: string; readonly hour: number } {
  const parts = partsOf(timeZone, atMs);
  return { day: dayOf(parts), hour: parts.hour };
}

/** Working spans of a day, in milliseconds since 1970. */
function spansOf(time: WorkingTime, day: string): [number, number][] {
  const span = time.days[new Date(`${day}T00:00:00Z`).getUTCDay()];
  if (span === undefined) return [];
  if (!time.holidays.has(day)) return [toMs(time.timeZone, day, span)];
  const off = time.holidays.get(day);
  if (off === undefined) return [];
  const parts: Span[] = [
    { from: span.from, to: Math.min(span.to, off.from) },
    { from: Math.max(span.from, off.to), to: span.to },
  ];
  return parts.filter(({ from, to }) => from < to).map((part) => toMs(time.timeZone, day, part));
}

function toMs(timeZone: string, day: string, { from, to }: Span): [number, number] {
  return [localToUtc(timeZone, day, from), localToUtc(timeZone, day, to)];
}

/** Twice, since the first guess may lie on the other side of a change of the clocks. */
function localToUtc(timeZone: string, day: string, minutes: number): number {
  const wishedMs = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE_MS;
  const guessMs = wishedMs - offsetMs(timeZone, wishedMs);
  return wishedMs - offsetMs(timeZone, guessMs);
}

function offsetMs(timeZone: string, atMs: number): number {
  const { year, month, day, hour, minute } = partsOf(timeZone, atMs);
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
}

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const options = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  const made = new Intl.DateTimeFormat('en-GB', { ...options, timeZone, hourCycle: 'h23' });
  formats.set(timeZone, made);
  return made;
}

function partsOf(timeZone: string, atMs: number): Parts {
  const parts = formatFor(timeZone).formatToParts(atMs);
  const read = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return { year: read('year'), month: read('month'), day: read('day'), hour: read('hour'), minute: read('minute') };
}

function dayOf({ year, month, day }: Parts): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

function localDay(timeZone: string, atMs: number): string {
  return dayOf(partsOf(timeZone, atMs));
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

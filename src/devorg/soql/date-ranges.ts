/** Days as `YYYY-MM-DD`: from the first to before the second. */
export interface DayRange {
  readonly from: string;
  readonly before: string;
}

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

const MONTHS: Readonly<Partial<Record<Unit, number>>> = { MONTH: 1, QUARTER: 3, YEAR: 12 };
const FIXED: Readonly<Record<string, readonly [Unit, number, number]>> = {
  YESTERDAY: ['DAY', -1, 0],
  TODAY: ['DAY', 0, 1],
  TOMORROW: ['DAY', 1, 2],
  // The last 90 days hold today too, 91 days in all; the next 90 begin tomorrow.
  LAST_90_DAYS: ['DAY', -90, 1],
  NEXT_90_DAYS: ['DAY', 1, 91],
};

/**
 * The days that a date literal means, as the SOQL guide defines them. Weeks begin on Sunday, fiscal years with the
 * calendar's, and the running user's day is that of UTC.
 * @param nowMs the org's time
 * @param count the number after the colon
 * @returns undefined for a word that is no date literal
 */
export function dayRange(name: string, count: number | undefined, nowMs: number): DayRange | undefined {
  const fixed = FIXED[name];
  if (fixed) return range(fixed[0], fixed[1], fixed[2], nowMs);
  const plain = name.replace('FISCAL_', '');
  const relative = /^(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR)$/.exec(plain);
  if (relative) {
    const at = relative[1] === 'LAST' ? -1 : relative[1] === 'NEXT' ? 1 : 0;
    return range(relative[2] as Unit, at, at + 1, nowMs);
  }
  if (count === undefined) return undefined;
  const counted = /^(?:(LAST|NEXT)_N_(DAY|WEEK|MONTH|QUARTER|YEAR)S|N_(DAY|WEEK|MONTH|QUARTER|YEAR)S_AGO)$/.exec(plain);
  if (!counted) return undefined;
  const [, direction, unit, unitAgo] = counted;
  if (unitAgo !== undefined) return range(unitAgo as Unit, -count, 1 - count, nowMs);
  if (direction === 'NEXT') return range(unit as Unit, 1, count + 1, nowMs);
  // Only days count up to now; larger units end with the last whole one.
  return range(unit as Unit, -count, unit === 'DAY' ? 1 : 0, nowMs);
}

/** From the start of the unit `first` units from now to the start of the unit `last` units from now. */
function range(unit: Unit, first: number, last: number, nowMs: number): DayRange {
  return { from: startOf(unit, first, nowMs), before: startOf(unit, last, nowMs) };
}

function startOf(unit: Unit, offset: number, nowMs: number): string {
  const now = new Date(nowMs);
  const year = now.getUTCFullYear();
  const months = MONTHS[unit];
  if (months !== undefined) {
    const month = Math.floor(now.getUTCMonth() / months) * months + offset * months;
    return dayText(Date.UTC(year, month, 1));
  }
  const sunday = unit === 'WEEK' ? now.getUTCDay() : 0;
  const days = unit === 'WEEK' ? offset * 7 : offset;
  return dayText(Date.UTC(year, now.getUTCMonth(), now.getUTCDate() - sunday + days));
}

function dayText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

import { audit, DAY_MS } from '../time.ts';
import type { Records } from './company.ts';

/** Days on which all of the seller's sites rest, as month and day. */
const FIXED_DAYS: readonly (readonly [name: string, day: string])[] = [
  ['New Year', '01-01'],
  ['Labour Day', '05-01'],
  ['Christmas Day', '12-25'],
  ['St Stephen’s Day', '12-26'],
];

/** Writes the holidays of the year of `nowMs`, the one before and the one after. */
export function writeHolidays(records: Records, userId: string, nowMs: number): void {
  const year = new Date(nowMs).getUTCFullYear();
  for (const each of [year - 1, year, year + 1]) {
    for (const [name, day] of FIXED_DAYS) {
      records.add('Holiday', {
        Name: name,
        IsAllDay: true,
        ActivityDate: `${String(each)}-${day}`,
        ...audit(nowMs - 500 * DAY_MS, userId),
      });
    }
  }
}

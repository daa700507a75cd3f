import { expect, test } from '@jest/globals';

import { dayRange } from '../../../src/devorg/soql/date-ranges.ts';

/** A Wednesday. */
const NOW = Date.parse('2026-05-20T15:30:00Z');

test.each([
  ['YESTERDAY', undefined, '2026-05-19', '2026-05-20'],
  ['TODAY', undefined, '2026-05-20', '2026-05-21'],
  ['TOMORROW', undefined, '2026-05-21', '2026-05-22'],
  ['THIS_WEEK', undefined, '2026-05-17', '2026-05-24'],
  ['LAST_WEEK', undefined, '2026-05-10', '2026-05-17'],
  ['NEXT_WEEK', undefined, '2026-05-24', '2026-05-31'],
  ['LAST_MONTH', undefined, '2026-04-01', '2026-05-01'],
  ['THIS_MONTH', undefined, '2026-05-01', '2026-06-01'],
  ['NEXT_MONTH', undefined, '2026-06-01', '2026-07-01'],
  ['THIS_QUARTER', undefined, '2026-04-01', '2026-07-01'],
  ['LAST_QUARTER', undefined, '2026-01-01', '2026-04-01'],
  ['NEXT_FISCAL_QUARTER', undefined, '2026-07-01', '2026-10-01'],
  ['THIS_YEAR', undefined, '2026-01-01', '2027-01-01'],
  ['LAST_FISCAL_YEAR', undefined, '2025-01-01', '2026-01-01'],
  ['LAST_90_DAYS', undefined, '2026-02-19', '2026-05-21'],
  ['NEXT_90_DAYS', undefined, '2026-05-21', '2026-08-19'],
  ['LAST_N_DAYS', 1, '2026-05-19', '2026-05-21'],
  ['NEXT_N_DAYS', 1, '2026-05-21', '2026-05-22'],
  ['N_DAYS_AGO', 2, '2026-05-18', '2026-05-19'],
  ['LAST_N_WEEKS', 2, '2026-05-03', '2026-05-17'],
  ['NEXT_N_WEEKS', 2, '2026-05-24', '2026-06-07'],
  ['N_WEEKS_AGO', 1, '2026-05-10', '2026-05-17'],
  ['LAST_N_MONTHS', 2, '2026-03-01', '2026-05-01'],
  ['NEXT_N_MONTHS', 2, '2026-06-01', '2026-08-01'],
  ['N_MONTHS_AGO', 5, '2025-12-01', '2026-01-01'],
  ['LAST_N_QUARTERS', 2, '2025-10-01', '2026-04-01'],
  ['N_QUARTERS_AGO', 1, '2026-01-01', '2026-04-01'],
  ['LAST_N_YEARS', 2, '2024-01-01', '2026-01-01'],
  ['NEXT_N_FISCAL_YEARS', 1, '2027-01-01', '2028-01-01'],
  ['N_FISCAL_YEARS_AGO', 1, '2025-01-01', '2026-01-01'],
])('takes %s:%p for the days from %s to before %s', (name, count, from, before) => {
  expect(dayRange(name, count, NOW)).toEqual({ from, before });
});

test('knows no other words', () => {
  expect(dayRange('LAST_FORTNIGHT', undefined, NOW)).toBeUndefined();
  expect(dayRange('LAST_N_DAYS', undefined, NOW)).toBeUndefined();
});

import { beforeEach, expect, test } from '@jest/globals';

import { viewerFor } from '../../../src/devorg/access/viewer.ts';
import type { RecordValues } from '../../../src/devorg/records/field-values.ts';
import { createRecord } from '../../../src/devorg/records/index.ts';
import { refusal } from '../support/refusal.ts';
import { createSmallOrg, type SmallOrg } from '../support/small-org.ts';

let small: SmallOrg;

beforeEach(() => {
  small = createSmallOrg();
});

/** Makes a series and tells its single days. */
function daysOf(object: 'Event' | 'Task', pattern: RecordValues): string[] {
  const base =
    object === 'Event'
      ? { RecurrenceStartDateTime: '2026-03-02T09:00:00Z', DurationInMinutes: 45 }
      : { RecurrenceStartDateOnly: '2026-03-02' };
  const values = { Subject: 'Regular', WhatId: small.adler, IsRecurrence: true, ...base, ...pattern };
  const id = createRecord(small.org, viewerFor(small.org, small.anna), object, values);
  const sql = `SELECT ActivityDate AS day FROM "${object}" WHERE RecurrenceActivityId = ? AND Id <> ? ORDER BY 1`;
  return small.org.database
    .prepare(sql)
    .all(id, id)
    .map(({ day }) => String(day));
}

const TUESDAY = 4;
const THURSDAY = 16;
const WORKDAYS = 62;

// The days were read off a calendar: 2 March 2026 is a Monday.
test.each([
  [
    'every second day',
    { RecurrenceType: 'RecursDaily', RecurrenceInterval: 2, RecurrenceEndDateOnly: '2026-03-07' },
    ['02', '04', '06'],
  ],
  [
    'every weekday',
    { RecurrenceType: 'RecursEveryWeekday', RecurrenceEndDateOnly: '2026-03-09' },
    ['02', '03', '04', '05', '06', '09'],
  ],
  [
    'Tuesday and Thursday of every second week',
    {
      RecurrenceType: 'RecursWeekly',
      RecurrenceInterval: 2,
      RecurrenceDayOfWeekMask: TUESDAY + THURSDAY,
      RecurrenceEndDateOnly: '2026-03-20',
    },
    ['03', '05', '17', '19'],
  ],
])('%s', (_words, pattern, days) => {
  const expected = days.map((day) => `2026-03-${day}`);
  expect(daysOf('Event', pattern)).toEqual(expected);
  expect(daysOf('Task', pattern)).toEqual(expected);
});

test.each([
  [
    'the 15th of each month',
    {
      RecurrenceType: 'RecursMonthly',
      RecurrenceInterval: 1,
      RecurrenceDayOfMonth: 15,
      RecurrenceEndDateOnly: '2026-05-31',
    },
    ['2026-03-15', '2026-04-15', '2026-05-15'],
  ],
  [
    'the last workday of each month',
    {
      RecurrenceType: 'RecursMonthlyNth',
      RecurrenceInterval: 1,
      RecurrenceInstance: 'Last',
      RecurrenceDayOfWeekMask: WORKDAYS,
      RecurrenceEndDateOnly: '2026-05-31',
    },
    ['2026-03-31', '2026-04-30', '2026-05-29'],
  ],
  [
    'the second Tuesday of every other month',
    {
      RecurrenceType: 'RecursMonthlyNth',
      RecurrenceInterval: 2,
      RecurrenceInstance: 'Second',
      RecurrenceDayOfWeekMask: TUESDAY,
      RecurrenceEndDateOnly: '2026-07-31',
    },
    ['2026-03-10', '2026-05-12', '2026-07-14'],
  ],
  [
    '5 April of each year',
    {
      RecurrenceType: 'RecursYearly',
      RecurrenceDayOfMonth: 5,
      RecurrenceMonthOfYear: 'April',
      RecurrenceEndDateOnly: '2027-12-31',
    },
    ['2026-04-05', '2027-04-05'],
  ],
  [
    'the first Thursday of June',
    {
      RecurrenceType: 'RecursYearlyNth',
      RecurrenceInstance: 'First',
      RecurrenceDayOfWeekMask: THURSDAY,
      RecurrenceMonthOfYear: 'June',
      RecurrenceEndDateOnly: '2027-12-31',
    },
    ['2026-06-04', '2027-06-03'],
  ],
])('%s', (_words, pattern, days) => {
  expect(daysOf('Event', pattern)).toEqual(days);
});

test('single events have the time and length of the series, its owner and its account', () => {
  daysOf('Event', { RecurrenceType: 'RecursDaily', RecurrenceInterval: 1, RecurrenceEndDateOnly: '2026-03-03' });
  const sql = 'SELECT * FROM Event WHERE IsRecurrence = 0 ORDER BY StartDateTime';
  expect(small.org.database.prepare(sql).all()).toMatchObject([
    {
      ...{ StartDateTime: '2026-03-02T09:00:00.000Z', EndDateTime: '2026-03-02T09:45:00.000Z', Subject: 'Regular' },
      ...{ OwnerId: small.anna, AccountId: small.adler, RecurrenceType: null },
    },
    { StartDateTime: '2026-03-03T09:00:00.000Z', EndDateTime: '2026-03-03T09:45:00.000Z', DurationInMinutes: 45 },
  ]);
  expect(small.org.database.prepare('SELECT count(*) AS n FROM Event WHERE IsRecurrence = 1').get()).toEqual({ n: 1 });
});

test.each([
  ['without an end', { RecurrenceType: 'RecursDaily' }, 'REQUIRED_FIELD_MISSING'],
  [
    'that never happens',
    { RecurrenceType: 'RecursMonthly', RecurrenceDayOfMonth: 31, RecurrenceEndDateOnly: '2026-03-30' },
    'FIELD_INTEGRITY_EXCEPTION',
  ],
  [
    'of more than a hundred',
    { RecurrenceType: 'RecursDaily', RecurrenceEndDateOnly: '2026-12-31' },
    'FIELD_INTEGRITY_EXCEPTION',
  ],
])('a series %s is refused', (_words, pattern, errorCode) => {
  expect(refusal(() => daysOf('Task', pattern))).toMatchObject({ errorCode });
  expect(small.org.database.prepare('SELECT count(*) AS n FROM Task').get()).toEqual({ n: 0 });
});

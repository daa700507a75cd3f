import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { type RunningSmallOrg, runSmallOrg } from '../support/running-org.ts';
import { addUser } from '../support/small-org.ts';

/** What the clocks of hand-offs go by. */
const HOURS = `SELECT Id, Name, IsActive, IsDefault, TimeZoneSidKey, MondayStartTime, MondayEndTime, FridayEndTime,
  SaturdayStartTime, SaturdayEndTime, SystemModstamp FROM BusinessHours ORDER BY Name`;
const HOLIDAYS = `SELECT Id, Name, ActivityDate, IsAllDay, StartTimeInMinutes, EndTimeInMinutes, IsRecurrence,
  RecurrenceStartDate, RecurrenceEndDateOnly, RecurrenceType, RecurrenceInterval, RecurrenceDayOfMonth,
  RecurrenceDayOfWeekMask, RecurrenceMonthOfYear, RecurrenceInstance, SystemModstamp FROM Holiday ORDER BY Name`;

interface Found {
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

let box: RunningSmallOrg;
let machine: string;

beforeAll(async () => {
  box = await runSmallOrg();
  machine = addUser(box.org, { FirstName: 'M', LastName: 'Machine' }, 'Minimum Access - API Only Integrations');
});

afterAll(async () => {
  await box.close();
});

async function found(userId: string, soql: string): Promise<Found['records']> {
  const { status, body } = await box.call<Found>(userId, 'GET', `/query?q=${encodeURIComponent(soql)}`);
  expect(status).toBe(200);
  return body.records;
}

test('a new org works Monday to Friday, nine to five, in its own time zone', async () => {
  expect(await found(machine, HOURS)).toMatchObject([
    {
      ...{ Name: 'Default', IsActive: true, IsDefault: true, TimeZoneSidKey: 'Europe/Berlin' },
      ...{ MondayStartTime: '09:00:00.000Z', FridayEndTime: '17:00:00.000Z', SaturdayStartTime: null },
    },
  ]);
});

test('an admin adds hours and changes them', async () => {
  const values = { Name: 'South', IsActive: true, TimeZoneSidKey: 'Europe/Vienna', MondayStartTime: '08:00:00.000Z' };
  const { status, body } = await box.call<{ id: string }>(box.admin, 'POST', '/sobjects/BusinessHours', values);
  expect(status).toBe(201);
  await box.call(box.admin, 'PATCH', `/sobjects/BusinessHours/${body.id}`, { MondayEndTime: '18:30:00.000Z' });
  expect((await found(machine, HOURS)).find(({ Name }) => Name === 'South')).toMatchObject({
    ...{ MondayStartTime: '08:00:00.000Z', MondayEndTime: '18:30:00.000Z', TimeZoneSidKey: 'Europe/Vienna' },
  });
});

test('holidays stand on a day or come again', async () => {
  const day = { Name: 'Works outing', ActivityDate: '2026-06-05', IsAllDay: true };
  const yearly = {
    ...{ Name: 'Christmas', ActivityDate: '2026-12-25', IsAllDay: true, IsRecurrence: true },
    ...{ RecurrenceType: 'RecursYearly', RecurrenceStartDate: '2020-12-25', RecurrenceInterval: 1 },
    ...{ RecurrenceDayOfMonth: 25, RecurrenceMonthOfYear: 'December' },
  };
  for (const values of [day, yearly]) {
    expect((await box.call(box.admin, 'POST', '/sobjects/Holiday', values)).status).toBe(201);
  }
  expect(await found(machine, HOLIDAYS)).toMatchObject([yearly, { ...day, IsRecurrence: false, RecurrenceType: null }]);
});

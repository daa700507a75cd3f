import { ApiError } from '../../api-error.ts';
import { prepare } from '../../data/index.ts';
import type { Org } from '../../org.ts';
import { requiredFieldsMissing } from '../errors.ts';
import { lookUp, type StoredValue } from '../stored-row.ts';
import { type Change, changes } from './change.ts';

const MINUTE = 60_000;

/** Task: closed by its state, high by its priority, the account of what or whom it is about. */
export function deriveTask(change: Change): void {
  const { org, row, now } = change;
  const state = prepare(org.database, 'SELECT "IsClosed" AS closed FROM "TaskStatus" WHERE "ApiName" = ?');
  row['IsClosed'] = Number(state.get(row['Status'] ?? null)?.['closed'] ?? 0);
  row['IsHighPriority'] = row['Priority'] === 'High' ? 1 : 0;
  row['AccountId'] = accountOf(org, row['WhatId'], row['WhoId']);
  if (changes(change, 'IsClosed')) row['CompletedDateTime'] = row['IsClosed'] === 1 ? now : null;
}

/** Event: start, end, length and day agree; the account of what or whom it is about. */
export function deriveEvent(change: Change): void {
  const { org, row } = change;
  row['AccountId'] = accountOf(org, row['WhatId'], row['WhoId']);
  if (row['IsAllDayEvent'] === 1) deriveWholeDays(change);
  else deriveTimes(change);
}

function deriveWholeDays({ row, given }: Change): void {
  const day = given.has('ActivityDate') ? row['ActivityDate'] : (dayOf(row['StartDateTime']) ?? row['ActivityDate']);
  if (typeof day !== 'string') throw requiredFieldsMissing(['ActivityDate']);
  const minutes = Number(row['DurationInMinutes'] ?? 24 * 60);
  const midnight = Date.parse(`${day}T00:00:00.000Z`);
  row['ActivityDate'] = day;
  row['ActivityDateTime'] = null;
  row['StartDateTime'] = new Date(midnight).toISOString();
  row['DurationInMinutes'] = minutes;
  row['EndDateTime'] = new Date(midnight + Math.max(0, minutes - 24 * 60) * MINUTE).toISOString();
  row['EndDate'] = dayOf(row['EndDateTime']) ?? null;
}

function deriveTimes(change: Change): void {
  const { row, given } = change;
  const first = row['ActivityDateTime'] ?? row['StartDateTime'] ?? row['RecurrenceStartDateTime'];
  const start = given.has('StartDateTime') ? row['StartDateTime'] : first;
  if (typeof start !== 'string') throw requiredFieldsMissing(['ActivityDateTime']);
  const minutes = minutesOf(change, start);
  row['StartDateTime'] = start;
  row['ActivityDateTime'] = start;
  row['ActivityDate'] = dayOf(start) ?? null;
  row['DurationInMinutes'] = minutes;
  row['EndDateTime'] = new Date(Date.parse(start) + minutes * MINUTE).toISOString();
  row['EndDate'] = dayOf(row['EndDateTime']) ?? null;
}

function minutesOf({ row, given }: Change, start: string): number {
  const { EndDateTime: end, DurationInMinutes: duration } = row;
  const byEnd = typeof end === 'string' && (given.has('EndDateTime') || typeof duration !== 'number');
  if (!byEnd) {
    if (typeof duration !== 'number') throw requiredFieldsMissing(['DurationInMinutes']);
    return duration;
  }
  const minutes = (Date.parse(end) - Date.parse(start)) / MINUTE;
  if (given.has('DurationInMinutes') && minutes !== duration) {
    const message = 'Event duration conflicts with the start and end times';
    throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', message, ['DurationInMinutes']);
  }
  if (minutes < 0) {
    const message = 'Event duration cannot be negative';
    throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', message, ['DurationInMinutes']);
  }
  return minutes;
}

function dayOf(time: StoredValue | undefined): string | undefined {
  return typeof time === 'string' ? time.slice(0, 10) : undefined;
}

/** The account behind an activity: of what it is about where that has one, else of the contact. */
function accountOf(org: Org, what: StoredValue | undefined, who: StoredValue | undefined): StoredValue {
  const target = typeof what === 'string' ? org.schema.byKeyPrefix(what.slice(0, 3))?.name : undefined;
  if (target === 'Account') return what ?? null;
  const ofWhat = target === undefined ? undefined : lookUp(org, target, what, 'AccountId');
  if (typeof ofWhat === 'string') return ofWhat;
  return typeof who === 'string' && who.startsWith('003') ? (lookUp(org, 'Contact', who, 'AccountId') ?? null) : null;
}

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { request, type RunningSmallOrg, runSmallOrg } from '../support/running-org.ts';
import { addRow, SMALL_ORG_NOW } from '../support/small-org.ts';

const DAY = 86_400_000;

let box: RunningSmallOrg;

beforeAll(async () => {
  box = await runSmallOrg();
});

afterAll(async () => {
  await box.close();
});

function daysAgo(days: number): string {
  return new Date(SMALL_ORG_NOW - days * DAY).toISOString();
}

/** Subjects of what the owner of everything finds. */
async function subjects(resource: 'query' | 'queryAll', object: string): Promise<string[]> {
  const soql = encodeURIComponent(`SELECT Subject, IsArchived, SystemModstamp FROM ${object} ORDER BY Subject`);
  const { body } = await box.call<{ records: { Subject: string; IsArchived: boolean }[] }>(
    box.admin,
    'GET',
    `/${resource}?q=${soql}`,
  );
  return body.records.map(({ Subject, IsArchived }) => (IsArchived ? `${Subject} (archived)` : Subject));
}

test('past events and closed tasks of more than a year ago are archived: only queryAll finds them', async () => {
  const task = (Subject: string, more: Record<string, string | boolean>): string =>
    addRow(box.org, 'Task', { Subject, OwnerId: box.anna, WhatId: box.adler, ...more });
  task('closed long ago', { IsClosed: true, CompletedDateTime: daysAgo(400) });
  task('closed lately', { IsClosed: true, CompletedDateTime: daysAgo(30) });
  task('open for long', { IsClosed: false, ActivityDate: daysAgo(500).slice(0, 10) });
  for (const days of [400, 30]) {
    addRow(box.org, 'Event', {
      Subject: `${days} days`,
      OwnerId: box.anna,
      WhatId: box.adler,
      EndDateTime: daysAgo(days),
    });
  }
  const { body } = await request(`${box.running.adminUrl}/activities/archive`, 'POST', {});
  expect(body).toEqual({ archived: { Event: 1, Task: 1 } });
  expect(await subjects('query', 'Task')).toEqual(['closed lately', 'open for long']);
  expect(await subjects('queryAll', 'Task')).toEqual(['closed lately', 'closed long ago (archived)', 'open for long']);
  expect(await subjects('query', 'Event')).toEqual(['30 days']);
  expect(await subjects('queryAll', 'Event')).toEqual(['30 days', '400 days (archived)']);
});

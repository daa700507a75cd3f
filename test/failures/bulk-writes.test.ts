import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { runService } from '../support/two-divisions.ts';
import { closeDatabase, expectWhole, EXPERTS, startTrial, type Trial } from './support/trial.ts';

let trial: Trial;

beforeEach(async () => {
  trial = await startTrial({ bulkFromRows: 2 });
});
afterEach(() => trial.close());
afterAll(() => closeDatabase());

const relationships = { object: 'Baton_Relationship__c' };
const jobs = (): number => trial.org.running.context.jobs.ofKind('ingest').length;

interface Written {
  readonly External_Id__c: string;
  readonly Account__c: string;
  readonly Band__c: string;
}

/** How often the org was asked this way. */
function asked(route: RegExp): number {
  const { byRoute } = trial.org.running.context.callLog.read();
  return Object.entries(byRoute).reduce((sum, [name, count]) => (route.test(name) ? sum + count : sum), 0);
}

/** What a first run says of itself in calls of their own: what it has learned about needs, and its last word. */
const OF_ITSELF = 2;
/** Calls of collections. */
const inCalls = (): number => asked(/PATCH.*composite\/sobjects\//);
const openIssue = async (): Promise<string> => {
  const [issue] = await trial.org.rows<{ Id: string }>("SELECT Id FROM Baton_Sync_Issue__c WHERE State__c = 'Open'");
  return issue?.Id ?? '';
};
const ALL = { upserts: 3 + EXPERTS, postponed: 0, parked: 0 };

describe('many rows', () => {
  test('are written with jobs, which are gone afterwards', async () => {
    expect(await trial.run()).toMatchObject(ALL);
    expect(asked(/PUT.*ingest/)).toBeGreaterThan(0);
    expect(inCalls()).toBe(OF_ITSELF);
    expect(jobs()).toBe(0);
    await expectWhole(trial);
  });

  test('that are locked for the moment are sent again in the same run', async () => {
    trial.fail({ match: relationships, when: { every: 2, count: 1 }, effect: { kind: 'lockRow' } });
    expect(await trial.run()).toMatchObject(ALL);
    expect(inCalls()).toBe(OF_ITSELF + 1);
    trial.heal();
    await expectWhole(trial);
  });

  test('pass while one of them is refused, which is parked with its reason', async () => {
    trial.fail({ match: relationships, effect: { kind: 'validationRule', parent: trial.org.adler } });
    expect(await trial.run()).toMatchObject({ upserts: 2 + EXPERTS, postponed: 0, parked: 1 });
    expect(await trial.issues()).toMatchObject([{ Code__c: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', State__c: 'Open' }]);
    trial.heal();
    await trial.org.update('Baton_Sync_Issue__c', await openIssue(), { State__c: 'Resolved' });
    expect(await trial.run()).toMatchObject({ upserts: 1, parked: 0 });
  });

  test('that are there already, unknown to us, are written without what ties them to their account', async () => {
    await trial.run();
    const fields = 'External_Id__c, Account__c, Band__c, Reasons__c';
    const rows = await trial.org.rows<Written>(`SELECT ${fields} FROM Baton_Relationship__c`);
    const changed = rows.map(({ External_Id__c, Account__c, Band__c }) => ({
      ...{ External_Id__c, Account__c, Band__c },
      Reasons__c: 'call:few:2026-11',
    }));
    const results = await trial.crm.upsert('Baton_Relationship__c', 'External_Id__c', changed);
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(trial.org.relationships().map(({ Reasons__c }) => Reasons__c)).toEqual(Array(3).fill('call:few:2026-11'));
    expect(inCalls()).toBe(OF_ITSELF);
    expect(jobs()).toBe(0);
  });

  test('go in calls where Bulk refuses', async () => {
    trial.fail({ match: { route: '/jobs/ingest' }, effect: { kind: 'bulkUnsupported' } });
    expect(await trial.run()).toMatchObject(ALL);
    expect(inCalls()).toBeGreaterThan(OF_ITSELF);
    trial.heal();
    await expectWhole(trial);
  });
});

describe('a job', () => {
  test.each([
    ['made', { method: 'POST', route: '/jobs/ingest' }],
    ['filled', { method: 'PUT', route: '/jobs/ingest/*/batches' }],
    ['begun', { method: 'PATCH', route: '/jobs/ingest/*' }],
  ])('whose reply was lost when it was %s does no harm', async (_, match) => {
    trial.fail({ match, when: { count: 1 }, effect: { kind: 'dropReply' } });
    expect(await trial.run()).toMatchObject(ALL);
    expect(trial.counts()[0]?.struck).toBe(1);
    trial.heal();
    await expectWhole(trial);
  });

  test('of a service that dies is stopped by the next one, which writes what is missing', async () => {
    trial.fail({ match: { route: '/jobs/ingest/*/batches' }, effect: { kind: 'stall', ms: 10_000 } });
    const dying = trial.run();
    while (jobs() === 0) await sleep(5);
    await trial.crm.close();
    await expect(dying).rejects.toThrow();
    expect(jobs()).toBe(1);
    trial.heal();
    const next = await trial.connect({ bulkFromRows: 2 });
    expect(await runService({ crm: next }, trial.database)).toMatchObject(ALL);
    expect(jobs()).toBe(0);
  });
});

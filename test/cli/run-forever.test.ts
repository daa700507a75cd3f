import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { type ForeverParts, runForever } from '../../src/cli/run-forever.ts';
import type { Summary } from '../../src/cli/run-service.ts';
import type { Crm } from '../../src/crm/crm.ts';
import { CrmError } from '../../src/crm/crm-errors.ts';
import { defaultPolicy } from '../../src/policy/index.ts';
import type { Database } from '../../src/store/database.ts';
import { openStore } from '../support/databases.ts';
import { runService, runTwoDivisions, type TwoDivisions } from '../support/two-divisions.ts';

let org: TwoDivisions;
let database: Database;

beforeAll(async () => {
  org = await runTwoDivisions();
  database = await openStore();
});
afterAll(async () => {
  await org.close();
  await database.close();
});

const parts = (signal: AbortSignal, more: Partial<ForeverParts> = {}): ForeverParts => ({
  crm: org.crm,
  database,
  policyDefaults: defaultPolicy,
  version: '0.0.0',
  hotIntervalMs: 50,
  fullIntervalMs: 600_000,
  signal,
  ...more,
});

test('sees a call that is logged while it runs, and stops when asked to', async () => {
  const stop = new AbortController();
  const runs: string[] = [];
  const onRun = (summary: Summary, which: 'hot' | 'all'): void => {
    runs.push(which);
    if (runs.length === 1) void org.logCall(org.clara, org.adlerContact);
    if (runs.length > 1 && summary.upserts > 0) stop.abort();
  };
  // Long enough for hot runs between two full ones, on any machine.
  const { seconds } = await runService(org, database);
  // Calls are read with everything else, hand-offs and choices in between.
  await runForever(parts(stop.signal, { onRun, fullIntervalMs: Math.max(2_000, 3_000 * seconds) }));
  expect(runs[0]).toBe('all');
  expect(runs).toContain('hot');
  expect(org.relationships().map((row) => row.Colleague__c)).toContain(org.clara);
});

test('waits out an org that is away when it starts; an answer that no waiting mends ends it', async () => {
  const stop = new AbortController();
  const told: unknown[] = [];
  const crm = failingOnce(org.crm, new CrmError('CRM_UNAVAILABLE', 'away', { cure: 'retry', retryAfterMs: 10 }));
  await runForever(
    parts(stop.signal, {
      crm,
      onFailure: ({ code }, retryInMs) => told.push({ code, retryInMs }),
      onRun: () => stop.abort(),
    }),
  );
  expect(told).toEqual([{ code: 'CRM_UNAVAILABLE', retryInMs: 10 }]);

  const wrong = failingOnce(org.crm, new CrmError('CRM_LOGIN_USER', 'frozen', { cure: 'stop' }));
  await expect(runForever(parts(stop.signal, { crm: wrong, signal: new AbortController().signal }))).rejects.toThrow(
    'frozen',
  );
});

/** The same org, which fails the first time that access to it is looked up. */
function failingOnce(crm: Crm, error: CrmError): Crm {
  let hasFailed = false;
  return {
    ...crm,
    missingAccess: () => {
      if (hasFailed) return crm.missingAccess();
      hasFailed = true;
      return Promise.reject(error);
    },
  };
}

test('outlives a failure of the org and says when it tries again', async () => {
  const stop = new AbortController();
  const failures: { code: string; retryInMs: number }[] = [];
  // A proxy on the way that answers something of its own.
  const breakDown = (_req: unknown, res: { json(body: unknown): unknown }): void => {
    res.json({});
  };
  await runForever(
    parts(stop.signal, {
      onRun: () => org.running.context.faults.push(breakDown),
      onFailure: ({ code }, retryInMs) => {
        failures.push({ code, retryInMs });
        stop.abort();
      },
    }),
  );
  expect(failures).toEqual([{ code: expect.any(String), retryInMs: expect.any(Number) }]);
  expect(failures[0]!.retryInMs).toBeGreaterThan(0);
});

test('a panel that asks to be looked at has a full run at once, and one only', async () => {
  org.running.context.faults.length = 0;
  const stop = new AbortController();
  const runs: string[] = [];
  await runForever(
    parts(stop.signal, {
      onRun: (_summary, which) => {
        runs.push(which);
        if (runs.length === 2) {
          const wake = { Wake__c: new Date(org.org.clock.now()).toISOString() };
          void org.connect(org.anna).sobject('Baton_Preference__c').create(wake);
        }
        // Long enough for one that should not come.
        if (runs.lastIndexOf('all') > 0 && runs.length > runs.lastIndexOf('all') + 4) stop.abort();
        if (runs.length > 200) stop.abort();
      },
    }),
  );
  expect(runs.filter((which) => which === 'all')).toHaveLength(2);
  expect(runs[0]).toBe('all');
});

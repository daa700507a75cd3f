import { setTimeout as sleep } from 'node:timers/promises';

import { expect } from '@jest/globals';

import type { Summary } from '../../../src/cli/run-service.ts';
import { connectCrm } from '../../../src/crm/connect.ts';
import type { ConnectOptions } from '../../../src/crm/connect-options.ts';
import type { Crm } from '../../../src/crm/crm.ts';
import type { FaultCount } from '../../../src/devorg/faults/index.ts';
import { readFaultPlan } from '../../../src/devorg/faults/index.ts';
import type { Database } from '../../../src/store/database.ts';
import { connectOptions } from '../../crm/support/login.ts';
import { freshDatabase } from '../../flows/support/sample-org.ts';
import { runService, runTwoDivisions, type TwoDivisions } from '../../support/two-divisions.ts';

export { closeDatabase } from '../../flows/support/sample-org.ts';

export interface IssueRow {
  readonly Kind__c: string;
  readonly State__c: string;
  readonly Code__c: string | null;
  readonly Reason__c: string;
  readonly Fix__c: string;
}

/** Everybody with Baton in the two divisions is listed as a person to ask, which is a row each. */
export const EXPERTS = 3;

/** The service, an empty store, and an org in which three relationships should come to stand. */
export interface Trial {
  readonly org: TwoDivisions;
  readonly database: Database;
  /** The service's connection: short pauses, short deadlines. */
  readonly crm: Crm;
  /** Has these rules in force from now on, and no others. */
  fail(...rules: readonly object[]): void;
  heal(): void;
  counts(): FaultCount[];
  run(): Promise<Summary>;
  issues(): Promise<IssueRow[]>;
  connect(options?: Partial<ConnectOptions>): Promise<Crm>;
  close(): Promise<void>;
}

export async function startTrial(options: Partial<ConnectOptions> = {}): Promise<Trial> {
  const org = await runTwoDivisions();
  const database = await freshDatabase();
  await org.meet(org.clara, org.adlerContact);
  await org.meet(org.clara, org.adlerContact, 3);
  await org.logCall(org.ben, org.adlerOfBenContact);
  const crms: Crm[] = [];
  const connect = async (more: Partial<ConnectOptions> = {}): Promise<Crm> => {
    const crm = await connectCrm({
      ...connectOptions,
      ...{ loginUrl: org.url, username: '.integration@example.invalid', allowLocalOrg: true },
      ...{ timeoutMs: 400, budgetShare: 0.9, ...options, ...more },
    });
    crms.push(crm);
    return crm;
  };
  const crm = await connect();
  return {
    ...{ org, database, crm, connect },
    fail: (...rules) => org.running.faults.set(readFaultPlan(rules)),
    heal: () => org.running.faults.clear(),
    counts: () => org.running.faults.counts(),
    run: () => runService({ crm }, database),
    issues: () => org.rows('SELECT Kind__c, State__c, Code__c, Reason__c, Fix__c FROM Baton_Sync_Issue__c'),
    close: async () => {
      await Promise.all(crms.map((one) => one.close()));
      await org.close();
    },
  };
}

/** Waits until something is so. @throws Error when it is not after five seconds. */
export async function until(isSo: () => boolean): Promise<void> {
  const deadline = performance.now() + 5_000;
  while (!isSo()) {
    if (performance.now() > deadline) throw new Error('It did not come about.');
    await sleep(5);
  }
}

/** What the three relationships say, in the order of their external ids. */
export function standing({ org }: Pick<Trial, 'org'>): unknown[] {
  return org.relationships().map(({ Account__c, Colleague__c, Band__c, Reasons__c }) => {
    return { Account__c, Colleague__c, Band__c, Reasons__c };
  });
}

/** Nothing is lost, nothing stands twice, nothing is parked, and another run has nothing to do. */
export async function expectWhole(trial: Trial): Promise<void> {
  const { org } = trial;
  const rows = org.relationships();
  expect(rows.map(({ Account__c, Colleague__c }) => [Account__c, Colleague__c])).toEqual(
    [
      [org.adler, org.ben],
      [org.adlerOfBen, org.clara],
      [org.adlerOfBen, org.anna],
    ].map((pair) => expect.arrayContaining(pair.slice(0, 1))),
  );
  expect(rows.filter(({ Colleague__c }) => Colleague__c === org.clara)).toMatchObject([
    { Account__c: org.adlerOfBen, Reasons__c: expect.stringMatching(/^meeting:few:/) },
  ]);
  expect(rows.filter(({ Colleague__c }) => Colleague__c === org.ben)).toMatchObject([{ Account__c: org.adler }]);
  expect(new Set(rows.map(({ External_Id__c }) => External_Id__c)).size).toBe(3);
  expect((await trial.issues()).filter(({ State__c }) => State__c === 'Open')).toEqual([]);
  expect(await trial.run()).toMatchObject({ upserts: 0, deletes: 0, postponed: 0, parked: 0, problems: [] });
}

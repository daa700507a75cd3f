import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import type { Database } from '../../src/store/database.ts';
import { runService, runTwoDivisions, type TwoDivisions } from '../support/two-divisions.ts';
import { closeDatabase, freshDatabase } from './support/sample-org.ts';

let org: TwoDivisions;
let database: Database;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(closeDatabase);

beforeEach(async () => {
  database = await freshDatabase();
  org = await runTwoDivisions();
  await org.meet(org.anna, org.adlerContact);
  await org.meet(org.anna, org.adlerContact, 3);
  await org.logCall(org.ben, org.adlerOfBenContact, 80);
  await runService(org, database);
});

afterEach(async () => {
  await org.close();
});

const colleagues = (): (string | null)[] => org.relationships().map((row) => row.Colleague__c);

interface Answer {
  readonly Message__c: string;
  readonly Request__c: string;
}

const answerTo = async (key: string): Promise<Answer | undefined> =>
  (await org.rows<Answer>(`SELECT Message__c, Request__c FROM Baton_Sync_Status__c WHERE Key__c = 'draft-${key}'`))[0];

/** `relationships 3 4;…` by name: under the draft and now. */
function read(message: string): Record<string, number[]> {
  return Object.fromEntries(
    message.split(';').map((part) => {
      const [name = '', ...numbers] = part.split(' ');
      return [name, numbers.map(Number)];
    }),
  );
}

describe('rules that an admin tries out', () => {
  const draft = (values: object): Record<string, unknown> => ({
    Active__c: false,
    Draft_Key__c: org.admin,
    Effect_Request__c: '1',
    ...values,
  });

  test.each([
    ['higher bands', { Band_Some__c: 5, Band_Good__c: 50, Band_Strong__c: 500 }],
    ['a default of not naming', { Naming_Default__c: 'Unnamed' }],
    ['nobody of a division shown', { Relationships_Per_Division__c: 0 }],
    ['a pilot in one division', { Pilot__c: true, Pilot_Divisions__c: 'facility' }],
  ])('say what they would do (%s), change nothing, and do it once they are saved', async (_what, values) => {
    const before = org.relationships();
    expect(before.length).toBeGreaterThan(1);
    const id = await org.create('Baton_Policy__c', draft(values));
    await runService(org, database);
    expect(org.relationships()).toEqual(before);
    const answer = await answerTo(org.admin);
    expect(answer?.Request__c).toBe('1');
    const { relationships, named, strong, good, some, customers } = read(answer!.Message__c);
    expect(relationships![1]).toBe(before.length);
    expect(named![1]).toBe(before.filter((row) => row.Colleague__c !== null).length);
    expect(customers![0]).toBe(customers![1]);

    await org.update('Baton_Policy__c', id, { Active__c: true, Draft_Key__c: null, Effect_Request__c: null });
    await runService(org, database);
    const after = org.relationships();
    const inBand = (band: string): number => after.filter((row) => row.Band__c === band).length;
    expect(relationships![0]).toBe(after.length);
    expect(named![0]).toBe(colleagues().filter((who) => who !== null).length);
    expect([strong![0], good![0], some![0]]).toEqual([inBand('Strong'), inBand('Good'), inBand('Some')]);
  });

  test('are answered once a question, and again when the question changes', async () => {
    const id = await org.create('Baton_Policy__c', draft({ Relationships_Per_Division__c: 0 }));
    await runService(org, database);
    const first = await org.rows('SELECT Id, SystemModstamp FROM Baton_Sync_Status__c');
    await runService(org, database, {}, { leastStatusPauseMs: 1e9 });
    expect(await org.rows('SELECT Id, SystemModstamp FROM Baton_Sync_Status__c')).toEqual(first);
    await org.update('Baton_Policy__c', id, { Effect_Request__c: '2', Relationships_Per_Division__c: 1 });
    await runService(org, database);
    expect(await answerTo(org.admin)).toMatchObject({ Request__c: '2' });
  });

  test('are shown to admins alone', async () => {
    await org.create('Baton_Policy__c', draft({}));
    await runService(org, database);
    const rep = org.connect(org.anna);
    await expect(rep.query('SELECT Id FROM Baton_Sync_Status__c')).rejects.toThrow(/not supported|INVALID_TYPE/);
  });
});

describe('a pilot', () => {
  const start = (values: object): Promise<string> =>
    org.create('Baton_Policy__c', { Active__c: true, Pilot__c: true, ...values });

  test('names nobody outside and shows nothing on accounts of others', async () => {
    expect(new Set(colleagues())).toEqual(new Set([org.anna, org.ben]));
    await start({ Pilot_Users__c: org.anna });
    await runService(org, database);
    expect(colleagues()).not.toContain(org.ben);
    // Anna's own account stays in: she may see that somebody in Security knows the customer.
    const shown = new Set(org.relationships().map((row) => row.Account__c));
    expect(shown).toEqual(new Set([org.adler]));
  });

  test('in a city follows who moves there, and ends without a trace', async () => {
    const before = org.relationships().map(({ External_Id__c, Colleague__c }) => [External_Id__c, Colleague__c]);
    const id = await start({ Pilot_Places__c: 'Bremen' });
    await runService(org, database);
    expect(org.relationships()).toEqual([]);
    for (const userId of [org.anna, org.ben]) await org.update('User', userId, { City: 'bremen' });
    await runService(org, database);
    expect(new Set(colleagues())).toEqual(new Set([org.anna, org.ben]));
    for (const userId of [org.anna, org.ben]) await org.update('User', userId, { City: 'Bonn' });
    await runService(org, database);
    expect(org.relationships()).toEqual([]);
    await org.update('Baton_Policy__c', id, { Pilot__c: false });
    await runService(org, database);
    const after = org.relationships().map(({ External_Id__c, Colleague__c }) => [External_Id__c, Colleague__c]);
    expect(after).toEqual(before);
  });
});

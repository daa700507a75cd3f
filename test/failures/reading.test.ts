import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { recordSources } from '../../src/crm/fields/index.ts';
import { viewerFor } from '../../src/devorg/access/viewer.ts';
import { insertRows } from '../../src/devorg/data/index.ts';
import { mergeRecords, undeleteRecord } from '../../src/devorg/records/index.ts';
import { addRow } from '../devorg/support/small-org.ts';
import { freshDatabase } from '../flows/support/sample-org.ts';
import { runService } from '../support/two-divisions.ts';
import { closeDatabase, expectWhole, EXPERTS, standing, startTrial, type Trial } from './support/trial.ts';

let trial: Trial;

beforeEach(async () => {
  trial = await startTrial();
});
afterEach(() => trial.close());
afterAll(() => closeDatabase());

/** A fresh connection looks at describe again, which a running one does after some minutes. */
const runAnew = async (): Promise<unknown> => runService({ crm: await trial.connect() }, trial.database);

/** Calls of one day are one occasion, so each test takes another day than the call that is there. */
const logCall = (daysAgo: number): Promise<string> =>
  trial.org.logCall(trial.org.ben, trial.org.adlerOfBenContact, daysAgo);

const knownToBen = (): string[] =>
  trial.org
    .relationships()
    .flatMap(({ Colleague__c, Reasons__c }) => (Colleague__c === trial.org.ben ? [Reasons__c] : []));

describe('changes', () => {
  test('of one second are all read, whichever comes last', async () => {
    trial.fail({ match: { object: 'Task' }, effect: { kind: 'sameStamp', seconds: 30 } });
    await trial.run();
    await logCall(2);
    await trial.run();
    await logCall(3);
    await trial.run();
    expect(knownToBen()).toEqual([expect.stringMatching(/call:few/)]);
  });

  test('that are committed late, behind what was read already, are found', async () => {
    await trial.run();
    trial.fail({ match: { object: 'Task' }, effect: { kind: 'lateCommit', seconds: 240 } });
    await logCall(2);
    await trial.run();
    expect(knownToBen()).toEqual([expect.stringMatching(/call:few/)]);
  });

  test.each([-10, 10])('are found when the clock of the org moves by %i minutes against ours', async (minutes) => {
    await trial.run();
    trial.org.org.clock.move(minutes * 60_000);
    await trial.run();
    await logCall(2);
    if (minutes < 0) trial.org.org.clock.move(-minutes * 60_000);
    await trial.run();
    expect(knownToBen()).toEqual([expect.stringMatching(/call:few/)]);
  });

  test.each([-10, 10])('are found when the Date of replies was %i minutes off', async (minutes) => {
    trial.fail({ effect: { kind: 'skewClock', byMs: minutes * 60_000 } });
    await trial.run();
    trial.heal();
    await logCall(2);
    // The first reply with the right time comes after its question was asked.
    await trial.run();
    await trial.run();
    expect(knownToBen()).toEqual([expect.stringMatching(/call:few/)]);
  });

  test('that no stamp shows are none that Baton depends on: it reads no calculated field', async () => {
    for (const { object, fields } of Object.values(recordSources)) {
      const described = await trial.org.call<{ fields: { name: string; calculated: boolean }[] }>(
        trial.org.admin,
        'GET',
        `/sobjects/${object}/describe`,
      );
      const asked = Object.values(fields as Record<string, { from: readonly string[] }>).flatMap(({ from }) => from);
      const calculated = described.body.fields.filter((field) => field.calculated && asked.includes(field.name));
      expect(calculated).toEqual([]);
    }
  });

  test('an undeleted activity counts again', async () => {
    const call = await logCall(2);
    await trial.run();
    await trial.org.remove('Task', call);
    await trial.run();
    expect(knownToBen()).toEqual([expect.stringMatching(/call:once/)]);
    const { org, admin } = trial.org;
    undeleteRecord(org, viewerFor(org, admin), 'Task', call);
    await trial.run();
    expect(knownToBen()).toEqual([expect.stringMatching(/call:few/)]);
  });

  test.each([13, 31])('rows that were purged while the service was away for %i days are gone', async (days) => {
    const call = await logCall(2);
    await trial.run();
    trial.org.org.database.prepare('DELETE FROM Task WHERE Id = ?').run(call);
    trial.org.org.clock.move(days * 86_400_000);
    await runAnew();
    expect(knownToBen()).toEqual([expect.stringMatching(/call:once/)]);
  });

  test('of a merged account, whose children carry no new stamp, go to the account that stays', async () => {
    await trial.run();
    const { org, adlerOfBen, admin, berg } = trial.org;
    mergeRecords(org, viewerFor(org, admin), 'Account', berg, [adlerOfBen]);
    await trial.run();
    const merged = standing({ org: trial.org });
    expect(merged).not.toContainEqual(expect.objectContaining({ Account__c: adlerOfBen }));
    await freshDatabase();
    expect(await runAnew()).toMatchObject({ upserts: 0, deletes: 0 });
    expect(standing({ org: trial.org })).toEqual(merged);
  });

  test('an occurrence of a series counts, the series itself does not', async () => {
    const { org, ben, adlerOfBenContact } = trial.org;
    const day = (days: number): string => trial.org.daysAgo(days);
    const event = { OwnerId: ben, WhoId: adlerOfBenContact, AccountId: trial.org.adlerOfBen, Subject: 'Round' };
    insertRows(org, 'Event', [
      { ...event, IsRecurrence: true, StartDateTime: day(60), EndDateTime: day(59) },
      { ...event, StartDateTime: day(2), EndDateTime: day(1.9) },
    ]);
    await trial.run();
    expect(knownToBen()).toEqual([expect.stringMatching(/meeting:once/)]);
  });
});

describe('queries', () => {
  test('short pages and lost places lose nothing, since Baton goes on by key', async () => {
    const { org, adlerOfBen, ben } = trial.org;
    insertRows(
      org,
      'Contact',
      Array.from({ length: 450 }, (_, index) => ({ LastName: `Nr ${index}`, AccountId: adlerOfBen, OwnerId: ben })),
    );
    trial.fail({ effect: { kind: 'shortPages', rows: 200 } }, { effect: { kind: 'expireLocator' } });
    await trial.run();
    const [row] = await trial.database.query<{ n: number }>('SELECT count(*)::int AS n FROM contact');
    expect(row?.n).toBe(453);
    const [pages, locators] = trial.counts();
    expect(pages?.struck).toBeGreaterThan(0);
    expect(locators?.seen).toBe(0);
    trial.heal();
    await expectWhole(trial);
  });

  test.each(['queryTimeout', 'operationTooLarge', 'queryTooComplicated'])(
    'what is too large for the org is asked for in smaller pieces: %s',
    async (kind) => {
      trial.fail({ match: { object: 'Task' }, when: { count: 1 }, effect: { kind } });
      await trial.run();
      expect(trial.counts()).toMatchObject([{ struck: 1 }]);
      trial.heal();
      await expectWhole(trial);
    },
  );

  test('what stays too large keeps its place, is told, and stops nothing else', async () => {
    await trial.run();
    trial.fail({ match: { object: 'Event' }, effect: { kind: 'queryTimeout' } });
    await logCall(2);
    await trial.org.meet(trial.org.ben, trial.org.adlerOfBenContact);
    expect(await trial.run()).toMatchObject({ problems: [expect.stringMatching(/event could not be read/)] });
    expect(knownToBen()).toEqual([expect.stringMatching(/^call:few/)]);
    trial.heal();
    await trial.run();
    expect(knownToBen()).toEqual([expect.stringMatching(/meeting:once/)]);
  });

  test('a record of long ago is read on the first load', async () => {
    const old = '2009-05-01T09:00:00.000Z';
    const { org, anna } = trial.org;
    const stamps = { CreatedDate: old, LastModifiedDate: old, SystemModstamp: old };
    const id = addRow(org, 'Account', { Name: 'Old Mill', OwnerId: anna, ...stamps });
    await trial.run();
    expect(await trial.database.query('SELECT id FROM account WHERE id = $1', [id])).toHaveLength(1);
  });
});

describe('what the integration user can not see', () => {
  test('an essential field that is hidden takes nothing away, is one issue, and mends by itself', async () => {
    await trial.run();
    const before = standing(trial);
    trial.fail({ match: { user: '.integration@example.invalid' }, effect: { kind: 'hideField', field: 'Task.WhoId' } });
    expect(await runAnew()).toMatchObject({ upserts: 0, deletes: 0, problems: [expect.stringMatching(/Task\.WhoId/)] });
    expect(standing(trial)).toEqual(before);
    expect(await trial.issues()).toMatchObject([{ Kind__c: 'Missing access', State__c: 'Open' }]);
    trial.heal();
    await runAnew();
    expect(await trial.issues()).toMatchObject([{ State__c: 'Resolved' }]);
    await expectWhole(trial);
  });

  test('an optional field that is hidden costs what it was for, and says so', async () => {
    trial.fail({
      match: { user: '.integration@example.invalid' },
      effect: { kind: 'hideField', field: 'Account.Website' },
    });
    expect(await runAnew()).toMatchObject({ relationships: 3, problems: [expect.stringMatching(/Account\.Website/)] });
    const [issue] = await trial.issues();
    expect(issue?.Fix__c).not.toBe('');
  });

  test.each(['AccountTeamMember', 'EmailMessage', 'OpportunityTeamMember'])(
    'an object that is not there costs nothing else: %s',
    async (object) => {
      trial.fail({ effect: { kind: 'hideObject', object } });
      expect(await runAnew()).toMatchObject({ relationships: 3, upserts: 3 + EXPERTS });
      trial.heal();
      await runAnew();
      await expectWhole(trial);
    },
  );

  test('an object whose stamp can not be filtered is told, and nothing is published half blind', async () => {
    trial.fail({ match: { object: 'Task' }, effect: { kind: 'unfilterableStamp' } });
    const summary = await trial.run().catch((error: unknown) => error);
    expect(JSON.stringify(summary)).toMatch(/task/i);
    expect(trial.org.relationships()).toEqual([]);
    trial.heal();
    await runAnew();
    await expectWhole(trial);
  });
});

test('a field that was hidden while rows were read is filled once it can be seen', async () => {
  await trial.org.update('Account', trial.org.adler, { Website: 'adler.example' });
  trial.fail({
    match: { user: '.integration@example.invalid' },
    effect: { kind: 'hideField', field: 'Account.Website' },
  });
  await runAnew();
  // Longer ago than what is read again anyway.
  trial.org.org.clock.move(20 * 60_000);
  await runAnew();
  trial.heal();
  await runAnew();
  const [row] = await trial.database.query('SELECT * FROM account WHERE id = $1', [trial.org.adler]);
  expect(JSON.stringify(row)).toContain('adler.example');
});

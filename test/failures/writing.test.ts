import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { closeDatabase, expectWhole, EXPERTS, startTrial, type Trial } from './support/trial.ts';

let trial: Trial;

beforeEach(async () => {
  trial = await startTrial();
});
afterEach(() => trial.close());
afterAll(() => closeDatabase());

const relationships = { object: 'Baton_Relationship__c' };

/** Resolves all open issues, as an admin does. */
async function resolveIssues(): Promise<void> {
  const { org } = trial;
  const open = await org.rows<{ Id: string }>("SELECT Id FROM Baton_Sync_Issue__c WHERE State__c = 'Open'");
  for (const { Id } of open) await org.update('Baton_Sync_Issue__c', Id, { State__c: 'Resolved' });
}

describe('what passes by itself', () => {
  test.each([
    ['lockRow', { every: 2, count: 3 }],
    ['triggerLimit', { every: 2, count: 2 }],
    ['processingHalted', { every: 3, count: 2 }],
  ])('rows that fail for the moment are sent again in the same run: %s', async (kind, when) => {
    trial.fail({ match: relationships, when, effect: { kind } });
    expect(await trial.run()).toMatchObject({ upserts: 3 + EXPERTS, postponed: 0, parked: 0 });
    expect(trial.counts()[0]?.struck).toBe(when.count);
    trial.heal();
    await expectWhole(trial);
  });

  test('a row that stays locked waits for the next run, alone and without an issue', async () => {
    trial.fail({ match: relationships, effect: { kind: 'lockRow', parent: trial.org.adler } });
    const summary = await trial.run();
    expect(summary).toMatchObject({ upserts: 2 + EXPERTS, postponed: 1, parked: 0 });
    expect(await trial.issues()).toEqual([]);
    trial.heal();
    expect(await trial.run()).toMatchObject({ upserts: 1 });
    await expectWhole(trial);
  });

  test('while the org is read only all writes wait, and are made afterwards', async () => {
    trial.fail({ effect: { kind: 'readOnly' } });
    expect(await trial.run()).toMatchObject({ upserts: 0, postponed: 3 + EXPERTS, parked: 0 });
    trial.heal();
    expect(await trial.run()).toMatchObject({ upserts: 3 + EXPERTS });
    await expectWhole(trial);
  });

  test.each(['serverUnavailable', 'orgInMaintenance', 'unknownException'])(
    'maintenance is waited out: %s',
    async (kind) => {
      trial.fail({ when: { after: 3, every: 3, count: 6 }, effect: { kind } });
      await trial.run();
      expect(trial.counts()[0]?.struck).toBeGreaterThan(2);
      trial.heal();
      await expectWhole(trial);
    },
  );
});

describe('what somebody has to mend', () => {
  test.each([
    ['duplicateValue', 'DUPLICATE_VALUE'],
    ['duplicatesDetected', 'DUPLICATES_DETECTED'],
    ['validationRule', 'FIELD_CUSTOM_VALIDATION_EXCEPTION'],
    ['requiredField', 'REQUIRED_FIELD_MISSING'],
    ['trigger', 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY'],
    ['flow', 'CANNOT_EXECUTE_FLOW_TRIGGER'],
    ['restrictedPicklist', 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'],
    ['textTooLong', 'STRING_TOO_LONG'],
    ['badMail', 'INVALID_EMAIL_ADDRESS'],
    ['numberOutOfRange', 'NUMBER_OUTSIDE_VALID_RANGE'],
    ['insufficientAccess', 'INSUFFICIENT_ACCESS_OR_READONLY'],
    ['insufficientAccessOnReference', 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY'],
    ['fieldNotWritable', 'INVALID_FIELD_FOR_INSERT_UPDATE'],
    ['entityIsDeleted', 'ENTITY_IS_DELETED'],
    ['invalidReference', 'INVALID_CROSS_REFERENCE_KEY'],
    ['malformedId', 'MALFORMED_ID'],
    ['inactiveOwner', 'INACTIVE_OWNER_OR_USER'],
    ['wrongUserType', 'OP_WITH_INVALID_USER_TYPE_EXCEPTION'],
    ['mixedDml', 'MIXED_DML_OPERATION'],
  ])('is parked as one issue, and the other rows pass: %s', async (kind, code) => {
    trial.fail({ match: relationships, effect: { kind, parent: trial.org.adler } });
    expect(await trial.run()).toMatchObject({ upserts: 2 + EXPERTS, parked: 1, postponed: 0 });
    expect(await trial.issues()).toEqual([
      {
        ...{ attributes: expect.anything(), Kind__c: 'Parked write', State__c: 'Open', Code__c: code },
        ...{ Reason__c: expect.stringContaining(code), Fix__c: expect.stringMatching(/\w+ \w+/) },
      },
    ]);
  });

  test('a parked row is not tried again as it is, and is made once its issue is resolved', async () => {
    trial.fail({ match: relationships, effect: { kind: 'validationRule', parent: trial.org.adler } });
    await trial.run();
    const tried = trial.counts()[0]?.struck;
    expect(await trial.run()).toMatchObject({ upserts: 0, parked: 1 });
    expect(trial.counts()[0]?.struck).toBe(tried);
    trial.heal();
    await resolveIssues();
    expect(await trial.run()).toMatchObject({ upserts: 1, parked: 0 });
    await expectWhole(trial);
  });

  test('full storage is one issue for all rows, which are written as soon as there is room again', async () => {
    trial.fail({ match: relationships, effect: { kind: 'storageFull', kinds: ['create'] } });
    expect(await trial.run()).toMatchObject({ parked: 0, postponed: 3 });
    const struck = trial.counts()[0]?.struck ?? 0;
    await trial.run();
    // The three rows ride on one call a run.
    expect((trial.counts()[0]?.struck ?? 0) - struck).toBe(3);
    const isStorage = { Code__c: 'STORAGE_LIMIT_EXCEEDED' };
    expect(await trial.issues()).toMatchObject([{ State__c: 'Open', ...isStorage }]);
    trial.heal();
    await trial.run();
    await trial.run();
    expect(await trial.issues()).toMatchObject([{ State__c: 'Resolved', ...isStorage }]);
    await expectWhole(trial);
  });

  test('a colleague who is deactivated is not shown any more', async () => {
    await trial.run();
    trial.fail({ match: relationships, effect: { kind: 'inactiveOwner', kinds: ['create'] } });
    await trial.org.update('User', trial.org.ben, { IsActive: false });
    await trial.run();
    expect(trial.org.relationships().map(({ Colleague__c }) => Colleague__c)).not.toContain(trial.org.ben);
  });
});

test('a row that could not be deleted is tried again when its issue is resolved', async () => {
  await trial.run();
  trial.fail({ match: relationships, effect: { kind: 'trigger', kinds: ['delete'] } });
  const { org } = trial;
  await org.connect(org.ben).sobject('Baton_Preference__c').create({ Naming__c: 'Hidden' });
  await trial.run();
  expect(await trial.issues()).toMatchObject([{ State__c: 'Open', Code__c: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY' }]);
  trial.heal();
  await resolveIssues();
  await trial.run();
  expect(org.relationships().map(({ Colleague__c }) => Colleague__c)).not.toContain(org.ben);
});

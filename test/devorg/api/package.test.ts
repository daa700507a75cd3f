import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type jsforce from 'jsforce';

import { type RunningSmallOrg, runSmallOrg } from '../support/running-org.ts';
import { addRow, addUser, assign } from '../support/small-org.ts';

let box: RunningSmallOrg;
let service: jsforce.Connection;
let division: string;

beforeAll(async () => {
  box = await runSmallOrg({ forceApp: join('force-app', 'main', 'default') });
  const integration = addUser(box.org, { LastName: 'Integration' }, 'Minimum Access - API Only Integrations');
  assign(box.org, 'Baton_Integration', [integration]);
  assign(box.org, 'Baton_Rep', [box.anna, box.ben]);
  division = addRow(box.org, 'Baton_Division__c', { Name: 'Security', Key__c: 'security', Active__c: true });
  service = box.connect(integration);
});

afterAll(async () => {
  await box.close();
});

const key = 'External_Id__c';

function relationship(rank: number): Record<string, unknown> {
  return {
    External_Id__c: `${box.adler}-security-${rank}`,
    Account__c: box.adler,
    Colleague__c: box.ben,
    Division__c: division,
    Band__c: 'Good',
    Rank__c: rank,
    Reasons__c: 'meeting:several:2026-02',
  };
}

test('the integration user upserts relationships by external id: made once, then changed', async () => {
  const records = [relationship(1), relationship(2)];
  const first = await service.sobject('Baton_Relationship__c').upsert(records, key);
  expect(first.map(({ success, created }) => ({ success, created }))).toEqual([
    { success: true, created: true },
    { success: true, created: true },
  ]);
  const second = await service.sobject('Baton_Relationship__c').upsert({ ...relationship(1), Band__c: 'Strong' }, key);
  expect(second).toMatchObject({ success: true, created: false, id: first[0]!.id });
  const { records: rows } = await service.query(
    'SELECT External_Id__c, Band__c, Account__r.Name FROM Baton_Relationship__c ORDER BY External_Id__c',
  );
  expect(rows).toMatchObject([{ Band__c: 'Strong', Account__r: { Name: 'Adler Werke' } }, { Band__c: 'Good' }]);
});

test('bulk upserts find the same rows', async () => {
  const loaded = await service.bulk2.loadAndWaitForResults({
    object: 'Baton_Relationship__c',
    operation: 'upsert',
    externalIdFieldName: key,
    input: [1, 2, 3].map((rank) => relationship(rank)),
    pollInterval: 30,
    pollTimeout: 10_000,
  });
  const created = loaded.successfulResults.map((row) => (row as { sf__Created: string }).sf__Created);
  expect(created).toEqual(['false', 'false', 'true']);
});

test('a rep sees the relationships of accounts that may be opened, and of no others', async () => {
  const soql = 'SELECT Id, Band__c FROM Baton_Relationship__c';
  expect((await box.connect(box.anna).query(soql)).totalSize).toBe(3);
  expect((await box.connect(box.ben).query(soql)).totalSize).toBe(0);
});

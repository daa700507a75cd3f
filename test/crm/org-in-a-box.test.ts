import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { connectCrm } from '../../src/crm/connect.ts';
import type { Crm, Cursor } from '../../src/crm/crm.ts';
import type { RecordName, Records } from '../../src/crm/records.ts';
import { insertRows } from '../../src/devorg/data/index.ts';
import { type RunningSmallOrg, runSmallOrg } from '../devorg/support/running-org.ts';
import { addRow, addUser, assign } from '../devorg/support/small-org.ts';
import { connectOptions, keys } from './support/login.ts';

let box: RunningSmallOrg;
let integration: string;
let crm: Crm;

beforeAll(async () => {
  box = await runSmallOrg({ forceApp: 'force-app/main/default' });
  integration = addUser(box.org, { LastName: 'Integration' }, 'Minimum Access - API Only Integrations');
  assign(box.org, 'Baton_Integration', [integration]);
  assign(box.org, 'Baton_Rep', [box.anna, box.ben]);
  box.running.context.apps.register({
    clientId: connectOptions.clientId,
    certificatePem: String(keys.publicKey.export({ type: 'spki', format: 'pem' })),
    permissionSets: ['Baton_Integration'],
    profiles: [],
  });
  crm = await connect();
});

afterAll(async () => {
  await Promise.all([(crm as Crm | undefined)?.close(), (box as RunningSmallOrg | undefined)?.close()]);
});

function connect(): Promise<Crm> {
  return connectCrm({
    ...connectOptions,
    loginUrl: box.url,
    username: '.integration@example.invalid',
    allowLocalOrg: true,
    timeoutMs: 10_000,
  });
}

async function all<Name extends RecordName>(record: Name): Promise<Records[Name][]> {
  const rows: Records[Name][] = [];
  for await (const batch of crm.readAll(record)) rows.push(...batch);
  return rows;
}

async function changes<Name extends RecordName>(record: Name, after?: Cursor): Promise<readonly Records[Name][]> {
  const [reply] = await crm.readChanges([{ record, ...(after === undefined ? {} : { after }) }]);
  if (reply?.failure !== undefined) throw reply.failure;
  return (reply?.rows ?? []) as readonly Records[Name][];
}

describe('against the org in a box', () => {
  test('the permission set of the package gives everything that is needed', async () => {
    expect(await crm.missingAccess()).toEqual([]);
  });

  test('who is logged in is the integration user, in this org', () => {
    expect(crm.identity).toMatchObject({ orgId: box.org.id, userId: integration, instanceUrl: box.url });
  });

  test('accounts, people and permission sets come as our records', async () => {
    const adler = (await all('account')).find(({ id }) => id === box.adler);
    expect(adler).toMatchObject({ name: 'Adler Werke', ownerId: box.anna, city: 'Bremen', doNotSuggest: false });
    const anna = (await all('user')).find(({ id }) => id === box.anna);
    expect(anna).toMatchObject({ name: 'Anna Amsel', isActive: true, divisionFields: { Division: 'Facility' } });
    const reps = (await all('permissionSetAssignment')).filter(({ permissionSet }) => permissionSet === 'Baton_Rep');
    expect(reps.map(({ assigneeId }) => assigneeId).sort()).toEqual([box.anna, box.ben].sort());
  });

  test('a table of more than a page comes whole, by Bulk, and the job is gone afterwards', async () => {
    insertRows(
      box.org,
      'Contact',
      Array.from({ length: 4_500 }, (_, number) => ({
        LastName: `Nr "${String(number)}",\nzweite Zeile; Ä`,
        AccountId: box.adler,
        OwnerId: box.anna,
      })),
    );
    const contacts = await all('contact');
    expect(contacts).toHaveLength(4_502);
    expect(new Set(contacts.map(({ id }) => id)).size).toBe(4_502);
    expect(contacts.filter(({ lastName }) => lastName === 'Nr "4499",\nzweite Zeile; Ä')).toHaveLength(1);
    const jobs = await box.call(box.admin, 'GET', '/jobs/query');
    expect(jobs.body).toMatchObject({ records: [] });
  });

  test('keyset pages meet each row once, though thousands share one stamp', async () => {
    const seen: string[] = [];
    let after: Cursor | undefined;
    for (;;) {
      const [reply] = await crm.readChanges([{ record: 'contact', ...(after === undefined ? {} : { after }) }]);
      const rows = (reply?.rows ?? []) as readonly Records['contact'][];
      seen.push(...rows.map(({ id }) => id));
      const last = rows.at(-1);
      if (last !== undefined) after = { stamp: last.systemModstamp, id: last.id };
      if (reply?.done === true) break;
    }
    expect(seen).toHaveLength(4_502);
    expect(new Set(seen).size).toBe(4_502);
  });

  test('a deleted row comes as deleted among the changes, and not among all', async () => {
    const gone = addRow(box.org, 'Account', { Name: 'Gone', OwnerId: box.anna });
    const [last] = (await changes('account')).slice(-1);
    await box.call(box.admin, 'DELETE', `/sobjects/Account/${gone}`);
    const after = { stamp: last?.systemModstamp ?? '', id: last?.id ?? '' };
    const changed = (await changes('account')).filter(({ id }) => id === gone);
    expect(changed).toMatchObject([{ isDeleted: true }]);
    expect(after.stamp).not.toBe('');
    expect((await all('account')).map(({ id }) => id)).not.toContain(gone);
  });

  test('rows are made, changed and removed by external id, and a second write changes nothing', async () => {
    const row = {
      External_Id__c: `${box.adler}-facility-1`,
      Account__c: box.adler,
      Band__c: 'Good',
      Rank__c: 1,
      Reasons__c: 'call:few:2026-02',
      Last_Contact_Month__c: '2026-02-01',
    };
    const bad = { ...row, External_Id__c: `${box.adler}-facility-2`, Band__c: 'Best' };
    const [made, refused] = await crm.upsert('Baton_Relationship__c', 'External_Id__c', [row, bad]);
    expect(made).toMatchObject({ ok: true, created: true });
    expect(refused).toMatchObject({ ok: false, code: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', isTransient: false });
    const [again] = await crm.upsert('Baton_Relationship__c', 'External_Id__c', [{ ...row, Band__c: 'Strong' }]);
    expect(again).toEqual({ ok: true, created: false, id: made?.ok === true ? made.id : '' });
    expect(await all('relationship')).toMatchObject([
      { externalId: row.External_Id__c, band: 'Strong', lastContactMonth: '2026-02-01' },
    ]);
    const id = made?.ok === true ? made.id : '';
    expect(await crm.remove([id])).toMatchObject([{ ok: true }]);
    expect(await crm.remove([id])).toMatchObject([{ ok: true }]);
    expect(await all('relationship')).toEqual([]);
  });

  test('an ended session is renewed without a word', async () => {
    box.running.context.sessions.endAll(integration);
    expect((await all('user')).length).toBeGreaterThan(5);
  });

  test('the budget follows what the org counts', async () => {
    const before = crm.budget();
    await all('user');
    const after = crm.budget();
    expect(after.ownCalls - before.ownCalls).toBe(1);
    expect(after.orgUsed - before.orgUsed).toBe(1);
    expect(after.allowance).toBe(after.orgMax / 10);
  });
});

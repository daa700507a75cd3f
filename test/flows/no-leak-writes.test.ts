import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import type { TrueUser } from '../../src/devorg/sample/truth.ts';
import { runService } from './support/sample-org.ts';
import { type Row, runShownCompany, type ShownCompany } from './support/shown-company.ts';

let company: ShownCompany;
let org: ShownCompany['org'];
let crm: ShownCompany['crm'];
let database: ShownCompany['database'];
let users: ShownCompany['users'];

beforeAll(async () => {
  company = await runShownCompany();
  ({ org, crm, database, users } = company);
}, 60_000);

afterAll(() => company.close());

const allowedTo = (user: TrueUser): Row[] => company.allowedTo(user);
const readRows = (): Row[] => company.readRows();

describe('a rep', () => {
  /** A rep who sees rows, and one of these. */
  function repWithRow(): { userId: string; row: Row } {
    const rep = users.find((user) => user.post === 'rep' && allowedTo(user).length > 0)!;
    return { userId: rep.userId, row: allowedTo(rep)[0]! };
  }

  test('can not create, change or delete relationships through any endpoint', async () => {
    const { userId, row } = repWithRow();
    const before = readTable();
    const object = 'Baton_Relationship__c';
    const attributes = { type: object };
    const made = { External_Id__c: 'mine', Account__c: row.Account__c, Band__c: 'Strong', Rank__c: 1 };
    const changed = { Band__c: 'Strong', Reasons__c: 'call:once:2026-01' };
    const asked: [method: string, path: string, body?: unknown][] = [
      ['POST', `/sobjects/${object}`, made],
      ['PATCH', `/sobjects/${object}/${row.Id}`, changed],
      ['DELETE', `/sobjects/${object}/${row.Id}`],
      ['PATCH', `/sobjects/${object}/External_Id__c/${row.External_Id__c}`, changed],
      ['PATCH', `/sobjects/${object}/External_Id__c/mine`, { ...made, External_Id__c: undefined }],
      ['DELETE', `/sobjects/${object}/External_Id__c/${row.External_Id__c}`],
      ['POST', '/composite/sobjects', { records: [{ attributes, ...made }] }],
      ['PATCH', '/composite/sobjects', { records: [{ attributes, id: row.Id, ...changed }] }],
      ['PATCH', `/composite/sobjects/${object}/External_Id__c`, { records: [{ attributes, ...made }] }],
      ['DELETE', `/composite/sobjects?ids=${row.Id}`],
      [
        'POST',
        `/composite/tree/${object}`,
        { records: [{ attributes: { ...attributes, referenceId: 'r' }, ...made }] },
      ],
      ['POST', '/ui-api/records', { apiName: object, fields: made }],
      ['PATCH', `/ui-api/records/${row.Id}`, { fields: changed }],
      ['DELETE', `/ui-api/records/${row.Id}`],
      ['POST', '/graphql', { query: mutation(`${object}Delete(input: { Id: "${row.Id}" }) { Id }`) }],
      [
        'POST',
        '/graphql',
        {
          query: mutation(`${object}Update(input: { Id: "${row.Id}", ${object}: { Band__c: "Strong" } }) { success }`),
        },
      ],
    ];
    for (const [method, path, body] of asked) {
      const reply = await org.call<unknown>(userId, method, path, body);
      const text = JSON.stringify(reply.body);
      const isRefused = reply.status >= 400 || /"success":false|"hasErrors":true|"errors":\[\{/.test(text);
      expect({ method, path, text, isRefused }).toMatchObject({ isRefused: true });
    }
    expect(readTable()).toEqual(before);
  });

  test.each(['insert', 'update', 'upsert', 'delete'])('can not %s relationships in bulk', async (operation) => {
    const { userId, row } = repWithRow();
    const before = readTable();
    const records = {
      insert: { External_Id__c: 'mine', Account__c: row.Account__c, Band__c: 'Strong', Rank__c: '1' },
      update: { Id: row.Id, Band__c: 'Strong' },
      upsert: { External_Id__c: row.External_Id__c, Band__c: 'Strong' },
      delete: { Id: row.Id },
    };
    const results = await org
      .connect(userId)
      .bulk2.loadAndWaitForResults({
        object: 'Baton_Relationship__c',
        operation: operation as 'insert',
        ...(operation === 'upsert' ? { externalIdFieldName: 'External_Id__c' } : {}),
        input: [records[operation as keyof typeof records]],
        pollInterval: 20,
        pollTimeout: 10_000,
      })
      .catch((error: unknown) => ({ successfulResults: [], failedResults: [String(error)] }));
    expect(results.successfulResults).toEqual([]);
    expect(results.failedResults).toHaveLength(1);
    expect(readTable()).toEqual(before);
  });
});

const mutation = (inner: string): string => `mutation { uiapi { ${inner} } }`;

const readTable = (): unknown[] => org.rows('SELECT * FROM "Baton_Relationship__c" ORDER BY Id');

describe('what a person chooses takes effect with the next run', () => {
  /** Somebody who is named, and the rows on which they are. */
  function named(): { userId: string; shownOn: Row[] } {
    const byColleague = Map.groupBy(readRows(), (row) => row.Colleague__c);
    byColleague.delete(null);
    const people = [...byColleague].sort(([, ones], [, others]) => others.length - ones.length);
    const [userId, shownOn] = people[0]!;
    return { userId: userId!, shownOn };
  }

  test('unnamed, then hidden, then named again', async () => {
    const { userId, shownOn } = named();
    const before = readRows();
    const choose = await org.connect(userId).sobject('Baton_Preference__c').create({ Naming__c: 'Unnamed' });
    expect(choose.success).toBe(true);
    await runService(crm, database, { which: 'hot' });
    const unnamed = readRows();
    expect(unnamed.filter((row) => row.Colleague__c === userId)).toEqual([]);
    // The rows stay, without the name.
    expect(unnamed.map((row) => row.External_Id__c)).toEqual(before.map((row) => row.External_Id__c));
    expect(unnamed.filter((row) => row.Colleague__c === null).length).toBe(
      before.filter((row) => row.Colleague__c === null).length + shownOn.length,
    );

    await change(userId, choose.id!, 'Hidden');
    const hidden = readRows();
    expect(JSON.stringify(readTable())).not.toContain(userId.slice(0, 15));
    expect(hidden.length).toBeLessThan(before.length);

    await change(userId, choose.id!, 'Named');
    const strip = (list: Row[]) => list.map(({ External_Id__c, Colleague__c }) => ({ External_Id__c, Colleague__c }));
    expect(strip(readRows())).toEqual(strip(before));
  });

  async function change(userId: string, id: string, naming: string): Promise<void> {
    const saved = await org.connect(userId).sobject('Baton_Preference__c').update({ Id: id, Naming__c: naming });
    expect(saved.success).toBe(true);
    await runService(crm, database, { which: 'hot' });
  }
});

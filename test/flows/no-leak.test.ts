import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import type { Crm } from '../../src/crm/crm.ts';
import { to18 } from '../../src/devorg/data/ids.ts';
import type { TrueUser } from '../../src/devorg/sample/truth.ts';
import type { Database } from '../../src/store/database.ts';
import { addRow } from '../devorg/support/small-org.ts';
import { channels, rowPaths } from './support/relationship-channels.ts';
import { closeDatabase, freshDatabase, runSampleOrg, runService, type SampleOrg } from './support/sample-org.ts';

interface Row {
  readonly Id: string;
  readonly External_Id__c: string;
  readonly Account__c: string;
  readonly Contact__c: string | null;
  readonly Colleague__c: string | null;
  readonly Division__c: string;
  readonly Reasons__c: string;
}

let org: SampleOrg;
let crm: Crm;
let database: Database;
let rows: Row[];
let users: readonly TrueUser[];
/** Every reply that any user got in this file, by channel and user. */
const replies: { readonly from: string; readonly userId: string; readonly text: string }[] = [];

beforeAll(async () => {
  [org, database] = await Promise.all([runSampleOrg({ accounts: 120, seed: 3 }), freshDatabase()]);
  crm = await org.crm();
  await runService(crm, database);
  rows = readRows();
  // Without the org's very first administrator, who has no permission set of Baton and so none of its fields.
  users = org.truth
    .users()
    .filter(({ isActive, hasBaton, post }) => isActive && (hasBaton || post !== 'administrator'));
}, 60_000);

afterAll(async () => {
  await crm.close();
  await org.close();
  await closeDatabase();
});

const readRows = (): Row[] =>
  org.rows<Row>('SELECT * FROM "Baton_Relationship__c" WHERE IsDeleted = 0 ORDER BY External_Id__c');

/** The rows that the generator's own list allows: all those of accounts that the user may see, with Baton only. */
function allowedTo({ userId, hasBaton }: TrueUser): Row[] {
  if (!hasBaton) return [];
  const visible = new Set(org.truth.accountsVisibleTo(userId));
  return rows.filter((row) => visible.has(row.Account__c));
}

/** People who must appear nowhere: hidden, unnamed, or without Baton. */
const nameless = (): TrueUser[] =>
  org.truth.users().filter(({ hasBaton, naming, isActive, post }) => {
    return post !== 'administrator' && (!hasBaton || !isActive || naming !== 'Named');
  });

describe('for every user', () => {
  test('the sample company is one in which leaks would show', () => {
    const sizes = new Set(users.map((user) => allowedTo(user).length));
    expect(users.length).toBeGreaterThan(20);
    expect(rows.length).toBeGreaterThan(80);
    expect(sizes.size).toBeGreaterThan(8);
    expect(nameless().map(({ naming }) => naming)).toEqual(expect.arrayContaining(['Unnamed', 'Hidden', 'Named']));
    expect(rows.some((row) => row.Colleague__c === null)).toBe(true);
  });

  test.each(Object.keys(channels))('%s tells exactly the rows that the truth allows', async (name) => {
    const ids = rows.map(({ Id }) => Id);
    for (const user of users) {
      const told = await channels[name]!(org, user.userId, ids);
      replies.push({ from: name, userId: user.userId, text: told.text });
      const allowed = new Set(allowedTo(user).map(({ Id }) => Id));
      const difference = {
        missing: [...allowed].filter((id) => !told.ids.includes(id)),
        tooMany: told.ids.filter((id) => !allowed.has(id)),
      };
      // The first words of the reply tell what went wrong.
      if (difference.missing.length + difference.tooMany.length > 0) expect(told.text.slice(0, 300)).toBe('');
      expect({ user, ...difference }).toEqual({ user, missing: [], tooMany: [] });
      expect(told.ids).toHaveLength(allowed.size);
    }
  });

  test.each(rowPaths)('%s opens an allowed row, and answers for others as for rows that do not exist', async (path) => {
    const unknownId = (id: string): string => to18(`${id.slice(0, 10)}zzzzz`);
    const unknown = {
      Id: unknownId(rows[0]!.Id),
      External_Id__c: `${unknownId(rows[0]!.Account__c)}-security-1`,
    };
    const ask = async (userId: string, row: Pick<Row, 'Id' | 'External_Id__c'>) => {
      const url = path.replaceAll('{id}', row.Id).replaceAll('{key}', row.External_Id__c);
      const { status, body } = await org.call<unknown>(userId, 'GET', url);
      const text = JSON.stringify(body);
      replies.push({ from: path, userId, text });
      return { status, text: text.replaceAll(row.Id, 'ID').replaceAll(row.External_Id__c, 'KEY') };
    };
    for (const user of users) {
      const allowed = allowedTo(user);
      const others = rows.filter((row) => !allowed.includes(row));
      for (const row of some(allowed, 4)) expect(await ask(user.userId, row)).toMatchObject({ status: 200 });
      const missing = await ask(user.userId, unknown);
      expect(missing.status).toBeGreaterThanOrEqual(400);
      for (const row of some(others, 6)) expect(await ask(user.userId, row)).toEqual(missing);
    }
  });

  test('no count, group or semi-join tells of more', async () => {
    for (const user of users) {
      const allowed = allowedTo(user);
      const ask = async (soql: string) => {
        const reply = await org.call<{ totalSize: number; records: Record<string, unknown>[] }>(
          ...[user.userId, 'GET', `/query?q=${encodeURIComponent(soql)}`],
        );
        replies.push({ from: soql, userId: user.userId, text: JSON.stringify(reply.body) });
        return reply.status === 200 ? reply.body : { totalSize: 0, records: [] };
      };
      const colleagues = new Set(allowed.flatMap((row) => row.Colleague__c ?? []));
      expect((await ask('SELECT count() FROM Baton_Relationship__c')).totalSize).toBe(allowed.length);
      const grouped = await ask(
        'SELECT Colleague__c who, count(Id) rows FROM Baton_Relationship__c WHERE Colleague__c != null GROUP BY Colleague__c',
      );
      expect(new Set(grouped.records.map(({ who }) => who))).toEqual(colleagues);
      const joined = await ask('SELECT Id FROM User WHERE Id IN (SELECT Colleague__c FROM Baton_Relationship__c)');
      expect(new Set(joined.records.map(({ Id }) => Id))).toEqual(colleagues);
    }
  });

  test('sync status, sync issues and the choices of others can not be read', async () => {
    addRow(org.org, 'Baton_Sync_Issue__c', { External_Id__c: 'test', Kind__c: 'Parked write', State__c: 'Open' });
    for (const object of ['Baton_Sync_Status__c', 'Baton_Sync_Issue__c', 'Baton_Preference__c']) {
      const all = org.rows<{ Id: string; OwnerId: string }>(`SELECT Id, OwnerId FROM "${object}"`);
      expect(all.length).toBeGreaterThan(0);
      for (const { userId } of users.filter(({ post }) => post !== 'administrator' && post !== 'integration')) {
        const own = object === 'Baton_Preference__c' ? all.filter(({ OwnerId }) => OwnerId === userId) : [];
        expect(await idsReadable(userId, object)).toEqual(own.map(({ Id }) => Id));
        for (const { Id } of some(
          all.filter((row) => !own.includes(row)),
          2,
        )) {
          expect((await org.call(userId, 'GET', `/sobjects/${object}/${Id}`)).status).toBe(404);
        }
      }
    }
  });

  test('unnamed and hidden people and those without Baton appear by name or id in none of the replies', () => {
    const people = nameless().map(({ userId, name }) => ({ userId, name, short: userId.slice(0, 15) }));
    expect(replies.length).toBeGreaterThan(users.length * 10);
    const found = replies.flatMap(({ from, text }) =>
      people.filter(({ name, short }) => text.includes(short) || text.includes(name)).map((who) => ({ from, who })),
    );
    expect(found).toEqual([]);
  });
});

async function idsReadable(userId: string, object: string): Promise<string[]> {
  const query = encodeURIComponent(`SELECT Id FROM ${object} ORDER BY Id`);
  const { status, body } = await org.call<{ records: { Id: string }[] }>(userId, 'GET', `/queryAll?q=${query}`);
  return status === 200 ? body.records.map(({ Id }) => Id) : [];
}

/** Evenly spread over the list. */
function some<Item>(items: readonly Item[], count: number): Item[] {
  const step = Math.max(1, Math.floor(items.length / count));
  return items.filter((_, index) => index % step === 0).slice(0, count);
}

test('a row says nothing but band, kinds, counts in steps, months, division and who', () => {
  const described = org.org.schema.object('Baton_Relationship__c')!.fields.values();
  const fields = [...described].map(({ name }) => name).filter((name) => name.endsWith('__c'));

  expect(fields.sort()).toEqual([
    ...['Account__c', 'Band__c', 'Colleague__c', 'Contact__c', 'Division__c', 'External_Id__c'],
    ...['Last_Contact_Month__c', 'Rank__c', 'Reasons__c'],
  ]);
  const reason = '(meeting|call|mail|deal|case|team|ownership):(once|few|several|many):20\\d\\d-(0[1-9]|1[0-2])';
  const divisionOf = new Map(
    org
      .rows<{ id: string; key: string }>('SELECT Id AS id, Key__c AS key FROM "Baton_Division__c"')
      .map((one) => [...([one.id, one.key] as const)]),
  );
  const person = new Map(org.truth.users().map((user) => [user.userId, user]));
  for (const row of rows) {
    const division = divisionOf.get(row.Division__c)!;
    expect(row).toMatchObject({
      Band__c: expect.stringMatching(/^(Strong|Good|Some)$/),
      Rank__c: expect.any(Number),
      External_Id__c: expect.stringMatching(new RegExp(`^${row.Account__c}-${division}-[123]$`)),
      Reasons__c: expect.stringMatching(new RegExp(`^${reason}(;${reason}){0,2}$`)),
      Last_Contact_Month__c: expect.stringMatching(/^20\d\d-\d\d-01$/),
      Contact__c: null,
    });
    if (row.Colleague__c === null) continue;
    expect(person.get(row.Colleague__c)).toMatchObject({ division, isActive: true, hasBaton: true, naming: 'Named' });
  }
});

test('an account that is kept private shows nothing', () => {
  const kept = org.rows<{ Id: string }>('SELECT Id FROM "Account" WHERE Baton_Do_Not_Suggest__c = 1');
  const shown = new Set(rows.map((row) => row.Account__c));
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.filter(({ Id }) => shown.has(Id))).toEqual([]);
});

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

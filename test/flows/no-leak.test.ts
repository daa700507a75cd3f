import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { to18 } from '../../src/devorg/data/ids.ts';
import type { TrueUser } from '../../src/devorg/sample/truth.ts';
import { addRow } from '../devorg/support/small-org.ts';
import { channels, rowPaths } from './support/relationship-channels.ts';
import { type Row, runShownCompany, type ShownCompany } from './support/shown-company.ts';

let company: ShownCompany;
let org: ShownCompany['org'];
let rows: ShownCompany['rows'];
let users: ShownCompany['users'];
/** Every reply that any user got in this file, by channel and user. */
const replies: { readonly from: string; readonly userId: string; readonly text: string }[] = [];

beforeAll(async () => {
  company = await runShownCompany();
  ({ org, rows, users } = company);
}, 60_000);

afterAll(() => company.close());

const allowedTo = (user: TrueUser): Row[] => company.allowedTo(user);

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

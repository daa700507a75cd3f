import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { addRow, addUser, assign } from '../devorg/support/small-org.ts';
import { type HandoffOrg, runHandoffOrg } from './support/handoff-org.ts';
import { relationsTo } from './support/relations.ts';
import { closeDatabase } from './support/sample-org.ts';

let org: HandoffOrg;
let otto = '';
let users: Readonly<Record<string, string>>;
let open = '';
let waiting = '';
let withdrawn = '';

const OBJECTS: Readonly<Record<string, readonly string[]>> = {
  Baton_Handoff__c: [
    'Name',
    'State__c',
    'Customer_Name__c',
    'Note__c',
    'Receiver__c',
    'Receiver__r.Name',
    'Account__r.Name',
  ],
  Baton_Handoff_Message__c: ['Name', 'Body__c', 'Kind__c', 'Handoff__r.Name', 'Handoff__r.Customer_Name__c'],
  Baton_Received__c: ['Name', 'Handoff__r.Name', 'Account__r.Name', 'Opportunity__r.Name', 'Reasons__c'],
  Baton_Introduction__c: ['Name', 'State__c', 'Wish__c', 'Knower__r.Name', 'Knower_Text__c'],
  Baton_Introduction_Request__c: ['Name', 'Asker__r.Name', 'Wish__c', 'Answer__c', 'Answer_Text__c'],
  Baton_Exchange__c: ['Name', 'Colleague__r.Name', 'Given__c', 'Received__c'],
};

/** Words that stand in exactly one place, and who may read them. */
const SECRETS: Readonly<Record<string, readonly string[]>> = {
  NOTE_OF_OPEN: ['anna', 'ben'],
  WORD_OF_BEN: ['anna', 'ben'],
  NOTE_OF_WAITING: ['anna', 'ivo'],
  NOTE_OF_WITHDRAWN: ['anna'],
  DEAL_OF_BEN: ['ben'],
  INDUSTRY_OF_ANNA: ['anna', 'clara'],
  WISH_OF_ANNA: ['anna', 'ben'],
  NO_OF_BEN: ['ben'],
};

beforeAll(async () => {
  org = await runHandoffOrg();
  otto = addUser(org.org, { LastName: 'Otter' });
  users = { anna: org.anna, ben: org.ben, clara: org.clara, eva: org.eva, ivo: org.ivo, otto };
  assign(org.org, 'Baton_Giver', [otto]);
  await org.update('Account', org.adler, { Industry: 'INDUSTRY_OF_ANNA' });
  open = await org.give({ Note__c: 'NOTE_OF_OPEN' });
  withdrawn = await org.give({ Note__c: 'NOTE_OF_WITHDRAWN' });
  await org.hot();
  await org.change(org.ben, open, { State__c: 'Accepted' });
  const message = { Handoff__c: open, Kind__c: 'Comment', Body__c: 'WORD_OF_BEN' };
  await org.call(org.ben, 'POST', '/sobjects/Baton_Handoff_Message__c', message);
  await org.change(org.anna, withdrawn, { State__c: 'Withdrawn' });
  addRow(org.org, 'Opportunity', {
    ...{ Name: 'DEAL_OF_BEN', AccountId: org.adlerOfBen, OwnerId: org.ben, StageName: 'Prospecting' },
    ...{ CloseDate: '2026-06-30', Baton_Handoff__c: open },
  });
  const ask = { Account__c: org.adler, Customer_Name__c: 'Adler Werke', Wish__c: 'WISH_OF_ANNA' };
  await org.call(org.anna, 'POST', '/sobjects/Baton_Introduction__c', ask);
  await org.full();
  const [request] = org.all('Baton_Introduction_Request__c');
  const path = `/sobjects/Baton_Introduction_Request__c/${String(request?.['Id'])}`;
  await org.call(org.ben, 'PATCH', path, { Answer__c: 'No', Answer_Text__c: 'NO_OF_BEN' });
  for (const userId of [org.ben, org.eva]) {
    await org.connect(userId).sobject('Baton_Preference__c').create({ Away_Until__c: '2026-03-02' });
  }
  await org.hot();
  waiting = await org.give({ Note__c: 'NOTE_OF_WAITING' });
  await org.full();
  await org.full();
  expect(org.row(waiting)).toMatchObject({ With_Intake__c: 1, Intake__c: org.ivo });
  expect(org.all('Baton_Exchange__c')).toHaveLength(2);
}, 120_000);
afterAll(async () => {
  await org.end();
  await closeDatabase();
});

/** What a Bulk query gives: the rows as text, or why not. */
async function throughBulk(userId: string, query: string): Promise<string> {
  const job = await org.call<{ id: string; state: string }>(userId, 'POST', '/jobs/query', {
    operation: 'query',
    query,
  });
  if (job.status !== 200) return JSON.stringify(job.body);
  const path = `/jobs/query/${job.body.id}`;
  for (let { state } = job.body; state === 'UploadComplete' || state === 'InProgress';) {
    await sleep(5);
    ({ state } = (await org.call<{ state: string }>(userId, 'GET', path)).body);
  }
  return JSON.stringify((await org.call<unknown>(userId, 'GET', `${path}/results`)).body);
}

/** Everything a user can get hold of: every record by id, every list, every count, through every door. */
async function harvest(userId: string): Promise<string> {
  const answers: unknown[] = [];
  const get = async (path: string): Promise<void> => {
    const { status, body } = await org.call<unknown>(userId, 'GET', path);
    answers.push(status, body);
  };
  for (const [object, fields] of Object.entries(OBJECTS)) {
    await get(`/query?q=${encodeURIComponent(`SELECT Id, ${fields.join(', ')} FROM ${object}`)}`);
    await get(
      `/queryAll?q=${encodeURIComponent(`SELECT Id, ${fields[1] ?? 'Name'} FROM ${object} ORDER BY LastModifiedDate`)}`,
    );
    for (const row of org.all(object)) {
      const id = String(row['Id']);
      await get(`/sobjects/${object}/${id}`);
      await get(`/ui-api/records/${id}?fields=${object}.${(fields[1] ?? 'Name').replace('__r.Name', '__c')}`);
      const patched = await org.call(userId, 'PATCH', `/sobjects/${object}/${id}`, { Name: 'x' });
      answers.push(patched.body);
    }
    answers.push(await throughBulk(userId, `SELECT Id, ${fields.join(', ')} FROM ${object}`));
    for (const field of ['OwnerId', 'CreatedById', fields[1] ?? 'Name']) {
      await get(`/query?q=${encodeURIComponent(`SELECT ${field}, COUNT(Id) FROM ${object} GROUP BY ${field}`)}`);
    }
    const today = org.org.clock.now();
    const [start, end] = [today - 86_400_000 * 20, today + 3_600_000].map((ms) => new Date(ms).toISOString());
    await get(`/sobjects/${object}/updated?start=${String(start)}&end=${String(end)}`);
    const query = `query { uiapi { query { ${object} { totalCount edges { node { Id Name { value } } } } } } }`;
    answers.push((await org.call<unknown>(userId, 'POST', '/graphql', { query })).body);
  }
  await get(
    `/query?q=${encodeURIComponent('SELECT Id, Account__r.Industry, Account__r.BillingCity FROM Baton_Handoff__c')}`,
  );
  await get(
    `/query?q=${encodeURIComponent('SELECT Id, Name, Baton_Handoff__r.Name, Baton_Handoff__r.Note__c FROM Opportunity')}`,
  );
  await get(`/query?q=${encodeURIComponent(`SELECT Id FROM Baton_Handoff__c WHERE Note__c != null`)}`);
  await get(`/query?q=${encodeURIComponent('SELECT Id, UserOrGroupId FROM Baton_Handoff__Share')}`);
  return JSON.stringify(answers);
}

describe('nobody reads more than they may know', () => {
  test.each(['anna', 'ben', 'clara', 'eva', 'ivo', 'otto'])('%s', async (who) => {
    const text = await harvest(users[who] ?? '');
    for (const [secret, readers] of Object.entries(SECRETS)) {
      const isRead = text.includes(secret);
      // Ordinary rights of the org decide about what the giver owns; Baton adds none to them.
      expect([secret, isRead && !readers.includes(who)]).toEqual([secret, false]);
    }
    for (const [secret, readers] of Object.entries(SECRETS).filter(([name]) => /NOTE|WORD|WISH/.test(name))) {
      if (readers.includes(who)) expect(text).toContain(secret);
    }
  });

  test('a Bulk query gives what one may open, and no more', async () => {
    const notes = async (userId: string): Promise<string[] | undefined> =>
      (await throughBulk(userId, 'SELECT Note__c FROM Baton_Handoff__c')).match(/NOTE_OF_[A-Z]+/g)?.sort();
    expect(await notes(org.anna)).toEqual(['NOTE_OF_OPEN', 'NOTE_OF_WAITING', 'NOTE_OF_WITHDRAWN']);
    expect(await notes(org.ben)).toEqual(['NOTE_OF_OPEN']);
    expect(await notes(org.eva)).toBeUndefined();
    expect(await throughBulk(org.ben, 'SELECT Wish__c, Answer__c FROM Baton_Introduction_Request__c')).toContain('No');
    expect(await throughBulk(org.anna, 'SELECT Wish__c FROM Baton_Introduction_Request__c')).not.toContain('WISH');
  });

  test('counts are of what one may open, and a filter tells nothing more', async () => {
    const count = async (userId: string, query: string): Promise<number> =>
      (await org.call<{ totalSize: number }>(userId, 'GET', `/query?q=${encodeURIComponent(query)}`)).body.totalSize;
    const all = 'SELECT COUNT() FROM Baton_Handoff__c';
    const expected = { anna: 3, ben: 1, clara: 0, eva: 0, ivo: 1, otto: 0 };
    for (const [who, rows] of Object.entries(expected)) {
      expect([who, await count(users[who] ?? '', all)]).toEqual([who, rows]);
    }
    const byReceiver = `SELECT COUNT() FROM Baton_Handoff__c WHERE Receiver__c = '${org.ben}'`;
    expect(await count(org.eva, byReceiver)).toBe(0);
    expect(await count(org.anna, 'SELECT COUNT() FROM Baton_Introduction_Request__c')).toBe(0);
    expect(await count(org.anna, 'SELECT COUNT() FROM Baton_Received__c')).toBe(0);
  });

  test('what is not there and what is not allowed answer alike', async () => {
    const real = await org.call(org.eva, 'GET', `/sobjects/Baton_Handoff__c/${open}`);
    const made = await org.call(org.eva, 'GET', `/sobjects/Baton_Handoff__c/${open.slice(0, 3)}gK0000000999QAA`);
    expect([real.status, real.body]).toEqual([made.status, made.body]);
  });
});

/** Rows of one query as a user gets them. */
async function ask(userId: string, query: string): Promise<Readonly<Record<string, unknown>>[]> {
  const path = `/query?q=${encodeURIComponent(query)}`;
  const { status, body } = await org.call<{ records: Record<string, unknown>[] }>(userId, 'GET', path);
  return status === 200 ? body.records : [];
}

async function idsOf(userId: string, query: string): Promise<string[]> {
  return (await ask(userId, query)).map((row) => String(row['Id']));
}

describe('order and relations tell of nothing that one may not open', () => {
  test.each(['anna', 'ben', 'clara', 'eva', 'ivo', 'otto'])('%s: what one may not open has no place', async (who) => {
    const userId = users[who] ?? '';
    const [integration] = org.org.database.prepare(`SELECT Id FROM "User" WHERE LastName = 'Integration'`).all();
    const everything = String(integration?.['Id']);
    let looked = 0;
    for (const [object, fields] of Object.entries(OBJECTS)) {
      const own = new Set(await idsOf(userId, `SELECT Id FROM ${object}`));
      const orders = ['CreatedDate', 'LastModifiedDate', 'OwnerId', ...fields].filter(
        (name) => !/Note|Wish|Text|Body/.test(name),
      );
      for (const field of orders.filter((name) => name !== 'OwnerId' || object !== 'Baton_Handoff_Message__c')) {
        const query = `SELECT Id FROM ${object} ORDER BY ${field} DESC NULLS LAST, Id`;
        const list = await idsOf(userId, query);
        const whole = (await idsOf(everything, query)).filter((id) => own.has(id));
        // One's own rows, in the order they have among each other, unless the field is not there to sort by.
        if (list.length > 0) expect([object, field, list]).toEqual([object, field, whole]);
        looked += list.length;
        // Nothing that is left out takes a place among the first.
        for (const [place, id] of list.entries()) {
          expect(await idsOf(userId, `${query} LIMIT 1 OFFSET ${String(place)}`)).toEqual([id]);
        }
        expect(await idsOf(userId, `${query} LIMIT 5 OFFSET ${String(list.length)}`)).toEqual([]);
      }
    }
    if (['anna', 'ben', 'ivo'].includes(who)) expect(looked).toBeGreaterThan(3);
  });

  test.each(['anna', 'ben', 'clara', 'eva', 'ivo', 'otto'])(
    '%s: below any record stands what one may open',
    async (who) => {
      const userId = users[who] ?? '';
      let looked = 0;
      for (const [parent, relation, child] of await relationsTo(org, userId, Object.keys(OBJECTS))) {
        const own = new Set(await idsOf(userId, `SELECT Id FROM ${child}`));
        const rows = await ask(userId, `SELECT Id, (SELECT Id FROM ${relation}) FROM ${parent}`);
        for (const row of rows) {
          const below = (row[relation] as { totalSize: number; records: { Id: string }[] } | null) ?? {
            totalSize: 0,
            records: [],
          };
          expect(below.records.filter(({ Id: id }) => !own.has(id))).toEqual([]);
          expect(below.totalSize).toBe(below.records.length);
          looked += below.records.length;
        }
      }
      if (who === 'anna' || who === 'ben') expect(looked).toBeGreaterThan(3);
    },
  );

  test('what is behind a condition is found by those who may open it', async () => {
    const accounts = 'SELECT Id FROM Account WHERE Id IN (SELECT Account__c FROM Baton_Handoff__c)';
    const receivers = 'SELECT Id FROM User WHERE Id IN (SELECT Receiver__c FROM Baton_Handoff__c)';
    const known = 'SELECT Id FROM User WHERE Id IN (SELECT Colleague__c FROM Baton_Exchange__c)';
    const free = `SELECT Id FROM User WHERE Id = '${org.ben}' AND Id NOT IN (SELECT Receiver__c FROM Baton_Handoff__c)`;
    expect(await idsOf(org.anna, accounts)).toEqual([org.adler]);
    expect(await idsOf(org.clara, accounts)).toEqual([]);
    expect(await idsOf(org.anna, receivers)).toContain(org.ben);
    expect(await idsOf(org.anna, known)).toEqual([org.ben]);
    for (const outsider of [org.eva, org.clara, otto]) {
      expect(await idsOf(outsider, receivers)).toEqual([]);
      expect(await idsOf(outsider, known)).toEqual([]);
    }
    expect(await idsOf(org.eva, free)).toEqual([org.ben]);
    expect(await idsOf(org.anna, free)).toEqual([]);
  });
});

test('ten changes of owners, roles and receivers: the giver still reads it, an outsider still does not', async () => {
  const role = addRow(org.org, 'UserRole', { Name: 'Other', DeveloperName: 'Other' });
  const changes: readonly (() => Promise<unknown>)[] = [
    () => org.update('Account', org.adler, { OwnerId: org.clara }),
    () => org.update('User', org.anna, { UserRoleId: role }),
    () => org.update('Account', org.adlerOfBen, { OwnerId: org.eva }),
    () => org.update('User', org.ben, { UserRoleId: role }),
    () => org.update('User', org.anna, { Division: 'Security' }),
    () => org.update('User', org.eva, { UserRoleId: null }),
    () => org.update('Account', org.adler, { OwnerId: org.eva }),
    () => org.update('Baton_Division__c', org.security, { Intake_User__c: org.eva }),
    () => org.update('User', org.ben, { Division: 'Facility' }),
    () => org.update('User', org.anna, { UserRoleId: null }),
  ];
  // Eva is back.
  org.at('2026-03-03T08:00:00Z');
  for (const change of changes) {
    await change();
    await org.full();
    for (const id of [open, waiting, withdrawn]) {
      expect(await org.canRead(org.anna, id)).toBe(true);
      expect(await org.canRead(otto, id)).toBe(false);
      expect(await org.canRead(org.clara, id)).toBe(false);
    }
  }
  expect(org.row(waiting)).toMatchObject({ OwnerId: org.anna, Intake__c: org.eva });
  expect(await org.canRead(org.ivo, waiting)).toBe(false);
}, 120_000);

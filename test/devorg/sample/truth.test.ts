import { afterAll, beforeAll, expect, test } from '@jest/globals';

import type { TieLevel } from '../../../src/devorg/sample/plan/customer.ts';
import { makeSample, NOW, type SampleOrg } from './sample-org.ts';

let sample: SampleOrg;

beforeAll(async () => {
  sample = await makeSample({ accounts: 600, noise: 0.3 });
});

afterAll(() => {
  sample.close();
});

test('whoever knows a customer now works here now', () => {
  const inactive = new Set(sample.texts('SELECT "Id" FROM "User" WHERE "IsActive" = 0'));
  const knowers = sample.truth.customerIds().flatMap((customer) => sample.truth.whoKnows(customer));
  const everKnew = sample.truth.customerIds().flatMap((customer) => sample.truth.whoEverKnew(customer));

  expect(knowers.filter((knower) => inactive.has(knower.userId))).toEqual([]);
  expect(knowers.filter((knower) => knower.level === 'past')).toEqual([]);
  expect(everKnew.filter((knower) => inactive.has(knower.userId)).length).toBeGreaterThan(10);
});

test('every tie left a sign: something that this colleague logged with this customer', () => {
  const signs = new Set(
    sample.texts(`
      SELECT "OwnerId" || ' ' || "AccountId" FROM "Task" WHERE "IsClosed" = 1 AND "TaskSubtype" <> 'ListEmail'
      UNION SELECT "OwnerId" || ' ' || "AccountId" FROM "Event"`),
  );
  const unseen = sample.truth.customerIds().flatMap((customer) => {
    const accounts = sample.truth.accountsOf(customer);
    return sample.truth
      .whoEverKnew(customer)
      .filter((knower) => !accounts.some((account) => signs.has(`${knower.userId} ${account}`)));
  });

  expect(unseen).toEqual([]);
});

test('those who know a customer better were in touch more and later', () => {
  const touches = new Map<string, number>();
  const sql = `
    SELECT "OwnerId" || ' ' || "AccountId" AS pair, "ActivityDate" AS day FROM "Task" WHERE "IsClosed" = 1
    UNION ALL SELECT "OwnerId" || ' ' || "AccountId", "ActivityDate" FROM "Event" WHERE "ActivityDate" <= '2026-11-20'`;
  for (const { pair, day } of sample.rows(sql)) {
    const age = (NOW - Date.parse(String(day))) / 86_400_000;
    touches.set(String(pair), (touches.get(String(pair)) ?? 0) + 2 ** (-age / 90));
  }
  const sums: Record<TieLevel, number[]> = { strong: [], good: [], some: [], past: [] };
  for (const customer of sample.truth.customerIds()) {
    for (const knower of sample.truth.whoEverKnew(customer)) {
      sums[knower.level].push(touches.get(`${knower.userId} ${knower.accountId}`) ?? 0);
    }
  }
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  expect(mean(sums.strong)).toBeGreaterThan(mean(sums.good) * 1.4);
  expect(mean(sums.good)).toBeGreaterThan(mean(sums.some) * 1.4);
  expect(mean(sums.some)).toBeGreaterThan(mean(sums.past) * 1.4);
});

test('a user may see one account exactly when it is among all they may see', () => {
  const accounts = sample.texts('SELECT "Id" FROM "Account"');
  const wrong = sample.truth.users().flatMap(({ userId }) => {
    const visible = new Set(sample.truth.accountsVisibleTo(userId));
    return accounts.filter((account) => sample.truth.maySee(userId, account) !== visible.has(account));
  });

  expect(wrong).toEqual([]);
});

test('owners see their accounts, and superiors all that those below them see', () => {
  const { truth, rows } = sample;
  for (const { id, owner } of rows('SELECT "Id" AS id, "OwnerId" AS owner FROM "Account"')) {
    expect(truth.maySee(String(owner), String(id))).toBe(true);
  }
  const pairs = rows(`SELECT u."Id" AS id, u."ManagerId" AS boss FROM "User" u WHERE u."ManagerId" IS NOT NULL`);
  for (const { id, boss } of pairs) {
    const seen = new Set(truth.accountsVisibleTo(String(boss)));
    expect(truth.accountsVisibleTo(String(id)).filter((account) => !seen.has(account))).toEqual([]);
  }
});

test('a colleague in the same role sees a private account only through a grant of their own', () => {
  const { truth } = sample;
  const closed = sample.rows(`
    SELECT a."Id" AS id, p."Id" AS peer FROM "Account" a JOIN "User" o ON o."Id" = a."OwnerId"
      JOIN "User" p ON p."UserRoleId" = o."UserRoleId" AND p."Id" <> o."Id"
    WHERE a."Baton_Do_Not_Suggest__c" = 1
      AND NOT EXISTS (SELECT 1 FROM "Opportunity" d WHERE d."AccountId" = a."Id")
      AND NOT EXISTS (SELECT 1 FROM "Case" c WHERE c."AccountId" = a."Id")`);
  const open = closed.filter(({ id, peer }) => truth.maySee(String(peer), String(id)));

  expect(open).toEqual([]);
});

test('the administrator and the integration user see everything, marketing sees no account', () => {
  const { truth, summary } = sample;
  const marketers = truth.users().filter((user) => user.post === 'marketer');

  expect(truth.accountsVisibleTo(summary.administratorUserId)).toHaveLength(600);
  expect(truth.accountsVisibleTo(summary.integrationUserId)).toHaveLength(600);
  expect(marketers.flatMap((user) => truth.accountsVisibleTo(user.userId))).toEqual([]);
});

test('branches and subsidiaries are one group and different customers', () => {
  const { truth, rows } = sample;
  const children = rows('SELECT "Id" AS id, "ParentId" AS parent FROM "Account" WHERE "ParentId" IS NOT NULL');

  expect(children.length).toBeGreaterThan(10);
  for (const { id, parent } of children) {
    expect(truth.sameGroup(String(id), String(parent))).toBe(true);
    expect(truth.sameCustomer(String(id), String(parent))).toBe(false);
  }
});

test('every account and contact has its place in the truth', () => {
  const { truth, texts } = sample;
  const accounts = [...truth.accountsByCustomer()].map((row) => row.accountId);
  const persons = texts('SELECT "Id" FROM "Contact"').filter((contact) => !truth.samePerson(contact, contact));

  expect(accounts.sort()).toEqual(texts('SELECT "Id" FROM "Account" ORDER BY "Id"'));
  expect(persons).toEqual([]);
});

test('the showcase has knowers in the two other divisions, one of them unnamed, and an outsider', () => {
  const { truth, summary } = sample;
  const { accountId, viewerUserId, otherViewers, outsiderUserId, sameCustomerAccounts } = summary.showcase;
  const knowers = truth.whoKnows(truth.customerOf(accountId) ?? '');
  const others = knowers.filter((knower) => knower.division !== 'facility');
  const recently = new Date(NOW - 45 * 86_400_000).toISOString().slice(0, 10);

  expect(sameCustomerAccounts.map((row) => row.divisionKey)).toEqual(['facility', 'security', 'catering']);
  expect([viewerUserId, ...otherViewers].map((user) => truth.maySee(user, accountId))).toEqual([true, true, true]);
  expect(truth.maySee(outsiderUserId, accountId)).toBe(false);
  expect(others.filter((knower) => knower.naming === 'Named' && knower.level !== 'some')).toHaveLength(3);
  expect(others.filter((knower) => knower.naming === 'Unnamed')).toHaveLength(1);
  expect(others.every((knower) => knower.last > recently)).toBe(true);
});

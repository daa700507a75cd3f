import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { createOrg } from '../../src/devorg/create-org.ts';
import { createSampleCompany, sampleSettings } from '../../src/devorg/sample/index.ts';
import type { Database } from '../../src/store/database.ts';
import { conditionsOf, CONTRACTS, CUSTOMERS, EVENTS, type KindFact } from './support/needs-by-sql.ts';
import {
  closeDatabase,
  type FlowOrg,
  freshDatabase,
  runFlowOrg,
  runService,
  SAMPLE_NOW,
} from './support/sample-org.ts';

const MINIMUM = 10;

interface Row {
  readonly Account__c: string;
  readonly External_Id__c: string;
  readonly Reasons__c: string;
  readonly family: string;
  readonly needDivision: string;
  readonly ownerDivision: string | null;
}

async function runCompany(): Promise<FlowOrg> {
  const settings = { ...sampleSettings, dailyApiRequests: 5_000_000 };
  const org = createOrg({ forceApp: 'force-app/main/default', file: ':memory:', settings, now: SAMPLE_NOW });
  const flow = await runFlowOrg(org);
  const truthFile = `${flow.folder}/truth.sqlite`;
  await createSampleCompany({ org, accounts: 900, seed: 3, noise: 0.3, truthFile });
  return flow;
}

const shown = (flow: FlowOrg): Row[] =>
  flow.rows<Row>(
    `SELECT s.Account__c, s.External_Id__c, s.Reasons__c, n.Product_Families__c AS family, d.Name AS needDivision,
            (SELECT x.Name FROM Baton_Division__c x
             WHERE instr(char(10) || x.User_Values__c || char(10), char(10) || u.Division || char(10)) > 0)
              AS ownerDivision
     FROM Baton_Suggestion__c s JOIN Baton_Need__c n ON n.Id = s.Need__c JOIN Baton_Division__c d ON d.Id = s.Division__c
     JOIN Account a ON a.Id = s.Account__c JOIN User u ON u.Id = a.OwnerId WHERE s.IsDeleted = 0`,
  );

const factsOf = ({ Reasons__c }: Row): { fact: string }[] => JSON.parse(Reasons__c) as { fact: string }[];
const isKind = (fact: { fact: string }): fact is KindFact => fact.fact === 'kind';

let org: FlowOrg;
let database: Database;
let rows: Row[];

beforeAll(async () => {
  org = await runCompany();
  database = await freshDatabase();
  const crm = await org.crm();
  await runService(crm, database);
  await crm.close();
  // A table of the test's own in the org: who is one customer, as the service believes, and nothing else of it.
  org.org.database.exec('CREATE TABLE t_customer (account TEXT PRIMARY KEY, customer TEXT)');
  const insert = org.org.database.prepare('INSERT INTO t_customer VALUES (?, ?)');
  for (const { a, c } of await database.query<{ a: string; c: string }>(
    'SELECT account_id AS a, customer_id AS c FROM customer_account',
  ))
    insert.run(a, c);
  rows = shown(org);
}, 120_000);

afterAll(async () => {
  await org.close();
  await closeDatabase();
});

test('there are suggestions from kinds of customers, from cases and from campaigns', () => {
  const kinds = new Set(rows.flatMap(factsOf).map(({ fact }) => fact));
  expect([...kinds]).toEqual(expect.arrayContaining(['kind', 'case', 'campaign']));
  expect(rows.filter((row) => factsOf(row).some(isKind)).length).toBeGreaterThan(50);
});

test('each number of each sentence is what an independent query of the org counts', () => {
  const known = new Map<string, unknown>();
  for (const row of rows) {
    for (const fact of factsOf(row).filter(isKind)) {
      const kind = conditionsOf(fact);
      const key = `${row.family} ${kind}`;
      const counted =
        known.get(key) ??
        org.rows(
          `${CUSTOMERS}
           SELECT sum(${kind}) AS customers, sum((${kind}) AND had) AS have,
                  count(*) - sum(coalesce(${kind}, 0)) AS others, sum(NOT coalesce(${kind}, 0) AND had) AS othersHave
           FROM (SELECT customer.*, EXISTS (SELECT 1 FROM has h WHERE h.customer = customer.id AND h.family = ?) AS had
                 FROM customer) customer`,
          row.family,
        )[0];
      known.set(key, counted);
      const { customers, have, others, othersHave } = counted as Record<string, number>;
      expect({ key, customers: fact.customers, have: fact.have }).toEqual({ key, customers, have });
      const rate = (othersHave ?? 0) / (others ?? 1);
      if (fact.others.fewerThan !== undefined) {
        expect(othersHave).toBeLessThan(MINIMUM);
        expect(fact.others.customers).toBe(others);
      } else {
        expect(fact.others.oneIn ?? Math.round(1 / rate)).toBe(Math.round(1 / rate));
        expect(fact.others.inHundred ?? Math.round(100 * rate)).toBe(Math.round(100 * rate));
      }
      expect(Math.min(fact.customers, fact.have)).toBeGreaterThanOrEqual(MINIMUM);
    }
  }
});

const isMet = (
  { column, value, over, upTo }: KindFact['is'][number],
  account: Readonly<Record<string, string | number | null>> | undefined,
): boolean => {
  const own = account?.[column] ?? null;
  if (own === null) return false;
  if (value !== undefined) return own === value;
  return Number(own) > (over ?? -1) && Number(own) <= (upTo ?? Number.POSITIVE_INFINITY);
};

test('conditions are what the account itself says, and whose it is', () => {
  for (const row of rows) {
    const [account] = org.rows<Record<string, string | number | null>>(
      'SELECT Industry AS industry, BillingCountry AS country, AnnualRevenue AS turnover, NumberOfEmployees AS employees FROM Account WHERE Id = ?',
      row.Account__c,
    );
    for (const fact of factsOf(row).filter(isKind)) {
      expect(fact.of ?? row.ownerDivision).toBe(row.ownerDivision);
      for (const condition of fact.is) expect(isMet(condition, account)).toBe(true);
    }
  }
});

test('a contract is told on each account whose division has one that ends within half a year, and on no other', () => {
  const dayIn = (days: number): string => new Date(SAMPLE_NOW + days * 86_400_000).toISOString().slice(0, 10);
  const ends = new Map(org.rows<{ account: string; ends: string }>(CONTRACTS).map((row) => [row.account, row.ends]));
  const [told, due] = [new Map<string, unknown>(), new Map<string, unknown>()];
  for (const row of rows) {
    const end = ends.get(row.Account__c);
    if (row.ownerDivision === row.needDivision) continue;
    const contract = factsOf(row).filter(({ fact }) => fact === 'contract');
    if (contract.length > 0) told.set(row.External_Id__c, contract);
    if (end === undefined || end < dayIn(0) || end > dayIn(180)) continue;
    due.set(row.External_Id__c, [{ fact: 'contract', month: end.slice(0, 7), of: row.ownerDivision }]);
  }
  expect(told.size).toBeGreaterThan(5);
  expect(told).toEqual(due);
});

test('each case, answer to a campaign and lost deal is told with the month of the last one in the org', () => {
  const wordsOf = new Map(
    org
      .rows<{ family: string; keywords: string | null }>(
        'SELECT Product_Families__c AS family, Keywords__c AS keywords FROM Baton_Need__c WHERE IsDeleted = 0',
      )
      .map(({ family, keywords }) => [family, `${family}\n${keywords ?? ''}`.toLowerCase().split(/\s*\n\s*/)]),
  );
  const told: Record<string, number> = { case: 0, campaign: 0, deal: 0 };
  for (const row of rows) {
    const names = (text: string): boolean =>
      (wordsOf.get(row.family) ?? []).some((word) => word !== '' && text.toLowerCase().includes(word));
    for (const { fact, month } of factsOf(row) as { fact: string; month: string }[]) {
      const query = EVENTS[fact];
      if (query === undefined) continue;
      const months = org
        .rows<{ words: string; month: string }>(
          `WITH member AS (
             SELECT o.account FROM t_customer t JOIN t_customer o ON o.customer = t.customer
             JOIN Account a ON a.Id = o.account
             WHERE t.account = ? AND a.IsDeleted = 0 AND coalesce(a.Baton_Do_Not_Suggest__c, 0) = 0) ${query}`,
          row.Account__c,
        )
        .flatMap((one) => (names(one.words) ? [one.month] : []));
      expect({ row: row.External_Id__c, fact, month }).toEqual({
        row: row.External_Id__c,
        fact,
        month: months.sort().at(-1),
      });
      told[fact] = (told[fact] ?? 0) + 1;
    }
  }
  expect(Math.min(...Object.values(told))).toBeGreaterThan(0);
});

test('nothing is suggested that the customer has, nor more than three on an account', () => {
  const held = org.rows<{ account: string; family: string }>(
    `${CUSTOMERS} SELECT t.account, h.family FROM has h JOIN t_customer t ON t.customer = h.customer`,
  );
  const has = new Set(held.map(({ account, family }) => `${account} ${family}`));
  expect(rows.filter(({ Account__c, family }) => has.has(`${Account__c} ${family}`))).toEqual([]);
  const perAccount = Map.groupBy(rows, ({ Account__c }) => Account__c);
  expect(Math.max(...[...perAccount.values()].map(({ length }) => length))).toBeLessThanOrEqual(3);
});

test('no name, mail, subject or id of a record stands in a reason', () => {
  const keys: Record<string, readonly string[]> = {
    ...{ case: ['fact', 'month'], campaign: ['fact', 'month'], deal: ['fact', 'month'] },
    contract: ['fact', 'month', 'of'],
  };
  const words = org
    .rows<{ word: string | null }>(
      `SELECT Name AS word FROM Account UNION SELECT Name FROM Contact UNION SELECT Subject FROM "Case"
       UNION SELECT Name FROM Campaign UNION SELECT Name FROM Opportunity UNION SELECT Email FROM Contact
       UNION SELECT Name FROM User`,
    )
    .flatMap(({ word }) => (word !== null && word.length > 3 ? [word] : []));
  const texts = [...new Set(rows.map(({ Reasons__c }) => Reasons__c))];
  for (const text of texts) {
    expect(words.filter((word) => text.includes(word))).toEqual([]);
    expect(text).not.toMatch(/[a-zA-Z0-9]{18}/);
  }
  for (const fact of rows.flatMap(factsOf)) {
    if (!isKind(fact)) expect(Object.keys(fact).sort()).toEqual(keys[fact.fact]);
  }
});

test('what was learned stands in words, and a rule switched off takes its suggestions along', async () => {
  const rules = org.rows<{ Id: string; Rule__c: string; Customers__c: number; Have_It__c: number; Need__c: string }>(
    'SELECT * FROM Baton_Need_Rule__c WHERE IsDeleted = 0 ORDER BY Have_It__c DESC',
  );
  expect(rules.length).toBeGreaterThan(3);
  for (const { Rule__c, Customers__c, Have_It__c } of rules)
    expect(Rule__c).toMatch(
      new RegExp(`^Of ${String(Customers__c)} customers .*, ${String(Have_It__c)} (also )?have “`),
    );
  const before = shown(org).filter((row) => factsOf(row).some(isKind)).length;
  const admin = org.rows<{ Id: string }>(
    `SELECT a.AssigneeId AS Id FROM PermissionSetAssignment a JOIN PermissionSet p ON p.Id = a.PermissionSetId
     WHERE p.Name = 'Baton_Admin'`,
  )[0]?.Id;
  for (const { Id } of rules)
    await org
      .connect(admin ?? '')
      .sobject('Baton_Need_Rule__c')
      .update({ Id, Off__c: true });
  const crm = await org.crm();
  await runService(crm, database);
  await crm.close();
  expect(before).toBeGreaterThan(0);
  expect(shown(org).filter((row) => factsOf(row).some(isKind))).toEqual([]);
  const off = org.rows('SELECT Off__c FROM Baton_Need_Rule__c WHERE IsDeleted = 0 AND Off__c = 1');
  expect(off).toHaveLength(rules.length);
}, 60_000);

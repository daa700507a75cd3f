import { afterAll, expect, test } from '@jest/globals';

import { viewerFor } from '../../../src/devorg/access/viewer.ts';
import { runQuery } from '../../../src/devorg/soql/index.ts';
import { assign } from '../support/small-org.ts';
import { addRow, createQueryOrg } from './support/query-org.ts';

const box = createQueryOrg();
afterAll(() => {
  box.org.database.close();
});

const url = (object: string, id: string): string => `/services/data/v66.0/sobjects/${object}/${id}`;

test('shapes records, parents and children as the REST API does', () => {
  const [record] = box.records(
    `SELECT Id, Name, Owner.Name, Parent.Name, (SELECT LastName FROM Contacts), (SELECT Id FROM Cases) FROM Account WHERE Id = '${box.adler}'`,
  );
  expect(record).toEqual({
    attributes: { type: 'Account', url: url('Account', box.adler) },
    Id: box.adler,
    Name: 'Adler Werke',
    Owner: { attributes: { type: 'User', url: url('User', box.anna) }, Name: 'Anna Amsel' },
    Parent: null,
    Contacts: {
      totalSize: 1,
      done: true,
      records: [{ attributes: { type: 'Contact', url: url('Contact', box.adlerContact) }, LastName: 'Ahorn' }],
    },
    Cases: null,
  });
  expect(Object.keys(record ?? {})).toEqual(['attributes', 'Id', 'Name', 'Owner', 'Parent', 'Contacts', 'Cases']);
});

test('spells names as the schema does, whatever the query writes', () => {
  const [record] = box.records(
    `select name, ISDELETED, createddate, owner.NAME from account a where a.id = '${box.adler}'`,
  );
  expect(record).toMatchObject({ Name: 'Adler Werke', IsDeleted: false, Owner: { Name: 'Anna Amsel' } });
  expect(record?.['CreatedDate']).toMatch(/^2026-03-02T12:00:\d\d\.000\+0000$/);
});

test('gives compound addresses as objects', () => {
  const [record] = box.records(`SELECT BillingAddress, ShippingAddress FROM Account WHERE Id = '${box.adler}'`);
  expect(record).toMatchObject({ BillingAddress: { city: 'Bremen', street: null }, ShippingAddress: null });
});

test('follows lookups of several kinds by name, type and TYPEOF', () => {
  addRow(box.org, 'Task', { Subject: 'one', WhatId: box.adler, WhoId: box.adlerContact });
  addRow(box.org, 'Task', { Subject: 'two', WhatId: box.adlerDeal });
  addRow(box.org, 'Task', { Subject: 'three' });
  const names = box.records(`SELECT Subject, What.Name, What.Type, Who.Name FROM Task ORDER BY Subject`);
  expect(names).toMatchObject([
    {
      What: { attributes: { type: 'Name', url: url('Account', box.adler) }, Name: 'Adler Werke', Type: 'Account' },
      Who: { Name: 'Ada Ahorn' },
    },
    { Subject: 'three', What: null, Who: null },
    { What: { Name: 'Adler cleaning', Type: 'Opportunity' }, Who: null },
  ]);
  const kinds = box.records(
    `SELECT TYPEOF What WHEN Account THEN Name, Industry WHEN Opportunity THEN Amount ELSE Name END FROM Task ORDER BY Subject`,
  );
  expect(kinds.map((record) => record['What'])).toEqual([
    { attributes: { type: 'Account', url: url('Account', box.adler) }, Name: 'Adler Werke', Industry: 'Energy' },
    null,
    { attributes: { type: 'Opportunity', url: url('Opportunity', box.adlerDeal) }, Amount: 10_000 },
  ]);
  expect(box.values(`SELECT Subject FROM Task WHERE What.Name LIKE 'adler c%'`, 'Subject')).toEqual(['two']);
  expect(box.values(`SELECT Subject FROM Task WHERE What.Type = 'Account'`, 'Subject')).toEqual(['one']);
});

test('leaves the recycle bin to queryAll', () => {
  const soql = `SELECT Name FROM Account WHERE Name = 'Gone'`;
  expect(box.records(soql)).toHaveLength(0);
  expect([...runQuery(box.org, box.asAdmin, soql, { all: true }).rows()]).toMatchObject([{ Name: 'Gone' }]);
});

test('counts with COUNT() without giving records', () => {
  const run = runQuery(box.org, box.asAdmin, `SELECT COUNT() FROM Account WHERE AnnualRevenue > 0`);
  expect(run.totalSize).toBe(2);
  expect([...run.rows()]).toEqual([]);
});

test('sums up by groups, naming what has no alias by number', () => {
  const records = box.records(
    `SELECT Owner.Name, COUNT(Id), SUM(AnnualRevenue) total, MIN(LastActivityDate), COUNT(Industry), COUNT_DISTINCT(Industry)
     FROM Account GROUP BY Owner.Name ORDER BY Owner.Name`,
  );
  expect(records).toEqual([
    {
      attributes: { type: 'AggregateResult' },
      ...{ Name: 'Anna Amsel', expr0: 4, total: 7, expr1: '2025-12-31', expr2: 3, expr3: 2 },
    },
    {
      attributes: { type: 'AggregateResult' },
      Name: 'Ben Bussard',
      expr0: 2,
      total: 20.5,
      expr1: '2026-02-28',
      expr2: 2,
      expr3: 2,
    },
  ]);
  expect(
    box.records(
      `SELECT Industry i, COUNT(Id) n FROM Account GROUP BY Industry HAVING COUNT(Id) > 1 ORDER BY COUNT(Id) DESC`,
    ),
  ).toMatchObject([
    { i: 'Energy', n: 3 },
    { i: 'Retail', n: 2 },
  ]);
  expect(
    box.records(
      `SELECT CALENDAR_YEAR(LastActivityDate) y, AVG(AnnualRevenue) FROM Account GROUP BY CALENDAR_YEAR(LastActivityDate) ORDER BY CALENDAR_YEAR(LastActivityDate) NULLS LAST`,
    ),
  ).toMatchObject([
    { y: 2025, expr0: null },
    { y: 2026, expr0: 15.25 },
    { y: null, expr0: -3 },
  ]);
});

test('adds the sums of sums for ROLLUP and CUBE', () => {
  const rollup = box.records(
    `SELECT Owner.Name o, Industry, COUNT(Id) n, GROUPING(Industry) g FROM Account WHERE Industry != null GROUP BY ROLLUP(Owner.Name, Industry) ORDER BY Owner.Name, Industry`,
  );
  expect(rollup.map(({ o, Industry, n, g }) => [o, Industry, n, g])).toEqual([
    [null, null, 5, 1],
    ['Anna Amsel', null, 3, 1],
    ['Anna Amsel', 'Energy', 2, 0],
    ['Anna Amsel', 'Retail', 1, 0],
    ['Ben Bussard', null, 2, 1],
    ['Ben Bussard', 'Energy', 1, 0],
    ['Ben Bussard', 'Retail', 1, 0],
  ]);
  expect(
    box.records(
      `SELECT Owner.Name, Industry, COUNT(Id) FROM Account WHERE Industry != null GROUP BY CUBE(Owner.Name, Industry)`,
    ),
  ).toHaveLength(9);
});

test('gives all fields that FIELDS stands for, few records at a time', () => {
  const [standard] = box.records(`SELECT FIELDS(STANDARD) FROM Account WHERE Id = '${box.adler}'`);
  expect(standard).toMatchObject({ Name: 'Adler Werke', IsDeleted: false, Industry: 'Energy' });
  expect(standard).not.toHaveProperty('Baton_Do_Not_Suggest__c');
  assign(box.org, 'Baton_Rep', [box.admin]);
  const viewer = viewerFor(box.org, box.admin);
  const [custom] = box.records(`SELECT Id, FIELDS(CUSTOM) FROM Account WHERE Id = '${box.adler}' LIMIT 200`, viewer);
  expect(custom).toEqual({ attributes: expect.anything(), Id: box.adler, Baton_Do_Not_Suggest__c: false });
  expect(box.refusal('SELECT FIELDS(ALL) FROM Account LIMIT 201').message).toContain(
    'must have a LIMIT of at most 200',
  );
});

test('shows labels for toLabel and passes FORMAT through', () => {
  const [record] = box.records(
    `SELECT toLabel(StageName), FORMAT(Amount) amount FROM Opportunity WHERE Id = '${box.adlerDeal}'`,
  );
  expect(record).toMatchObject({ StageName: 'Prospecting', amount: 10_000 });
});

test.each(['WITH SECURITY_ENFORCED', 'WITH USER_MODE', 'FOR VIEW', 'FOR REFERENCE', 'USING SCOPE everything'])(
  'takes %s as saying nothing new',
  (clause) => {
    const scope = clause.startsWith('USING') ? `${clause} ` : '';
    const rest = scope === '' ? ` ${clause}` : '';
    expect(box.records(`SELECT Name FROM Account ${scope}WHERE Id = '${box.adler}'${rest}`)).toHaveLength(1);
  },
);

test.each([
  [
    'SELECT Id FROM Accout',
    'INVALID_TYPE',
    `\nSELECT Id FROM Accout\n               ^\nERROR at Row:1:Column:16\nsObject type 'Accout' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
  ],
  [
    'select count() from XYZZY',
    'INVALID_TYPE',
    `\nselect count() from XYZZY\n                    ^\nERROR at Row:1:Column:21\nsObject type 'XYZZY' is not supported.`,
  ],
  [
    'SELECT Id, Foo FROM Account',
    'INVALID_FIELD',
    `\nSELECT Id, Foo FROM Account\n           ^\nERROR at Row:1:Column:12\nNo such column 'Foo' on entity 'Account'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.`,
  ],
  ['SELECT Id, Boss.Name FROM Account', 'INVALID_FIELD', `Didn't understand relationship 'Boss' in field path.`],
  [
    'SELECT Id, (SELECT Id FROM Pets) FROM Account',
    'INVALID_TYPE',
    `Didn't understand relationship 'Pets' in FROM part of query call.`,
  ],
  ['SELECT Name, COUNT(Id) FROM Account', 'MALFORMED_QUERY', 'Field must be grouped or aggregated: Name'],
  ['SELECT Name n FROM Account', 'MALFORMED_QUERY', 'only aggregate expressions use field aliasing'],
  ['SELECT Name, name FROM Account', 'MALFORMED_QUERY', 'duplicate field selected: name'],
  ['SELECT SUM(Name) FROM Account', 'MALFORMED_QUERY', 'field Name does not support aggregate operator SUM'],
])('refuses %s', (soql, errorCode, message) => {
  expect(box.refusal(soql)).toEqual({ errorCode, message: expect.stringContaining(message) });
});

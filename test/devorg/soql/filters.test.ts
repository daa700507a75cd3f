import { afterAll, expect, test } from '@jest/globals';

import { createQueryOrg } from './support/query-org.ts';

const box = createQueryOrg();
afterAll(() => {
  box.org.database.close();
});

const OURS = `Name NOT IN ('Adler Werke', 'Berg AG')`;

test.each([
  [`Name = 'ALPHA'`, ['alpha']],
  [`Name = 'O\\'Neil'`, ["O'Neil"]],
  [`Name != 'alpha'`, ['Alpine', 'Beta', "O'Neil"]],
  [`Site != '100%'`, ['Alpine', 'Beta', "O'Neil"]],
  [`Site = null`, ["O'Neil"]],
  [`Site = ''`, ["O'Neil"]],
  [`Site != null`, ['alpha', 'Alpine', 'Beta']],
  [`Site LIKE 'a_b'`, ['Alpine', 'Beta']],
  [`Site LIKE 'a\\_b'`, ['Alpine']],
  [`Site LIKE '%0\\%'`, ['alpha']],
  [`Name LIKE 'AL%'`, ['alpha', 'Alpine']],
  [`(NOT Site LIKE 'a%')`, ['alpha', "O'Neil"]],
  [`Industry = 'ENERGY'`, ['Alpine', "O'Neil"]],
  [`Industry IN ('Retail', null)`, ['alpha', 'Beta']],
  [`Industry NOT IN ('Retail')`, ['alpha', 'Alpine', "O'Neil"]],
  [`AnnualRevenue > 10`, ['Alpine']],
  [`AnnualRevenue >= 10`, ['alpha', 'Alpine']],
  [`AnnualRevenue < 0`, ["O'Neil"]],
  [`AnnualRevenue = 20.50`, ['Alpine']],
  [`AnnualRevenue > USD15`, ['Alpine']],
  [`(NOT (AnnualRevenue > 10))`, ['alpha', 'Beta', "O'Neil"]],
  [`NumberOfEmployees IN (5, 7)`, ['alpha', 'Beta']],
  [`LastActivityDate = 2026-03-01`, ['alpha']],
  [`LastActivityDate = YESTERDAY`, ['alpha']],
  [`LastActivityDate = LAST_MONTH`, ['Alpine']],
  [`LastActivityDate < THIS_YEAR`, ['Beta']],
  [`LastActivityDate >= THIS_YEAR`, ['alpha', 'Alpine']],
  [`LastActivityDate <= LAST_YEAR`, ['Beta']],
  [`LastActivityDate > LAST_YEAR`, ['alpha', 'Alpine']],
  [`LastActivityDate != LAST_N_DAYS:2`, ['Beta', "O'Neil"]],
  [`CreatedDate = TODAY AND CreatedDate > 2026-03-02T11:59:59+00:00`, ['alpha', 'Alpine', 'Beta', "O'Neil"]],
  [
    `CreatedDate > 2026-03-02T13:00:00+02:00 AND CreatedDate < 2026-03-02T13:00:00Z`,
    ['alpha', 'Alpine', 'Beta', "O'Neil"],
  ],
  [`CALENDAR_YEAR(LastActivityDate) = 2025`, ['Beta']],
  [`DAY_ONLY(CreatedDate) = 2026-03-02 AND CALENDAR_QUARTER(LastActivityDate) = 1`, ['alpha', 'Alpine']],
  [`Owner.Name = 'Ben Bussard'`, ['Alpine']],
  [`Owner.UserRole.Name LIKE 'facil%' AND Name > 'b'`, ['Beta', "O'Neil"]],
  [`Account.Name = 'Beta'`, ['Beta']],
  [`IsDeleted = true`, []],
  [`(Name = 'alpha' OR Name = 'Beta') AND (NOT Site = 'axb')`, ['alpha']],
])('finds the accounts where %s', (where, names) => {
  expect(box.values(`SELECT Name FROM Account WHERE ${OURS} AND (${where}) ORDER BY Name`, 'Name')).toEqual(names);
});

test('joins by what another query finds, and by what it does not find', () => {
  const owners = `SELECT OwnerId FROM Opportunity WHERE Name = 'Berg guards'`;
  expect(box.values(`SELECT Name FROM Account WHERE OwnerId IN (${owners}) ORDER BY Name`, 'Name')).toEqual([
    'Alpine',
    'Berg AG',
  ]);
  expect(box.values(`SELECT Name FROM Account WHERE OwnerId NOT IN (${owners}) ORDER BY Name LIMIT 2`, 'Name')).toEqual(
    ['Adler Werke', 'alpha'],
  );
  const reports = `SELECT ReportsToId FROM Contact`;
  expect(box.values(`SELECT Name FROM Contact WHERE Id NOT IN (${reports}) ORDER BY Name`, 'Name')).toEqual([
    'Ada Ahorn',
    'Bo Birke',
  ]);
});

test('finds a record by its 15-character id', () => {
  expect(box.values(`SELECT Name FROM Account WHERE Id = '${box.adler.slice(0, 15)}'`, 'Name')).toEqual([
    'Adler Werke',
  ]);
});

test.each([
  [`SELECT Id FROM Account WHERE Id = 'nonsense'`, 'INVALID_QUERY_FILTER_OPERATOR', 'invalid ID field: nonsense'],
  [
    `SELECT Id FROM Account WHERE AnnualRevenue = '5'`,
    'INVALID_FIELD',
    `value of filter criterion for field 'AnnualRevenue' must be of type currency and should not be enclosed in quotes`,
  ],
  [
    `SELECT Id FROM Account WHERE Name = 5`,
    'INVALID_FIELD',
    `value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes`,
  ],
  [
    `SELECT Id FROM Account WHERE CreatedDate = 2026-01-01`,
    'INVALID_FIELD',
    `value of filter criterion for field 'CreatedDate' must be of type dateTime`,
  ],
  [
    `SELECT Id FROM Account WHERE Description = 'x'`,
    'INVALID_FIELD',
    `field 'Description' can not be filtered in a query call`,
  ],
  [
    `SELECT Id FROM Account ORDER BY Description`,
    'MALFORMED_QUERY',
    `field 'Description' can not be sorted in a query call`,
  ],
  [
    `SELECT Id FROM Account WHERE OwnerId LIKE '005%'`,
    'INVALID_QUERY_FILTER_OPERATOR',
    'invalid operator on reference field',
  ],
  [
    `SELECT Id FROM Account WHERE Name INCLUDES ('a')`,
    'INVALID_QUERY_FILTER_OPERATOR',
    'includes/excludes operator only valid on multipicklist field',
  ],
  [`SELECT Id FROM Account LIMIT 5 OFFSET 2001`, 'NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000'],
])('refuses %s', (soql, errorCode, message) => {
  expect(box.refusal(soql)).toEqual({ errorCode, message: expect.stringContaining(message) });
});

test.each([
  ['ORDER BY Industry, Name', ['alpha', 'Alpine', "O'Neil", 'Beta']],
  ['ORDER BY Industry NULLS LAST, Name DESC', ["O'Neil", 'Alpine', 'Beta', 'alpha']],
  ['ORDER BY AnnualRevenue DESC, Name', ['Beta', 'Alpine', 'alpha', "O'Neil"]],
  ['ORDER BY AnnualRevenue DESC NULLS LAST', ['Alpine', 'alpha', "O'Neil", 'Beta']],
  ['ORDER BY Owner.Name DESC, Name LIMIT 2', ['Alpine', 'alpha']],
  ['ORDER BY Name LIMIT 2 OFFSET 1', ['Alpine', 'Beta']],
])('sorts accounts with %s, empty values first unless told otherwise', (order, names) => {
  expect(box.values(`SELECT Name FROM Account WHERE ${OURS} ${order}`, 'Name')).toEqual(names);
});

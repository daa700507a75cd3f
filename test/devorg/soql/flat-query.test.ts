import { afterAll, expect, test } from '@jest/globals';

import { viewerFor } from '../../../src/devorg/access/viewer.ts';
import { compileFlat, type FlatQuery } from '../../../src/devorg/soql/index.ts';
import { createQueryOrg } from './support/query-org.ts';

const box = createQueryOrg();
afterAll(() => {
  box.org.database.close();
});

const valuesOf = (flat: FlatQuery) => flat.rows(flat.cells.map(({ sql }) => sql));

test('gives plain rows with canonical column names', () => {
  const flat = compileFlat(
    box.org,
    box.asAdmin,
    `SELECT id, ACCOUNT.name, isdeleted, CreatedDate, ReportsTo.Name FROM contact ORDER BY Name`,
  );
  expect(flat).toMatchObject({
    objectName: 'Contact',
    cells: [
      { name: 'Id', type: 'id' },
      { name: 'Account.Name', type: 'string' },
      { name: 'IsDeleted', type: 'boolean' },
      { name: 'CreatedDate', type: 'datetime' },
      { name: 'ReportsTo.Name', type: 'string' },
    ],
  });
  const rows = [...valuesOf(flat)];
  expect(rows[0]).toEqual([
    box.adlerContact,
    'Adler Werke',
    0,
    expect.stringMatching(/^2026-03-02T12:00:\d\d\.000Z$/),
    null,
  ]);
  expect(rows).toHaveLength(2);
});

test('gives a user only rows that sharing gives', () => {
  const flat = compileFlat(box.org, viewerFor(box.org, box.ben), `SELECT Name FROM Account WHERE Name LIKE '%e%'`);
  expect([...valuesOf(flat)].map(([name]) => name).toSorted()).toEqual(['Alpine', 'Berg AG']);
});

test('reads row by row and can be left early', () => {
  const rows = valuesOf(compileFlat(box.org, box.asAdmin, `SELECT Id FROM Account`));
  expect(rows.next().done).toBe(false);
  rows.return?.();
  expect(rows.next().done).toBe(true);
});

test('takes all readable fields but compound ones for FIELDS(ALL)', () => {
  const { cells } = compileFlat(box.org, box.asAdmin, `SELECT FIELDS(ALL) FROM Account LIMIT 10`);
  const columns = cells.map(({ name }) => name);
  expect(columns).toContain('BillingCity');
  expect(columns).not.toContain('BillingAddress');
});

test.each([
  ['SELECT BillingAddress FROM Account', 'INVALID_FIELD', 'Selecting compound data not supported in Bulk Query'],
  ['SELECT COUNT(Id) FROM Account', 'FEATURENOTENABLED', 'not supported in Bulk Query'],
  ['SELECT Id, (SELECT Id FROM Contacts) FROM Account', 'FEATURENOTENABLED', 'not supported in Bulk Query'],
  ['SELECT Id FROM Account LIMIT 5 OFFSET 5', 'FEATURENOTENABLED', 'not supported in Bulk Query'],
])('refuses %s', (soql, errorCode, message) => {
  expect(() => compileFlat(box.org, box.asAdmin, soql)).toThrow(
    expect.objectContaining({ errorCode, message: expect.stringContaining(message) }),
  );
});

import { afterAll, expect, test } from '@jest/globals';

import { viewerFor } from '../../../src/devorg/access/viewer.ts';
import { compileFlat } from '../../../src/devorg/soql/index.ts';
import { createQueryOrg } from './support/query-org.ts';

const box = createQueryOrg();
afterAll(() => {
  box.org.database.close();
});

test('gives plain rows with canonical column names', () => {
  const flat = compileFlat(
    box.org,
    box.asAdmin,
    `SELECT id, ACCOUNT.name, isdeleted, CreatedDate, ReportsTo.Name FROM contact ORDER BY Name`,
  );
  expect(flat).toMatchObject({
    objectName: 'Contact',
    columns: ['Id', 'Account.Name', 'IsDeleted', 'CreatedDate', 'ReportsTo.Name'],
  });
  const rows = [...flat.rows()];
  expect(rows[0]).toEqual([
    box.adlerContact,
    'Adler Werke',
    false,
    expect.stringMatching(/^2026-03-02T12:00:\d\d\.000Z$/),
    null,
  ]);
  expect(rows).toHaveLength(2);
});

test('gives a user only rows that sharing gives', () => {
  const flat = compileFlat(box.org, viewerFor(box.org, box.ben), `SELECT Name FROM Account WHERE Name LIKE '%e%'`);
  expect([...flat.rows()].map(([name]) => name).toSorted()).toEqual(['Alpine', 'Berg AG']);
});

test('reads row by row and can be left early', () => {
  const rows = compileFlat(box.org, box.asAdmin, `SELECT Id FROM Account`).rows();
  expect(rows.next().done).toBe(false);
  rows.return?.();
  expect(rows.next().done).toBe(true);
});

test('takes all readable fields but compound ones for FIELDS(ALL)', () => {
  const { columns } = compileFlat(box.org, box.asAdmin, `SELECT FIELDS(ALL) FROM Account LIMIT 10`);
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

import { expect, test } from '@jest/globals';

import { insertRows, inTransaction, nextId } from '../../../src/devorg/data/index.ts';
import { createSmallOrg } from '../support/small-org.ts';

test('a raw row gets id, owner, stamps and defaults', () => {
  const { org, admin } = createSmallOrg();
  insertRows(org, 'Lead', [{ LastName: 'Elster', FirstName: 'Eva', Company: 'Elster KG' }]);
  const row = org.database.prepare('SELECT * FROM Lead').get();
  expect(row).toMatchObject({
    Name: 'Eva Elster',
    Status: 'Open - Not Contacted',
    IsDeleted: 0,
    OwnerId: admin,
    CreatedById: admin,
    CreatedDate: '2026-03-02T12:00:00.000Z',
    SystemModstamp: '2026-03-02T12:00:00.000Z',
  });
  expect(row?.['Id']).toMatch(/^00Q.{15}$/);
});

test('a row that says when it was made was not changed later than that', () => {
  const { org } = createSmallOrg();
  insertRows(org, 'Campaign', [{ Name: 'Fair', CreatedDate: '2025-01-01T08:00:00.000Z' }]);
  expect(org.database.prepare('SELECT LastModifiedDate, SystemModstamp FROM Campaign').get()).toEqual({
    LastModifiedDate: '2025-01-01T08:00:00.000Z',
    SystemModstamp: '2025-01-01T08:00:00.000Z',
  });
});

test('a field that the object does not have is refused by name', () => {
  const { org } = createSmallOrg();
  expect(() => insertRows(org, 'Account', [{ Nome: 'x' }])).toThrow('Account has no column Nome');
  expect(() => insertRows(org, 'Account', [{ BillingAddress: 'x' }])).toThrow('Account has no column BillingAddress');
  expect(() => insertRows(org, 'Acount', [{}])).toThrow('The org has no object Acount');
});

test('rows are written all or none', () => {
  const { org } = createSmallOrg();
  const id = nextId(org, 'Campaign');
  expect(() =>
    insertRows(org, 'Campaign', [
      { Id: id, Name: 'a' },
      { Id: id, Name: 'b' },
    ]),
  ).toThrow('UNIQUE');
  expect(org.database.prepare('SELECT count(*) AS n FROM Campaign').get()).toEqual({ n: 0 });
});

test('an inner transaction is undone alone', () => {
  const { org } = createSmallOrg();
  inTransaction(org.database, () => {
    insertRows(org, 'Campaign', [{ Name: 'kept' }]);
    expect(() =>
      inTransaction(org.database, () => {
        insertRows(org, 'Campaign', [{ Name: 'undone' }]);
        throw new Error('stop');
      }),
    ).toThrow('stop');
  });
  expect(org.database.prepare('SELECT Name FROM Campaign').all()).toEqual([{ Name: 'kept' }]);
});

test('writing who may see what tells the caches of access', () => {
  const { org, anna, adler } = createSmallOrg();
  const before = org.accessVersion;
  insertRows(org, 'Account', [{ Name: 'x' }]);
  expect(org.accessVersion).toBe(before);
  insertRows(org, 'AccountShare', [{ AccountId: adler, UserOrGroupId: anna, AccountAccessLevel: 'Read' }]);
  expect(org.accessVersion).toBe(before + 1);
});

test('texts compare without case, ids and times with it', () => {
  const { org, adler } = createSmallOrg();
  const count = (where: string, value: string): unknown =>
    org.database.prepare(`SELECT count(*) AS n FROM Account WHERE ${where}`).get(value)?.['n'];
  expect(count('Name = ?', 'ADLER WERKE')).toBe(1);
  expect(count('Id = ?', adler)).toBe(1);
  expect(count('Id = ?', adler.toLowerCase())).toBe(0);
});

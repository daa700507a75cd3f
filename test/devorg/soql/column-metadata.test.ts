import { expect, test } from '@jest/globals';

import { viewerFor } from '../../../src/devorg/access/viewer.ts';
import { type ColumnMetadata, queryColumns } from '../../../src/devorg/soql/column-metadata.ts';
import { refusal } from '../support/refusal.ts';
import { createSmallOrg } from '../support/small-org.ts';

const { org, admin } = createSmallOrg();

/** The names alone: those of a parent or a child query behind its own. */
function names(columns: readonly ColumnMetadata[]): unknown[] {
  return columns.map(({ columnName, joinColumns, aggregate }) => {
    const own = aggregate ? `${columnName}*` : columnName;
    return joinColumns.length === 0 ? own : [own, ...names(joinColumns)];
  });
}

test.each([
  ['SELECT id, name FROM Account', ['Id', 'Name']],
  [
    'SELECT Name, Account.Name, Account.Owner.Name, Account.Site FROM Contact',
    ['Name', ['Account', 'Name', ['Owner', 'Name'], 'Site']],
  ],
  [
    'SELECT Name, (SELECT Email, Account.Name FROM Contacts) FROM Account',
    ['Name', ['Contacts*', 'Email', ['Account', 'Name']]],
  ],
  [
    'SELECT Owner.Name who, COUNT(Id), MAX(CreatedDate) newest, SUM(NumberOfEmployees) FROM Account GROUP BY Owner.Name',
    ['who', 'expr0*', 'newest*', 'expr1*'],
  ],
  ['SELECT toLabel(Industry) FROM Account', ['Industry']],
  ['SELECT TYPEOF What WHEN Account THEN Phone ELSE Name END FROM Task', [['What', 'Phone', 'Name']]],
])('tells the columns of %s', (soql, expected) => {
  expect(names(queryColumns(org, viewerFor(org, admin), soql).columnMetadata)).toEqual(expected);
});

test('tells the object, and of each column its type', () => {
  const soql = 'SELECT Id, IsDeleted, NumberOfEmployees, CreatedDate FROM Account';
  const { columnMetadata, ...rest } = queryColumns(org, viewerFor(org, admin), soql);
  expect(rest).toEqual({ entityName: 'Account', groupBy: false, idSelected: true, keyPrefix: '001' });
  expect(columnMetadata.map(({ apexType }) => apexType)).toEqual(['Id', 'Boolean', 'Integer', 'Datetime']);
});

test('a query that would be refused has no columns', () => {
  expect(refusal(() => queryColumns(org, viewerFor(org, admin), 'SELECT Nope FROM Account')).errorCode).toBe(
    'INVALID_FIELD',
  );
});

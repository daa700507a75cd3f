import { afterAll, expect, test } from '@jest/globals';

import { type Viewer, viewerFor } from '../../../src/devorg/access/viewer.ts';
import { compileQuery } from '../../../src/devorg/soql/compile-query.ts';
import { prepareQuery } from '../../../src/devorg/soql/run-query.ts';
import { addUser, assign, createSmallOrg } from '../support/small-org.ts';

const box = createSmallOrg({ forceApp: 'force-app/main/default' });
assign(box.org, 'Baton_Rep', [box.anna, box.clara]);
// Clara stands above more people than are written into a statement.
const [role] = box.org.database.prepare('SELECT UserRoleId AS id FROM User WHERE Id = ?').all(box.anna);
for (let index = 0; index < 80; index += 1) {
  addUser(box.org, { FirstName: 'N', LastName: `N${String(index)}`, UserRoleId: String(role?.['id']) });
}
afterAll(() => {
  box.org.database.close();
});

/** The steps by which SQLite answers a query, outermost and inner. */
function planOf(soql: string, viewer: Viewer): string[] {
  const { query, options } = prepareQuery(box.org, viewer, soql);
  const { sql, params } = compileQuery(query, options);
  const rows = box.org.database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...params);
  return rows.map((row) => String(row['detail']));
}

/** Steps that read a whole table; lists of ids and subqueries are no tables. */
function scans(steps: readonly string[]): string[] {
  return steps.filter((step) => /^SCAN (t\d+|x\d+)\b/.test(step) && !step.includes('USING'));
}

test.each([
  'SELECT Id, Name FROM Account',
  'SELECT Id, Name, Account.Name FROM Contact',
  'SELECT Id FROM Opportunity',
  'SELECT Id FROM Task',
  'SELECT Id, Band__c, Colleague__r.Name FROM Baton_Relationship__c',
  `SELECT Id, Band__c FROM Baton_Relationship__c WHERE Account__c = '${box.adler}' ORDER BY Rank__c`,
  `SELECT Id, Subject, Who.Name FROM Task WHERE WhatId = '${box.adler}'`,
  `SELECT Name FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE Email = 'a@b.c')`,
])('starts from the rows that a seller may see, not from the whole table: %s', (soql) => {
  expect(scans(planOf(soql, viewerFor(box.org, box.anna)))).toEqual([]);
});

test.each([
  `SELECT Id, Name FROM Account WHERE Id = '${box.adler}'`,
  `SELECT Id, Band__c FROM Baton_Relationship__c WHERE Account__c = '${box.adler}' ORDER BY Rank__c`,
  `SELECT Id, Name, Account.Name FROM Contact WHERE AccountId = '${box.adler}'`,
])('tests access on the rows that the query names for somebody who sees many: %s', (soql) => {
  const clara = viewerFor(box.org, box.clara);
  expect(clara.readableRows('Account', 't')?.sql).toContain('access_principals');
  expect(scans(planOf(soql, clara))).toEqual([]);
});

test('calls reading a whole table by its name, where nothing else is asked for', () => {
  expect(scans(planOf('SELECT Id FROM Account', viewerFor(box.org, box.admin)))).toEqual(['SCAN t1']);
});

test('reads changes of activities in the order of an index for the integration user', () => {
  const user = addUser(box.org, { FirstName: 'I', LastName: 'Integration' }, 'Minimum Access - API Only Integrations');
  assign(box.org, 'Baton_Integration', [user]);
  const soql =
    'SELECT Id FROM Task WHERE SystemModstamp >= 2026-01-01T00:00:00Z ORDER BY SystemModstamp, Id LIMIT 2000';
  expect(planOf(soql, viewerFor(box.org, user))[0]).toContain('USING INDEX Task_by_changed');
});

test('reads changes in the order of an index for somebody who sees everything', () => {
  const soql =
    'SELECT Id FROM Account WHERE SystemModstamp >= 2026-01-01T00:00:00Z ORDER BY SystemModstamp, Id LIMIT 2000';
  const steps = planOf(soql, viewerFor(box.org, box.admin));
  expect(steps).toEqual([expect.stringContaining('USING INDEX Account_by_changed')]);
});

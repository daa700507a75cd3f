import { afterAll, expect, test } from '@jest/globals';

import { viewerFor } from '../../../src/devorg/access/viewer.ts';
import { runQuery } from '../../../src/devorg/soql/index.ts';
import { addRow, addUser, assign } from '../support/small-org.ts';
import { createQueryOrg } from './support/query-org.ts';

const box = createQueryOrg();
const restricted = createQueryOrg({ settings: { restrictedLookups: true } });
afterAll(() => {
  box.org.database.close();
  restricted.org.database.close();
});

const names = (records: Record<string, unknown>[]): unknown[] => records.map((record) => record['Name']);

test('shows each user the rows that sharing gives', () => {
  const soql = `SELECT Name FROM Account WHERE Name IN ('Adler Werke', 'Berg AG') ORDER BY Name`;
  expect(names(box.records(soql, viewerFor(box.org, box.anna)))).toEqual(['Adler Werke']);
  expect(names(box.records(soql, viewerFor(box.org, box.ben)))).toEqual(['Berg AG']);
  expect(names(box.records(soql, viewerFor(box.org, box.clara)))).toEqual(['Adler Werke']);
  expect(runQuery(box.org, viewerFor(box.org, box.ben), `SELECT COUNT() FROM Contact`).totalSize).toBe(1);
});

test('applies sharing to children, semi-joins and groups as well', () => {
  addRow(box.org, 'AccountShare', {
    ...{ AccountId: box.adler, UserOrGroupId: box.ben, AccountAccessLevel: 'Read' },
    ...{ OpportunityAccessLevel: 'None', CaseAccessLevel: 'None', ContactAccessLevel: 'None' },
  });
  const ben = viewerFor(box.org, box.ben);
  const [account] = box.records(
    `SELECT Name, (SELECT Name FROM Opportunities), (SELECT Name FROM Contacts) FROM Account WHERE Id = '${box.adler}'`,
    ben,
  );
  expect(account).toMatchObject({ Name: 'Adler Werke', Opportunities: null, Contacts: { totalSize: 1 } });
  const dealers = `SELECT AccountId FROM Opportunity`;
  expect(names(box.records(`SELECT Name FROM Account WHERE Id IN (${dealers})`, ben))).toEqual(['Berg AG']);
  expect(box.records(`SELECT COUNT(Id) n FROM Opportunity`, ben)).toMatchObject([{ n: 1 }]);
});

test('shows of a record that the viewer may not open its name, and nothing else to see, find or sort by', () => {
  const deal = addRow(box.org, 'Opportunity', {
    Name: 'Across',
    OwnerId: box.ben,
    CloseDate: '2026-05-05',
    StageName: 'Prospecting',
  });
  addRow(box.org, 'Task', { Subject: 'mine', OwnerId: box.anna, WhatId: box.bergDeal, WhoId: box.bergContact });
  addRow(box.org, 'Contact', {
    LastName: 'Held',
    OwnerId: box.anna,
    AccountId: box.adler,
    ReportsToId: box.bergContact,
  });
  const anna = viewerFor(box.org, box.anna);
  expect(
    box.records(
      `SELECT ReportsTo.Name, ReportsTo.Email, ReportsTo.Id, ReportsTo.Account.Name FROM Contact WHERE LastName = 'Held'`,
      anna,
    ),
  ).toMatchObject([{ ReportsTo: { Name: 'Bo Birke', Email: null, Id: box.bergContact, Account: null } }]);
  expect(box.records(`SELECT Id FROM Contact WHERE ReportsTo.AccountId = '${box.berg}'`, anna)).toEqual([]);
  expect(box.records(`SELECT Id FROM Contact WHERE ReportsTo.LastName = 'Birke'`, anna)).toEqual([]);
  expect(
    box.records(`SELECT TYPEOF What WHEN Opportunity THEN Amount END FROM Task WHERE Subject = 'mine'`, anna),
  ).toMatchObject([{ What: { Amount: null } }]);
  expect(deal).toMatch(/^006/);
});

test('hides even the name where the org restricts lookups', () => {
  addRow(restricted.org, 'Contact', {
    LastName: 'Held',
    OwnerId: restricted.anna,
    AccountId: restricted.adler,
    ReportsToId: restricted.bergContact,
  });
  addRow(restricted.org, 'Task', { Subject: 'mine', OwnerId: restricted.anna, WhatId: restricted.bergDeal });
  const anna = viewerFor(restricted.org, restricted.anna);
  expect(restricted.records(`SELECT ReportsTo.Name FROM Contact WHERE LastName = 'Held'`, anna)).toMatchObject([
    { ReportsTo: null },
  ]);
  expect(restricted.records(`SELECT Id FROM Contact WHERE ReportsTo.Name = 'Bo Birke'`, anna)).toEqual([]);
  expect(restricted.records(`SELECT What.Name FROM Task`, anna)).toMatchObject([{ What: { Name: null } }]);
  expect(restricted.records(`SELECT Account.Name FROM Contact WHERE LastName = 'Held'`, anna)).toMatchObject([
    { Account: { Name: 'Adler Werke' } },
  ]);
});

test('answers a hidden object or field like one that does not exist', () => {
  const anna = viewerFor(box.org, box.anna);
  expect(box.refusal('SELECT Id FROM Baton_Relationship__c', anna).message).toBe(
    box.refusal('SELECT Id FROM Baton_Relationshop__c', anna).message.replaceAll('Relationshop', 'Relationship'),
  );
  expect(box.refusal('SELECT Baton_Do_Not_Suggest__c FROM Account', anna)).toEqual({
    errorCode: 'INVALID_FIELD',
    message: expect.stringContaining(`No such column 'Baton_Do_Not_Suggest__c' on entity 'Account'.`),
  });
  expect(box.refusal(`SELECT Id FROM Account WHERE Baton_Do_Not_Suggest__c = true`, anna).errorCode).toBe(
    'INVALID_FIELD',
  );
  expect(box.refusal('SELECT Id FROM Contact ORDER BY Account.Baton_Do_Not_Suggest__c', anna).errorCode).toBe(
    'INVALID_FIELD',
  );
  expect(box.refusal('SELECT Id, (SELECT Id FROM Baton_Relationships__r) FROM Account', anna).errorCode).toBe(
    'INVALID_TYPE',
  );
  expect(box.refusal('SELECT Id FROM PermissionSet', anna).errorCode).toBe('INVALID_TYPE');
});

test('lets a permission set bring objects and fields in, from the next request on', () => {
  const user = addUser(box.org, { FirstName: 'Emil', LastName: 'Esche' });
  expect(box.refusal('SELECT Id FROM Baton_Relationship__c', viewerFor(box.org, user)).errorCode).toBe('INVALID_TYPE');
  assign(box.org, 'Baton_Rep', [user]);
  expect(box.records('SELECT Id, Band__c FROM Baton_Relationship__c', viewerFor(box.org, user))).toEqual([]);
});

test('knows the scope mine', () => {
  expect(
    names(
      box.records(
        `SELECT Name FROM Account USING SCOPE mine WHERE Name LIKE 'a%' ORDER BY Name`,
        viewerFor(box.org, box.anna),
      ),
    ),
  ).toEqual(['Adler Werke', 'alpha']);
});

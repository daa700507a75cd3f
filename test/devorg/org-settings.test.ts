import { afterAll, expect, test } from '@jest/globals';

import { viewerFor } from '../../src/devorg/access/viewer.ts';
import { readSettings } from '../../src/devorg/org-settings.ts';
import { createRecord } from '../../src/devorg/records/index.ts';
import { runQuery } from '../../src/devorg/soql/index.ts';
import {
  objectFile,
  objectPermission,
  packageFolder,
  permissionSetFile,
  removePackageFolders,
} from './support/package-files.ts';
import { assign, createSmallOrg } from './support/small-org.ts';

afterAll(removePackageFolders);

const ideas = {
  'objects/Idea__c/Idea__c.object-meta.xml': objectFile('Idea'),
  'permissionsets/Ideas.permissionset-meta.xml': permissionSetFile(objectPermission('Idea__c', 'rce')),
};

test('settings of a file are settings of an org; what is left out stays', () => {
  const given = { accountTeams: false, hierarchyOffFor: ['Idea__c'], sharingModels: { Account: 'Read' } };
  expect(readSettings(given)).toEqual(given);
  expect(readSettings({})).toEqual({});
});

test.each([
  [{ sharing: 1 }, 'sharing'],
  [{ sharingModels: { Account: 'Open' } }, 'sharingModels.Account'],
  [{ hierarchyOffFor: ['Account'] }, 'custom objects only'],
  [{ dailyApiRequests: 0 }, 'dailyApiRequests'],
  [[], 'expected object'],
])('refuses %j', (json, reason) => {
  expect(() => readSettings(json)).toThrow(reason);
});

test('superiors see what their people own, unless that is switched off for the object', () => {
  const seen = (hierarchyOffFor: string[]): boolean => {
    const { org, anna, clara } = createSmallOrg({ forceApp: packageFolder(ideas), settings: { hierarchyOffFor } });
    assign(org, 'Ideas', [anna, clara]);
    const id = createRecord(org, viewerFor(org, anna), 'Idea__c', { Name: 'Mine' });
    return viewerFor(org, clara).mayReadRow('Idea__c', id);
  };
  expect(seen([])).toBe(true);
  expect(seen(['Idea__c'])).toBe(false);
});

test('with several currencies, rows say theirs and the org knows its own', () => {
  const { org, anna } = createSmallOrg({ forceApp: packageFolder(ideas), settings: { multiCurrency: true } });
  assign(org, 'Ideas', [anna]);
  const viewer = viewerFor(org, anna);
  createRecord(org, viewer, 'Idea__c', { Name: 'A' });
  createRecord(org, viewer, 'Idea__c', { Name: 'B', CurrencyIsoCode: 'USD' });
  const found = (soql: string): unknown[] => [...runQuery(org, viewer, soql).rows()];
  expect(found('SELECT Name, CurrencyIsoCode FROM Idea__c ORDER BY Name')).toMatchObject([
    { CurrencyIsoCode: 'EUR' },
    { CurrencyIsoCode: 'USD' },
  ]);
  expect(found('SELECT IsoCode FROM CurrencyType WHERE IsCorporate = true')).toMatchObject([{ IsoCode: 'EUR' }]);
  expect(found('SELECT CurrencyIsoCode FROM Opportunity LIMIT 1')).toHaveLength(1);
});

test('with one currency, nothing says which', () => {
  const { org } = createSmallOrg({ forceApp: packageFolder(ideas) });
  expect(org.schema.object('CurrencyType')).toBeUndefined();
  expect(org.schema.field('Idea__c', 'CurrencyIsoCode')).toBeUndefined();
});

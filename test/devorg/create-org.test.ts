import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { createOrg, openOrg } from '../../src/devorg/create-org.ts';
import { insertRows, nextId } from '../../src/devorg/data/index.ts';
import { fieldFile, objectFile, packageFolder, removePackageFolders } from './support/package-files.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'baton-org-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  removePackageFolders();
});

const file = (): string => path.join(folder, 'org.db');

test('an org opened again keeps its id, settings, clock and rows', () => {
  const made = createOrg({
    file: file(),
    settings: { name: 'Kept', accountTeams: false },
    now: Date.parse('2030-01-01'),
  });
  insertRows(made, 'Account', [{ Name: 'Adler' }]);
  made.clock.move(86_400_000);
  made.database.close();
  const opened = openOrg({ file: file() });
  expect(opened.id).toBe(made.id);
  expect(opened.settings).toEqual(made.settings);
  expect(new Date(opened.clock.now()).toISOString()).toMatch(/^2030-01-02T00:0/);
  expect(opened.database.prepare('SELECT Name FROM Account').all()).toEqual([{ Name: 'Adler' }]);
  opened.database.close();
});

test('ids are never given out twice, over a restart and an undone transaction too', () => {
  const made = createOrg({ file: file() });
  const first = nextId(made, 'Account');
  made.database.close();
  const opened = openOrg({ file: file() });
  expect(nextId(opened, 'Account') > first).toBe(true);
  opened.database.close();
});

test('a file that holds an org is not overwritten, one that holds none is not opened', () => {
  expect(() => openOrg({ file: file() })).toThrow('holds no org');
  createOrg({ file: path.join(folder, 'other.db') }).database.close();
  expect(() => createOrg({ file: path.join(folder, 'other.db') })).toThrow('holds an org already');
});

test('an object added later leaves the key prefixes of the others alone', () => {
  const files = { 'objects/Mid__c/Mid__c.object-meta.xml': objectFile('Mid') };
  const made = createOrg({ file: file(), forceApp: packageFolder(files) });
  const prefix = made.schema.object('Mid__c')?.keyPrefix;
  made.database.close();
  const more = {
    ...files,
    'objects/Alpha__c/Alpha__c.object-meta.xml': objectFile('Alpha'),
    'objects/Mid__c/fields/Note__c.field-meta.xml': fieldFile('Note__c', 'Text', { length: 20 }),
  };
  const opened = openOrg({ file: file(), forceApp: packageFolder(more) });
  expect(opened.schema.object('Mid__c')?.keyPrefix).toBe(prefix);
  expect(opened.schema.object('Alpha__c')?.keyPrefix).not.toBe(prefix);
  insertRows(opened, 'Mid__c', [{ Name: 'x', Note__c: 'y' }]);
  expect(opened.database.prepare('SELECT Note__c FROM Mid__c').get()).toEqual({ Note__c: 'y' });
  opened.database.close();
});

test('settings take objects away', () => {
  const org = createOrg({ file: ':memory:', settings: { accountTeams: false, opportunityTeams: false } });
  expect(org.schema.object('AccountTeamMember')).toBeUndefined();
  expect(org.schema.object('OpportunityTeamMember')).toBeUndefined();
  expect(org.schema.childrenOf('Account').map(({ childObject }) => childObject)).not.toContain('AccountTeamMember');
});

test('a new org tells its sharing defaults', () => {
  const org = createOrg({
    file: ':memory:',
    settings: { sharingModels: { Account: 'ReadWrite', Contact: 'Private' } },
  });
  expect(org.database.prepare('SELECT Id, DefaultAccountAccess, DefaultContactAccess FROM Organization').all()).toEqual(
    [{ Id: org.id, DefaultAccountAccess: 'Edit', DefaultContactAccess: 'None' }],
  );
  expect(org.id).toMatch(/^00D.{15}$/);
});

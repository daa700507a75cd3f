import path from 'node:path';

import { afterAll, expect, test } from '@jest/globals';

import { createOrg } from '../../../src/devorg/create-org.ts';
import { deploy } from '../../../src/devorg/metadata/deploy.ts';
import { readForceApp } from '../../../src/devorg/metadata/read-force-app.ts';
import {
  fieldPermission,
  metadata,
  objectPermission,
  packageFolder,
  permissionSetFile,
  removePackageFolders,
  tags,
} from '../support/package-files.ts';
import { assign, createSmallOrg, idOf } from '../support/small-org.ts';

afterAll(removePackageFolders);

const forceApp = path.resolve('force-app/main/default');

test('permission sets become rows', () => {
  const folder = packageFolder({
    'customPermissions/Fly.customPermission-meta.xml': metadata(
      'CustomPermission',
      tags({ isLicensed: false, label: 'Fly' }),
    ),
    'permissionsets/Test.permissionset-meta.xml': permissionSetFile(
      objectPermission('Account', 'crV') +
        fieldPermission('Account.Phone', true) +
        `<customPermissions>${tags({ enabled: true, name: 'Fly' })}</customPermissions>` +
        `<userPermissions>${tags({ enabled: true, name: 'ViewSetup' })}</userPermissions>`,
    ),
  });
  const org = createOrg({ file: ':memory:', forceApp: folder });
  const setId = idOf(org, 'PermissionSet', 'Name', 'Test');
  const rowsOf = (table: string): unknown[] =>
    org.database.prepare(`SELECT * FROM ${table} WHERE ParentId = ?`).all(setId);
  expect(rowsOf('ObjectPermissions')).toEqual([
    expect.objectContaining({
      SobjectType: 'Account',
      PermissionsRead: 1,
      PermissionsCreate: 1,
      PermissionsEdit: 0,
      PermissionsViewAllRecords: 1,
    }),
  ]);
  expect(rowsOf('FieldPermissions')).toEqual([expect.objectContaining({ Field: 'Account.Phone', PermissionsEdit: 1 })]);
  expect(rowsOf('SetupEntityAccess')).toEqual([
    expect.objectContaining({ SetupEntityId: idOf(org, 'CustomPermission', 'DeveloperName', 'Fly') }),
  ]);
  expect(
    org.database
      .prepare('SELECT PermissionsViewSetup, PermissionsApiEnabled FROM PermissionSet WHERE Id = ?')
      .get(setId),
  ).toEqual({
    PermissionsViewSetup: 1,
    PermissionsApiEnabled: 0,
  });
});

test('deploying again changes nothing and keeps assignments', () => {
  const { org, anna } = createSmallOrg({ forceApp });
  assign(org, 'Baton_Giver', [anna]);
  const count = (table: string): unknown => org.database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n'];
  const tables = [
    'PermissionSet',
    'ObjectPermissions',
    'FieldPermissions',
    'SetupEntityAccess',
    'PermissionSetAssignment',
  ];
  const before = tables.map(count);
  const version = org.accessVersion;
  deploy(org, readForceApp(forceApp));
  expect(tables.map(count)).toEqual(before);
  expect(org.accessVersion).toBeGreaterThan(version);
});

test('private and read-only objects get share objects, details none', () => {
  const { org } = createSmallOrg({ forceApp });
  expect(org.schema.object('Baton_Preference__Share')?.fields.get('parentid')?.referenceTo).toEqual([
    'Baton_Preference__c',
  ]);
  expect(org.schema.object('Baton_Division__c')?.shareObject).toBe('Baton_Division__Share');
  expect(org.schema.object('Baton_Relationship__Share')).toBeUndefined();
});

test('a package adds lists to standard parents', () => {
  const { org } = createSmallOrg({ forceApp });
  expect(org.schema.childrenOf('account')).toContainEqual({
    childObject: 'Baton_Relationship__c',
    field: 'Account__c',
    relationshipName: 'Baton_Relationships__r',
    cascadeDelete: true,
  });
});

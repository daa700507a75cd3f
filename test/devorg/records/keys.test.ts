import path from 'node:path';

import { expect, test } from '@jest/globals';

import { viewerFor } from '../../../src/devorg/access/viewer.ts';
import {
  AmbiguousKeyError,
  createRecord,
  deleteRecord,
  readRecord,
  upsertRecord,
} from '../../../src/devorg/records/index.ts';
import {
  fieldFile,
  fieldPermission,
  objectFile,
  objectPermission,
  packageFolder,
  permissionSetFile,
  removePackageFolders,
} from '../support/package-files.ts';
import { refusal } from '../support/refusal.ts';
import { assign, createSmallOrg } from '../support/small-org.ts';

const forceApp = path.resolve('force-app/main/default');

function withDivisions() {
  const small = createSmallOrg({ forceApp });
  assign(small.org, 'Baton_Admin', [small.admin]);
  assign(small.org, 'Baton_Integration', [small.admin]);
  return { ...small, viewer: viewerFor(small.org, small.admin) };
}

test('an upsert makes the record, then changes it', () => {
  const { org, viewer } = withDivisions();
  const first = upsertRecord(org, viewer, 'Baton_Division__c', 'Key__c', 'fac', { Name: 'Facility' });
  const second = upsertRecord(org, viewer, 'Baton_Division__c', 'Key__c', 'fac', { Name: 'Facilities', Key__c: 'fac' });
  expect(first.created).toBe(true);
  expect(second).toEqual({ id: first.id, created: false });
  expect(readRecord(org, viewer, 'Baton_Division__c', first.id, ['Name', 'Key__c'])).toMatchObject({
    Name: 'Facilities',
    Key__c: 'fac',
  });
});

test('a key is taken by one record only, until that is deleted', () => {
  const { org, viewer } = withDivisions();
  const id = createRecord(org, viewer, 'Baton_Division__c', { Name: 'Facility', Key__c: 'fac' });
  expect(refusal(() => createRecord(org, viewer, 'Baton_Division__c', { Name: 'Other', Key__c: 'fac' }))).toMatchObject(
    {
      errorCode: 'DUPLICATE_VALUE',
      message: `duplicate value found: Key__c duplicates value on record with id: ${id}`,
    },
  );
  deleteRecord(org, viewer, 'Baton_Division__c', id);
  expect(upsertRecord(org, viewer, 'Baton_Division__c', 'Key__c', 'fac', { Name: 'Again' }).created).toBe(true);
});

test('an upsert needs a key field that the viewer sees', () => {
  const { org, viewer, anna } = withDivisions();
  const expected = { status: 404, errorCode: 'NOT_FOUND' };
  expect(refusal(() => upsertRecord(org, viewer, 'Account', 'Name', 'x', {}))).toMatchObject({
    ...expected,
    message: 'Provided external ID field does not exist or is not accessible: Name',
  });
  expect(refusal(() => upsertRecord(org, viewerFor(org, anna), 'Baton_Division__c', 'Key__c', 'x', {}))).toMatchObject(
    expected,
  );
});

test('an upsert by Id changes, and makes a record where there is no id', () => {
  const { org, viewer, adler } = withDivisions();
  expect(upsertRecord(org, viewer, 'Account', 'Id', adler, { Site: 'North' })).toEqual({ id: adler, created: false });
  expect(upsertRecord(org, viewer, 'Account', 'Id', null, { Name: 'New' }).created).toBe(true);
  expect(refusal(() => upsertRecord(org, viewer, 'Account', 'Id', '001gK0000000zzz', {}))).toMatchObject({
    errorCode: 'NOT_FOUND',
  });
});

test('a record is named by the key of the record it points to', () => {
  const { org, viewer, adler } = withDivisions();
  const division = createRecord(org, viewer, 'Baton_Division__c', { Name: 'Facility', Key__c: 'fac' });
  const values = { Account__c: adler, External_Id__c: 'x', Band__c: 'Good', Rank__c: 1 };
  const id = createRecord(org, viewer, 'Baton_Relationship__c', { ...values, Division__r: { Key__c: 'fac' } });
  expect(readRecord(org, viewer, 'Baton_Relationship__c', id, ['Division__c'])).toMatchObject({
    Division__c: division,
  });
  expect(
    refusal(() =>
      createRecord(org, viewer, 'Baton_Relationship__c', {
        ...values,
        External_Id__c: 'y',
        Division__r: { Key__c: 'gone' },
      }),
    ),
  ).toMatchObject({
    errorCode: 'INVALID_FIELD',
    message: 'Foreign key external ID: gone not found for field Key__c in entity Baton_Division__c',
  });
});

test('a key that several records have answers with all of them', () => {
  const folder = packageFolder({
    'objects/Note__c/Note__c.object-meta.xml': objectFile('Note'),
    'objects/Note__c/fields/Code__c.field-meta.xml': fieldFile('Code__c', 'Text', { length: 20, externalId: true }),
    'permissionsets/Notes.permissionset-meta.xml': permissionSetFile(
      objectPermission('Note__c', 'cred') + fieldPermission('Note__c.Code__c', true),
    ),
  });
  const { org, anna } = createSmallOrg({ forceApp: folder });
  removePackageFolders();
  assign(org, 'Notes', [anna]);
  const viewer = viewerFor(org, anna);
  const ids = [1, 2].map(() => createRecord(org, viewer, 'Note__c', { Name: 'n', Code__c: 'same' }));
  const error = refusal(() => upsertRecord(org, viewer, 'Note__c', 'Code__c', 'SAME', {}));
  expect(error).toBeInstanceOf(AmbiguousKeyError);
  expect(error).toMatchObject({ status: 300, ids });
});

test('a nameless record is named after its id, an auto-number counts', () => {
  const folder = packageFolder({
    'objects/Note__c/Note__c.object-meta.xml': objectFile('Note'),
    'objects/Num__c/Num__c.object-meta.xml': objectFile('Num', { autoNumber: 'N-{YYYY}-{0000}' }),
    'permissionsets/Notes.permissionset-meta.xml': permissionSetFile(
      objectPermission('Note__c', 'cr') + objectPermission('Num__c', 'cr'),
    ),
  });
  const { org, anna } = createSmallOrg({ forceApp: folder });
  removePackageFolders();
  assign(org, 'Notes', [anna]);
  const viewer = viewerFor(org, anna);
  const nameOf = (object: string): unknown => {
    const id = createRecord(org, viewer, object, {});
    return [id, readRecord(org, viewer, object, id, ['Name'])['Name']];
  };
  const [id, name] = nameOf('Note__c') as [string, string];
  expect(name).toBe(id);
  expect([nameOf('Num__c'), nameOf('Num__c')].map((one) => (one as string[])[1])).toEqual([
    'N-2026-0001',
    'N-2026-0002',
  ]);
});

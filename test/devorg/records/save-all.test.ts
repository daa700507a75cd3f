import { expect, test } from '@jest/globals';

import { viewerFor } from '../../../src/devorg/access/viewer.ts';
import { saveAll } from '../../../src/devorg/records/index.ts';
import { createSmallOrg } from '../support/small-org.ts';

function setUp() {
  const small = createSmallOrg();
  const count = (table: string): unknown =>
    small.org.database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n'];
  return { ...small, viewer: viewerFor(small.org, small.admin), count };
}

test('records of several objects are saved in order, each with its result', () => {
  const { org, viewer } = setUp();
  const results = saveAll(
    org,
    viewer,
    { kind: 'create' },
    [
      { attributes: { type: 'Account' }, Name: 'One' },
      { attributes: { type: 'Contact' } },
      { attributes: { type: 'Contact' }, LastName: 'Two' },
    ],
    { allOrNone: false },
  );
  expect(results.map(({ success, id }) => [success, id?.slice(0, 3)])).toEqual([
    [true, '001'],
    [false, undefined],
    [true, '003'],
  ]);
  expect(results[1]?.errors).toEqual([
    { statusCode: 'REQUIRED_FIELD_MISSING', message: 'Required fields are missing: [LastName]', fields: ['LastName'] },
  ]);
});

test('all or none: one failure undoes the others and says so', () => {
  const { org, viewer, count } = setUp();
  const before = count('Account');
  const results = saveAll(org, viewer, { kind: 'create', objectName: 'Account' }, [{ Name: 'One' }, {}], {
    allOrNone: true,
  });
  expect(results.map(({ errors }) => errors[0]?.statusCode)).toEqual([
    'ALL_OR_NONE_OPERATION_ROLLED_BACK',
    'REQUIRED_FIELD_MISSING',
  ]);
  expect(results[0]).toMatchObject({ id: null, success: false });
  expect(results[0]?.errors[0]?.message).toBe(
    'Record rolled back because not all records were valid and the request was using AllOrNone header',
  );
  expect(count('Account')).toBe(before);
});

test('an update names its record', () => {
  const { org, viewer, adler } = setUp();
  const results = saveAll(
    org,
    viewer,
    { kind: 'update', objectName: 'Account' },
    [{ id: adler, Site: 'North' }, { Site: 'x' }, { Id: '001gK0000000zzz', Site: 'x' }, { Id: '24', Site: 'x' }],
    { allOrNone: false },
  );
  expect(results[0]).toEqual({ id: adler, success: true, created: false, errors: [] });
  expect(results[1]?.errors[0]).toMatchObject({
    statusCode: 'MISSING_ARGUMENT',
    message: 'Id not specified in an update call',
  });
  expect(results[2]?.errors[0]).toMatchObject({
    statusCode: 'INVALID_CROSS_REFERENCE_KEY',
    message: 'invalid cross reference id',
  });
  expect(results[3]?.errors[0]).toMatchObject({
    statusCode: 'MALFORMED_ID',
    message: 'Account ID: id value of incorrect type: 24',
  });
});

test('an id alone says what is to be deleted', () => {
  const { org, viewer, adlerContact, count } = setUp();
  const results = saveAll(org, viewer, { kind: 'hardDelete' }, [{ Id: adlerContact }, { Id: 'nonsense' }], {
    allOrNone: false,
  });
  expect(results.map(({ success }) => success)).toEqual([true, false]);
  expect(results[1]?.errors[0]?.statusCode).toBe('MALFORMED_ID');
  expect(count('Contact')).toBe(1);
});

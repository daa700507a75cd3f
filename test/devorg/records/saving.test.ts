import { expect, test } from '@jest/globals';

import { viewerFor } from '../../../src/devorg/access/viewer.ts';
import type { ApiError } from '../../../src/devorg/api-error.ts';
import { createRecord, readRecord, updateRecord } from '../../../src/devorg/records/index.ts';
import { refusal } from '../support/refusal.ts';
import { createSmallOrg, SMALL_ORG_NOW } from '../support/small-org.ts';

const asAnna = () => {
  const small = createSmallOrg();
  return { ...small, viewer: viewerFor(small.org, small.anna) };
};

test('a new record belongs to its maker and can be read back', () => {
  const { org, viewer, anna } = asAnna();
  const id = createRecord(org, viewer, 'Account', { Name: 'Dachs AG', BillingCity: 'Dresden', NumberOfEmployees: 12 });
  expect(id).toMatch(/^001.{15}$/);
  expect(
    readRecord(org, viewer, 'Account', id.slice(0, 15), [
      'name',
      'OwnerId',
      'BillingAddress',
      'CreatedDate',
      'IsDeleted',
    ]),
  ).toEqual({
    attributes: { type: 'Account' },
    Id: id,
    Name: 'Dachs AG',
    OwnerId: anna,
    BillingAddress: expect.objectContaining({ city: 'Dresden', street: null }) as unknown,
    CreatedDate: '2026-03-02T12:00:00.000+0000',
    IsDeleted: false,
  });
});

test('each save stamps who and when from the org clock', () => {
  const { org, viewer, clara, adler } = asAnna();
  org.clock.move(3_600_000);
  updateRecord(org, viewerFor(org, clara), 'Account', adler, { Name: 'Adler Werke' });
  expect(
    readRecord(org, viewer, 'Account', adler, [
      'CreatedDate',
      'LastModifiedDate',
      'SystemModstamp',
      'LastModifiedById',
    ]),
  ).toMatchObject({
    CreatedDate: '2026-03-02T12:00:00.000+0000',
    LastModifiedDate: '2026-03-02T13:00:00.000+0000',
    SystemModstamp: '2026-03-02T13:00:00.000+0000',
    LastModifiedById: clara,
  });
  expect(org.clock.now()).toBeGreaterThanOrEqual(SMALL_ORG_NOW + 3_600_000);
});

interface Case {
  readonly object?: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly code: string;
  readonly message: string | RegExp;
  readonly fields?: readonly string[];
}

const long = 'x'.repeat(81);
const cases: readonly (readonly [string, Case])[] = [
  [
    'a required field is missing',
    {
      values: {},
      code: 'REQUIRED_FIELD_MISSING',
      message: 'Required fields are missing: [LastName]',
      fields: ['LastName'],
    },
  ],
  [
    'a field is unknown',
    {
      values: { LastName: 'x', Foo: 1 },
      code: 'INVALID_FIELD',
      message: "No such column 'Foo' on sobject of type Contact",
    },
  ],
  [
    'the platform writes the field',
    {
      values: { LastName: 'x', CreatedDate: '2020-01-01T00:00:00Z' },
      code: 'INVALID_FIELD_FOR_INSERT_UPDATE',
      message: /^Unable to create\/update fields: CreatedDate\. Please check the security settings/,
      fields: ['CreatedDate'],
    },
  ],
  [
    'a text is too long',
    {
      values: { LastName: long },
      code: 'STRING_TOO_LONG',
      message: `Last Name: data value too large: ${long} (max length=80)`,
      fields: ['LastName'],
    },
  ],
  [
    'a value is not in the list',
    {
      values: { LastName: 'x', CleanStatus: 'Dirty' },
      code: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      message: 'Clean Status: bad value for restricted picklist field: Dirty',
      fields: ['CleanStatus'],
    },
  ],
  [
    'a mail address is none',
    {
      values: { LastName: 'x', Email: 'nobody' },
      code: 'INVALID_EMAIL_ADDRESS',
      message: 'Email: invalid email address: nobody',
      fields: ['Email'],
    },
  ],
  [
    'a date is none',
    {
      values: { LastName: 'x', Birthdate: '2026-02-30' },
      code: 'JSON_PARSER_ERROR',
      message:
        /^Cannot deserialize instance of date from VALUE_STRING value 2026-02-30 or request may be missing a required field at /,
    },
  ],
  [
    'a boolean is none',
    {
      values: { LastName: 'x', DoNotCall: 'maybe' },
      code: 'JSON_PARSER_ERROR',
      message: /instance of boolean from VALUE_STRING value maybe/,
    },
  ],
  [
    'a text is an object',
    {
      values: { LastName: { a: 1 } },
      code: 'JSON_PARSER_ERROR',
      message: /instance of string from START_OBJECT value \{/,
    },
  ],
  [
    'a number is too big',
    {
      object: 'Campaign',
      values: { Name: 'x', ExpectedResponse: 1e9 },
      code: 'NUMBER_OUTSIDE_VALID_RANGE',
      message: 'Expected Response (%): value outside of valid range on numeric field: 1000000000',
      fields: ['ExpectedResponse'],
    },
  ],
  [
    'an id is malformed',
    {
      values: { LastName: 'x', AccountId: 'abc' },
      code: 'MALFORMED_ID',
      message: 'Account ID: id value of incorrect type: abc',
      fields: ['AccountId'],
    },
  ],
  [
    'an id is given for a new record',
    {
      values: { LastName: 'x', Id: '003D000000IqhSL' },
      code: 'INVALID_FIELD_FOR_INSERT_UPDATE',
      message: 'cannot specify Id in an insert call',
      fields: ['Id'],
    },
  ],
  [
    'a reference leads nowhere',
    {
      values: { LastName: 'x', AccountId: '001D000000IqhSL' },
      code: 'INVALID_CROSS_REFERENCE_KEY',
      message: 'invalid cross reference id',
      fields: ['AccountId'],
    },
  ],
];

test.each(cases)('a save is refused where %s', (_what, { object = 'Contact', values, code, message, fields = [] }) => {
  const { org, admin } = createSmallOrg();
  const error: ApiError = refusal(() => createRecord(org, viewerFor(org, admin), object, values));
  expect([error.status, error.errorCode, error.fields]).toEqual([400, code, fields]);
  expect(error.message).toMatch(message);
});

test('an id of another object is no reference', () => {
  const { org, viewer, adlerDeal } = asAnna();
  const error = refusal(() => createRecord(org, viewer, 'Contact', { LastName: 'x', AccountId: adlerDeal }));
  expect(error).toMatchObject({
    errorCode: 'FIELD_INTEGRITY_EXCEPTION',
    message: `Account ID: id value of incorrect type: ${adlerDeal}`,
  });
});

test('clients write types in several ways', () => {
  const { org, viewer } = asAnna();
  const id = createRecord(org, viewer, 'Opportunity', {
    ...{ name: ' Padded ', stagename: 'prospecting', CloseDate: '2026-05-31', Amount: '1234.567', IsPrivate: 'true' },
    Description: '',
  });
  expect(
    readRecord(org, viewer, 'Opportunity', id, ['Name', 'StageName', 'Amount', 'IsPrivate', 'Description']),
  ).toMatchObject({
    Name: 'Padded',
    StageName: 'Prospecting',
    Amount: 1234.57,
    IsPrivate: true,
    Description: null,
  });
});

test.each([
  ['2026-03-01T10:00:00Z', '2026-03-01T10:00:00.000+0000'],
  ['2026-03-01T10:00:00.999+0000', '2026-03-01T10:00:00.000+0000'],
  ['2026-03-01T10:00:00+02:00', '2026-03-01T08:00:00.000+0000'],
])('the time %s is kept in whole seconds of UTC', (given, kept) => {
  const { org, viewer } = asAnna();
  const id = createRecord(org, viewer, 'Event', { Subject: 'Meeting', StartDateTime: given, DurationInMinutes: 30 });
  expect(readRecord(org, viewer, 'Event', id, ['StartDateTime'])).toMatchObject({ StartDateTime: kept });
});

test('a required field cannot be emptied', () => {
  const { org, viewer, adler } = asAnna();
  expect(refusal(() => updateRecord(org, viewer, 'Account', adler, { Name: null }))).toMatchObject({
    errorCode: 'REQUIRED_FIELD_MISSING',
    message: 'Required fields are missing: [Name]',
  });
  expect(refusal(() => updateRecord(org, viewer, 'Account', adler, { Id: adler }))).toMatchObject({
    errorCode: 'INVALID_FIELD',
  });
});

test('an address that is no id is taken for a key', () => {
  const { org, viewer, adlerDeal } = asAnna();
  expect(refusal(() => readRecord(org, viewer, 'Account', '23foo'))).toMatchObject({
    status: 404,
    errorCode: 'NOT_FOUND',
    message: 'Provided external ID field does not exist or is not accessible: 23foo',
  });
  expect(refusal(() => readRecord(org, viewer, 'Account', adlerDeal))).toMatchObject({
    message: 'The requested resource does not exist',
  });
});

test('a refused save leaves nothing behind', () => {
  const { org, viewer } = asAnna();
  const count = (): unknown => org.database.prepare('SELECT count(*) AS n FROM Contact').get();
  const before = count();
  refusal(() => createRecord(org, viewer, 'Contact', { LastName: 'x', AccountId: '001D000000IqhSL' }));
  expect(count()).toEqual(before);
});

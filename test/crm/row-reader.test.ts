import { describe, expect, test } from '@jest/globals';

import type { ReadPlan } from '../../src/crm/access.ts';
import type { RawRow } from '../../src/crm/fields/index.ts';
import { recordSources } from '../../src/crm/fields/index.ts';
import type { RecordName, Records } from '../../src/crm/records.ts';
import { rowReader } from '../../src/crm/row-reader.ts';
import { to18 } from '../../src/crm/salesforce-id.ts';

function read<Name extends RecordName>(record: Name, row: RawRow): Records[Name] {
  const fields = Object.values(recordSources[record].fields).flatMap(({ from }: { from: readonly string[] }) => from);
  const plan: ReadPlan = { record, fields, divisionFields: [], rates: new Map(), isReadable: true, missing: [] };
  return rowReader(record, plan)(row);
}

const stamp = '2026-11-21T10:00:00.000+0000';
const task = {
  Id: '00T000000000001AAA',
  SystemModstamp: stamp,
  IsDeleted: false,
  OwnerId: '005000000000001AAA',
  IsClosed: true,
  CreatedDate: stamp,
};
const mail = { Id: '02s000000000001AAA', SystemModstamp: stamp, IsDeleted: false, Incoming: true, MessageDate: stamp };

describe('a row', () => {
  test('from REST and from Bulk becomes the same record', () => {
    const rest = {
      attributes: { type: 'Account' },
      Id: '001000000000001AAA',
      SystemModstamp: stamp,
      IsDeleted: false,
      CreatedDate: stamp,
      Name: 'Adler Werke',
      OwnerId: '005000000000001AAA',
      Website: null,
      AnnualRevenue: 5_000_000,
      NumberOfEmployees: 120,
      Baton_Do_Not_Suggest__c: true,
      Unheard_Of__c: 'x',
    };
    const bulk = {
      Id: '001000000000001AAA',
      SystemModstamp: '2026-11-21T10:00:00.000Z',
      IsDeleted: 'false',
      CreatedDate: '2026-11-21T10:00:00.000Z',
      Name: 'Adler Werke',
      OwnerId: '005000000000001AAA',
      Website: '',
      AnnualRevenue: '5000000.0',
      NumberOfEmployees: '120',
      Baton_Do_Not_Suggest__c: 'true',
    };
    const expected = {
      id: '001000000000001AAA',
      systemModstamp: '2026-11-21T10:00:00.000Z',
      isDeleted: false,
      createdDate: '2026-11-21T10:00:00.000Z',
      name: 'Adler Werke',
      ownerId: '005000000000001AAA',
      isPersonAccount: false,
      annualRevenue: 5_000_000,
      numberOfEmployees: 120,
      doNotSuggest: true,
    };
    expect(read('account', rest)).toStrictEqual(expected);
    expect(read('account', bulk)).toStrictEqual(expected);
  });

  test('has ids of 18 characters, however they came', () => {
    expect(read('task', { ...task, Id: '00T5e00000AbCdE' }).id).toBe('00T5e00000AbCdEEAV');
  });

  test.each([
    ['Call', 'Other', 'Call'],
    ['Task', 'Call', 'Call'],
    ['Task', 'email', 'Email'],
    ['Task', 'Meeting', 'Task'],
    [null, null, 'Task'],
    ['ListEmail', 'Email', 'ListEmail'],
  ])('of a task with subtype %j and type %j is a %s', (TaskSubtype, Type, expected) => {
    expect(read('task', { ...task, TaskSubtype, Type }).subtype).toBe(expected);
  });

  test('of a mail counts whom it went to and forgets them', () => {
    const row = { ...mail, ToAddress: 'Anna <a@x.example>; b@x.example', CcAddress: 'c@x.example', BccAddress: null };
    expect(read('emailMessage', row)).toStrictEqual({
      id: '02s000000000001AAA',
      systemModstamp: '2026-11-21T10:00:00.000Z',
      isDeleted: false,
      incoming: true,
      messageDate: '2026-11-21T10:00:00.000Z',
      recipients: 3,
    });
  });

  test('of a permission set assignment has the name of the set, nested or as a path', () => {
    const row = { Id: '0Pa000000000001AAA', SystemModstamp: stamp, AssigneeId: '005000000000001AAA' };
    const nested = { ...row, PermissionSet: { attributes: {}, Name: 'Baton_Rep' } };
    expect(read('permissionSetAssignment', nested).permissionSet).toBe('Baton_Rep');
    expect(read('permissionSetAssignment', { ...row, 'PermissionSet.Name': 'Baton_Rep' }).permissionSet).toBe(
      'Baton_Rep',
    );
  });

  test('of a division has one value a line and the usual field where none is named', () => {
    const row = {
      Id: 'a01000000000001AAA',
      SystemModstamp: stamp,
      IsDeleted: false,
      Name: 'Security',
      Key__c: 'security',
      Active__c: true,
      User_Field__c: null,
      User_Values__c: ' Security \r\n\nWerkschutz\n',
    };
    expect(read('division', row)).toMatchObject({ userField: 'Division', userValues: ['Security', 'Werkschutz'] });
  });

  test.each([
    ['Hidden', 'Hidden'],
    ['', undefined],
    [null, undefined],
    ['Public', 'Unnamed'],
  ])('of a preference with naming %j is read as %j', (value, expected) => {
    const row = { Id: 'a02000000000001AAA', SystemModstamp: stamp, IsDeleted: false, OwnerId: '005000000000001AAA' };
    expect(read('preference', { ...row, Naming__c: value }).naming).toBe(expected);
  });

  test.each([
    ['Id', { ...task, Id: 'not an id' }],
    ['OwnerId', { ...task, OwnerId: null }],
    ['CreatedDate', { ...task, CreatedDate: 'yesterday' }],
    ['CreatedDate', { ...task, CreatedDate: 'call no 5' }],
    ['ActivityDate', { ...task, ActivityDate: '21.11.2026' }],
    ['IsClosed', { ...task, IsClosed: 'maybe' }],
  ])('with a wrong %s is refused', (field, row) => {
    expect(() => read('task', row)).toThrow(field);
  });
});

describe('what is read', () => {
  test('holds no text of a mail, a note or a call', () => {
    const asked = Object.values(recordSources).flatMap(({ fields }) =>
      Object.values(fields).flatMap(({ from }: { from: readonly string[] }) => from),
    );
    // The subject of a case is looked through for needs while it is read, and not kept.
    const texts = asked.filter((name) => /Body|Subject|Description|Comments|TextBody|HtmlBody/.test(name));
    expect(texts).toEqual(['Subject']);
    expect(recordSources.case.fields.subject.from).toEqual(['Subject']);
  });

  test('says for each field and object what is lost without it', () => {
    for (const source of Object.values(recordSources)) {
      expect(source.need === 'feature' || source.without !== '').toBe(true);
      expect(source.fix).not.toBe('');
      for (const field of Object.values(source.fields) as { need: string; without: string }[]) {
        expect(field.need === 'feature' || field.without !== '').toBe(true);
      }
    }
  });
});

describe('an id', () => {
  test.each([
    ['001000000000001', '001000000000001AAA'],
    ['00T5e00000AbCdE', '00T5e00000AbCdEEAV'],
    ['003D000000QzzZZ', '003D000000QzzZZIAZ'],
    ['001D000000IqhSLIAZ', '001D000000IqhSLIAZ'],
  ])('%s is %s', (id, expected) => {
    expect(to18(id)).toBe(expected);
  });
});

import path from 'node:path';

import { expect, test } from '@jest/globals';

import { viewerFor } from '../../../src/devorg/access/viewer.ts';
import { describeGlobal, describeSObject } from '../../../src/devorg/describe/index.ts';
import { haveRecorded, recordedDescribe, type RecordedField } from '../support/recorded.ts';
import { assign, createSmallOrg } from '../support/small-org.ts';

const forceApp = path.resolve('force-app/main/default');
const recorded = ['Account', 'Contact', 'Lead', 'Opportunity', 'OpportunityContactRole', 'Case', 'Event'];

// Where recordings are absent the tests are named as skipped, so that nobody takes silence for agreement.
const testWithRecordings = haveRecorded ? test.each(recorded) : test.skip.each(recorded);

/** Fields of features that the org in a box does not have. */
const LEFT_OUT = new Set([
  'DandbCompanyId',
  'OperatingHoursId',
  'AssetId',
  'LastAmountChangedHistoryId',
  'LastCloseDateChangedHistoryId',
  'RecurrenceTimeZoneSidKey',
  'Recurrence2PatternText',
  'Recurrence2PatternVersion',
]);

/** Properties in which single fields of the recorded orgs follow no rule, or follow a feature that is off here. */
const KNOWN_DIFFERENCES: Readonly<Record<string, readonly string[]>> = {
  // Person accounts were on in the recorded org.
  'Account.Name': ['compoundFieldName', 'extraTypeInfo'],
  'Account.JigsawCompanyId': ['relationshipName'],
  'Contact.JigsawContactId': ['relationshipName'],
  'Lead.JigsawContactId': ['relationshipName'],
  'Lead.Salutation': ['picklistValues'],
  'Opportunity.Name': ['idLookup'],
  'Opportunity.Fiscal': ['byteLength'],
  'Case.Comments': ['byteLength'],
  'Event.ActivityDate': ['aggregatable'],
  // Calendars, and the dozens of objects that activities can be about.
  'Event.OwnerId': ['namePointing', 'polymorphicForeignKey', 'referenceTo'],
  'Event.WhatId': ['referenceTo'],
};

interface Described {
  readonly fields: readonly RecordedField[];
  readonly childRelationships: readonly Readonly<Record<string, unknown>>[];
  readonly [key: string]: unknown;
}

function asAdmin(objectName: string): Described {
  const { org, admin } = createSmallOrg();
  return describeSObject(org, viewerFor(org, admin), objectName) as unknown as Described;
}

testWithRecordings('the describe of %s agrees with a real one, field by field', (objectName) => {
  const real = recordedDescribe(objectName);
  const ours = new Map(asAdmin(objectName).fields.map((field) => [field.name, field]));
  const wrong: string[] = [];
  for (const field of real.fields.filter(
    ({ custom, name }) => !custom && !LEFT_OUT.has(name) && !name.endsWith('__c'),
  )) {
    const allowed = KNOWN_DIFFERENCES[`${objectName}.${field.name}`] ?? [];
    const own = ours.get(field.name);
    for (const [key, value] of Object.entries(field)) {
      // Labels were changed between releases and by admins.
      if (key === 'label' || allowed.includes(key)) continue;
      const expected = JSON.stringify(value);
      const actual = own && key in own ? JSON.stringify(own[key]) : 'nothing';
      if (expected !== actual) wrong.push(`${field.name}.${key}: ${actual} instead of ${expected}`);
    }
  }
  expect(wrong).toEqual([]);
});

testWithRecordings('the describe of %s has the same keys and flags as a real one', (objectName) => {
  const real = recordedDescribe(objectName);
  const ours = asAdmin(objectName);
  // Keys that came with later versions than some recordings.
  const later = ['associateEntityType', 'associateParentEntity', 'sobjectDescribeOption'];
  expect(
    Object.keys(ours)
      .filter((key) => !later.includes(key))
      .sort(),
  ).toEqual(
    Object.keys(real)
      .filter((key) => !later.includes(key))
      .sort(),
  );
  for (const [key, value] of Object.entries(real)) {
    if (typeof value === 'boolean') expect([key, ours[key]]).toEqual([key, value]);
  }
});

testWithRecordings('the children of %s are deleted with it, or hold it, as in a real org', (objectName) => {
  const { org, admin } = createSmallOrg();
  const known = new Set([...org.schema.objects.values()].map(({ name }) => name));
  const key = (child: Readonly<Record<string, unknown>>): string =>
    `${String(child['childSObject'])}.${String(child['field'])}`;
  const described = describeSObject(org, viewerFor(org, admin), objectName) as unknown as Described;
  const ours = new Map(described.childRelationships.map((child) => [key(child), child]));
  const both = recordedDescribe(objectName).childRelationships.filter(
    (child) => known.has(String(child['childSObject'])) && ours.has(key(child)),
  );
  expect(both.map((child) => ours.get(key(child)))).toEqual(both);
});

test('a field has 57 keys', () => {
  for (const field of asAdmin('Task').fields) expect(Object.keys(field)).toHaveLength(57);
});

test('a viewer sees the fields that the permission sets show, and may write those that they open', () => {
  const { org, anna } = createSmallOrg({ forceApp });
  const names = (): string[] =>
    (describeSObject(org, viewerFor(org, anna), 'Account') as unknown as Described).fields.map(({ name }) => name);
  expect(names()).toContain('Phone');
  expect(names()).not.toContain('Baton_Do_Not_Suggest__c');
  assign(org, 'Baton_Giver', [anna]);
  expect(names()).toContain('Baton_Do_Not_Suggest__c');
});

test('a hidden object answers like one that does not exist', () => {
  const { org, anna } = createSmallOrg({ forceApp });
  const viewer = viewerFor(org, anna);
  const message = 'The requested resource does not exist';
  expect(() => describeSObject(org, viewer, 'Baton_Sync_Issue__c')).toThrow(message);
  expect(() => describeSObject(org, viewer, 'Gone__c')).toThrow(message);
});

test('the global describe lists what the viewer may see, with what may be done', () => {
  const { org, anna, admin } = createSmallOrg({ forceApp });
  const listed = (userId: string): { name: string; createable: boolean; keyPrefix: string; urls: object }[] =>
    describeGlobal(org, viewerFor(org, userId))['sobjects'] as ReturnType<typeof listed>;
  const annas = new Map(listed(anna).map((object) => [object.name, object]));
  expect(annas.get('Account')).toMatchObject({ createable: true, keyPrefix: '001' });
  expect(annas.get('Product2')).toMatchObject({ createable: false });
  expect(annas.has('PermissionSet')).toBe(false);
  expect(listed(admin).map(({ name }) => name)).toContain('PermissionSet');
  expect(Object.keys(annas.get('Account') ?? {})).toHaveLength(28);
});

test('reading is not writing: a field that may only be read is neither createable nor updateable', () => {
  const { org, anna } = createSmallOrg({ forceApp });
  assign(org, 'Baton_Rep', [anna]);
  const described = describeSObject(org, viewerFor(org, anna), 'Baton_Relationship__c') as unknown as Described;
  const reasons = described.fields.find(({ name }) => name === 'Reasons__c');
  expect(reasons).toMatchObject({ createable: false, updateable: false, permissionable: true });
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import type { Field, SObject } from '../../../src/devorg/schema.ts';
import { makeSample, type SampleOrg } from './sample-org.ts';

let sample: SampleOrg;

beforeAll(async () => {
  sample = await makeSample({ noise: 0.7, seed: 11 });
});

afterAll(() => {
  sample.close();
});

/** Each field of the objects that were written, with its object. */
function fields(): [SObject, Field][] {
  return Object.keys(sample.summary.rows).flatMap((name) => {
    const object = sample.org.schema.object(name);
    return object === undefined ? [] : [...object.fields.values()].map((field): [SObject, Field] => [object, field]);
  });
}

test('every reference leads to a row', () => {
  const dangling = fields().flatMap(([object, field]) => {
    if (field.type !== 'reference' || field.compound !== undefined) return [];
    const known = field.referenceTo.flatMap((target) => sample.org.schema.object(target)?.name ?? []);
    if (known.length === 0) return [];
    const targets = known.map((target) => `SELECT 1 FROM "${target}" t WHERE t."Id" = r."${field.name}"`);
    const missing = targets.map((target) => `NOT EXISTS (${target})`).join(' AND ');
    const count = sample.count(
      `SELECT count(*) FROM "${object.name}" r WHERE r."${field.name}" IS NOT NULL AND ${missing}`,
    );
    return count > 0 ? [`${object.name}.${field.name}: ${String(count)}`] : [];
  });

  expect(dangling).toEqual([]);
});

test('what is required is there', () => {
  const empty = fields().flatMap(([object, field]) => {
    // The org's very first rows are older than its first user.
    if (field.name === 'CreatedById' || field.name === 'LastModifiedById') return [];
    if (field.nillable || field.compound !== undefined || field.type === 'boolean') return [];
    const count = sample.count(
      `SELECT count(*) FROM "${object.name}" WHERE "${field.name}" IS NULL OR "${field.name}" = ''`,
    );
    return count > 0 ? [`${object.name}.${field.name}: ${String(count)}`] : [];
  });

  expect(empty).toEqual([]);
});

test('no text is longer than its field', () => {
  const long = fields().flatMap(([object, field]) => {
    if (field.length === 0 || field.compound !== undefined || field.type === 'id' || field.type === 'reference')
      return [];
    const count = sample.count(
      `SELECT count(*) FROM "${object.name}" WHERE length("${field.name}") > ${String(field.length)}`,
    );
    return count > 0 ? [`${object.name}.${field.name}: ${String(count)}`] : [];
  });

  expect(long).toEqual([]);
});

test('picklist values are on the list', () => {
  const strange = fields().flatMap(([object, field]) => {
    if (field.type !== 'picklist' || field.picklistValues.length === 0) return [];
    const allowed = new Set(field.picklistValues.map((value) => value.value));
    return sample
      .texts(`SELECT DISTINCT "${field.name}" FROM "${object.name}" WHERE "${field.name}" IS NOT NULL`)
      .filter((value) => !allowed.has(value))
      .map((value) => `${object.name}.${field.name}: ${value}`);
  });

  expect(strange).toEqual([]);
});

test('activities, deals and contacts agree with the accounts they belong to', () => {
  const wrong = [
    `SELECT count(*) FROM "Task" t JOIN "Contact" c ON c."Id" = t."WhoId" WHERE c."AccountId" <> t."AccountId"`,
    `SELECT count(*) FROM "Task" t JOIN "Opportunity" o ON o."Id" = t."WhatId" WHERE o."AccountId" <> t."AccountId"`,
    `SELECT count(*) FROM "Event" e JOIN "Contact" c ON c."Id" = e."WhoId" WHERE c."AccountId" <> e."AccountId"`,
    `SELECT count(*) FROM "Case" k JOIN "Contact" c ON c."Id" = k."ContactId" WHERE c."AccountId" <> k."AccountId"`,
    `SELECT count(*) FROM "OpportunityContactRole" r JOIN "Contact" c ON c."Id" = r."ContactId"
       JOIN "Opportunity" o ON o."Id" = r."OpportunityId" WHERE c."AccountId" <> o."AccountId"`,
    `SELECT count(*) FROM "EmailMessage" m JOIN "Task" t ON t."Id" = m."ActivityId" WHERE t."WhatId" <> m."RelatedToId"`,
    `SELECT count(*) FROM "Account" WHERE "ParentId" = "Id"`,
    `SELECT count(*) FROM "Opportunity" WHERE ("StageName" = 'Closed Won') <> "IsWon"`,
    `SELECT count(*) FROM "Task" WHERE ("Status" = 'Completed') <> "IsClosed"`,
  ];

  expect(wrong.map((sql) => sample.count(sql))).toEqual(wrong.map(() => 0));
});

test('nobody stands twice in a team, a group or a circle of decision makers', () => {
  const twice = (table: string, columns: string) =>
    sample.count(`SELECT count(*) FROM (SELECT 1 FROM "${table}" GROUP BY ${columns} HAVING count(*) > 1)`);

  expect(twice('AccountTeamMember', '"AccountId", "UserId"')).toBe(0);
  expect(twice('OpportunityTeamMember', '"OpportunityId", "UserId"')).toBe(0);
  expect(twice('GroupMember', '"GroupId", "UserOrGroupId"')).toBe(0);
  expect(twice('OpportunityContactRole', '"OpportunityId", "ContactId"')).toBe(0);
  expect(twice('CampaignMember', '"CampaignId", "ContactId"')).toBe(0);
  expect(twice('AccountShare', '"AccountId", "UserOrGroupId"')).toBe(0);
  expect(twice('PermissionSetAssignment', '"AssigneeId", "PermissionSetId"')).toBe(0);
  expect(twice('User', '"Username"')).toBe(0);
  expect(twice('Case', '"CaseNumber"')).toBe(0);
});

test('the indexes of the org are back in place', () => {
  const count = sample.count(`SELECT count(*) FROM sqlite_master WHERE type = 'index' AND name = 'Account_by_OwnerId'`);

  expect(count).toBe(1);
});

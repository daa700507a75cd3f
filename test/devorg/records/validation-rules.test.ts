import { afterAll, expect, test } from '@jest/globals';

import { viewerFor } from '../../../src/devorg/access/viewer.ts';
import { createRecord, deleteRecord, saveAll, updateRecord, upsertRecord } from '../../../src/devorg/records/index.ts';
import {
  fieldFile,
  metadata,
  packageFolder,
  permissionSetFile,
  removePackageFolders,
  tags,
} from '../support/package-files.ts';
import { refusal } from '../support/refusal.ts';
import { type Answer, runSmallOrg } from '../support/running-org.ts';
import { assign, createSmallOrg, type SmallOrg } from '../support/small-org.ts';

afterAll(removePackageFolders);

interface RuleOptions {
  readonly active?: boolean;
  readonly field?: string;
}

function ruleFile(formula: string, { active = true, field }: RuleOptions = {}): string {
  const escaped = formula.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const shown = field === undefined ? {} : { errorDisplayField: field };
  return metadata(
    'ValidationRule',
    tags({ fullName: 'R', active, errorConditionFormula: escaped, ...shown, errorMessage: 'Not like this' }),
  );
}

/** A package with a rule on accounts. */
function withRule(formula: string, options: RuleOptions = {}, more: Readonly<Record<string, string>> = {}): string {
  return packageFolder({
    'objects/Account/validationRules/R.validationRule-meta.xml': ruleFile(formula, options),
    ...more,
  });
}

const refused = { status: 400, errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Not like this' };

function orgWith(formula: string, options: RuleOptions = {}): SmallOrg {
  return createSmallOrg({ forceApp: withRule(formula, options) });
}

test('a record of which the condition holds is refused, with the message at the field', () => {
  const { org, anna } = orgWith('ISBLANK(Phone)', { field: 'Phone' });
  const viewer = viewerFor(org, anna);
  const error = refusal(() => createRecord(org, viewer, 'Account', { Name: 'Adler' }));
  expect(error).toMatchObject({ ...refused, fields: ['Phone'] });
  expect(createRecord(org, viewer, 'Account', { Name: 'Adler', Phone: '1' })).toMatch(/^001/);
});

test('a message without a field stands at the top', () => {
  const { org, anna } = orgWith('ISBLANK(Phone)');
  expect(refusal(() => createRecord(org, viewerFor(org, anna), 'Account', { Name: 'A' })).fields).toEqual([]);
});

test('a rule that is switched off says nothing', () => {
  const { org, anna } = orgWith('TRUE', { active: false });
  expect(createRecord(org, viewerFor(org, anna), 'Account', { Name: 'Adler' })).toMatch(/^001/);
});

test('rules see what a record was and what it becomes', () => {
  const { org, anna, adler } = orgWith(
    'AND(NOT(ISNEW()), ISCHANGED(Name), TEXT(PRIORVALUE(Industry)) <> TEXT(Industry))',
  );
  const viewer = viewerFor(org, anna);
  createRecord(org, viewer, 'Account', { Name: 'New' });
  updateRecord(org, viewer, 'Account', adler, { Name: 'Adler Werke AG' });
  updateRecord(org, viewer, 'Account', adler, { Industry: 'Retail' });
  const error = refusal(() => updateRecord(org, viewer, 'Account', adler, { Name: 'X', Industry: 'Energy' }));
  expect(error).toMatchObject(refused);
});

test('a record that breaks a rule already is refused whatever is changed of it, but may be deleted', () => {
  const { org, anna, adler } = orgWith('ISBLANK(Phone)');
  const viewer = viewerFor(org, anna);
  expect(refusal(() => updateRecord(org, viewer, 'Account', adler, { Site: 'North' }))).toMatchObject(refused);
  deleteRecord(org, viewer, 'Account', adler);
  expect(org.database.prepare('SELECT IsDeleted FROM Account WHERE Id = ?').get(adler)).toEqual({ IsDeleted: 1 });
});

test('a rule can ask who saves, who owns the parent, and which permission somebody has', () => {
  const forceApp = withRule(
    'AND($User.Division <> "Facility", Parent.OwnerId <> $User.Id, Owner.Division = "Facility", NOT($Permission.Boss), $Profile.Name <> "System Administrator")',
    {},
    {
      'customPermissions/Boss.customPermission-meta.xml': metadata(
        'CustomPermission',
        tags({ isLicensed: false, label: 'Boss' }),
      ),
      'permissionsets/Boss.permissionset-meta.xml': permissionSetFile(
        `<customPermissions>${tags({ enabled: true, name: 'Boss' })}</customPermissions>`,
      ),
    },
  );
  const { org, admin, anna, ben, berg } = createSmallOrg({ forceApp });
  const create = (userId: string, values: object): string =>
    createRecord(org, viewerFor(org, userId), 'Account', { Name: 'A', ...values });
  expect(create(anna, { OwnerId: anna })).toMatch(/^001/);
  expect(create(admin, { OwnerId: anna })).toMatch(/^001/);
  expect(create(ben, { OwnerId: ben })).toMatch(/^001/);
  expect(create(ben, { OwnerId: anna, ParentId: berg })).toMatch(/^001/);
  expect(refusal(() => create(ben, { OwnerId: anna }))).toMatchObject(refused);
  assign(org, 'Boss', [ben]);
  expect(create(ben, { OwnerId: anna })).toMatch(/^001/);
});

test('a formula without an answer refuses the record', () => {
  const { org, anna } = orgWith('1 / NumberOfEmployees > 1');
  const viewer = viewerFor(org, anna);
  expect(refusal(() => createRecord(org, viewer, 'Account', { Name: 'A', NumberOfEmployees: 0 }))).toMatchObject({
    errorCode: 'FORMULA_EXPRESSION_INVALID',
    message: 'Validation Formula "R" Invalid (Division by zero)',
  });
  expect(createRecord(org, viewer, 'Account', { Name: 'A' })).toMatch(/^001/);
});

test('missing fields are told before rules are asked, taken keys after', () => {
  const key = {
    'objects/Account/fields/Key__c.field-meta.xml': fieldFile('Key__c', 'Text', {
      length: 40,
      unique: true,
      required: true,
      externalId: true,
    }),
  };
  const { org, admin } = createSmallOrg({ forceApp: withRule('ISPICKVAL(Rating, "Cold")', {}, key) });
  const viewer = viewerFor(org, admin);
  expect(refusal(() => createRecord(org, viewer, 'Account', { Rating: 'Cold' })).errorCode).toBe(
    'REQUIRED_FIELD_MISSING',
  );
  createRecord(org, viewer, 'Account', { Name: 'A', Key__c: 'a' });
  const again = { Name: 'A', Key__c: 'a', Rating: 'Cold' };
  expect(refusal(() => createRecord(org, viewer, 'Account', again))).toMatchObject(refused);
  expect(refusal(() => upsertRecord(org, viewer, 'Account', 'Key__c', 'a', { Rating: 'Cold' }))).toMatchObject(refused);
});

test('of many records only those that break a rule are refused', () => {
  const { org, anna, adler } = orgWith('BEGINS(Name, "X")', { field: 'Name' });
  const records = [
    { Id: adler, Name: 'X' },
    { Id: adler, Name: 'Y' },
  ];
  const results = saveAll(org, viewerFor(org, anna), { kind: 'update', objectName: 'Account' }, records, {
    allOrNone: false,
  });
  expect(results.map(({ success, errors }) => [success, errors])).toEqual([
    [false, [{ statusCode: refused.errorCode, message: refused.message, fields: ['Name'] }]],
    [true, []],
  ]);
});

test('rules are asked however a record comes in', async () => {
  const org = await runSmallOrg({ forceApp: withRule('BEGINS(Name, "X")', { field: 'Name' }) });
  const values = { Name: 'X' };
  const answers: Answer<unknown>[] = [
    await org.call(org.anna, 'POST', '/sobjects/Account', values),
    await org.call(org.anna, 'PATCH', `/sobjects/Account/${org.adler}`, values),
    await org.call(org.anna, 'POST', '/composite/sobjects', {
      records: [{ attributes: { type: 'Account' }, ...values }],
    }),
    await org.call(org.anna, 'PATCH', `/ui-api/records/${org.adler}`, { fields: values }),
    await org.call(org.anna, 'POST', '/graphql', {
      query: 'mutation { uiapi { AccountCreate(input: { Account: { Name: "X" } }) { Record { Id } } } }',
    }),
  ];
  for (const answer of answers) expect(JSON.stringify(answer.body)).toContain('Not like this');
  const [job] = await Promise.all([
    org.connect(org.anna).bulk2.loadAndWaitForResults({ object: 'Account', operation: 'insert', input: [values] }),
  ]);
  expect(job.failedResults.map((row) => row.sf__Error)).toEqual([
    'FIELD_CUSTOM_VALIDATION_EXCEPTION:Not like this:Name --',
  ]);
  await org.close();
});

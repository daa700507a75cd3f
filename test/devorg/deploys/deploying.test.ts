import { afterEach, beforeEach, expect, test } from '@jest/globals';

import {
  fieldFile,
  fieldPermission,
  metadata,
  objectFile,
  objectPermission,
  permissionSetFile,
  tags,
} from '../support/package-files.ts';
import { type RunningSmallOrg, runSmallOrg } from '../support/running-org.ts';
import { assign, idOf } from '../support/small-org.ts';
import { archive, deployFiles, type DeployResult, manifest, upload } from './support.ts';

let box: RunningSmallOrg;

beforeEach(async () => {
  box = await runSmallOrg();
});

afterEach(async () => {
  await box.close();
});

/** The inside of a metadata file, as it stands in the file of its object. */
function inside(file: string, tag: string): string {
  const [, body = ''] = /<\w+ xmlns="[^"]*">([\s\S]*)<\/\w+>/.exec(file) ?? [];
  return `<${tag}>${body}</${tag}>`;
}

const rankField = inside(fieldFile('Rank__c', 'Number', { precision: 4, scale: 0 }), 'fields');
const ideaObject = objectFile('Idea', {
  more: inside(fieldFile('Account__c', 'Lookup', { referenceTo: 'Account', relationshipName: 'Ideas' }), 'fields'),
});

/** An object, a field on accounts and a permission set for both. */
const whole = {
  'package.xml': manifest({
    CustomObject: ['Idea__c'],
    CustomField: ['Account.Rank__c'],
    PermissionSet: ['Ideas'],
  }),
  'objects/Idea__c.object': ideaObject,
  'objects/Account.object': metadata('CustomObject', rankField),
  'permissionsets/Ideas.permissionset': permissionSetFile(
    fieldPermission('Account.Rank__c', true) +
      fieldPermission('Idea__c.Account__c', true) +
      objectPermission('Idea__c', 'rced'),
  ),
};

async function describes(userId: string, object: string): Promise<string[] | number> {
  const { status, body } = await box.call<{ fields: { name: string }[] }>(
    userId,
    'GET',
    `/sobjects/${object}/describe`,
  );
  return status === 200 ? body.fields.map(({ name }) => name) : status;
}

function count(sql: string): number {
  return Number(box.org.database.prepare(`SELECT count(*) AS n FROM ${sql}`).get()?.['n']);
}

test('what was deployed is there: described, granted, written and queried', async () => {
  expect(await describes(box.anna, 'Idea__c')).toBe(404);
  const result = await deployFiles(box, whole);
  expect(result).toMatchObject({ status: 'Succeeded', success: true, numberComponentErrors: 0 });
  expect(result.successes.map(({ componentType, fullName }) => `${componentType} ${fullName}`).sort()).toEqual([
    'CustomField Account.Rank__c',
    'CustomField Idea__c.Account__c',
    'CustomObject Idea__c',
    'PermissionSet Ideas',
  ]);
  expect(result.successes.every(({ created, changed }) => created && changed)).toBe(true);
  expect(await describes(box.anna, 'Account')).not.toContain('Rank__c');
  assign(box.org, 'Ideas', [box.anna]);
  box.org.accessVersion += 1;
  expect(await describes(box.anna, 'Account')).toContain('Rank__c');
  await box.call(box.anna, 'PATCH', `/sobjects/Account/${box.adler}`, { Rank__c: 7 });
  const { body } = await box.call<{ id: string }>(box.anna, 'POST', '/sobjects/Idea__c', {
    Name: 'Bigger',
    Account__c: box.adler,
  });
  const soql = encodeURIComponent('SELECT Id, Account__r.Rank__c FROM Idea__c');
  const found = await box.call<{ records: object[] }>(box.anna, 'GET', `/query?q=${soql}`);
  expect(found.body.records).toMatchObject([{ Id: body.id, Account__r: { Rank__c: 7 } }]);
});

test('deploying the same again creates nothing and changes nothing', async () => {
  await deployFiles(box, whole);
  const again = await deployFiles(box, whole);
  expect(again.status).toBe('Succeeded');
  expect(again.successes.filter(({ created, changed }) => created || changed)).toEqual([]);
});

test('a check tells the same and changes nothing', async () => {
  const result = await deployFiles(box, whole, { checkOnly: true });
  expect(result).toMatchObject({ status: 'Succeeded', checkOnly: true, numberComponentsDeployed: 4 });
  expect(await describes(box.admin, 'Idea__c')).toBe(404);
  expect(count(`PermissionSet WHERE Name = 'Ideas'`)).toBe(0);
});

test('what is refused is refused with component, line and reason, and nothing of it is done', async () => {
  const broken = {
    ...whole,
    'package.xml': manifest({
      CustomObject: ['Idea__c', 'Odd__c'],
      CustomField: ['Account.Rank__c'],
      PermissionSet: ['Ideas'],
    }),
    'objects/Odd__c.object': objectFile('Odd', { sharingModel: 'Sometimes' }).replace('<label>', '\n<label>'),
    'permissionsets/Ideas.permissionset': permissionSetFile(`\n\n${fieldPermission('Account.Nope__c')}`),
  };
  const result = await deployFiles(box, broken);
  expect(result).toMatchObject({ status: 'Failed', success: false, numberComponentErrors: 2 });
  expect(result.failures).toMatchObject([
    {
      ...{ componentType: 'CustomObject', fullName: 'Odd__c', fileName: 'objects/Odd__c.object', lineNumber: 3 },
      problem: '<sharingModel> cannot be "Sometimes"; it is one of Private, Read, ReadWrite, ControlledByParent',
      problemType: 'Error',
    },
    {
      ...{ componentType: 'PermissionSet', fullName: 'Ideas', fileName: 'permissionsets/Ideas.permissionset' },
      ...{ problem: 'there is no field Account.Nope__c', lineNumber: 4 },
    },
  ]);
  expect(await describes(box.admin, 'Idea__c')).toBe(404);
  expect(count(`PermissionSet WHERE Name = 'Ideas'`)).toBe(0);
});

test.each([
  [
    'an unknown type',
    { 'package.xml': manifest({ Wish: ['A'] }) },
    "Unknown type name 'Wish' specified in package.xml",
    3,
  ],
  [
    'a member that is not there',
    { 'package.xml': manifest({ PermissionSet: ['Gone'] }) },
    `An object 'Gone' of type PermissionSet was named in package.xml, but was not found in zipped directory`,
    3,
  ],
  [
    'a file that is not listed',
    { 'package.xml': manifest({}), 'permissionsets/P.permissionset': permissionSetFile('') },
    'PermissionSet P is not in package.xml',
    1,
  ],
  [
    'a lookup to nothing',
    {
      'package.xml': manifest({ CustomField: ['Account.L__c'] }),
      'objects/Account.object': metadata(
        'CustomObject',
        `\n${inside(fieldFile('L__c', 'Lookup', { referenceTo: 'Nil__c', relationshipName: 'Ls' }), 'fields')}`,
      ),
    },
    'points to Nil__c, which is no object of the org or the package',
    3,
  ],
  [
    'a formula that nobody can evaluate',
    {
      'package.xml': manifest({ ValidationRule: ['Account.R'] }),
      'objects/Account.object': metadata(
        'CustomObject',
        `<validationRules>${tags({ fullName: 'R', active: true })}\n<errorConditionFormula>Nope__c = 1</errorConditionFormula>${tags({ errorMessage: 'No' })}</validationRules>`,
      ),
    },
    '<errorConditionFormula>: Field Nope__c does not exist. Check spelling.',
    3,
  ],
  [
    'a file that is not well-formed',
    {
      'package.xml': manifest({ PermissionSet: ['P'] }),
      'permissionsets/P.permissionset': '<PermissionSet>\n<label>\n</PermissionSet>',
    },
    expect.stringContaining('not well-formed'),
    3,
  ],
  ['no manifest', {}, 'No package.xml found', 1],
])('refuses %s', async (_what, files, problem, lineNumber) => {
  const { status, failures } = await deployFiles(box, files);
  expect({ status, failures }).toMatchObject({ status: 'Failed', failures: [{ problem, lineNumber }] });
});

test('a deploy needs a permission', async () => {
  const refused = await upload(box, box.anna, archive(whole));
  expect(refused).toMatchObject({ status: 403, body: [{ errorCode: 'INSUFFICIENT_ACCESS' }] });
});

test('what is no archive is refused at once', async () => {
  const refused = await upload(box, box.admin, Buffer.from('PK? No.'));
  expect(refused).toMatchObject({ status: 400, body: [{ errorCode: 'INVALID_ZIP_FILE' }] });
});

test('a deploy that has not started can be taken back, one that is over cannot', async () => {
  const { body } = await upload(box, box.admin, archive(whole));
  const { id, deployResult } = body as { id: string; deployResult: DeployResult };
  expect(deployResult).toMatchObject({ status: 'Pending', done: false });
  const path = `/metadata/deployRequest/${id}`;
  const back = { deployResult: { status: 'Canceling' } };
  const canceled = await box.call<{ deployResult: DeployResult }>(box.admin, 'PATCH', path, back);
  expect(canceled).toMatchObject({ status: 202, body: { deployResult: { status: 'Canceled', done: true } } });
  expect((await box.call(box.admin, 'PATCH', path, back)).status).toBe(400);
  expect(await describes(box.admin, 'Idea__c')).toBe(404);
});

test('what is deleted is gone with its values, and permission sets no longer name it', async () => {
  await deployFiles(box, whole);
  assign(box.org, 'Ideas', [box.anna]);
  box.org.accessVersion += 1;
  await box.call(box.anna, 'PATCH', `/sobjects/Account/${box.adler}`, { Rank__c: 7 });
  const result = await deployFiles(box, {
    'package.xml': manifest({}),
    'destructiveChanges.xml': manifest({ CustomField: ['Account.Rank__c', 'Account.Never__c'] }),
  });
  expect(result.status).toBe('Succeeded');
  expect(result.successes).toMatchObject([
    { fullName: 'Account.Rank__c', deleted: true },
    {
      fullName: 'Account.Never__c',
      deleted: false,
      problem: 'No CustomField named: Account.Never__c found',
      problemType: 'Warning',
    },
  ]);
  expect(await describes(box.anna, 'Account')).not.toContain('Rank__c');
  await deployFiles(box, {
    ...whole,
    'package.xml': manifest({ CustomField: ['Account.Rank__c'], CustomObject: ['Idea__c'], PermissionSet: ['Ideas'] }),
  });
  const soql = encodeURIComponent(`SELECT Rank__c FROM Account WHERE Id = '${box.adler}'`);
  const { body } = await box.call<{ records: object[] }>(box.anna, 'GET', `/query?q=${soql}`);
  expect(body.records).toMatchObject([{ Rank__c: null }]);
});

test('everything that came can go again; who holds a permission set keeps it from going', async () => {
  await deployFiles(box, whole);
  assign(box.org, 'Ideas', [box.anna]);
  const away = {
    'package.xml': manifest({}),
    'destructiveChanges.xml': manifest({
      PermissionSet: ['Ideas'],
      CustomField: ['Account.Rank__c'],
      CustomObject: ['Idea__c'],
    }),
  };
  const held = await deployFiles(box, away);
  expect(held).toMatchObject({ status: 'Failed', failures: [{ componentType: 'PermissionSet', fullName: 'Ideas' }] });
  const assignment = idOf(box.org, 'PermissionSetAssignment', 'AssigneeId', box.anna);
  await box.call(box.admin, 'DELETE', `/sobjects/PermissionSetAssignment/${assignment}`);
  expect((await deployFiles(box, away)).status).toBe('Succeeded');
  expect(await describes(box.admin, 'Idea__c')).toBe(404);
  expect(count(`PermissionSet WHERE Name = 'Ideas'`)).toBe(0);
  expect(count(`FieldPermissions WHERE Field LIKE '%Rank__c' OR SobjectType = 'Idea__c'`)).toBe(0);
});

test('what something else still needs stays', async () => {
  const rule = tags({
    fullName: 'High',
    active: true,
    errorConditionFormula: 'Rank__c &gt; 9',
    errorMessage: 'Too high',
  });
  await deployFiles(box, whole);
  await deployFiles(box, {
    'package.xml': manifest({ ValidationRule: ['Account.High'] }),
    'objects/Account.object': metadata('CustomObject', `<validationRules>${rule}</validationRules>`),
  });
  const result = await deployFiles(box, {
    'package.xml': manifest({}),
    'destructiveChanges.xml': manifest({ CustomField: ['Account.Rank__c'] }),
  });
  expect(result.failures).toMatchObject([{ componentType: 'ValidationRule', fullName: 'Account.High' }]);
  assign(box.org, 'Ideas', [box.anna]);
  box.org.accessVersion += 1;
  const high = await box.call(box.anna, 'PATCH', `/sobjects/Account/${box.adler}`, { Rank__c: 10 });
  expect(high.body).toMatchObject([{ message: 'Too high' }]);
});

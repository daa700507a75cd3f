import { existsSync } from 'node:fs';
import path from 'node:path';

import { afterAll, expect, test } from '@jest/globals';

import { MetadataError } from '../../../src/devorg/metadata/problems.ts';
import { readForceApp } from '../../../src/devorg/metadata/read-force-app.ts';
import {
  fieldFile,
  fieldPermission,
  metadata,
  objectFile,
  objectPermission,
  packageFolder,
  permissionSetFile,
  picklistFile,
  removePackageFolders,
  tags,
} from '../support/package-files.ts';

afterAll(removePackageFolders);

const notes = { 'objects/Note__c/Note__c.object-meta.xml': objectFile('Note') };
const onNote = (name: string, text: string): Record<string, string> => ({
  ...notes,
  [`objects/Note__c/fields/${name}.field-meta.xml`]: text,
});
const set = (inside: string): Record<string, string> => ({
  ...onNote('Key__c', fieldFile('Key__c', 'Text', { length: 40, required: true })),
  'permissionsets/Test.permissionset-meta.xml': permissionSetFile(inside),
});

function problemsOf(files: Readonly<Record<string, string>>): string[] {
  try {
    readForceApp(packageFolder(files));
  } catch (error) {
    if (error instanceof MetadataError)
      return error.problems.map(({ file, reason }) => `${path.basename(file)}: ${reason}`);
    throw error;
  }
  return [];
}

test('the package of this repository holds together', () => {
  const folder = path.resolve('force-app/main/default');
  expect(existsSync(folder)).toBe(true);
  const model = readForceApp(folder);
  expect(model.objects.map(({ name }) => name)).toContain('Baton_Relationship__c');
  expect(model.standardFields.get('Account')?.map(({ name }) => name)).toContain('Baton_Do_Not_Suggest__c');
  expect(model.permissionSets.map(({ name }) => name)).toContain('Baton_Integration');
});

test('a detail object is read with its master, its number and its picklist', () => {
  const folder = packageFolder({
    'objects/Tie__c/Tie__c.object-meta.xml': objectFile('Tie', {
      sharingModel: 'ControlledByParent',
      autoNumber: 'T-{000}',
    }),
    'objects/Tie__c/fields/Account__c.field-meta.xml': fieldFile('Account__c', 'MasterDetail', {
      referenceTo: 'Account',
      relationshipName: 'Ties',
      writeRequiresMasterRead: true,
    }),
    'objects/Tie__c/fields/Band__c.field-meta.xml': picklistFile('Band__c', ['Strong', 'Good']),
  });
  const [tie] = readForceApp(folder).objects;
  expect(tie).toMatchObject({ sharingModel: 'ControlledByParent', parentFields: ['Account__c'], hasOwner: false });
  expect(tie?.fields.has('ownerid')).toBe(false);
  expect(tie?.fields.get('name')).toMatchObject({ autoNumber: { displayFormat: 'T-{000}' }, createable: false });
  expect(tie?.fields.get('account__c')).toMatchObject({
    type: 'reference',
    relationshipName: 'Account__r',
    childRelationshipName: 'Ties__r',
    nillable: false,
    updateable: false,
    permissionable: false,
    deleteConstraint: 'Cascade',
    masterDetail: { order: 0, reparentable: false, writeRequiresMasterRead: true },
  });
  expect(tie?.fields.get('band__c')).toMatchObject({ restrictedPicklist: true, permissionable: true });
});

test('all problems are told at once, each with its file', () => {
  expect(
    problemsOf({
      ...onNote('Size__c', fieldFile('Size__c', 'Number', { precision: 19, scale: 0 })),
      ...onNote('Text__c', fieldFile('Text__c', 'Text')),
      'tabs/Gone__c.tab-meta.xml': metadata('CustomTab', tags({ customObject: true })),
    }),
  ).toEqual([
    'Size__c.field-meta.xml: <precision> of a Number is 1 to 18',
    'Text__c.field-meta.xml: a field of type Text needs <length>',
    'Gone__c.tab-meta.xml: there is no object Gone__c',
  ]);
});

test.each([
  [
    'an unknown element',
    fieldFile('A__c', 'Text', { length: 5, lenght: 5 }),
    'unknown element <lenght> in <CustomField>',
  ],
  ['an unknown type', fieldFile('A__c', 'Txt'), /<type> cannot be "Txt"; it is one of AutoNumber/],
  [
    'a malformed number',
    fieldFile('A__c', 'Text', { length: 'ten' }),
    '<length> cannot be "ten"; it is a whole number',
  ],
  [
    'an element twice',
    fieldFile('A__c', 'Date').replace('<label>', '<label>B</label><label>'),
    '<label> stands twice in <CustomField>',
  ],
  [
    'a missing label',
    fieldFile('A__c', 'Date').replace(/<label>.*<\/label>/, ''),
    '<label> is missing in <CustomField>',
  ],
  ['another name inside', fieldFile('B__c', 'Date'), '<fullName> is not the name of the file, A__c'],
  ['another kind inside', metadata('CustomObject', ''), 'holds <CustomObject> where <CustomField> belongs'],
  ['broken XML', '<CustomField><fullName>A__c</CustomField>', /not well-formed, line 1/],
  [
    'a lookup to nothing',
    fieldFile('A__c', 'Lookup', { referenceTo: 'Gone__c' }),
    'points to Gone__c, which is no object of the org or the package',
  ],
  [
    'a required lookup that empties',
    fieldFile('A__c', 'Lookup', { referenceTo: 'Account', required: true }),
    /cannot be set to null/,
  ],
  [
    'a long text as key',
    fieldFile('A__c', 'LongTextArea', { length: 300, visibleLines: 3, externalId: true }),
    /cannot have <externalId>/,
  ],
  ['a value twice', picklistFile('A__c', ['x', 'X']), 'duplicate picklist value x'],
])('a field with %s is refused', (_what, text, reason) => {
  const found = problemsOf(onNote('A__c', text));
  expect(
    found.some((problem) => (typeof reason === 'string' ? problem.endsWith(`: ${reason}`) : reason.test(problem))),
  ).toBe(true);
});

test('master-detail and sharing model belong together', () => {
  const master = fieldFile('A__c', 'MasterDetail', { referenceTo: 'Account', relationshipName: 'Notes' });
  expect(problemsOf(onNote('A__c', master))).toEqual([
    'Note__c.object-meta.xml: is a detail (A__c): <sharingModel> is ControlledByParent',
  ]);
  const orphan = {
    'objects/Note__c/Note__c.object-meta.xml': objectFile('Note', { sharingModel: 'ControlledByParent' }),
  };
  expect(problemsOf(orphan)).toEqual([
    'Note__c.object-meta.xml: <sharingModel> is ControlledByParent, but there is no master-detail field',
  ]);
});

test('the outside is not let in further than the inside', () => {
  const more = tags({ externalSharingModel: 'Read' });
  expect(problemsOf({ 'objects/Note__c/Note__c.object-meta.xml': objectFile('Note', { more }) })).toEqual([
    'Note__c.object-meta.xml: <externalSharingModel> Read is more open than <sharingModel> Private',
  ]);
});

test('a field of an object that does not exist is refused', () => {
  expect(problemsOf({ 'objects/Acount/fields/A__c.field-meta.xml': fieldFile('A__c', 'Date') })).toEqual([
    'A__c.field-meta.xml: there is no object Acount',
  ]);
});

test('two lists of one name on one parent are refused', () => {
  const lookup = (name: string): string =>
    fieldFile(name, 'Lookup', { referenceTo: 'Account', relationshipName: 'Notes' });
  const [problem] = problemsOf({ ...onNote('A__c', lookup('A__c')), ...onNote('B__c', lookup('B__c')) });
  expect(problem).toMatch(/^B__c.*duplicate <relationshipName> Notes on Account, also in .*A__c/);
});

test('the same object in two folders is refused', () => {
  const [problem] = problemsOf({ ...notes, 'more/objects/Note__c/Note__c.object-meta.xml': objectFile('Note') });
  expect(problem).toMatch(/duplicate CustomObject Note__c/);
});

test.each([
  ['a missing field', fieldPermission('Note__c.Gone__c'), 'there is no field Note__c.Gone__c'],
  [
    'a required field',
    fieldPermission('Note__c.Key__c'),
    /Note__c.Key__c is a required, master-detail or system field/,
  ],
  ['a standard required field', fieldPermission('Account.Name'), /Account.Name is a required/],
  [
    'a part of an address',
    fieldPermission('Account.BillingCity'),
    /is part of BillingAddress: the permission names the whole/,
  ],
  ['a missing object', objectPermission('Gone__c', 'r'), /there is no object Gone__c/],
  ['an object without rights of its own', objectPermission('Task', 'r'), /there is no object Task that rights/],
  ['edit without read', objectPermission('Account', 'e'), 'allowEdit on Account needs allowRead on it'],
  [
    'all rights without reading all',
    objectPermission('Account', 'crdeM'),
    'modifyAllRecords on Account needs viewAllRecords on it',
  ],
  ['one object twice', objectPermission('Account', 'r').repeat(2), 'duplicate object permissions for Account'],
  [
    'an unknown user permission',
    `<userPermissions>${tags({ enabled: true, name: 'Fly' })}</userPermissions>`,
    'there is no user permission Fly',
  ],
  [
    'an unknown custom permission',
    `<customPermissions>${tags({ enabled: true, name: 'Fly' })}</customPermissions>`,
    'there is no custom permission Fly',
  ],
  [
    'an unknown tab',
    `<tabSettings>${tags({ tab: 'Gone__c', visibility: 'Visible' })}</tabSettings>`,
    'there is no tab Gone__c',
  ],
  ['a licence typed wrongly', '<licence>x</licence>', 'unknown element <licence> in <PermissionSet>'],
])('a permission set with %s is refused', (_what, inside, reason) => {
  const found = problemsOf(set(inside));
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(reason);
});

test('reading a detail needs reading its master', () => {
  const files = {
    'objects/Tie__c/Tie__c.object-meta.xml': objectFile('Tie', { sharingModel: 'ControlledByParent' }),
    'objects/Tie__c/fields/A__c.field-meta.xml': fieldFile('A__c', 'MasterDetail', {
      referenceTo: 'Account',
      relationshipName: 'Ties',
    }),
    'permissionsets/Test.permissionset-meta.xml': permissionSetFile(objectPermission('Tie__c', 'r')),
  };
  expect(problemsOf(files)).toEqual([
    'Test.permissionset-meta.xml: allowRead on Tie__c needs allowRead on its master Account',
  ]);
  const both = permissionSetFile(objectPermission('Account', 'r') + objectPermission('Tie__c', 'r'));
  expect(problemsOf({ ...files, 'permissionsets/Test.permissionset-meta.xml': both })).toEqual([]);
});

test('the formula of a rule could be evaluated', () => {
  const rule = (formula: string): Record<string, string> => ({
    ...onNote('Account__c', fieldFile('Account__c', 'Lookup', { referenceTo: 'Account' })),
    'objects/Note__c/validationRules/R.validationRule-meta.xml': metadata(
      'ValidationRule',
      tags({ active: true, errorConditionFormula: formula, errorMessage: 'No', fullName: 'R' }),
    ),
  });
  expect(problemsOf(rule('AND(ISBLANK(Account__c), Account__r.Name = "Gone__c", ISCHANGED(Name))'))).toEqual([]);
  expect(problemsOf(rule('ISBLANK(Gone__c)'))).toEqual([
    'R.validationRule-meta.xml: <errorConditionFormula>: Field Gone__c does not exist. Check spelling.',
  ]);
  expect(problemsOf(rule('Account__r.Gone__c = 1'))).toEqual([
    'R.validationRule-meta.xml: <errorConditionFormula>: Field Account__r.Gone__c does not exist. Check spelling.',
  ]);
  expect(problemsOf(rule('NOT($Permission.Gone)'))).toEqual([
    'R.validationRule-meta.xml: <errorConditionFormula>: Field $Permission.Gone does not exist. Check spelling.',
  ]);
});

test('list views, applications, pages and panels show only what exists', () => {
  const view = tags({ columns: 'Gone__c', filterScope: 'Everything', fullName: 'All', label: 'All' });
  const item =
    '<flexiPageRegions><itemInstances><componentInstance><componentName>gone</componentName></componentInstance></itemInstances></flexiPageRegions>';
  expect(
    problemsOf({
      ...notes,
      'objects/Note__c/listViews/All.listView-meta.xml': metadata('ListView', view),
      'applications/A.app-meta.xml': metadata('CustomApplication', tags({ label: 'A', tabs: 'Gone__c' })),
      'flexipages/P.flexipage-meta.xml': metadata('FlexiPage', `${item}<sobjectType>Acount</sobjectType>`),
      'lwc/panel/panel.js':
        "import a from '@salesforce/label/c.Gone';\nimport b from '@salesforce/schema/Account.Gone__c';\n",
    }),
  ).toEqual([
    'A.app-meta.xml: there is no tab Gone__c',
    'P.flexipage-meta.xml: there is no object Acount',
    'P.flexipage-meta.xml: there is no component gone',
    'panel.js: there is no label Gone',
    'panel.js: there is no field Account.Gone__c',
    'All.listView-meta.xml: there is no field Note__c.Gone__c',
  ]);
});

test('labels are told apart by name', () => {
  const label = `<labels>${tags({ fullName: 'A', language: 'en_US', protected: false, shortDescription: 'A', value: 'a' })}</labels>`;
  expect(problemsOf({ 'labels/CustomLabels.labels-meta.xml': metadata('CustomLabels', label + label) })).toEqual([
    'CustomLabels.labels-meta.xml: duplicate label A',
  ]);
});

test('a file of an unknown kind is refused, a missing folder too', () => {
  expect(problemsOf({ 'objects/Note__c/Note__c.objet-meta.xml': objectFile('Note') })).toEqual([
    'Note__c.objet-meta.xml: unknown kind of metadata: .objet-meta.xml',
  ]);
  expect(() => readForceApp('/nowhere/force-app')).toThrow('There is no folder /nowhere/force-app');
});

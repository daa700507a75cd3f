import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';

import { checkPackage } from '../../scripts/metadata/check-package.ts';
import { checkSchema } from '../../scripts/metadata/check-schema.ts';
import { readFiles, type SourceFile, toSource } from '../../scripts/metadata/source.ts';

const PACKAGE = readFiles('force-app/main/default');

const reasonsOf = (files: readonly SourceFile[]): readonly string[] =>
  checkPackage(toSource(files)).map(({ file, reason }) => `${file}: ${reason}`);

/** The package with one text of one file replaced. */
function packageWith(path: string, from: string | RegExp, to: string): readonly SourceFile[] {
  return PACKAGE.map((file) => (file.path === path ? { path, text: file.text.replace(from, to) } : file));
}

const BAND = 'objects/Baton_Relationship__c/fields/Band__c.field-meta.xml';
const REP = 'permissionsets/Baton_Rep.permissionset-meta.xml';
const PAGE = 'flexipages/Baton_Account.flexipage-meta.xml';
const LIST = 'objects/Baton_Division__c/listViews/Baton_All_Divisions.listView-meta.xml';
const APP = 'applications/Baton.app-meta.xml';
const LABELS = 'labels/CustomLabels.labels-meta.xml';
const PANEL = 'lwc/batonRelationships';

test('the package holds together', () => {
  expect(reasonsOf(PACKAGE)).toEqual([]);
});

test.each([
  [BAND, /<inlineHelpText>.*<\/inlineHelpText>/, '', 'has no inlineHelpText'],
  [BAND, /<description>.*<\/description>/, '', 'has no description'],
  [BAND, /<securityClassification>.*<\/securityClassification>/, '', 'has no securityClassification'],
  [BAND, '<restricted>true', '<restricted>false', 'is a picklist that is not restricted'],
  [BAND, '<fullName>Band__c', '<fullName>Bande__c', 'is called Bande__c inside, but its file says Band__c'],
  [BAND, '<label>Band', '<label>\n        Band', 'label has blanks or line breaks around its text'],
  [
    'objects/Baton_Relationship__c/fields/Division__c.field-meta.xml',
    '<referenceTo>Baton_Division__c',
    '<referenceTo>Baton_Divison__c',
    'object Baton_Divison__c does not exist',
  ],
  [REP, 'Baton_Relationship__c.Reasons__c', 'Baton_Relationship__c.Reason__c', 'does not exist'],
  [REP, 'Baton_Relationship__c.Reasons__c', 'Baton_Relationship__c.Band__c', 'follows its object'],
  [REP, '<object>Lead<', '<object>Leed<', 'object Leed does not exist'],
  [REP, '<application>Baton<', '<application>Batton<', 'application Batton does not exist'],
  [REP, '<tab>Baton_Preference__c', '<tab>Baton_Preferences__c', 'tab Baton_Preferences__c does not exist'],
  [
    'permissionsets/Baton_Integration.permissionset-meta.xml',
    '<name>Baton_Service',
    '<name>Baton_Servant',
    'custom permission Baton_Servant does not exist',
  ],
  [PAGE, '>batonRelationships<', '>batonRelations<', 'component batonRelations does not exist'],
  [PAGE, '<name>refreshSeconds', '<name>refreshMinutes', 'refreshMinutes does not exist'],
  [PAGE, '>batonRelationships<', '>batonErrorPanel<', 'component batonErrorPanel is not exposed to pages'],
  [
    'reports/Baton_Reports/Baton_Handoff_Times.report-meta.xml',
    '$Hours_To_Seen__c',
    '$Hours_Seen__c',
    'Hours_Seen__c does',
  ],
  [
    'reports/Baton_Reports/Baton_Handoff_Times.report-meta.xml',
    '>Baton_Handoffs__c<',
    '>Baton_Leads__c<',
    'report type Baton',
  ],
  [
    'reportTypes/Baton_Handoffs.reportType-meta.xml',
    '<field>Outcome__c',
    '<field>Result__c',
    'Baton_Handoff__c.Result__c',
  ],
  [
    'reports/Baton_Reports/Baton_Handoff_Times.report-meta.xml',
    '$CreatedDate',
    '$Decide_By__c',
    'report type Baton_Handoffs lacks Baton_Handoff__c.Decide_By__c',
  ],
  [
    'dashboards/Baton_Dashboards/Baton_Handoffs.dashboard-meta.xml',
    '<column>Baton_Handoff__c$Hours_To_Decided__c',
    '<column>Baton_Handoff__c$Hours_Decided__c',
    'Hours_Decided__c does',
  ],
  [
    'dashboards/Baton_Dashboards/Baton_Handoffs.dashboard-meta.xml',
    '/Baton_Handoff_Times<',
    '/Baton_Times<',
    'Baton_Times',
  ],
  [LIST, '<columns>Key__c', '<columns>Keys__c', 'field Baton_Division__c.Keys__c does not exist'],
  [APP, '<tabs>Baton_Policy__c', '<tabs>Baton_Policies__c', 'tab Baton_Policies__c does not exist'],
  [APP, '<tabs>standard-Contact', '<tabs>standard-Kontact', 'object Kontact does not exist'],
  [
    'tabs/Baton_Policy__c.tab-meta.xml',
    '<motif>',
    '<flexiPage>Nowhere</flexiPage><motif>',
    'page Nowhere does not exist',
  ],
  [
    'tabs/Baton_Policy__c.tab-meta.xml',
    '<motif>',
    '<lwcComponent>none</lwcComponent><motif>',
    'component none does not exist',
  ],
  [LABELS, '<fullName>Baton_Error_Retry', '<fullName>Baton_Error_Again', 'nothing shows the label Baton_Error_Again'],
  [LABELS, '<fullName>Baton_Error_Retry', '<fullName>Baton_Error_Again', 'label Baton_Error_Retry does not exist'],
  [LABELS, '<fullName>Baton_Error_Retry', '<fullName>Error_Retry', 'the label Error_Retry lacks the prefix Baton_'],
  [`${PANEL}/relationshipQuery.js`, 'Reasons__c', 'Reasonz__c', 'object or field Reasonz__c does not exist'],
  [`${PANEL}/batonRelationships.html`, 'c-baton-error-panel', 'c-baton-error', 'component batonError does not exist'],
  [
    'layouts/Baton_Policy__c-Baton Policy Layout.layout-meta.xml',
    '<field>Active__c',
    '<field>Aktive__c',
    'field Baton_Policy__c.Aktive__c does not exist',
  ],
])('in %s, %s → %s is found out: %s', (path, from, to, reason) => {
  expect(reasonsOf(packageWith(path, from, to))).toContainEqual(expect.stringContaining(reason));
});

test('a field that nobody may read is found out', () => {
  const reasons = PACKAGE.find((file) => file.path.endsWith('/Reasons__c.field-meta.xml'))!;
  const path = reasons.path.replace('Reasons__c', 'More__c');
  const more = { path, text: reasons.text.replace('Reasons__c', 'More__c') };
  expect(reasonsOf([...PACKAGE, more])).toEqual([`${path}: no permission set lets anybody read it`]);
});

test.each([
  ['permissionsets/Helper.permissionset-meta.xml', '<PermissionSet><label>x</label></PermissionSet>'],
  ['objects/Account/fields/Extra__c.field-meta.xml', '<CustomField><fullName>Extra__c</fullName></CustomField>'],
  ['lwc/helper/helper.js-meta.xml', '<LightningComponentBundle></LightningComponentBundle>'],
])('%s lacks the prefix', (path, text) => {
  expect(reasonsOf([...PACKAGE, { path, text }])).toContainEqual(expect.stringContaining('lacks the prefix'));
});

test('the schema finds unknown elements and wrong values, and names the file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-schema-'));
  const schema = join(folder, 'schema.xsd');
  writeFileSync(
    schema,
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">
    <xs:element name="CustomTab"><xs:complexType><xs:sequence>
      <xs:element name="customObject" type="xs:boolean"/>
    </xs:sequence></xs:complexType></xs:element></xs:schema>`,
  );
  const tab = (path: string, inside: string): SourceFile => ({ path, text: `<CustomTab>${inside}</CustomTab>` });
  const source = toSource([
    tab('tabs/Good.tab-meta.xml', '<customObject>true</customObject>'),
    tab('tabs/Wrong.tab-meta.xml', '<customObject>maybe</customObject>'),
    tab('tabs/Odd.tab-meta.xml', '<customObjekt>true</customObjekt>'),
  ]);
  const problems = await checkSchema(source, schema);
  rmSync(folder, { recursive: true });
  expect(problems.map((problem) => problem.file)).toEqual(['tabs/Wrong.tab-meta.xml', 'tabs/Odd.tab-meta.xml']);
});

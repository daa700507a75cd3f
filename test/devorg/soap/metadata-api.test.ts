import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type jsforce from 'jsforce';

import { readZip } from '../../../src/devorg/deploys/zip.ts';
import { archive, manifest } from '../deploys/support.ts';
import { fieldFile, fieldPermission, metadata, objectFile, permissionSetFile, tags } from '../support/package-files.ts';
import { type RunningSmallOrg, runSmallOrg } from '../support/running-org.ts';

/** What jsforce has beside records, and its types leave open. */
type MetadataApi = jsforce.Connection['metadata'];

let box: RunningSmallOrg;
let api: MetadataApi;

const rankField = fieldFile('Rank__c', 'Text', { length: 20 }).replace(/^.*\n|<\/?CustomField[^>]*>|\n$/g, '');
const files = {
  'package.xml': manifest({ CustomObject: ['Idea__c'], CustomField: ['Account.Rank__c'], PermissionSet: ['Ideas'] }),
  'objects/Idea__c.object': objectFile('Idea'),
  'objects/Account.object': metadata('CustomObject', `<fields>${rankField}</fields>`),
  'permissionsets/Ideas.permissionset': permissionSetFile(fieldPermission('Account.Rank__c', true)),
};

type RetrieveRequest = Parameters<MetadataApi['retrieve']>[0];

/** A request for these types; jsforce's own type demands everything that a package can have. */
function wanted(types: readonly { name: string; members: string[] }[], more: object = {}): RetrieveRequest {
  return { apiVersion: '66.0', unpackaged: { types, version: '66.0' }, ...more } as unknown as RetrieveRequest;
}

beforeAll(async () => {
  box = await runSmallOrg();
  api = box.connect(box.admin).metadata;
  api.pollInterval = 20;
});

afterAll(async () => {
  await box.close();
});

test('jsforce deploys over SOAP and over REST, and waits for the end', async () => {
  const bySoap = await api.deploy(archive(files), { singlePackage: true }).complete(true);
  expect(bySoap).toMatchObject({ done: true, success: true, status: 'Succeeded', numberComponentsDeployed: 3 });
  const byRest = await api.deployRest(archive(files), { singlePackage: true }).complete(true);
  expect(byRest).toMatchObject({ done: true, success: true, numberComponentErrors: 0 });
});

test('an archive of older tools has a folder around the package', async () => {
  const wrapped = Object.fromEntries(Object.entries(files).map(([name, text]) => [`unpackaged/${name}`, text]));
  expect(await api.deploy(archive(wrapped)).complete()).toMatchObject({ success: true });
});

test('jsforce is told what was refused', async () => {
  const broken = {
    'package.xml': manifest({ PermissionSet: ['Odd'] }),
    'permissionsets/Odd.permissionset': permissionSetFile(fieldPermission('Account.Nope__c')),
  };
  const result = await api.deploy(archive(broken), { singlePackage: true }).complete(true);
  expect(result).toMatchObject({ success: false, status: 'Failed', numberComponentErrors: 1 });
  expect(result.details.componentFailures).toMatchObject([
    { fullName: 'Odd', problem: 'there is no field Account.Nope__c' },
  ]);
});

test('says which types there are, and which components of a type', async () => {
  const { metadataObjects } = await api.describe('66.0');
  expect(metadataObjects.map(({ xmlName }) => xmlName)).toEqual(
    expect.arrayContaining(['CustomObject', 'PermissionSet', 'LightningComponentBundle', 'ExternalClientApplication']),
  );
  expect(metadataObjects.find(({ xmlName }) => xmlName === 'CustomObject')).toMatchObject({
    ...{ directoryName: 'objects', suffix: 'object' },
    childXmlNames: expect.arrayContaining(['CustomField', 'ValidationRule']),
  });
  const listed = await api.list([{ type: 'CustomField' }, { type: 'PermissionSet' }], '66.0');
  expect(listed.map(({ type, fullName, fileName }) => ({ type, fullName, fileName }))).toEqual([
    { type: 'CustomField', fullName: 'Account.Rank__c', fileName: 'objects/Account.object' },
    { type: 'PermissionSet', fullName: 'Ideas', fileName: 'permissionsets/Ideas.permissionset' },
  ]);
});

test('reads components one by one', async () => {
  expect(await api.read('CustomField', 'Account.Rank__c')).toMatchObject({
    ...{ fullName: 'Account.Rank__c', type: 'Text', length: 20 },
  });
  expect(await api.read('PermissionSet', 'Ideas')).toMatchObject({ fullName: 'Ideas', label: 'Test' });
});

test('hands out what it is asked for, and says what is not there', async () => {
  const types = [
    { name: 'CustomObject', members: ['Account', 'Idea__c'] },
    { name: 'PermissionSet', members: ['Ideas', 'Gone'] },
  ];
  const result = await api.retrieve(wanted(types, { singlePackage: true })).complete();
  expect(result).toMatchObject({ success: true });
  expect([result.messages].flat()).toEqual([
    { fileName: 'unpackaged/package.xml', problem: "Entity of type 'PermissionSet' named 'Gone' cannot be found" },
  ]);
  const zip = readZip(Buffer.from(result.zipFile, 'base64'));
  expect([...zip.keys()].sort()).toEqual([
    'objects/Account.object',
    'objects/Idea__c.object',
    'package.xml',
    'permissionsets/Ideas.permissionset',
  ]);
  expect(zip.get('permissionsets/Ideas.permissionset')?.toString()).toBe(files['permissionsets/Ideas.permissionset']);
});

test('what was handed out can be deployed to another org', async () => {
  const request = wanted(['CustomObject', 'CustomField', 'PermissionSet'].map((name) => ({ name, members: ['*'] })));
  const { zipFile } = await api.retrieve(request).complete();
  const other = await runSmallOrg();
  try {
    const result = await other.connect(other.admin).metadata.deploy(Buffer.from(zipFile, 'base64')).complete(true);
    expect(result).toMatchObject({ success: true, numberComponentsDeployed: 3 });
    expect(other.org.schema.field('Account', 'Rank__c')).toMatchObject({ type: 'string', length: 20 });
    expect(other.org.schema.object('Idea__c')).toBeDefined();
  } finally {
    await other.close();
  }
});

test('a session that is over, a user without the right and an unknown operation get a fault', async () => {
  const call = async (body: string, session: string): Promise<string> => {
    const header = `<SessionHeader xmlns="http://soap.sforce.com/2006/04/metadata"><sessionId>${session}</sessionId></SessionHeader>`;
    const envelope = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header>${header}</e:Header><e:Body>${body}</e:Body></e:Envelope>`;
    const reply = await fetch(`${box.url}/services/Soap/m/66.0`, { method: 'POST', body: envelope });
    expect(reply.status).toBe(500);
    return await reply.text();
  };
  const describe = '<describeMetadata><asOfVersion>66.0</asOfVersion></describeMetadata>';
  expect(await call(describe, 'gone')).toContain('<faultcode>sf:INVALID_SESSION_ID</faultcode>');
  expect(await call(describe, box.token(box.anna))).toContain('sf:INSUFFICIENT_ACCESS');
  expect(await call('<renameMetadata/>', box.token(box.admin))).toContain('does not offer renameMetadata');
  expect(await call('', box.token(box.admin))).toContain('No operation');
  expect(await call(tags({ a: 1 }), 'gone')).toContain('INVALID_SESSION_ID');
});

import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { fieldPermission, permissionSetFile } from '../devorg/support/package-files.ts';
import { type RunningSmallOrg, runSmallOrg } from '../devorg/support/running-org.ts';
import { SfCli, sfCli } from './sf-cli.ts';

if (sfCli === undefined) {
  process.stderr.write('The Salesforce CLI is not installed: its tests are left out (see docs/org-in-a-box.md).\n');
}

const sourceFolder = path.resolve('force-app');
const withCli = sfCli === undefined ? describe.skip : describe;

withCli('the real Salesforce CLI', () => {
  let box: RunningSmallOrg;
  let folder: string;
  const cli = new SfCli();

  const inFolder = (name: string, text: string): string => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  const sf = async (line: string, ...more: string[]): Promise<Awaited<ReturnType<SfCli['run']>>> =>
    await cli.run([...line.split(' '), ...more, '--json'], { cwd: folder });

  beforeAll(async () => {
    box = await runSmallOrg();
    folder = mkdtempSync(path.join(tmpdir(), 'baton-sf-project-'));
    const project = { packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '66.0' };
    inFolder('sfdx-project.json', JSON.stringify(project));
    const login = await cli.run(
      ['org', 'login', 'access-token', '--instance-url', box.url, '--no-prompt', '--alias', 'box', '--json'],
      { env: { SF_ACCESS_TOKEN: box.token(box.admin) } },
    );
    expect(login.json).toMatchObject({ status: 0, result: { username: 'admin@example.invalid' } });
  });

  afterAll(async () => {
    cli.close();
    rmSync(folder, { recursive: true, force: true });
    await box.close();
  });

  test('logs in by JWT', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const certificatePem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    box.running.context.apps.register({
      clientId: 'app',
      certificatePem,
      permissionSets: [],
      profiles: ['Standard User'],
    });
    const keyFile = inFolder('keys/app.key', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    const anna = 'anna.amsel@example.invalid';
    const { json } = await sf(
      `org login jwt --instance-url ${box.url} --client-id app --jwt-key-file ${keyFile} --username ${anna} --alias anna`,
    );
    expect(json).toMatchObject({ status: 0, result: { username: anna, instanceUrl: box.url } });
    const query = await sf('data query --target-org anna --query', 'SELECT Name FROM Account');
    expect(query.json).toMatchObject({ status: 0, result: { totalSize: 1, records: [{ Name: 'Adler Werke' }] } });
  });

  test('logs in by a browser in which somebody says who they are', async () => {
    // What the person's browser does: follow the link, choose, and follow back, beside the waiting CLI.
    const browser = inFolder(
      'browser.sh',
      `#!/bin/sh
( sleep 1
  back=$(curl -s -o /dev/null -w '%{redirect_url}' -X POST "$1" --data-urlencode 'user=${box.ben}')
  curl -s -L -m 20 "$back" > /dev/null
) > /dev/null 2>&1 &
`,
    );
    chmodSync(browser, 0o755);
    const { json } = await cli.run(['org', 'login', 'web', '--instance-url', box.url, '--alias', 'ben', '--json'], {
      env: { BROWSER: browser, DISPLAY: ':0' },
    });
    expect(json).toMatchObject({ status: 0, result: { username: 'ben.bussard@example.invalid' } });
    const query = await sf('data query --target-org ben --query', 'SELECT Name FROM Account');
    expect(query.json).toMatchObject({ result: { records: [{ Name: 'Berg AG' }] } });
  });

  test('prints what it queries as a table', async () => {
    const soql = 'SELECT Name, Owner.Alias, (SELECT LastName FROM Contacts) FROM Account ORDER BY Name';
    const { status, text } = await cli.run(['data', 'query', '--target-org', 'box', '--query', soql]);
    expect({ status, text }).toMatchObject({
      status: 0,
      text: expect.stringContaining('Total number of records retrieved: 2'),
    });
    expect(text).toMatch(/Adler Werke\s+anna\.ams\s+Ahorn/);
    const counted = await cli.run([
      'data',
      'query',
      '--target-org',
      'box',
      '--result-format',
      'csv',
      '--query',
      'SELECT Industry i, COUNT(Id) n FROM Account GROUP BY Industry',
    ]);
    expect(counted.text).toContain('i,n\nEnergy,1\nRetail,1\n');
  });

  test('says what is wrong with a query', async () => {
    const { json } = await sf('data query --target-org box --query', 'SELECT Nope FROM Account');
    expect(json).toMatchObject({
      status: 1,
      name: 'INVALID_FIELD',
      message: expect.stringContaining("No such column 'Nope'"),
    });
  });

  test('creates, changes and deletes a record', async () => {
    const made = await sf(
      'data create record --target-org box --sobject Account --values',
      "Name='Cremer KG' Site=North",
    );
    expect(made.json).toMatchObject({ status: 0, result: { success: true } });
    const changed = await sf(
      'data update record --target-org box --sobject Account --where',
      "Name='Cremer KG'",
      '--values',
      'Site=South',
    );
    expect(changed.json).toMatchObject({ status: 0 });
    const found = await sf('data get record --target-org box --sobject Account --where', "Name='Cremer KG'");
    expect(found.json.result).toMatchObject({ Name: 'Cremer KG', Site: 'South' });
    expect(
      (await sf('data delete record --target-org box --sobject Account --where', "Name='Cremer KG'")).json,
    ).toMatchObject({ status: 0 });
  });

  test('loads records in bulk, new ones and known ones, and fetches them again', async () => {
    const file = inFolder('accounts.csv', `Id,Name,Site\n${box.adler},Adler Werke,West\n,Dorn GmbH,East\n`);
    const upserted = await sf(
      `data upsert bulk --target-org box --sobject Account --file ${file} --external-id Id --wait 2`,
    );
    expect(upserted.json).toMatchObject({
      status: 0,
      result: {
        jobInfo: { state: 'JobComplete', numberRecordsProcessed: 2, numberRecordsFailed: 0 },
        records: { successfulResults: [{ sf__Id: box.adler, sf__Created: 'false' }, { sf__Created: 'true' }] },
      },
    });
    const out = path.join(folder, 'out.csv');
    const soql = "SELECT Name, Site FROM Account WHERE Site IN ('West', 'East') ORDER BY Name";
    const exported = await sf(`data export bulk --target-org box --output-file ${out} --wait 2 --query`, soql);
    expect(exported.json).toMatchObject({ status: 0 });
    expect(readFileSync(out, 'utf8').replaceAll('"', '')).toBe('Name,Site\nAdler Werke,West\nDorn GmbH,East\n');
  });

  test('describes an object, and lists objects and limits', async () => {
    const described = await sf('sobject describe --target-org box --sobject Account');
    expect(described.json.result).toMatchObject({ name: 'Account', keyPrefix: '001', queryable: true });
    const listed = await sf('sobject list --target-org box --sobject all');
    expect(listed.json.result).toEqual(expect.arrayContaining(['Account', 'Contact', 'BusinessHours']));
    const limits = await sf('org list limits --target-org box');
    expect(limits.json.result).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'DailyApiRequests', max: 100_000 })]),
    );
  });

  test.each([
    ['REST', { SF_ORG_METADATA_REST_DEPLOY: 'true' }],
    ['SOAP', {}],
  ])('deploys the package over %s, first to see, then to have it', async (_api, env) => {
    const start = ['project', 'deploy', 'start', '--target-org', 'box', '--source-dir', sourceFolder, '--json'];
    const cwd = path.resolve('.');
    const dry = await cli.run([...start, '--dry-run'], { cwd, env });
    expect(dry.json).toMatchObject({
      status: 0,
      result: { status: 'Succeeded', checkOnly: true, numberComponentErrors: 0 },
    });
    const real = await cli.run(start, { cwd, env });
    expect(real.json).toMatchObject({ status: 0, result: { status: 'Succeeded', checkOnly: false, success: true } });
    const described = await sf('sobject describe --target-org box --sobject Baton_Division__c');
    expect(described.json.result).toMatchObject({ name: 'Baton_Division__c', custom: true });
  });

  test('gives people a permission set that came with the package', async () => {
    const given = await sf('org assign permset --target-org box --name Baton_Admin');
    expect(given.json).toMatchObject({ status: 0, result: { failures: [], successes: [{ value: 'Baton_Admin' }] } });
    const query = await sf('data query --target-org box --query', 'SELECT Key__c, Offer__c FROM Baton_Division__c');
    expect(query.json).toMatchObject({ status: 0, result: { totalSize: 0 } });
  });

  test('prints what an org refuses, with component, line and reason', async () => {
    inFolder(
      'force-app/main/default/permissionsets/Odd.permissionset-meta.xml',
      permissionSetFile(`\n${fieldPermission('Account.Nope__c')}`),
    );
    const { status, text } = await cli.run(
      ['project', 'deploy', 'start', '--target-org', 'box', '--source-dir', 'force-app'],
      { cwd: folder },
    );
    expect(status).toBe(1);
    expect(text).toMatch(/PermissionSet.*Odd.*there is no field Account\.Nope__c.*3:1/);
  });

  test('retrieves what was deployed, as it was', async () => {
    const wanted = '--metadata PermissionSet:Baton_Rep --metadata CustomObject:Baton_Preference__c';
    const { json } = await sf(`project retrieve start --target-org box ${wanted}`);
    expect(json).toMatchObject({ status: 0, result: { success: true } });
    const at = 'main/default/permissionsets/Baton_Rep.permissionset-meta.xml';
    expect(readFileSync(path.join(folder, 'force-app', at), 'utf8')).toBe(
      readFileSync(path.join(sourceFolder, at), 'utf8'),
    );
    const object = path.join(
      folder,
      'force-app/main/default/objects/Baton_Preference__c/Baton_Preference__c.object-meta.xml',
    );
    expect(readFileSync(object, 'utf8')).toContain('<sharingModel>Private</sharingModel>');
  });
});

import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';

import { EXIT } from '../../src/cli/failure.ts';
import type { Summary } from '../../src/cli/run-service.ts';
import { createOrg } from '../../src/devorg/create-org.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { type Ended, runCommand } from './support/command.ts';
import { runCommandHere } from './support/command-here.ts';
import { type FlowOrg, runFlowOrg, runSampleOrg, type SampleOrg } from './support/sample-org.ts';
import { mountSmallDisk } from './support/small-disk.ts';

// Whole runs of the service in processes of their own, on machines that do other things too.
jest.setTimeout(120_000);

let org: SampleOrg;

/** A web server that has nothing to do with Salesforce. */
let stranger: { url: string; close: () => void };

beforeAll(async () => {
  org = await runSampleOrg({ accounts: 100 });
  const server = createServer((_request, response) => response.writeHead(404).end('Nothing here')).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  stranger = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}, 60_000);

afterAll(async () => {
  stranger.close();
  await org.close();
});

/** Runs `baton …` with settings that differ from the right ones. */
function baton(args: string[], change: Record<string, string> = {}, of: FlowOrg = org): Promise<Ended> {
  return runCommand(args, { environment: { ...of.environment, ...change }, folder: of.folder });
}

/** The same for what ends before any work is done. */
function batonHere(args: string[], change: Record<string, string> = {}): Promise<Ended> {
  return runCommandHere(args, { environment: { ...org.environment, ...change }, folder: org.folder });
}

/** One message, what to do about it, and nothing that is of no use to a person or a secret. */
function expectClear({ stderr, stdout, code }: Ended, expected: { code: number; says: string | RegExp }): void {
  const messages = stderr.split('\n').filter((line) => line.startsWith('baton: '));
  expect({ stderr, stdout, messages: messages.length, code }).toMatchObject({ messages: 1, code: expected.code });
  expect(messages[0]).toMatch(expected.says);
  expectNoSecret(stderr + stdout);
}

function expectNoSecret(text: string): void {
  expect(text).not.toMatch(/^\s+at .*:\d+/m);
  expect(text).not.toMatch(/PRIVATE KEY-----\n|00D\w{12,15}!|eyJ[\w-]{20,}/);
  const secret = readFileSync(org.login.privateKeyFile, 'utf8').split('\n')[2]!;
  expect(text).not.toContain(secret.slice(0, 20));
}

function fileIn(name: string, text: string): string {
  const path = join(org.folder, name);
  writeFileSync(path, text);
  return path;
}

const otherKey = (): string =>
  String(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }));

const rep = (): string =>
  org.rows<{
    name: string;
  }>(`SELECT u.Username AS name FROM "User" u JOIN "PermissionSetAssignment" a ON a.AssigneeId = u.Id
    JOIN "PermissionSet" s ON s.Id = a.PermissionSetId WHERE s.Name = 'Baton_Rep' AND u.IsActive = 1`)[0]!.name;

describe('who can not log in is told why', () => {
  test.each<[string, () => Record<string, string>, RegExp]>([
    ['a wrong key', () => ({ BATON_PRIVATE_KEY_FILE: fileIn('other.key', otherKey()) }), /does not know the key/],
    [
      'a host that is not Salesforce',
      () => ({ BATON_LOGIN_URL: 'https://evil.example' }),
      /evil\.example is not an address/,
    ],
    ['an address without a login', () => ({ BATON_LOGIN_URL: stranger.url }), /no Salesforce login here/],
    ['an address where nothing answers', () => ({ BATON_LOGIN_URL: 'http://127.0.0.1:9' }), /did not answer|reach/],
    ['a wrong consumer key', () => ({ BATON_CLIENT_ID: 'other' }), /does not know this consumer key/],
    ['a user who is not pre-authorised', () => ({ BATON_USERNAME: rep() }), /not allowed to use/],
  ])('%s', async (_, change, says) => {
    const ended = await batonHere(['status'], change());
    expectClear(ended, { code: EXIT.unavailable, says });
    expect(ended.stderr).toContain('  → ');
  });

  test('a misspelled username is among the things to check, since Salesforce does not tell it apart', async () => {
    const { stderr } = await batonHere(['status'], { BATON_USERNAME: 'nobody@nowhere.invalid' });
    expect(stderr).toContain('  → Check BATON_USERNAME');
  });
});

describe('a wrong configuration', () => {
  test('is told as a whole, with the nearest name for an unknown one', async () => {
    const ended = await baton(['sync'], {
      ...{ BATON_BUDGET_SHRAE: '0.2', BATON_API_VERSION: 'latest', BATON_CLIENT_ID: '' },
      BATON_PRIVATE_KEY_FILE: fileIn('no.key', 'hello'),
    });
    expectClear(ended, { code: EXIT.wrongInput, says: 'The configuration has 4 problems' });
    expect(ended.stderr).toContain('BATON_BUDGET_SHRAE is not a setting of Baton; did you mean BATON_BUDGET_SHARE?');
    expect(ended.stderr).toContain('BATON_API_VERSION is not valid: must look like 66.0');
    expect(ended.stderr).toContain('BATON_CLIENT_ID is missing');
    expect(ended.stderr).toContain('is not a private key in PEM form');
  });

  test('an unknown option and an unknown command are told with a hint', async () => {
    const [option, command] = [await batonHere(['sync', '--jsno']), await batonHere(['snyc'])];
    expect([option.code, command.code]).toEqual([EXIT.wrongInput, EXIT.wrongInput]);
    expect(option.stderr).toMatch(/unknown option '--jsno'[\s\S]*--json/);
    expect(command.stderr).toMatch(/unknown command 'snyc'[\s\S]*sync/);
    expectNoSecret(option.stderr + command.stderr);
  });
});

describe('a malformed CSV is told with file and line', () => {
  test.each<[string, string, string, RegExp]>([
    ['knows', 'an open quote', 'at,from,to,kind\n2026-01-01,a,"b,mail\n', /quote|quoted/i],
    ['knows', 'a row that is too short', 'at,from,to,kind\n2026-01-01,a\n', /line 2/],
    ['knows', 'a missing column', 'when,from,to\n2026-01-01,a,b\n', /no column at, kind/],
    ['knows', 'a date that is none', 'at,from,to,kind\nyesterday,a,b,mail\n', /line 2/],
    ['match', 'an empty file', '', /is empty/],
    ['match', 'a row that is too long', 'id,name\n1,Adler\n2,Berg,3\n', /line 3/],
    ['match', 'an id that comes twice', 'id,name\n1,Adler\n1,Berg\n', /line 3/],
  ])('try %s: %s', async (command, name, text, says) => {
    const file = fileIn(`${name}.csv`, text);
    const ended = await batonHere(['try', command, file]);
    expectClear(ended, { code: EXIT.wrongInput, says });
    expect(ended.stderr).toContain(file);
  });
});

const relationships = (of: FlowOrg = org): unknown[] =>
  of.rows('SELECT Id, External_Id__c, Band__c FROM "Baton_Relationship__c" WHERE IsDeleted = 0 ORDER BY Id');

/** Changes rights as an admin would, until the returned function undoes it. */
function takeAway(table: string, condition: string): () => void {
  const setId = `(SELECT Id FROM "PermissionSet" WHERE Name = 'Baton_Integration')`;
  const change = (sql: string): void => {
    org.org.database.exec(sql);
    org.org.accessVersion += 1;
  };
  change(`CREATE TABLE taken AS SELECT * FROM "${table}" WHERE ParentId IN ${setId} AND ${condition}`);
  change(`DELETE FROM "${table}" WHERE Id IN (SELECT Id FROM taken)`);
  return () => change(`INSERT INTO "${table}" SELECT * FROM taken; DROP TABLE taken`);
}

async function syncs(change: Record<string, string> = {}): Promise<{ ended: Ended; summary: Summary }> {
  const ended = await baton(['sync', '--json'], change);
  if (ended.stdout === '') throw new Error(ended.stderr);
  return { ended, summary: JSON.parse(ended.stdout) as Summary };
}

describe('a run that can not see or keep everything takes nothing away', () => {
  test('a field that decides about privacy: nothing is published until it can be read', async () => {
    const giveBack = takeAway('FieldPermissions', "Field = 'Contact.Baton_Do_Not_Suggest__c'");
    const blind = await syncs();
    giveBack();
    expect(blind.ended.code).toBe(EXIT.parked);
    expect(blind.summary.problems[0]).toContain('can not read Contact.Baton_Do_Not_Suggest__c');
    expect(relationships()).toEqual([]);
    const mended = await syncs();
    expect(mended.ended.code).toBe(EXIT.ok);
    expect(mended.summary).toMatchObject({ problems: [] });
    expect(mended.summary.upserts).toBeGreaterThan(50);
    expect(relationships()).toHaveLength(mended.summary.relationships);
  });

  test('an object that can not be read: what stands in the CRM stays', async () => {
    const before = relationships();
    const giveBack = takeAway('ObjectPermissions', "SobjectType = 'Opportunity'");
    const blind = await syncs();
    giveBack();
    expect(blind.ended.code).toBe(EXIT.parked);
    expect(blind.summary.problems).toContainEqual(expect.stringContaining('can not read Opportunity'));
    expectNoSecret(blind.ended.stderr + blind.ended.stdout);
    expect(relationships()).toEqual(before);
    expect((await syncs()).summary).toMatchObject({ upserts: 0, deletes: 0, problems: [] });
    expect(relationships()).toEqual(before);
  });

  test('an org without the package is told by what is missing', async () => {
    const bare = await runFlowOrg(createOrg({ file: ':memory:' }));
    try {
      const ended = await baton(['sync'], {}, bare);
      expectClear(ended, { code: EXIT.unavailable, says: /can not write Baton_\w+__c .*it is not there/ });
      expect(ended.stderr).toContain('  → Deploy the Baton package');
    } finally {
      await bare.close();
    }
  });

  test('two processes on one data folder: the second one is refused, the first one is not disturbed', async () => {
    const folder = join(org.folder, 'data');
    const first = await openDatabase({ folder });
    try {
      const ended = await baton(['sync']);
      expectClear(ended, { code: EXIT.unavailable, says: `is in use by process ${process.pid}` });
      expect(ended.stderr).toContain('BATON_DATA_FOLDER');
      expect(await first.query('SELECT count(*) > 0 AS filled FROM account')).toEqual([{ filled: true }]);
      await first.query("UPDATE setting SET value = '00D000000000009AAA' WHERE key = 'org'");
    } finally {
      await first.close();
    }
  });

  test('a database of another org is refused before anything is written', async () => {
    const before = relationships();
    const ended = await baton(['sync']);
    expectClear(ended, { code: EXIT.wrongInput, says: 'filled from org 00D000000000009AAA' });
    expect(relationships()).toEqual(before);
  });

  const disk = mountSmallDisk(100);
  (disk === undefined ? test.skip : test)('a full disk (needs root to mount one)', async () => {
    const before = relationships();
    const folder = join(disk!.folder, 'data');
    try {
      const database = await openDatabase({ folder });
      await migrate(database);
      await database.close();
      disk!.fill(100_000);
      const full = await baton(['sync'], { BATON_DATA_FOLDER: folder });
      expectClear(full, { code: EXIT.unavailable, says: /disk that holds the database is full/ });
      expect(relationships()).toEqual(before);
      disk!.grow(1_000);
      const { ended, summary } = await syncs({ BATON_DATA_FOLDER: folder });
      expect(ended.code).toBe(EXIT.ok);
      expect(summary).toMatchObject({ upserts: 0, deletes: 0, relationships: before.length });
    } finally {
      disk!.remove();
    }
  });
});

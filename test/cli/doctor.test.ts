import { generateKeyPairSync } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { doctorExitCode, runDoctor } from '../../src/cli/doctor.ts';
import { checkDatabase } from '../../src/cli/doctor/check-database.ts';
import { renderFindings, renderFindingsAsJson } from '../../src/cli/doctor/render-findings.ts';
import type { ConnectOptions } from '../../src/crm/connect-options.ts';
import type { Database } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { connectOptions, keys } from '../crm/support/login.ts';
import { type RunningSmallOrg, runSmallOrg } from '../devorg/support/running-org.ts';
import { addRow, addUser, assign } from '../devorg/support/small-org.ts';

let box: RunningSmallOrg;
let database: Database;
let connect: ConnectOptions;

beforeAll(async () => {
  database = await openDatabase({});
});

afterAll(async () => {
  await database.close();
});

beforeEach(async () => {
  box = await runSmallOrg({ forceApp: 'force-app/main/default' });
  // The small org lives on a day of its own; this machine does not.
  box.org.clock.move(Date.now() - box.org.clock.now());
  const integration = addUser(box.org, { LastName: 'Integration' }, 'Minimum Access - API Only Integrations');
  assign(box.org, 'Baton_Integration', [integration]);
  for (const division of ['Facility', 'Security']) addDivision(division);
  letReadIndividuals(integration);
  box.running.context.apps.register({
    clientId: connectOptions.clientId,
    certificatePem: String(keys.publicKey.export({ type: 'spki', format: 'pem' })),
    permissionSets: ['Baton_Integration'],
    profiles: [],
  });
  connect = { ...connectOptions, loginUrl: box.url, username: '.integration@example.invalid', allowLocalOrg: true };
});

/** What people wish about their data: rights that the package can not give, since not every org has the object. */
function letReadIndividuals(user: string): void {
  const set = addRow(box.org, 'PermissionSet', { Name: 'Privacy', Label: 'Privacy' });
  addRow(box.org, 'ObjectPermissions', { ParentId: set, SobjectType: 'Individual', PermissionsRead: true });
  for (const field of ['ShouldForget', 'HasOptedOutProcessing']) {
    const right = { ParentId: set, SobjectType: 'Individual', Field: `Individual.${field}`, PermissionsRead: true };
    addRow(box.org, 'FieldPermissions', right);
  }
  addRow(box.org, 'PermissionSetAssignment', { PermissionSetId: set, AssigneeId: user });
  box.org.accessVersion += 1;
}

// Each test has its own org.
async function examine(
  change: Partial<ConnectOptions> = {},
  open: () => Promise<Database> = () => Promise.resolve(lent(database)),
): Promise<{ text: string; faults: string[]; hints: string[]; exit: number }> {
  try {
    const findings = await runDoctor({ connect: { ...connect, ...change }, openDatabase: open });
    const of = (level: string): string[] =>
      findings
        // What a person does in Setup has its own tests: no small org has any of it.
        .filter((finding) => finding.level === level && finding.area !== 'by hand')
        .map(({ area, message }) => `${area}: ${message}`);
    for (const { level, actions } of findings) expect(level === 'ok' || actions.length > 0).toBe(true);
    expect(JSON.parse(renderFindingsAsJson(findings))).toMatchObject({ ok: doctorExitCode(findings) === 0 });
    return { text: renderFindings(findings), faults: of('fault'), hints: of('hint'), exit: doctorExitCode(findings) };
  } finally {
    await box.close();
  }
}

function addDivision(name: string, values: object = {}): void {
  const row = {
    Name: name,
    Key__c: name.toLowerCase(),
    Active__c: true,
    User_Field__c: 'Division',
    User_Values__c: name,
  };
  addRow(box.org, 'Baton_Division__c', { OwnerId: box.admin, ...row, ...values });
}

/** The same database, not closed by its borrower. */
function lent(owner: Database): Database {
  return Object.create(owner, { close: { value: () => Promise.resolve() } }) as Database;
}

function sql(text: string): void {
  box.org.database.exec(text);
  box.org.accessVersion += 1;
}

async function empty(owner: Database): Promise<void> {
  await owner.query('DROP SCHEMA public CASCADE');
  await owner.query('CREATE SCHEMA public');
}

const setOf = `(SELECT Id FROM "PermissionSet" WHERE Name = 'Baton_Integration')`;

describe('doctor', () => {
  test('finds nothing to mend in a good installation', async () => {
    await empty(database);
    await migrate(database);
    const { text, faults, hints, exit } = await examine();
    expect({ faults, hints, exit }).toEqual({ faults: [], hints: [], exit: 0 });
    expect(text).toContain('Baton can work; 3 hints.');
    expect(text.split('\n').filter((line) => line.startsWith('hint') && !line.includes('by hand'))).toEqual([]);
  });

  test('names a hidden field, what is lost by it and the permission set that gives it', async () => {
    sql(`DELETE FROM "FieldPermissions" WHERE ParentId IN ${setOf} AND Field IN
      ('Account.Website', 'Contact.Baton_Do_Not_Suggest__c', 'Baton_Relationship__c.Reasons__c')`);
    const { text, faults, hints, exit } = await examine();
    expect(exit).toBe(2);
    expect(hints).toEqual([expect.stringContaining('can not read Account.Website. Accounts of the same customer')]);
    expect(faults).toEqual([
      expect.stringContaining('can not read Contact.Baton_Do_Not_Suggest__c'),
      expect.stringContaining('can not read Baton_Relationship__c.Reasons__c'),
      expect.stringContaining('may not write Baton_Relationship__c.Reasons__c'),
    ]);
    expect(text).toContain('→ Assign the permission set Baton Integration');
    expect(text).toContain('3 things to mend');
  });

  test('names the rights to write and to see all rows', async () => {
    sql(`UPDATE "ObjectPermissions" SET PermissionsDelete = 0, PermissionsModifyAllRecords = 0
      WHERE ParentId IN ${setOf} AND SobjectType = 'Baton_Relationship__c'`);
    sql(`UPDATE "ObjectPermissions" SET PermissionsViewAllRecords = 0
      WHERE ParentId IN ${setOf} AND SobjectType = 'Account'`);
    const { faults } = await examine();
    expect(faults).toEqual([
      'access: may not delete rows of Baton_Relationship__c.',
      'access: sees only the rows of Account that are shared with it, not all.',
    ]);
  });

  test('names what hand-offs, needs and matches may not write', async () => {
    sql(`UPDATE "ObjectPermissions" SET PermissionsEdit = 0, PermissionsModifyAllRecords = 0, PermissionsDelete = 0
      WHERE ParentId IN ${setOf} AND SobjectType = 'Baton_Handoff__c'`);
    const { faults } = await examine();
    expect(faults).toContain('access: may not edit rows of Baton_Handoff__c.');
  });

  test('says where wishes to be forgotten can not be read', async () => {
    sql(`DELETE FROM "ObjectPermissions" WHERE SobjectType = 'Individual'`);
    const { hints } = await examine();
    expect(hints).toEqual([expect.stringContaining('can not read Individual. Wishes to be forgotten')]);
  });

  test('warns when the service has used most of its calls', async () => {
    const status = { Key__c: 'org', State__c: 'Ok', Api_Budget_Day__c: 1_000 };
    addRow(box.org, 'Baton_Sync_Status__c', { ...status, Api_Calls_Day__c: 850 });
    const { hints } = await examine();
    expect(hints).toEqual(['budget: The service used 850 of the 1000 API calls that it may make a day (85 %).']);
  });

  test.each([
    [8_000, 2_000, 'hint', '8000 of 10000 MB of data storage are used (80 %).'],
    [9_600, 400, 'fault', '9600 of 10000 MB of data storage are used (96 %); new rows will be refused.'],
  ])('says how full the org is at %i MB', async (_used, Remaining, level, words) => {
    box.running.context.faults.push((req, res, next) => {
      if (!req.path.endsWith('/limits')) {
        next();
        return;
      }
      res.json({ DailyApiRequests: { Max: 100_000, Remaining: 99_000 }, DataStorageMB: { Max: 10_000, Remaining } });
    });
    const { hints, faults } = await examine();
    expect(level === 'hint' ? hints : faults).toEqual([`storage: ${words}`]);
  });

  test('a division that names no field of User, and one that nobody can belong to, are told', async () => {
    addDivision('Catering', { User_Field__c: 'Branch__c' });
    addDivision('Cleaning', { User_Values__c: null });
    const { faults } = await examine();
    expect(faults).toEqual([
      'divisions: The division Cleaning has no User values, so that nobody belongs to it.',
      expect.stringContaining('access: can not read User.Branch__c'),
    ]);
  });

  test('an org without divisions can not pass leads between them', async () => {
    sql('UPDATE "Baton_Division__c" SET Active__c = 0');
    const { faults } = await examine();
    expect(faults).toEqual(['divisions: There is no active division.']);
  });

  test('an org without the package is told by object', async () => {
    await box.close();
    box = await runSmallOrg();
    box.running.context.apps.register({
      clientId: connectOptions.clientId,
      certificatePem: String(keys.publicKey.export({ type: 'spki', format: 'pem' })),
      permissionSets: [],
      profiles: ['System Administrator'],
    });
    const username = box.org.database.prepare('SELECT Username FROM "User" WHERE Id = ?').get(box.admin)?.['Username'];
    const { faults, exit } = await examine({ loginUrl: box.url, username: String(username) });
    expect(exit).toBe(2);
    expect(faults).toContain('access: can not write Baton_Relationship__c: it is not there.');
    expect(faults).toContainEqual(expect.stringContaining('can not read Baton_Division__c'));
  });

  test.each<[string, () => Partial<ConnectOptions>, string]>([
    ['a wrong key', () => ({ privateKeyPem: otherKey() }), 'credentials: Salesforce does not know the key'],
    ['a file that is no key', () => ({ privateKeyPem: 'hello' }), 'credentials: The private key is not an RSA key'],
    ['a wrong consumer key', () => ({ clientId: 'other' }), 'credentials: Salesforce does not know this consumer key'],
    [
      'a user without the permission set',
      () => ({ username: 'anna.amsel@example.invalid' }),
      'credentials: The integration user is not allowed',
    ],
    [
      'a host that is not Salesforce',
      () => ({ loginUrl: 'https://evil.example' }),
      'reachability: https://evil.example is not',
    ],
    [
      'an address where nothing answers',
      () => ({ loginUrl: 'http://127.0.0.1:9' }),
      'reachability: Salesforce did not answer',
    ],
    ['an API version that is too old', () => ({ apiVersion: '59.0' }), 'API version: Baton is set to API version 59.0'],
  ])('%s is one clear finding', async (_, change, expected) => {
    const { faults, exit } = await examine(change());
    expect(faults).toEqual([expect.stringContaining(expected)]);
    expect(exit).toBe(2);
  });

  test('a clock that is off and a small budget are hints', async () => {
    box.org.clock.move(600_000);
    const { hints, exit } = await examine({ budgetShare: 0.01 });
    expect(hints).toEqual([
      expect.stringContaining('budget:'),
      expect.stringMatching(/clock: This machine is (599|600) s behind the org/),
    ]);
    expect(exit).toBe(0);
  });

  test('an empty database is fine, and one of a newer Baton is not', async () => {
    await empty(database);
    const { text, exit } = await examine();
    expect(exit).toBe(0);
    expect(text).toContain('it is empty and the first start fills it');
    await database.query('CREATE TABLE migration (number int PRIMARY KEY, file text NOT NULL)');
    await database.query("INSERT INTO migration VALUES (999999, '999999-future.sql')");
    const [finding] = await checkDatabase(() => Promise.resolve(lent(database)));
    expect(finding).toMatchObject({ level: 'fault', message: expect.stringContaining('newer Baton') as unknown });
  });

  test('a database that can not be reached is a finding, and the org is looked at all the same', async () => {
    const { faults, text } = await examine({}, () =>
      openDatabase({ url: 'postgres://baton:secret@127.0.0.1:9/baton' }),
    );
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain('database:');
    expect(text).not.toContain('secret');
    expect(text).toContain('ok    access');
  });
});

function otherKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
}

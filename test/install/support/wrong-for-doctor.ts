import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

import { runDoctor } from '../../../src/cli/doctor.ts';
import { connectOptions } from '../../../src/cli/open-service.ts';
import { runOnce } from '../../../src/cli/run-service.ts';
import { type Config, readConfig } from '../../../src/config/read-config.ts';
import { connectCrm } from '../../../src/crm/connect.ts';
import type { ConnectOptions } from '../../../src/crm/connect-options.ts';
import { readFaultPlan } from '../../../src/devorg/faults/index.ts';
import { createLogger } from '../../../src/log/logger.ts';
import { defaultPolicy } from '../../../src/policy/index.ts';
import type { Database } from '../../../src/store/database.ts';
import { writeSetting } from '../../../src/store/tables/settings.ts';
import { openStore } from '../../support/databases.ts';
import type { InstallBox } from './install-box.ts';
import { refusalOf, type Word, type WrongSetup } from './wrong-setups.ts';

function settingsOf({ settingsFile }: InstallBox): Config {
  return readConfig(parseEnv(readFileSync(settingsFile, 'utf8')));
}

function connectOf(box: InstallBox, change: Partial<ConnectOptions> = {}): ConnectOptions {
  return { ...connectOptions(settingsOf(box), createLogger({ level: 'silent' })), retryPauseMs: 1, ...change };
}

let database: Promise<Database> | undefined;

export async function closeDatabase(): Promise<void> {
  await (await database)?.close();
}

/** One database for all looks: opening one takes longer than looking. */
async function lentDatabase(): Promise<Database> {
  database ??= openStore();
  const open = await database;
  return Object.assign(Object.create(open) as Database, { close: () => Promise.resolve() });
}

/** All that the doctor finds amiss, what must be mended first. */
async function doctor(box: InstallBox, change: Partial<ConnectOptions> = {}): Promise<readonly Word[]> {
  const findings = await runDoctor({ connect: connectOf(box, change), openDatabase: lentDatabase });
  const of = (wanted: string): readonly Word[] => findings.filter(({ level }) => level === wanted);
  return [...of('fault'), ...of('hint')];
}

const withFault =
  (kind: string, options: object = {}): WrongSetup['run'] =>
  (box) => {
    box.running.faults.set(readFaultPlan([{ effect: { kind, ...options } }]));
    return doctor(box).finally(() => {
      box.running.faults.set(readFaultPlan([]));
    });
  };

/** Changes rows for the time of one look. */
const withRows =
  (sql: string): WrongSetup['run'] =>
  async (box) => {
    const { database } = box.org;
    database.exec('SAVEPOINT wrong');
    try {
      database.exec(sql);
      box.org.accessVersion += 1;
      return await doctor(box);
    } finally {
      database.exec('ROLLBACK TO wrong; RELEASE wrong');
      box.org.accessVersion += 1;
    }
  };

const oneOf = (object: string): string => `SELECT "Id" FROM "PermissionSet" WHERE "Name" = '${object}'`;

const wrong = (
  name: string,
  run: WrongSetup['run'],
  cause: RegExp,
  fix: RegExp,
  command: WrongSetup['command'] = 'baton doctor',
): WrongSetup => ({ name, command, run, cause, fix });

/** Set-ups that were right once. Each leaves the box as it found it. */
export const wrongForDoctor: readonly WrongSetup[] = [
  wrong(
    'the private key is not the one whose certificate the app has',
    (box) => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      return doctor(box, { privateKeyPem: String(privateKey.export({ type: 'pkcs8', format: 'pem' })) });
    },
    /does not know the key/,
    /Upload the certificate|rotate-key/,
  ),
  wrong(
    'the certificate of the app has expired',
    (box) => {
      const threeYears = 3 * 365 * 86_400_000;
      box.org.clock.move(threeYears);
      return doctor(box).finally(() => {
        box.org.clock.move(-threeYears);
      });
    },
    /certificate of the app has expired/,
    /baton rotate-key/,
  ),
  wrong(
    'the user is not pre-authorised for the app',
    withRows(`DELETE FROM "PermissionSetAssignment" WHERE "PermissionSetId" IN (${oneOf('Baton_Integration')})`),
    /not allowed to use the External Client App/,
    /permission set Baton Integration/,
  ),
  wrong(
    'the user of the service was deactivated',
    withRows(`UPDATE "User" SET "IsActive" = 0 WHERE "Username" LIKE 'baton.integration@%'`),
    /unknown, inactive, frozen/,
    /Activate or unfreeze/,
  ),
  wrong(
    'the consumer key belongs to no app of this org',
    (box) => doctor(box, { clientId: 'of-another-org' }),
    /does not know this consumer key/,
    /BATON_CLIENT_ID/,
  ),
  wrong(
    'a field may not be read',
    withFault('hideField', { field: 'Contact.AccountId' }),
    /can not read Contact.AccountId/,
    /Baton Integration/,
  ),
  wrong(
    'the service sees only a part of the accounts',
    withRows(
      `UPDATE "ObjectPermissions" SET "PermissionsViewAllRecords" = 0 WHERE "SobjectType" = 'Account' AND "ParentId" IN (${oneOf('Baton_Integration')})`,
    ),
    /sees only the rows of Account that are shared with it/,
    /Baton Integration/,
  ),
  wrong(
    'an object of the package is gone',
    withFault('hideObject', { object: 'Baton_Relationship__c' }),
    /can not read Baton_Relationship__c/,
    /sf project deploy start/,
  ),
  wrong(
    'there are no divisions',
    withRows('DELETE FROM "Baton_Division__c"'),
    /no active division/,
    /Create a Baton Division/,
  ),
  wrong(
    'a division has no people',
    withRows(`UPDATE "Baton_Division__c" SET "User_Values__c" = NULL WHERE "Name" = 'Security'`),
    /Security has no User values/,
    /Fill Key and User Values/,
  ),
  wrong(
    'the clock of this machine is ten minutes off',
    (box) => {
      box.org.clock.move(600_000);
      return doctor(box).finally(() => {
        box.org.clock.move(-600_000);
      });
    },
    /This machine is \d+ s behind the org/,
    /NTP/,
  ),
  wrong(
    'others have used up the API calls of the org',
    (box) => {
      const { usage } = box.running.context;
      usage.count(85_000);
      return doctor(box).finally(() => {
        usage.reset();
      });
    },
    /is the reserve for others/,
    /System Overview/,
  ),
  wrong(
    'the login goes to production instead of the sandbox',
    withFault('refuseLogin', { error: 'invalid_grant', description: 'audience is invalid' }),
    /sent to the wrong place/,
    /test\.salesforce\.com/,
  ),
  wrong(
    'the address is no Salesforce host',
    (box) => doctor(box, { loginUrl: 'https://login.example.com' }),
    /not an address that Baton may talk to/,
    /BATON_LOGIN_URL/,
  ),
  wrong(
    'the key file is the certificate',
    (box) =>
      refusalOf(() =>
        Promise.resolve().then(() => {
          const { BATON_PRIVATE_KEY_FILE: file } = settingsOf(box);
          const text = readFileSync(box.settingsFile, 'utf8');
          writeFileSync(`${box.settingsFile}.wrong`, text.replace(file, file.replace(/\.key$/, '.crt')));
          return settingsOf({ ...box, settingsFile: `${box.settingsFile}.wrong` });
        }),
      ),
    /is not a private key in PEM form/,
    /Set the variables named above/,
  ),
  wrong(
    'the database was filled from another org',
    (box) =>
      refusalOf(async () => {
        const store = await openStore();
        const crm = await connectCrm(connectOf(box));
        try {
          await writeSetting(store, 'org', '00D000000000001AAA');
          return await runOnce({ crm, database: store, policyDefaults: defaultPolicy, version: '0.0.0' });
        } finally {
          await crm.close();
          await store.close();
        }
      }),
    /was filled from org 00D000000000001AAA/,
    /its own database/,
    'baton sync',
  ),
];

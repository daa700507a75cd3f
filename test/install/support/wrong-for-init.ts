import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ApiError } from '../../../src/devorg/api-error.ts';
import { setKeyRules } from '../../../src/devorg/client-apps/key-rules.ts';
import { readFaultPlan } from '../../../src/devorg/faults/index.ts';
import { addSaveGuard } from '../../../src/devorg/records/save-guards.ts';
import { judgeOrg } from '../../../src/install/facts/judge-org.ts';
import { readOrgFacts } from '../../../src/install/facts/org-facts.ts';
import type { InitOptions } from '../../../src/install/init.ts';
import { lockInstall } from '../../../src/install/install-lock.ts';
import { idOf } from '../../devorg/support/small-org.ts';
import { type InstallBox } from './install-box.ts';
import { refusalOf, type Word, type WrongSetup } from './wrong-setups.ts';

const change = ({ org }: InstallBox, sql: string): void => {
  org.database.exec(sql);
  org.accessVersion += 1;
};

const fault = (box: InstallBox, kind: string, options: object = {}): void =>
  box.running.faults.set(readFaultPlan([{ effect: { kind, ...options } }]));

const init = (box: InstallBox, options?: Partial<InitOptions>): Promise<readonly Word[]> =>
  refusalOf(() => box.init(options));

/** What the check of the org remarks without refusing it. */
async function hints(box: InstallBox): Promise<readonly Word[]> {
  const remarks = judgeOrg(await readOrgFacts(await box.open()), Date.now());
  return remarks.filter(({ level }) => level === 'hint');
}

/** A package with one permission set that names a field which is nowhere. */
function brokenPackage({ folder }: InstallBox): string {
  const place = join(folder, 'broken', 'main', 'default', 'permissionsets');
  mkdirSync(place, { recursive: true });
  const field =
    '<fieldPermissions><editable>false</editable><field>Account.Nowhere__c</field><readable>true</readable></fieldPermissions>';
  const set = `<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata">${field}<hasActivationRequired>false</hasActivationRequired><label>Baton Integration</label></PermissionSet>`;
  writeFileSync(
    join(place, 'Baton_Integration.permissionset-meta.xml'),
    `<?xml version="1.0" encoding="UTF-8"?>\n${set}\n`,
  );
  return join(folder, 'broken');
}

const wrong = (name: string, run: WrongSetup['run'], cause: RegExp, fix: RegExp): WrongSetup => ({
  name,
  command: 'baton init',
  run,
  cause,
  fix,
});

/** Set-ups in which nothing has been made yet, or nothing that would be needed again. */
export const wrongForInit: readonly WrongSetup[] = [
  wrong(
    'the login that sf keeps has ended',
    async (box) => {
      const org = await box.open();
      box.running.context.sessions.endAll();
      return refusalOf(async () => box.init({ org }));
    },
    /no longer accepted/,
    /sf org login web/,
  ),
  wrong(
    'a rep starts the installation',
    async (box) => init(box, { org: await box.open(idOf(box.org, 'User', 'FirstName', 'Anna')) }),
    /you lack .*Modify Metadata/,
    /System Administrator/,
  ),
  wrong(
    'the edition has no API',
    (box) => {
      change(box, `UPDATE "Organization" SET "OrganizationType" = 'Team Edition'`);
      return init(box);
    },
    /Team Edition has no API/,
    /Enterprise/,
  ),
  wrong(
    'the API is switched off',
    (box) => {
      fault(box, 'apiDisabledForOrg');
      return refusalOf(() => box.open());
    },
    /API.* is switched off/,
    /edition of the org has the API/,
  ),
  wrong(
    'the org is in read-only mode',
    (box) => {
      change(box, `UPDATE "Organization" SET "IsReadOnly" = 1`);
      return init(box);
    },
    /read-only mode/,
    /maintenance ends/,
  ),
  wrong(
    'the org has a namespace of its own',
    (box) => {
      change(box, `UPDATE "Organization" SET "NamespacePrefix" = 'acme'`);
      return init(box);
    },
    /namespace acme/,
    /without a namespace/,
  ),
  wrong(
    'the data storage is full',
    (box) => {
      box.running.context.callFaults.push(async (call, place, answer) => {
        const reply = await answer(call);
        if (place.route.path !== 'limits') return reply;
        return { ...reply, body: { ...(reply.body as object), DataStorageMB: { Max: 10_240, Remaining: 0 } } };
      });
      return init(box);
    },
    /can take no row/,
    /Storage Usage/,
  ),
  wrong(
    'the API calls of the day are used up',
    (box) => {
      box.running.context.usage.count(99_800);
      return init(box);
    },
    /API calls are left/,
    /Wait some hours/,
  ),
  wrong(
    'account teams are switched off',
    async (box) => {
      fault(box, 'hideObject', { object: 'AccountTeamMember' });
      return hints(box);
    },
    /Account teams are switched off/,
    /Setup > Account Teams/,
  ),
  wrong(
    'no Salesforce Integration licence is free',
    (box) => {
      change(box, `UPDATE "UserLicense" SET "TotalLicenses" = 0 WHERE "Name" = 'Salesforce Integration'`);
      return init(box);
    },
    /No licence Salesforce Integration is free/,
    /--full-licence/,
  ),
  wrong(
    'the licence does not allow what the service needs',
    (box) => {
      change(box, 'DELETE FROM "PermissionSetLicense"');
      return init(box);
    },
    /licence of the user does not allow/,
    /--full-licence/,
  ),
  wrong(
    'the username is taken in another org',
    (box) => {
      addSaveGuard(box.org, ({ object, kind }) => {
        if (object.name === 'User' && kind === 'create')
          throw new ApiError(400, 'DUPLICATE_USERNAME', 'Duplicate Username');
      });
      return init(box);
    },
    /username .* is taken/,
    /--integration-user/,
  ),
  wrong(
    'the user named for the service does not exist',
    (box) => init(box, { integrationUser: 'nobody@example.invalid' }),
    /no user nobody@example.invalid/,
    /--integration-user/,
  ),
  wrong(
    'the user named for the service is inactive',
    (box) => {
      change(box, `UPDATE "User" SET "IsActive" = 0 WHERE "FirstName" = 'Anna'`);
      return init(box, { integrationUser: 'anna.test@example.invalid' });
    },
    /is inactive/,
    /Setup > Users/,
  ),
  wrong(
    'the user named for the service is an administrator',
    (box) => init(box, { integrationUser: 'admin@example.invalid' }),
    /far more than the service needs: Modify All Data/,
    /Leave out --integration-user/,
  ),
  wrong(
    'two admins connect the org, each from their own machine',
    async (box) => {
      await box.init();
      const other = { root: join(box.folder, 'elsewhere'), settingsFile: join(box.folder, 'elsewhere.env') };
      return refusalOf(() => box.init(other));
    },
    /connected a Baton to this org already/,
    /--take-over/,
  ),
  wrong(
    'two installations run in one folder at the same time',
    (box) => {
      const folder = join(box.root, box.org.id);
      const release = lockInstall(folder);
      return refusalOf(() => Promise.resolve().then(() => lockInstall(folder))).finally(release);
    },
    /Another installation is at work/,
    /Wait until it has ended/,
  ),
  wrong(
    'the settings lead to another org',
    (box) => {
      writeFileSync(box.settingsFile, 'BATON_USERNAME=baton@another-org.example\n');
      return init(box);
    },
    /belongs to another org or user/,
    /--target-org/,
  ),
  wrong(
    'the command is started in the wrong folder',
    (box) => init(box, { forceApp: join(box.folder, 'force-app') }),
    /package is not in the folder/,
    /--force-app/,
  ),
  wrong(
    'the org does not take the package',
    (box) => init(box, { forceApp: brokenPackage(box) }),
    /did not take the package.*PermissionSet Baton_Integration/s,
    /start the same command again/,
  ),
  wrong(
    'the org does not tell the consumer key',
    (box) => {
      setKeyRules(box.org, { own: 'ignored', byMetadata: false, byConnect: false });
      return init(box);
    },
    /does not tell the consumer key/,
    /--consumer-key/,
  ),
  wrong(
    'the consumer key is copied from another app',
    (box) =>
      init(box, { ladder: { pasted: 'another', ask: () => Promise.resolve(undefined), patienceMs: 0, pauseMs: 1 } }),
    /does not know this consumer key/,
    /Copy the consumer key/,
  ),
  wrong(
    'the settings can not be written',
    (box) => init(box, { settingsFile: join(box.folder, 'not', 'there', '.env') }),
    /can not be written/,
    /a folder that you may write to/,
  ),
];

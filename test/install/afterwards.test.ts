import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { connectOptions } from '../../src/cli/open-service.ts';
import { runOnce } from '../../src/cli/run-service.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { connectCrm } from '../../src/crm/connect.ts';
import { planOf } from '../../src/install/step.ts';
import { createLogger } from '../../src/log/logger.ts';
import { defaultPolicy } from '../../src/policy/index.ts';
import { addRow, idOf } from '../devorg/support/small-org.ts';
import { openStore } from '../support/databases.ts';
import { type InstallBox, installBox } from './support/install-box.ts';

let box: InstallBox;

beforeEach(async () => {
  box = await installBox();
});

afterEach(async () => {
  await box.close();
});

/** One run of the service with what the installation wrote. @returns problems that it has */
async function sync(): Promise<readonly string[]> {
  const config = readConfig(parseEnv(readFileSync(box.settingsFile, 'utf8')));
  const database = await openStore();
  const crm = await connectCrm(connectOptions(config, createLogger({ level: 'silent' })));
  try {
    return (await runOnce({ crm, database, policyDefaults: defaultPolicy, version: '0.0.0' })).problems;
  } finally {
    await crm.close();
    await database.close();
  }
}

test('the service goes on when the admin who connected it has left', async () => {
  addRow(box.org, 'Account', { Name: 'Adler Werke', OwnerId: idOf(box.org, 'User', 'FirstName', 'Anna') });
  await box.init();
  const before = await sync();
  box.org.database.prepare('UPDATE "User" SET "IsActive" = 0 WHERE "Id" = ?').run(box.adminId);
  box.running.context.sessions.endAll(box.adminId);
  box.org.accessVersion += 1;
  expect(await sync()).toEqual(before);
});

test('a refreshed sandbox is recognised by its address, and begun anew', async () => {
  await box.init();
  const facts = join(box.folder, 'data');
  mkdirSync(facts);
  writeFileSync(join(facts, 'read before the refresh'), '');
  // Before the refresh the org at this address had another id.
  const formerId = '00D000000000009AAA';
  const folder = join(box.root, formerId);
  renameSync(join(box.root, box.org.id), folder);
  const journal = join(folder, 'journal.json');
  writeFileSync(journal, readFileSync(journal, 'utf8').replaceAll(box.org.id, formerId));
  const keyBefore = readFileSync(box.settingsFile, 'utf8');

  const { steps } = await box.prepare();
  const plan = await planOf(steps);
  expect(plan.map(({ title }) => title)).toContain('This sandbox was refreshed');
  await box.init();
  expect(existsSync(facts)).toBe(false);
  expect(existsSync(join(`${facts}.${formerId}`, 'read before the refresh'))).toBe(true);
  expect(readFileSync(box.settingsFile, 'utf8')).not.toBe(keyBefore);
  await sync();

  // The facts of the new org are not put aside again.
  mkdirSync(facts);
  await box.init();
  expect(existsSync(facts)).toBe(true);
});

test('the user that the service works as has a licence of its own kind, no role and no right beyond the permission set', async () => {
  await box.init();
  const user = box.org.database
    .prepare(
      `SELECT u."UserRoleId" AS role, p."Name" AS profile, l."Name" AS licence FROM "User" u JOIN "Profile" p ON p."Id" = u."ProfileId"
       JOIN "UserLicense" l ON l."Id" = p."UserLicenseId" WHERE u."Username" LIKE 'baton.integration@%'`,
    )
    .get();
  expect({ ...user }).toEqual({
    role: null,
    profile: 'Minimum Access - API Only Integrations',
    licence: 'Salesforce Integration',
  });
});

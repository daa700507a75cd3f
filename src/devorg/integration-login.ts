import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { DevorgContext } from './api/context.ts';
import { insertRows, nextId } from './data/index.ts';
import { profileId } from './metadata/first-rows.ts';
import type { Org } from './org.ts';

const permissionSet = 'Baton_Integration';
const clientId = 'baton-org-in-a-box';
const username = 'integration@org-in-a-box.invalid';

/** Everything a client needs to log in by JWT bearer. */
export interface IntegrationLogin {
  readonly loginUrl: string;
  readonly clientId: string;
  readonly username: string;
  readonly privateKeyFile: string;
}

/**
 * Makes the org ready for a service: a key pair in `folder` (the private key readable by its owner only), a connected
 * app that trusts it, and a user with the permission set `Baton_Integration`; where nothing is installed, the app lets
 * an administrator in. What is there already is used again.
 */
export function prepareIntegrationLogin(context: DevorgContext, folder: string): IntegrationLogin {
  const privateKeyFile = join(folder, 'integration.key');
  const key = readOrMakeKey(folder, privateKeyFile);
  context.apps.register({
    clientId,
    certificatePem: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
    permissionSets: [permissionSet],
    profiles: ['System Administrator'],
  });
  return { loginUrl: context.instanceUrl, clientId, username: findOrMakeUser(context.org), privateKeyFile };
}

function readOrMakeKey(folder: string, file: string): KeyObject {
  if (existsSync(file)) return createPrivateKey(readFileSync(file));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return privateKey;
}

function findOrMakeUser(org: Org): string {
  const sql = `SELECT u.Username AS username FROM "User" u
     JOIN "PermissionSetAssignment" a ON a.AssigneeId = u.Id JOIN "PermissionSet" s ON s.Id = a.PermissionSetId
     WHERE s.Name = ? AND u.IsActive = 1 ORDER BY u.Id LIMIT 1`;
  const holder = org.database.prepare(sql).get(permissionSet);
  return holder === undefined ? makeUser(org) : String(holder['username']);
}

/** Without the package there is no permission set to give: then an administrator logs in, to install it. */
function makeUser(org: Org): string {
  const set = org.database.prepare('SELECT Id FROM "PermissionSet" WHERE Name = ?').get(permissionSet);
  if (set === undefined) return administrator(org);
  const profile = 'Minimum Access - API Only Integrations';
  const existing = org.database.prepare('SELECT Id FROM "User" WHERE Username = ?').get(username);
  const userId = existing === undefined ? nextId(org, 'User') : String(existing['Id']);
  if (existing === undefined) insertRows(org, 'User', [integrationUser(userId, profileId(org, profile))]);
  insertRows(org, 'PermissionSetAssignment', [{ AssigneeId: userId, PermissionSetId: String(set['Id']) }]);
  return username;
}

/** The first user with all rights, who is there in every org. */
function administrator(org: Org): string {
  const sql =
    'SELECT "Username" AS username FROM "User" WHERE "ProfileId" = ? AND "IsActive" = 1 ORDER BY "Id" LIMIT 1';
  return String(org.database.prepare(sql).get(profileId(org, 'System Administrator'))?.['username']);
}

function integrationUser(id: string, profile: string): Record<string, string> {
  return {
    Id: id,
    Username: username,
    LastName: 'Integration',
    Email: username,
    Alias: 'integ',
    CommunityNickname: 'integration',
    ProfileId: profile,
    TimeZoneSidKey: 'GMT',
    LocaleSidKey: 'en_GB',
    EmailEncodingKey: 'UTF-8',
    LanguageLocaleKey: 'en_US',
  };
}

import { beforeAll, expect, test } from '@jest/globals';

import { ConnectedApps } from '../../src/devorg/connected-apps.ts';
import { createOrg } from '../../src/devorg/create-org.ts';
import { insertRows } from '../../src/devorg/data/index.ts';
import { OAuthError, userOfAssertion } from '../../src/devorg/oauth.ts';
import type { Org } from '../../src/devorg/org.ts';
import { makeKey, signAssertion } from './support/sign-assertion.ts';

const key = makeKey();
const instanceUrl = 'http://127.0.0.1:8080';
const wallClock = Date.parse('2026-11-01T12:00:00Z');
let org: Org;
let apps: ConnectedApps;
let adminId: string;

const good = {
  iss: 'baton',
  sub: 'admin@example.invalid',
  aud: 'https://login.salesforce.com',
  exp: wallClock / 1000 + 180,
};

beforeAll(() => {
  org = createOrg({ file: ':memory:' });
  apps = new ConnectedApps(org);
  const app = { certificatePem: key.publicPem, permissionSets: [], profiles: ['System Administrator'] };
  apps.register({ ...app, clientId: 'baton' });
  apps.register({ ...app, clientId: 'self-authorised', profiles: [] });
  apps.register({ ...app, clientId: 'by-set', profiles: [], permissionSets: ['Integration'] });
  const user = org.database.prepare('SELECT * FROM "User" WHERE Username = ?').get('admin@example.invalid')!;
  adminId = String(user['Id']);
  insertRows(org, 'User', [
    { Username: 'gone@example.invalid', LastName: 'Gone', IsActive: false, ProfileId: String(user['ProfileId']) },
    { Username: 'other@example.invalid', LastName: 'Other', IsActive: true, ProfileId: null },
  ]);
});

function logIn(claims: object, signingKey = key.privateKey): string {
  return userOfAssertion(org, { apps, instanceUrl, wallClock }, signAssertion({ ...good, ...claims }, signingKey));
}

function refusal(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    if (error instanceof OAuthError) return `${error.error}: ${error.message}`;
    throw error;
  }
  return 'none';
}

test('a signed assertion of a pre-authorised user opens the org, whatever the case of the username', () => {
  expect(logIn({})).toBe(adminId);
  expect(logIn({ sub: 'Admin@Example.invalid' })).toBe(adminId);
});

test.each([
  ['https://test.salesforce.com/'],
  [instanceUrl],
  ['http://localhost:8080'],
  [['https://login.salesforce.com']],
])('accepts the audience %s', (aud) => {
  expect(logIn({ aud })).toBe(adminId);
});

test('accepts an expiry in milliseconds, as the sf CLI writes it', () => {
  expect(logIn({ exp: wallClock + 300 })).toBe(adminId);
});

test.each([
  ['an unknown consumer key', { iss: 'nobody' }, 'invalid_client_id: client identifier invalid'],
  ['another audience', { aud: 'https://example.com' }, 'invalid_grant: audience is invalid'],
  ['an assertion of the past', { exp: wallClock / 1000 - 1 }, 'invalid_grant: expired authorization code'],
  ['an unknown user', { sub: 'x@example.invalid' }, "invalid_grant: user hasn't approved this consumer"],
  ['an inactive user', { sub: 'gone@example.invalid' }, 'inactive_user: user is inactive'],
  ['a self-authorised app', { iss: 'self-authorised' }, "invalid_grant: user hasn't approved this consumer"],
  [
    'a user outside the profiles',
    { sub: 'other@example.invalid' },
    'invalid_app_access: user is not admin approved to access this app',
  ],
  ['a user without the set', { iss: 'by-set' }, 'invalid_app_access: user is not admin approved to access this app'],
])('refuses %s', (_case, claims, expected) => {
  expect(refusal(() => logIn(claims))).toBe(expected);
});

test('refuses a signature made with another key', () => {
  expect(refusal(() => logIn({}, makeKey().privateKey))).toBe('invalid_grant: invalid assertion');
});

test('refuses an assertion whose claims were changed after signing', () => {
  const [header, , signature] = signAssertion(good, key.privateKey).split('.');
  const claims = Buffer.from(JSON.stringify({ ...good, sub: 'other@example.invalid' })).toString('base64url');
  const forged = `${header!}.${claims}.${signature!}`;
  expect(refusal(() => userOfAssertion(org, { apps, instanceUrl, wallClock }, forged))).toBe(
    'invalid_grant: invalid assertion',
  );
});

test.each([['nonsense'], ['a.b.c'], ['']])('refuses %j as no assertion', (text) => {
  expect(refusal(() => userOfAssertion(org, { apps, instanceUrl, wallClock }, text))).toBe(
    'invalid_grant: invalid assertion',
  );
});

test('refuses an unsigned token', () => {
  const unsigned = signAssertion(good, key.privateKey, 'none');
  expect(refusal(() => userOfAssertion(org, { apps, instanceUrl, wallClock }, unsigned))).toMatch(/^invalid_grant/);
});

test('opens to the holder of one of the permission sets', () => {
  insertRows(org, 'PermissionSet', [{ Name: 'Integration', Label: 'Integration' }]);
  const set = org.database.prepare(`SELECT Id FROM "PermissionSet" WHERE Name = 'Integration'`).get()!;
  insertRows(org, 'PermissionSetAssignment', [{ AssigneeId: adminId, PermissionSetId: String(set['Id']) }]);
  expect(logIn({ iss: 'by-set' })).toBe(adminId);
});

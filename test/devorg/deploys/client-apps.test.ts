import { generateKeyPairSync, type KeyObject } from 'node:crypto';

import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { selfSignedCertificate } from '../../../src/install/certificate.ts';
import { metadata, permissionSetFile, tags } from '../support/package-files.ts';
import { request, type RunningSmallOrg, runSmallOrg } from '../support/running-org.ts';
import { signAssertion } from '../support/sign-assertion.ts';
import { assign } from '../support/small-org.ts';
import { deployFiles, manifest } from './support.ts';

let box: RunningSmallOrg;
let key: KeyObject;
let certificate: string;

beforeEach(async () => {
  box = await runSmallOrg();
  ({ privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 }));
  const [from, to] = [new Date(), new Date(Date.now() + 86_400_000)];
  certificate = selfSignedCertificate(key, { name: 'Test', from, to });
});

afterEach(async () => {
  await box.close();
});

const app = tags({ contactEmail: 'a@example.invalid', distributionState: 'Local', label: 'App' });
const ofApp = { externalClientApplication: 'App', label: 'App' };
const oauth = tags({ ...ofApp, commaSeparatedOauthScopes: 'Api, RefreshToken' });

/** An app with OAuth; policies and global settings as given. */
function appFiles(global: object, policy?: object): Record<string, string> {
  const globalTags = tags({ ...ofApp, callbackUrl: 'https://localhost/', ...global });
  const policies = policy && {
    'extlClntAppOauthPolicies/Plcy.ecaOauthPlcy': metadata(
      'ExtlClntAppOauthConfigurablePolicies',
      tags({ ...ofApp, ...policy }),
    ),
  };
  return {
    'package.xml': manifest({
      ExternalClientApplication: ['App'],
      ExtlClntAppGlobalOauthSettings: ['App_glbl'],
      ExtlClntAppOauthSettings: ['App_oauth'],
      ...(policies && { ExtlClntAppOauthConfigurablePolicies: ['Plcy'] }),
      PermissionSet: ['Machine'],
    }),
    'externalClientApps/App.eca': metadata('ExternalClientApplication', app),
    'extlClntAppGlobalOauthSets/App_glbl.ecaGlblOauth': metadata('ExtlClntAppGlobalOauthSettings', globalTags),
    'extlClntAppOauthSettings/App_oauth.ecaOauth': metadata('ExtlClntAppOauthSettings', oauth),
    'permissionsets/Machine.permissionset': permissionSetFile(''),
    ...policies,
  };
}

const preAuthorized = {
  commaSeparatedPermissionSet: 'Machine',
  ipRelaxationPolicyType: 'Enforce',
  permittedUsersPolicyType: 'AdminApprovedPreAuthorized',
};

async function logIn(clientId: string, signedWith = key): Promise<{ status: number; body: { error?: string } }> {
  const claims = {
    iss: clientId,
    sub: 'anna.amsel@example.invalid',
    aud: box.url,
    exp: Math.floor(Date.now() / 1000) + 60,
  };
  const body = new URLSearchParams({
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion: signAssertion(claims, signedWith),
  });
  const reply = await fetch(`${box.url}/services/oauth2/token`, { method: 'POST', body });
  return { status: reply.status, body: (await reply.json()) as { error?: string } };
}

async function clientIds(): Promise<string[]> {
  const { body } = await request<{ clientId: string }[]>(`${box.running.adminUrl}/connected-apps`, 'GET');
  return body.map(({ clientId }) => clientId);
}

test('an app that was deployed lets in whom its policies pre-authorize, by its own certificate', async () => {
  const result = await deployFiles(box, appFiles({ certificate, consumerKey: 'my-own-key' }, preAuthorized));
  expect(result.failures).toEqual([]);
  expect(await logIn('my-own-key')).toMatchObject({ status: 400, body: { error: 'invalid_app_access' } });
  assign(box.org, 'Machine', [box.anna]);
  expect(await logIn('my-own-key')).toMatchObject({ status: 200 });
  const { privateKey: other } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  expect(await logIn('my-own-key', other)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
});

test('a key that is not given is made up, and stays with the next deploy', async () => {
  await deployFiles(box, appFiles({ certificate }, preAuthorized));
  const [first = ''] = await clientIds();
  expect(first).toMatch(/^3MVG9/);
  await deployFiles(box, appFiles({ certificate, isPkceRequired: true }, preAuthorized));
  expect(await clientIds()).toEqual([first]);
  await deployFiles(box, appFiles({ certificate, shouldRotateConsumerKey: true }, preAuthorized));
  const [second = ''] = await clientIds();
  expect(second).not.toBe(first);
});

test('an app gets policies by itself, which admit nobody without asking; it has no others', async () => {
  expect((await deployFiles(box, appFiles({ certificate, consumerKey: 'k' }))).status).toBe('Succeeded');
  assign(box.org, 'Machine', [box.anna]);
  expect(await logIn('k')).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  const { failures } = await deployFiles(box, appFiles({ certificate, consumerKey: 'k' }, preAuthorized));
  expect(failures.map(({ fullName, problem }) => `${fullName}: ${problem ?? ''}`)).toEqual([
    expect.stringMatching(/^Plcy: duplicate value found: .* duplicates App_oauthPlcy$/),
  ]);
});

test('an app that is deleted lets nobody in any more', async () => {
  await deployFiles(box, appFiles({ certificate, consumerKey: 'k' }, preAuthorized));
  assign(box.org, 'Machine', [box.anna]);
  expect((await logIn('k')).status).toBe(200);
  const away = {
    'package.xml': manifest({}),
    'destructiveChanges.xml': manifest({
      ExtlClntAppOauthConfigurablePolicies: ['Plcy'],
      ExtlClntAppOauthSettings: ['App_oauth'],
      ExtlClntAppGlobalOauthSettings: ['App_glbl'],
      ExternalClientApplication: ['App'],
    }),
  };
  expect(await deployFiles(box, away)).toMatchObject({ status: 'Succeeded' });
  expect(await logIn('k')).toMatchObject({ status: 400, body: { error: 'invalid_client_id' } });
});

test.each([
  [
    'a certificate that is none',
    { certificate: 'MIIC' },
    preAuthorized,
    '<certificate> is no X.509 certificate in PEM',
  ],
  [
    'a permission set that is not there',
    {},
    { ...preAuthorized, commaSeparatedPermissionSet: 'Gone' },
    "We couldn't find permission sets called Gone",
  ],
  [
    'an app that is not there',
    { externalClientApplication: 'Gone' },
    preAuthorized,
    'In field: externalClientApplication - no ExternalClientApplication named Gone found',
  ],
  [
    'a policy of an unknown kind',
    {},
    { ...preAuthorized, permittedUsersPolicyType: 'Everybody' },
    expect.stringContaining('<permittedUsersPolicyType> cannot be "Everybody"'),
  ],
])('refuses %s', async (_what, global, policy, problem) => {
  const { failures } = await deployFiles(box, appFiles(global, policy));
  expect(failures).toMatchObject([{ problem }]);
  expect(await clientIds()).toEqual([]);
});

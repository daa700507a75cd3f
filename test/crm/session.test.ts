/** @jest-environment ./test/support/nock-environment.js */
import { verify } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, test } from '@jest/globals';

import { connectCrm } from '../../src/crm/connect.ts';
import { nock } from '../support/nock.ts';
import { allowConnect, allowDescribe, allowLogin, connected, org, root, tokenReply } from './support/fake-org.ts';
import { connectOptions, keys, loginHost } from './support/login.ts';

interface Claims {
  iss: string;
  sub: string;
  aud: string;
  exp: number;
}

function claimsOf(body: unknown): Claims {
  const assertion = new URLSearchParams(String(body)).get('assertion') ?? '';
  const [head = '', claims = '', signature = ''] = assertion.split('.');
  const isValid = verify(
    'RSA-SHA256',
    Buffer.from(`${head}.${claims}`),
    keys.publicKey,
    Buffer.from(signature, 'base64url'),
  );
  if (!isValid) throw new Error('the signature does not belong to the claims');
  return JSON.parse(Buffer.from(claims, 'base64url').toString()) as Claims;
}

function expired(): [number, object[]] {
  return [401, [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]];
}

describe('login', () => {
  test('signs who, for whom and three minutes of life', async () => {
    let claims: Claims | undefined;
    nock(loginHost)
      .post('/services/oauth2/token', (body: Record<string, string>) => {
        claims = claimsOf(new URLSearchParams(body).toString());
        return body['grant_type'] === 'urn:ietf:params:oauth:grant-type:jwt-bearer';
      })
      .reply(200, tokenReply());
    org()
      .get('/services/data')
      .reply(200, [{ version: '66.0' }]);
    org()
      .get(`${root}/limits`)
      .reply(200, { DailyApiRequests: { Max: 1000, Remaining: 900 } });
    const crm = await connectCrm(connectOptions);
    expect(claims).toMatchObject({ iss: '3MVG9consumerkey', sub: 'integration@acme.example', aud: loginHost });
    expect((claims?.exp ?? 0) * 1000 - Date.now()).toBeLessThanOrEqual(180_000);
    expect((claims?.exp ?? 0) * 1000 - Date.now()).toBeGreaterThan(170_000);
    expect(crm.identity).toMatchObject({ orgId: '00D000000000001AAA', userId: '005000000000001AAA' });
  });

  test.each([
    ['https://acme.my.salesforce.com', {}, 'https://login.salesforce.com'],
    ['https://acme--uat.sandbox.my.salesforce.com', {}, 'https://test.salesforce.com'],
    ['https://test.salesforce.com', {}, 'https://test.salesforce.com'],
    [
      'https://acme.my.site.force.com',
      { audience: 'https://acme.my.site.force.com' },
      'https://acme.my.site.force.com',
    ],
  ])('at %s with %j is meant for %s', async (loginUrl, options, audience) => {
    let claims: Claims | undefined;
    nock(loginUrl)
      .post('/services/oauth2/token', (body: Record<string, string>) => {
        claims = claimsOf(new URLSearchParams(body).toString());
        return true;
      })
      .reply(400, { error: 'invalid_grant', error_description: 'audience is invalid' });
    await expect(connectCrm({ ...connectOptions, loginUrl, ...options })).rejects.toMatchObject({
      code: 'CRM_LOGIN_AUDIENCE',
    });
    expect(claims?.aud).toBe(audience);
  });

  test('a clock that is an hour off is corrected by the one of the org', async () => {
    const orgTime = Date.now() + 3_600_000;
    const seen: number[] = [];
    const capture = (body: Record<string, string>): boolean => {
      seen.push(claimsOf(new URLSearchParams(body).toString()).exp * 1000);
      return true;
    };
    const refusal = { error: 'invalid_grant', error_description: 'expired authorization code' };
    const date = new Date(orgTime).toUTCString();
    nock(loginHost).post('/services/oauth2/token', capture).reply(400, refusal, { date });
    nock(loginHost).post('/services/oauth2/token', capture).reply(200, tokenReply(), { date });
    org()
      .get('/services/data')
      .reply(200, [{ version: '66.0' }]);
    org()
      .get(`${root}/limits`)
      .reply(200, { DailyApiRequests: { Max: 1000, Remaining: 900 } });
    const crm = await connectCrm(connectOptions);
    expect((seen[0] ?? 0) - Date.now()).toBeLessThan(200_000);
    expect(Math.abs((seen.at(-1) ?? 0) - orgTime - 180_000)).toBeLessThan(5_000);
    expect(Math.abs(crm.serverNow() - orgTime)).toBeLessThan(5_000);
  });

  test('a clock of the org that jumps during the login is followed, and one that never fits is given up', async () => {
    const refusal = { error: 'invalid_grant', error_description: 'expired authorization code' };
    const dateIn = (hours: number): { date: string } => ({
      date: new Date(Date.now() + hours * 3_600_000).toUTCString(),
    });
    nock(loginHost).post('/services/oauth2/token').reply(400, refusal, dateIn(1));
    nock(loginHost).post('/services/oauth2/token').reply(400, refusal, dateIn(5));
    allowConnect();
    await connectCrm(connectOptions);

    for (let hours = 1; hours <= 9; hours += 1) {
      nock(loginHost).post('/services/oauth2/token').reply(400, refusal, dateIn(hours));
    }
    await expect(connectCrm(connectOptions)).rejects.toMatchObject({ code: 'CRM_LOGIN_EXPIRED' });
    expect(nock.pendingMocks()).toHaveLength(5);
    nock.cleanAll();
  });

  test.each([
    ['invalid_grant', "user hasn't approved this consumer", 'CRM_LOGIN_NOT_APPROVED'],
    ['invalid_app_access', 'user is not admin approved to access this app', 'CRM_LOGIN_NOT_APPROVED'],
    ['invalid_grant', 'audience is invalid', 'CRM_LOGIN_AUDIENCE'],
    ['invalid_grant', 'expired access/refresh token', 'CRM_LOGIN_EXPIRED'],
    ['invalid_grant', 'invalid assertion', 'CRM_LOGIN_SIGNATURE'],
    ['invalid_client_id', 'client identifier invalid', 'CRM_LOGIN_CLIENT'],
    ['invalid_client', 'invalid client credentials', 'CRM_LOGIN_CLIENT'],
    ['inactive_user', 'user is inactive', 'CRM_LOGIN_USER'],
    ['invalid_grant', 'authentication failure', 'CRM_LOGIN_USER'],
    ['invalid_grant', 'ip restricted', 'CRM_LOGIN_ADDRESS'],
    ['unsupported_grant_type', 'grant type not supported', 'CRM_LOGIN_FLOW_OFF'],
    ['brand_new', 'unheard of', 'CRM_LOGIN_REFUSED'],
  ])('"%s: %s" becomes %s with a cure, and is not tried again', async (error, description, code) => {
    nock(loginHost).post('/services/oauth2/token').reply(400, { error, error_description: description });
    const failure = await connectCrm(connectOptions).catch((caught: unknown) => caught);
    expect(failure).toMatchObject({ code, cure: 'stop' });
    expect((failure as { actions: string[] }).actions).not.toEqual([]);
  });

  test('a page that is no login names the setting', async () => {
    nock(loginHost).post('/services/oauth2/token').reply(404, '<html>not here</html>');
    await expect(connectCrm(connectOptions)).rejects.toMatchObject({ code: 'CRM_LOGIN_REPLY', cure: 'stop' });
  });

  test('a login that meets maintenance is tried again', async () => {
    nock(loginHost)
      .post('/services/oauth2/token')
      .reply(503, '<html>maintenance</html>', { 'content-type': 'text/html' });
    await expect(connected()).resolves.toBeDefined();
  });

  test('what is no private key is said before any call', async () => {
    const pem = String(keys.publicKey.export({ type: 'spki', format: 'pem' }));
    await expect(connectCrm({ ...connectOptions, privateKeyPem: pem })).rejects.toMatchObject({
      code: 'CRM_KEY_UNREADABLE',
    });
  });

  test('an API version that the org does not speak is said with the newest one', async () => {
    allowLogin();
    org()
      .get('/services/data')
      .reply(200, [{ version: '64.0' }, { version: '65.0' }]);
    await expect(connectCrm(connectOptions)).rejects.toMatchObject({
      code: 'CRM_API_VERSION',
      message: expect.stringContaining('65.0') as unknown,
    });
  });
});

describe('hosts', () => {
  test.each([
    'http://login.salesforce.com',
    'https://login.salesforce.com.evil.example',
    'https://evilsalesforce.com',
    'http://127.0.0.1:8080',
    'https://169.254.169.254',
    'file:///etc/passwd',
    'nonsense',
  ])('%s is not logged in to', async (loginUrl) => {
    await expect(connectCrm({ ...connectOptions, loginUrl })).rejects.toMatchObject({ code: 'CRM_HOST_REFUSED' });
  });

  test.each(['https://evil.example', 'http://acme.my.salesforce.com', 'https://acme.salesforce.com@evil.example'])(
    'a login that leads to %s is not followed',
    async (instance) => {
      nock(loginHost).post('/services/oauth2/token').reply(200, tokenReply('00D000000000001!t', instance));
      await expect(connectCrm(connectOptions)).rejects.toMatchObject({ code: 'CRM_HOST_REFUSED' });
    },
  );

  test('a redirect is not followed with the session', async () => {
    allowLogin();
    org().get('/services/data').times(5).reply(302, '', { location: 'https://evil.example/collect' });
    await expect(connectCrm(connectOptions)).rejects.toMatchObject({ code: 'CRM_UNAVAILABLE' });
  });

  test('one more host may be allowed by name', async () => {
    const loginUrl = 'https://sf.private.example';
    nock(loginUrl).post('/services/oauth2/token').reply(200, tokenReply());
    org()
      .get('/services/data')
      .reply(200, [{ version: '66.0' }]);
    org()
      .get(`${root}/limits`)
      .reply(200, { DailyApiRequests: { Max: 1000, Remaining: 900 } });
    await expect(
      connectCrm({ ...connectOptions, loginUrl, allowedHosts: ['sf.private.example'] }),
    ).resolves.toBeDefined();
  });
});

describe('session', () => {
  test('one that expired is renewed once, for all who wait, and their calls are made again', async () => {
    const crm = await connected();
    const names = ['account', 'contact', 'task'] as const;
    for (const object of ['Account', 'Contact', 'Task']) {
      org()
        .get(`${root}/sobjects/${object}/describe`)
        .reply(...expired());
    }
    allowLogin('00D000000000001!second');
    for (const name of names) allowDescribe(name);
    await expect(Promise.all(names.map((name) => crm.canRead(name)))).resolves.toEqual([true, true, true]);
  });

  test.each([
    'Session expired or invalid',
    'This session is not valid for use with the REST API',
    'Connected app is not attached to Agent',
    'Something new that no login cures',
  ])('a lasting 401 "%s" ends as an error after one new login', async (message) => {
    const crm = await connected();
    org()
      .get(`${root}/sobjects/Account/describe`)
      .twice()
      .reply(401, [{ message, errorCode: 'INVALID_SESSION_ID' }]);
    allowLogin('00D000000000001!second');
    await expect(crm.canRead('account')).rejects.toMatchObject({ code: 'CRM_SESSION_REFUSED', cure: 'stop' });
  });

  test('a closed connection makes no more calls', async () => {
    allowConnect();
    const crm = await connectCrm(connectOptions);
    await crm.close();
    await expect(crm.canRead('account')).rejects.toMatchObject({ code: 'CRM_CLOSED' });
  });

  test('a pause before another try ends with the connection', async () => {
    const crm = await connected({ retryPauseMs: 60_000 });
    const asked = org().get(`${root}/sobjects/Account/describe`).reply(503, '');
    const answer = crm.canRead('account').catch((error: unknown) => error);
    while (!asked.isDone()) await sleep(5);
    await sleep(20);
    await crm.close();
    expect(await answer).toMatchObject({ code: 'CRM_CLOSED' });
  });
});

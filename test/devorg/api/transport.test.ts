import { request as httpRequest } from 'node:http';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { dataPath, request, type RunningSmallOrg, runSmallOrg } from '../support/running-org.ts';
import { makeKey, signAssertion } from '../support/sign-assertion.ts';

interface Limits {
  readonly DailyApiRequests: { readonly Max: number; readonly Remaining: number };
}

let box: RunningSmallOrg;

beforeAll(async () => {
  box = await runSmallOrg();
});

afterAll(async () => {
  await box.close();
});

const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

async function postForm(fields: Record<string, string>): Promise<{ status: number; body: unknown }> {
  const reply = await fetch(`${box.url}/services/oauth2/token`, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: reply.status, body: await reply.json() };
}

test('exchanges a signed assertion for a token that works, with the urls clients go on with', async () => {
  const key = makeKey();
  box.running.context.apps.register({
    clientId: 'transport',
    certificatePem: key.publicPem,
    permissionSets: [],
    profiles: ['System Administrator'],
  });
  const exp = Math.floor(Date.now() / 1000) + 180;
  const claims = { iss: 'transport', sub: 'admin@example.invalid', aud: box.url, exp };
  const assertion = signAssertion(claims, key.privateKey);
  const { status, body } = await postForm({ grant_type: jwtBearer, assertion });
  expect({ status, body }).toEqual({
    status: 200,
    body: {
      access_token: expect.stringMatching(/^00D.{12}!AQ/),
      scope: 'api',
      instance_url: box.url,
      id: `${box.url}/id/${box.org.id}/${box.admin}`,
      token_type: 'Bearer',
    },
  });
  const { access_token } = body as { access_token: string };
  const info = await request(`${box.url}/services/oauth2/userinfo`, 'GET', undefined, {
    authorization: `Bearer ${access_token}`,
  });
  expect(info.body).toMatchObject({
    user_id: box.admin,
    organization_id: box.org.id,
    preferred_username: 'admin@example.invalid',
  });
});

test('answers a refused login with an object and 400', async () => {
  expect(await postForm({ grant_type: jwtBearer, assertion: 'x' })).toEqual({
    status: 400,
    body: { error: 'invalid_grant', error_description: 'invalid assertion' },
  });
  expect(await postForm({ grant_type: 'password' })).toEqual({
    status: 400,
    body: { error: 'unsupported_grant_type', error_description: 'grant type not supported' },
  });
});

test('lists versions to anybody and everything else to sessions only', async () => {
  expect((await request(`${box.url}/services/data`, 'GET')).body).toHaveLength(20);
  const refused = await request(`${box.url}${dataPath}/limits`, 'GET', undefined, { authorization: 'Bearer wrong' });
  expect(refused.status).toBe(401);
  expect(refused.body).toEqual([{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]);
});

test('a revoked session is over', async () => {
  const token = box.token(box.anna);
  await fetch(`${box.url}/services/oauth2/revoke`, { method: 'POST', body: new URLSearchParams({ token }) });
  const reply = await request(`${box.url}${dataPath}`, 'GET', undefined, { authorization: `Bearer ${token}` });
  expect(reply.status).toBe(401);
});

test('the session of a user who was deactivated is over', async () => {
  const token = box.token(box.clara);
  const setActive = (on: 0 | 1): unknown =>
    box.org.database.prepare('UPDATE "User" SET IsActive = ? WHERE Id = ?').run(on, box.clara);
  setActive(0);
  const reply = await request(`${box.url}${dataPath}`, 'GET', undefined, { authorization: `Bearer ${token}` });
  setActive(1);
  expect(reply).toMatchObject({ status: 401, body: [{ errorCode: 'INVALID_SESSION_ID' }] });
});

test('forgives a double slash and a trailing one', async () => {
  const headers = { authorization: `Bearer ${box.token(box.anna)}` };
  const reply = await request(`${box.url}//services/data/v58.0//limits/`, 'GET', undefined, headers);
  expect(reply.status).toBe(200);
});

test('carries the usage and the time of the org in every answer', async () => {
  box.org.clock.move(-3600_000);
  const reply = await box.call<Limits>(box.anna, 'GET', '/limits');
  expect(reply.headers.get('sforce-limit-info')).toMatch(/^api-usage=\d+\/100000$/);
  expect(Math.abs(Date.parse(reply.headers.get('date')!) - box.org.clock.now())).toBeLessThan(2000);
  expect(reply.body.DailyApiRequests.Max - reply.body.DailyApiRequests.Remaining).toBe(
    box.running.context.usage.used(),
  );
  box.org.clock.move(3600_000);
});

test.each([
  ['/nothing', 'GET', 404, 'NOT_FOUND'],
  ['/sobjects/Nothing', 'GET', 404, 'NOT_FOUND'],
  ['/query', 'POST', 405, 'METHOD_NOT_ALLOWED'],
  ['/sobjects/Account/describe', 'DELETE', 405, 'METHOD_NOT_ALLOWED'],
])('answers %s %s with %d %s', async (path, method, status, errorCode) => {
  const reply = await box.call(box.admin, method, path, method === 'POST' ? {} : undefined);
  expect({ status: reply.status, errorCode: reply.body[0]?.errorCode }).toEqual({ status, errorCode });
});

test('refuses a body that is not JSON, by type and by content', async () => {
  const wrongType = await box.call(box.admin, 'POST', '/composite', '{}', { 'content-type': 'text/plain' });
  expect(wrongType).toMatchObject({ status: 415, body: [{ errorCode: 'UNSUPPORTED_MEDIA_TYPE' }] });
  const broken = await box.call(box.admin, 'POST', '/composite', '{"a": nonsense}');
  expect(broken).toMatchObject({ status: 400, body: [{ errorCode: 'JSON_PARSER_ERROR' }] });
  expect(broken.body[0]?.message).toMatch(/^Unexpected character \('n' \(code 110\)\).+\[line:1, column:7\]$/);
});

test('compresses for clients that ask', async () => {
  const headers = { 'accept-encoding': 'gzip', authorization: `Bearer ${box.token(box.admin)}` };
  const encoding = await new Promise((resolve, reject) => {
    httpRequest(`${box.url}${dataPath}/sobjects/Account/describe`, { headers }, (reply) => {
      reply.resume();
      resolve(reply.headers['content-encoding']);
    })
      .on('error', reject)
      .end();
  });
  expect(encoding).toBe('gzip');
});

test('answers 414 to a long URI and 431 to a long sum of URI and headers', async () => {
  const long = await box.call(box.admin, 'GET', `/query?q=${'x'.repeat(16_384)}`);
  expect(long.status).toBe(414);
  const headers = await box.call(box.admin, 'GET', `/limits`, undefined, { 'x-long': 'x'.repeat(16_300) });
  expect(headers.status).toBe(431);
});

test('refuses calls once the daily allocation is used up, and takes them again a day later', async () => {
  const small = await runSmallOrg({ settings: { dailyApiRequests: 3 } });
  for (let call = 0; call < 3; call += 1) await small.call(small.admin, 'GET', '/limits');
  const refused = await small.call(small.admin, 'GET', '/limits');
  expect(refused.status).toBe(403);
  expect(refused.body).toEqual([{ message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' }]);
  small.org.clock.move(25 * 3600_000);
  expect((await small.call(small.admin, 'GET', '/limits')).status).toBe(200);
  await small.close();
});

test('refuses users without the permission API Enabled', async () => {
  const profile = box.org.database.prepare('SELECT ProfileId AS id FROM "User" WHERE Id = ?').get(box.ben)!['id'];
  const turn = (on: 0 | 1): void => {
    box.org.database
      .prepare('UPDATE "PermissionSet" SET PermissionsApiEnabled = ? WHERE ProfileId = ?')
      .run(on, profile!);
    box.org.accessVersion += 1;
  };
  turn(0);
  expect(await box.call(box.ben, 'GET', '/limits')).toMatchObject({
    status: 403,
    body: [{ errorCode: 'API_CURRENTLY_DISABLED' }],
  });
  turn(1);
  expect((await box.call(box.ben, 'GET', '/limits')).status).toBe(200);
});

test('says that Bulk API v1 is not offered', async () => {
  const reply = await request(`${box.url}/services/async/66.0/job`, 'POST', '<jobInfo/>');
  expect(reply.status).toBe(404);
  expect(reply.body[0]?.message).toMatch(/Bulk API v1 is not offered/);
});

test('hands each request to the fault handlers first', async () => {
  const { faults } = box.running.context;
  faults.push((_req, res) => {
    res.status(503).send('<html>down</html>');
  });
  expect((await box.call(box.admin, 'GET', '/limits')).status).toBe(503);
  faults.length = 0;
  expect((await box.call(box.admin, 'GET', '/limits')).status).toBe(200);
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { dataPath, request, type RunningSmallOrg, runSmallOrg } from './support/running-org.ts';

interface Opened {
  readonly token: string;
  readonly userId: string;
}

let box: RunningSmallOrg;
let admin: string;

beforeAll(async () => {
  box = await runSmallOrg();
  admin = box.running.adminUrl;
});

afterAll(async () => {
  await box.close();
});

test('is healthy and says which org it is', async () => {
  const { body } = await request(`${admin}/health`, 'GET');
  expect(body).toMatchObject({ status: 'ok', orgId: box.org.id, url: box.url });
});

test('opens a session for a user, by id or by username', async () => {
  for (const input of [{ userId: box.anna }, { username: 'anna.amsel@example.invalid' }]) {
    const { status, body } = await request<Opened>(`${admin}/sessions`, 'POST', input);
    expect({ status, userId: body.userId }).toEqual({ status: 201, userId: box.anna });
    const reply = await request<{ identity: string }>(`${box.url}${dataPath}`, 'GET', undefined, {
      authorization: `Bearer ${body.token}`,
    });
    expect(reply.body.identity).toBe(`${box.url}/id/${box.org.id}/${box.anna}`);
  }
  expect((await request(`${admin}/sessions`, 'POST', { userId: '005000000000000AAA' })).status).toBe(404);
  expect((await request(`${admin}/sessions`, 'POST', { userId: 5 })).status).toBe(400);
});

test('calls of a browser session count nothing', async () => {
  const { body } = await request<Opened>(`${admin}/sessions`, 'POST', { userId: box.anna, browser: true });
  const before = box.running.context.usage.used();
  await request(`${box.url}${dataPath}/limits`, 'GET', undefined, { authorization: `Bearer ${body.token}` });
  expect(box.running.context.usage.used()).toBe(before);
});

test('ends the sessions of a user', async () => {
  const token = box.token(box.clara);
  const { body } = await request(`${admin}/sessions?userId=${box.clara}`, 'DELETE');
  expect(body).toEqual({ ended: 1 });
  const reply = await request(`${box.url}${dataPath}`, 'GET', undefined, { authorization: `Bearer ${token}` });
  expect(reply.status).toBe(401);
});

test('moves the clock', async () => {
  const before = (await request<{ now: string }>(`${admin}/clock`, 'GET')).body.now;
  const { body } = await request<{ now: string }>(`${admin}/clock/move`, 'POST', { byMs: 86_400_000 });
  const moved = Date.parse(body.now) - Date.parse(before);
  expect(moved).toBeGreaterThanOrEqual(86_400_000);
  expect(moved).toBeLessThan(86_430_000);
});

test('counts calls as Salesforce does: a composite request once, a batch by its parts, a login not at all', async () => {
  await request(`${admin}/calls`, 'DELETE');
  await box.call(box.admin, 'GET', '/limits');
  const part = { method: 'GET', url: `${dataPath}/limits` };
  const compositeRequest = ['a', 'b', 'c'].map((referenceId) => ({ ...part, referenceId }));
  await box.call(box.admin, 'POST', '/composite', { compositeRequest });
  await box.call(box.admin, 'POST', '/composite/batch', { batchRequests: [part, part] });
  await request(`${box.url}/services/oauth2/userinfo`, 'GET', undefined, {
    authorization: `Bearer ${box.token(box.admin)}`,
  });
  await request(`${box.url}/services/data`, 'GET');
  const { body } = await request<{ counted: number; byRoute: object }>(`${admin}/calls`, 'GET');
  expect(body.counted).toBe(4);
  expect(body.byRoute).toEqual({ 'GET /limits': 1, 'POST /composite': 1, 'POST /composite/batch': 1 });
});

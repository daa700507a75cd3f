import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { request, type RunningSmallOrg, runSmallOrg } from '../support/running-org.ts';

let box: RunningSmallOrg;

beforeAll(async () => {
  box = await runSmallOrg();
});

afterAll(async () => {
  await box.close();
});

/** What the sf CLI asks right after a login, at the version it has built in. */
async function ask<Body>(path: string): Promise<{ status: number; body: Body }> {
  const headers = { authorization: `Bearer ${box.token(box.admin)}` };
  return await request<Body>(`${box.url}/services/data/v51.0${path}`, 'GET', undefined, headers);
}

test('is no Dev Hub: the question for scratch orgs is refused', async () => {
  expect(await ask('/query?q=SELECT%20Id%20FROM%20ScratchOrgInfo%20limit%201')).toMatchObject({
    status: 400,
    body: [{ errorCode: 'INVALID_TYPE' }],
  });
});

test('tells the username of the user', async () => {
  const { body } = await ask<{ Username: string; attributes: { url: string } }>(`/sobjects/User/${box.admin}`);
  expect(body.Username).toBe('admin@example.invalid');
  expect(body.attributes.url).toBe(`/services/data/v51.0/sobjects/User/${box.admin}`);
});

test('describes itself as an organization', async () => {
  const soql =
    'SELECT Name, InstanceName, IsSandbox, TrialExpirationDate, NamespacePrefix, OrganizationType FROM Organization';
  const { body } = await ask<{ records: object[] }>(`/query?q=${encodeURIComponent(soql)}`);
  expect(body.records[0]).toMatchObject({ IsSandbox: false, NamespacePrefix: null, TrialExpirationDate: null });
});

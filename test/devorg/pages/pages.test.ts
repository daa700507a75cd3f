import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express, { type Express } from 'express';
import request from 'supertest';

import { startAccounts } from '../../../src/devorg/pages/demo-data.ts';
import { mountPages } from '../../../src/devorg/pages/mount-pages.ts';
import { type RunningDevorg, startDevorg } from '../../../src/devorg/server.ts';
import { createPanelOrg, type PanelOrg } from '../../browser/support/panel-org.ts';

let panelOrg: PanelOrg;
let running: RunningDevorg;

const pathOf = (accountId: string): string => `/lightning/r/Account/${accountId}/view`;

beforeAll(async () => {
  panelOrg = createPanelOrg();
  running = await startDevorg({
    org: panelOrg.org,
    mount: (app, context) => {
      mountPages(app, context, { forceApp: 'force-app/main/default', cacheFolder: '.baton/cache' });
    },
  });
});

afterAll(async () => {
  await running.close();
  panelOrg.org.database.close();
});

async function signIn(userId: string): Promise<string> {
  const reply = await request(running.url).get(`${pathOf(panelOrg.hospital)}?as=${userId}`);
  return String(reply.headers['set-cookie']).split(';')[0] ?? '';
}

test('the start page leads to accounts as the people who look after them', async () => {
  const { text } = await request(running.url).get('/').expect(200);
  expect(text).toContain(`${pathOf(panelOrg.hospital)}?as=${panelOrg.farah}`);
  expect(text).toContain('Farah Yilmaz');
});

test('before the service has written anything, the start page leads to any accounts', () => {
  const fresh = createPanelOrg();
  fresh.org.database.exec('DELETE FROM Baton_Relationship__c');
  const accounts = startAccounts(fresh.org);
  fresh.org.database.close();
  expect(accounts.map((account) => account.accountName)).toContain('Bäckerei Sonntag');
});

test('the cookie of a page is a session of the API, which costs no API call', async () => {
  const cookie = await signIn(panelOrg.farah);
  const before = running.context.usage.used();
  const path = `/services/data/v66.0/sobjects/Account/${panelOrg.hospital}`;
  const reply = await request(running.url).get(path).set('Cookie', cookie).expect(200);
  expect(reply.body).toMatchObject({ Name: 'St. Elisabeth Klinik GmbH' });
  expect(running.context.usage.used()).toBe(before);
});

test('the cookie is out of reach of scripts and of other sites', async () => {
  const reply = await request(running.url).get(`${pathOf(panelOrg.hospital)}?as=${panelOrg.farah}`);
  expect(reply.headers['set-cookie']).toEqual([expect.stringMatching(/HttpOnly; SameSite=Strict$/)]);
});

test('an account that the user may not see is answered like one that is not there', async () => {
  const cookie = await signIn(panelOrg.olga);
  const [hidden, missing] = await Promise.all(
    [panelOrg.hospital, '001000000000000AAA'].map((id) =>
      request(running.url).get(pathOf(id)).set('Cookie', cookie).expect(404),
    ),
  );
  const essence = (text: string): string => text.replaceAll(/nonce[^;>]*|001\w{15}/g, '');
  expect(essence(hidden!.text)).toBe(essence(missing!.text));
});

test('who comes without a session and asks for nothing that exists begins at the start', async () => {
  const reply = await request(running.url).get('/lightning/r/Account/001000000000000AAA/view').expect(302);
  expect(reply.headers['location']).toBe('/');
});

test('names reach a page as text, whatever they are made of', async () => {
  const name = `<img src=x onerror="alert(1)">&'`;
  const app: Express = express();
  mountPages(app, running.context, {
    ...{ forceApp: 'force-app/main/default', cacheFolder: '.baton/cache' },
    startAccounts: () => [
      {
        accountId: '1',
        accountName: name,
        city: name,
        ownerId: '2',
        ownerName: name,
        division: name,
        relationships: 0,
      },
    ],
  });
  const { text } = await request(app).get('/');
  expect(text).not.toContain('<img');
  expect(text).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;&#39;');
});

test('scripts run only with the page’s own nonce', async () => {
  const cookie = await signIn(panelOrg.olga);
  const reply = await request(running.url).get(pathOf(panelOrg.hospital)).set('Cookie', cookie);
  const policy = String(reply.headers['content-security-policy']);
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
  expect(nonce.length).toBeGreaterThan(15);
  expect([...reply.text.matchAll(/<script[^>]*>/g)].map(([tag]) => tag)).toEqual([`<script nonce="${nonce}">`]);
});

test('the bar leads to the app pages that the user has tabs for, and to no others', async () => {
  const cookie = await signIn(panelOrg.farah);
  const { text } = await request(running.url).get(pathOf(panelOrg.hospital)).set('Cookie', cookie).expect(200);
  const nav = /<nav[^]*?<\/nav>/.exec(text)?.[0] ?? '';
  expect(nav).toContain('href="/lightning/n/Baton_My_Baton"');
  expect(nav).not.toContain('Setup');
});

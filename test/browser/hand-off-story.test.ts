import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';

import { mountPages, preparePages } from '../../src/devorg/pages/mount-pages.ts';
import { type RunningDevorg, startDevorg } from '../../src/devorg/server.ts';
import { addRow } from '../devorg/support/small-org.ts';
import { type HandoffOrg, runHandoffOrg } from '../flows/support/handoff-org.ts';
import { closeDatabase } from '../flows/support/sample-org.ts';
import { launchBrowser, runAxe } from './support/browser.ts';
import { cacheFolder, type Device, forceApp, newDevice } from './support/open-pages.ts';

/*
 * Two people in two divisions, each with a browser of their own, and the real service between them. Anna sells facility
 * services, Ben security; both work with Adler.
 */

// Each story is several pages and rounds of the service, which slow machines take their time for.
jest.setTimeout(240_000);

let browser: Browser;
let org: HandoffOrg;
let pages: RunningDevorg;
let anna: BrowserContext;
let ben: BrowserContext;

beforeAll(async () => {
  browser = await launchBrowser();
  await preparePages({ forceApp, cacheFolder });
}, 240_000);

afterAll(async () => {
  await browser.close();
  await closeDatabase();
});

beforeEach(async () => {
  org = await runHandoffOrg();
  addRow(org.org, 'Baton_Need__c', {
    ...{ Name: 'Guards at night', Key__c: 'guards', Division__c: org.security, Active__c: true, Sort__c: 1 },
  });
  pages = await startDevorg({
    org: org.org,
    mount: (app, context) => {
      mountPages(app, context, { forceApp, cacheFolder, refreshSeconds: 1 });
    },
  });
  anna = await newDevice(browser, 'phone');
  ben = await newDevice(browser, 'desktop');
});

afterEach(async () => {
  await anna.close();
  await ben.close();
  await pages.close();
  await org.end();
});

async function open(context: BrowserContext, path: string, userId: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${pages.url}${path}?as=${userId}`);
  return page;
}

const myBaton = '/lightning/n/Baton_My_Baton';
const handoffPath = (id: string): string => `/lightning/r/Baton_Handoff__c/${id}/view`;

/** Anna gives from her phone, and the service does its round. @returns the id of the hand-off. */
async function give(): Promise<string> {
  const page = await open(anna, `/lightning/r/Account/${org.adler}/view`, org.anna);
  await page.locator('c-baton-need-chips .chip', { hasText: 'Guards at night' }).tap();
  await page.locator('.send-button button').tap();
  await page.getByText('Passed to Ben Bussard.').waitFor();
  await page.close();
  await org.hot();
  const [row] = org.all('Baton_Handoff__c');
  return String(row?.['Id']);
}

test('give, decide, follow, win: each learns from the panels what the other did', async () => {
  const id = await give();

  // Ben finds it in My Baton, reads it, accepts it.
  const bens = await open(ben, myBaton, org.ben);
  await bens.locator('.decide a', { hasText: 'Guards at night' }).click();
  await bens.getByText('Yours to decide until').waitFor();
  expect(await bens.locator('c-baton-handoff-facts').innerText()).toContain('Adler Werke');
  await expectSoon(() => org.row(id)['Seen_At__c'], 'a time');
  await bens.getByRole('button', { name: 'Accept' }).click();
  await bens.getByRole('button', { name: 'I spoke with them' }).click();
  await bens.getByRole('button', { name: 'Make an opportunity' }).waitFor();
  await org.hot();

  // Anna sees it move, in her own words.
  const annas = await open(anna, handoffPath(id), org.anna);
  await annas.getByText('Ben Bussard is in contact with the customer.').waitFor();

  // Ben makes an opportunity in the normal way; the service follows it.
  await org.full();
  await bens.reload();
  await bens.getByRole('button', { name: 'Make an opportunity' }).click();
  await bens.getByRole('button', { name: 'Save' }).click();
  await bens.waitForURL(/\/r\/Opportunity\//);
  await org.full();
  await annas.getByText('Ben Bussard is working on an opportunity from it.').waitFor();
  await bens.getByRole('combobox', { name: 'Stage' }).click();
  await bens.getByRole('option', { name: 'Closed Won' }).click();
  await bens.getByText('Stage is now Closed Won').waitFor();
  await org.full();

  // The outcome is first in what Anna gave, and thanks and verdict reach her.
  await annas.getByText('Ben Bussard won it').waitFor();
  const back = await open(ben, handoffPath(id), org.ben);
  await back.getByRole('button', { name: 'Ready to call' }).click();
  await back.getByRole('button', { name: 'Say thanks' }).click();
  await annas.getByText('Thank you!').waitFor();
  await annas.getByText('They say: ready to call').waitFor();
  const list = await open(anna, myBaton, org.anna);
  expect(await list.locator('.gave .state').first().innerText()).toBe('Won');
});

test('ask one question, decline with a reason: the giver reads both and passes it on again', async () => {
  const id = await give();
  const bens = await open(ben, handoffPath(id), org.ben);
  await bens.getByRole('button', { name: 'Ask one question' }).click();
  await bens.getByLabel('Your question to the giver').fill('Since when?');
  await bens.getByRole('button', { name: 'Send question' }).click();
  await bens.getByText('Since when?').waitFor();

  const annas = await open(anna, myBaton, org.anna);
  await annas.locator('.decide').getByText('A colleague asks you something').tap();
  await annas.getByLabel('Your answer').fill('Since Monday.');
  await annas.getByRole('button', { name: 'Send answer' }).tap();
  await bens.getByText('Since Monday.').waitFor();

  await bens.getByRole('button', { name: 'Decline' }).click();
  await bens.getByText('Bad timing').click();
  await bens.getByText('The giver is reminded later.').waitFor();
  await bens.locator('c-baton-reason-form').getByRole('button', { name: 'Decline' }).click();
  await bens.getByText('You declined it.').waitFor();
  await org.hot();
  await annas.getByText('Bad timing').first().waitFor();
  expect(org.row(id)).toMatchObject({ State__c: 'Declined', Decline_Reason__c: 'Bad timing' });

  // On the same page she gives it once more; the chain is kept.
  await annas.locator('c-baton-need-chips .chip', { hasText: 'Guards at night' }).tap();
  await annas.locator('.send-button button').tap();
  await annas.getByRole('button', { name: 'It was passed on' }).waitFor();
  expect(org.all('Baton_Handoff__c').at(-1)).toMatchObject({ Previous__c: id, State__c: 'Offered' });
});

test('taken back, it is gone from the receiver and stays with the giver', async () => {
  const id = await give();
  const annas = await open(anna, handoffPath(id), org.anna);
  await annas.getByRole('button', { name: 'Take back' }).tap();
  await annas.getByText('You took it back.').waitFor();
  await org.hot();
  const bens = await open(ben, handoffPath(id), org.ben);
  await bens.getByText("You don't have access").waitFor();
  const list = await open(ben, myBaton, org.ben);
  await list.getByText('Nothing waits for you.').waitFor();
  expect(org.row(id)).toMatchObject({ State__c: 'Withdrawn', OwnerId: org.anna });
});

test('an outsider reads nothing of it, neither on its page nor in My Baton', async () => {
  const id = await give();
  const page = await open(ben, handoffPath(id), org.eva);
  await page.getByText("You don't have access").waitFor();
  const list = await open(ben, myBaton, org.eva);
  await list.getByText('Nothing waits for you.').waitFor();
  const source = (await list.content()).replace(/<select[^]*<\/select>/, '');
  expect(source).not.toContain('Adler');
  expect(source).not.toContain('Guards at night');
});

test('an ask for an introduction reaches who knows, and only a yes tells who that is', async () => {
  const annas = await open(anna, `/lightning/r/Account/${org.adler}/view`, org.anna);
  await annas.getByRole('button', { name: 'Ask', exact: true }).tap();
  await annas.getByLabel('Why do you ask?').fill('We clean their offices and hear of break-ins.');
  await annas.locator('c-baton-introduction').getByRole('button', { name: 'Send' }).tap();
  await annas.getByText('Asked. The answer appears in My Baton.').waitFor();
  await org.hot();

  const bens = await open(ben, myBaton, org.ben);
  await bens.getByText('hear of break-ins').waitFor();
  await bens.getByLabel('A word for them (only with a yes)').fill('Call me on Friday.');
  await bens.getByRole('button', { name: 'Yes, I help' }).click();
  await expectSoon(() => org.all('Baton_Introduction_Request__c')[0]?.['Answer__c'], 'Yes');
  await org.hot();

  const list = await open(anna, myBaton, org.anna);
  await list.getByText('Call me on Friday.').waitFor();
  expect(await list.locator('c-baton-my-asks').innerText()).toContain('Ben Bussard');
});

test.each<Device>(['desktop', 'phone'])(
  'on the %s, axe finds nothing wrong, and nothing runs off the side',
  async (device) => {
    const id = await give();
    const own = await newDevice(browser, device);
    for (const [path, user, landmark] of [
      [handoffPath(id), org.ben, 'c-baton-decision'],
      [handoffPath(id), org.anna, '.recall'],
      [myBaton, org.ben, '.decide a'],
      [myBaton, org.anna, 'c-baton-my-choices'],
      [`/lightning/r/Account/${org.adler}/view`, org.anna, 'c-baton-handoff-list a'],
    ] as const) {
      const page = await open(own, path, user);
      await page.locator(landmark).first().waitFor();
      const { violations, incomplete } = await runAxe(page);
      expect({ path, violations }).toEqual({ path, violations: [] });
      expect(incomplete.filter((rule) => rule.error !== undefined)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      await page.close();
    }
    await own.close();
  },
);

async function expectSoon(read: () => unknown, wanted: string): Promise<void> {
  const isThere = (value: unknown): boolean => (wanted === 'a time' ? typeof value === 'string' : value === wanted);
  for (let tries = 0; tries < 50 && !isThere(read()); tries++) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(isThere(read())).toBe(true);
}

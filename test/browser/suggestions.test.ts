import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';

import { preparePages } from '../../src/devorg/pages/mount-pages.ts';
import { addRow } from '../devorg/support/small-org.ts';
import { launchBrowser, runAxe } from './support/browser.ts';
import { cacheFolder, type Device, forceApp, newDevice, type OpenPages, openPages } from './support/open-pages.ts';

let browser: Browser;
let pages: OpenPages;
let context: BrowserContext;
let suggestion: string;

beforeAll(async () => {
  browser = await launchBrowser();
  await preparePages({ forceApp, cacheFolder });
}, 240_000);

afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  pages = await openPages();
  const { org, hospital, needs, divisions, anna } = pages;
  suggestion = addRow(org, 'Baton_Suggestion__c', {
    ...{ Account__c: hospital, Need__c: needs.guards, Division__c: divisions.security, Receiver__c: anna },
    ...{ External_Id__c: `${hospital}-guards`, Rank__c: 2, Status__c: 'Open', Expires__c: '2027-02-01' },
    Reasons__c: JSON.stringify([
      { fact: 'case', month: '2026-05' },
      {
        fact: 'kind',
        customers: 41,
        have: 17,
        is: [{ column: 'industry', value: 'Healthcare' }],
        others: { oneIn: 9 },
      },
      { fact: 'contract', month: '2027-02', of: 'Facility Services' },
    ]),
  });
  context = await newDevice(browser, 'desktop');
});

afterEach(async () => {
  await context.close();
  await pages.close();
});

async function open(user: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${pages.running.url}/lightning/r/Account/${pages.hospital}/view?as=${user}`);
  await page.locator('c-baton-suggestions .need').first().waitFor();
  return page;
}

const stored = (): Record<string, unknown> => ({
  ...pages.org.database
    .prepare('SELECT Status__c, Answered_By__c FROM Baton_Suggestion__c WHERE Id = ?')
    .get(suggestion),
});

test('a need is told with its reasons and its person', async () => {
  const panel = (await open(pages.farah)).locator('c-baton-suggestions');
  const item = panel.locator('.suggestion', { has: panel.page().locator('.division', { hasText: 'Security' }) });
  expect(await item.locator('.reasons li').allInnerTexts()).toEqual([
    'They asked about it in May 2026 (case).',
    'Of 41 customers with industry Healthcare, 17 have it; of the others, 1 in 9.',
    'The contract that Facility Services has with them ends in February 2027: a moment to ask.',
  ]);
  expect(await item.locator('.receiver').innerText()).toContain('Anna Berger');
});

test.each<Device>(['desktop', 'phone'])(
  'before a visit My Baton says what to ask, why, and whom to pass it to; the customer is one tap away (%s)',
  async (device) => {
    const { org, farah, hospital, bakery, running } = pages;
    const visit = (account: string, hours: number): string =>
      addRow(org, 'Event', {
        ...{ Subject: 'Visit', OwnerId: farah, WhatId: account, AccountId: account, DurationInMinutes: 60 },
        StartDateTime: new Date(Date.now() + hours * 3_600_000).toISOString(),
      });
    visit(hospital, 1);
    visit(bakery, 200);
    await context.close();
    context = await newDevice(browser, device);
    const page = await context.newPage();
    await page.goto(`${running.url}/lightning/n/Baton_My_Baton?as=${farah}`);
    const card = page.locator('c-baton-visits');
    await card.locator('.reason').first().waitFor();
    const text = await card.innerText();
    for (const part of ['St. Elisabeth Klinik', 'They asked about it in May 2026', 'Anna Berger'])
      expect(text).toContain(part);
    expect(text).not.toContain('Sonntag');
    expect((await runAxe(page)).violations).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await card.getByRole('button', { name: /Elisabeth/ }).focus();
    await page.keyboard.press('Enter');
    await page.locator('c-baton-suggestions .need').first().waitFor();
  },
);

test('one tap begins the hand-off with this need', async () => {
  const page = await open(pages.farah);
  await page.locator(`c-baton-suggestions .pass-on[data-id="${suggestion}"]`).click();
  await page.locator('c-baton-give-form').waitFor();
  expect(await page.locator('c-baton-give').innerText()).toContain('Anna Berger');
});

test('an answer is saved by keyboard, in the name of who gave it, and the need goes', async () => {
  const page = await open(pages.farah);
  await page.locator(`button[data-id="${suggestion}"][data-status="Not now"]`).focus();
  await page.keyboard.press('Enter');
  await page.locator('c-baton-suggestions .noted').waitFor();
  expect(stored()).toEqual({ Status__c: 'Not now', Answered_By__c: pages.farah });
  expect(await page.locator(`button[data-id="${suggestion}"]`).count()).toBe(0);
});

test.each<Device>(['desktop', 'phone'])('axe finds nothing in what they may need (%s)', async (device) => {
  await context.close();
  context = await newDevice(browser, device);
  const page = await open(pages.farah);
  expect((await runAxe(page)).violations).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
});

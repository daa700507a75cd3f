import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';

import { preparePages } from '../../src/devorg/pages/mount-pages.ts';
import { launchBrowser, runAxe } from './support/browser.ts';
import {
  cacheFolder,
  type Device,
  forceApp,
  newDevice,
  openAccount,
  type OpenPages,
  openPages,
} from './support/open-pages.ts';

let browser: Browser;
let pages: OpenPages;
let context: BrowserContext;

beforeAll(async () => {
  browser = await launchBrowser();
  // The first run of all compiles the base components.
  await preparePages({ forceApp, cacheFolder });
}, 240_000);

afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  pages = await openPages();
  context = await newDevice(browser, 'desktop');
});

afterEach(async () => {
  await context.close();
  await pages.close();
});

const tasks = (): Record<string, unknown>[] =>
  pages.org.database
    .prepare('SELECT OwnerId, WhatId, AccountId, Status, TaskSubtype, CallType, ActivityDate FROM Task')
    .all()
    .map((row) => ({ ...row }));

test('the owner reads who knows the customer, how well and why, best first', async () => {
  const page = await openAccount(context, pages, pages.hospital, pages.farah);
  expect(await page.locator('h1').innerText()).toBe('St. Elisabeth Klinik GmbH');
  const panel = page.locator('c-baton-relationships');
  expect(await panel.locator('.name').allInnerTexts()).toEqual(['Anna Berger', 'A colleague in Security', 'Tom Lang']);
  expect(await panel.locator('.detail').first().innerText()).toBe('Security · Key Account Manager');
  expect(await panel.locator('.band-words').allInnerTexts()).toEqual(['Knows them well', 'Knows them', 'Has met them']);
  expect(await panel.locator('.reasons').first().locator('li').allInnerTexts()).toEqual([
    'Several meetings, last in October 2026',
    'Mailed each other many times, last in November 2026',
  ]);
});

test('the same account says to a colleague what others see about them', async () => {
  const page = await openAccount(context, pages, pages.hospital, pages.anna);
  expect(await page.locator('.own-band').innerText()).toBe('You know them well');
  expect(await page.locator('c-baton-relationships .name').allInnerTexts()).not.toContain('Anna Berger');
});

test('who comes without a session sees the account as its owner', async () => {
  const page = await context.newPage();
  await page.goto(`${pages.running.url}/lightning/r/Account/${pages.hospital}/view`);
  expect(await page.getByLabel('Seen by').inputValue()).toBe(pages.farah);
});

test('the list at the top shows the same page as somebody else', async () => {
  const page = await openAccount(context, pages, pages.hospital, pages.farah);
  await page.getByLabel('Seen by').selectOption(pages.anna);
  await page.locator('.own-band').waitFor();
  expect(page.url()).toBe(`${pages.running.url}/lightning/r/Account/${pages.hospital}/view`);
});

test('who may not see the account reads what Salesforce says, and nothing else', async () => {
  const page = await openAccount(context, pages, pages.hospital, pages.olga);
  const text = await page.locator('main').innerText();
  expect(text).toContain("You don't have access, or the record does not exist");
  const source = (await page.content()).replace(/<select[^]*<\/select>/, '');
  for (const secret of ['Elisabeth', 'Klinik', 'Lindenallee', 'Anna Berger', 'Knows them']) {
    expect(source).not.toContain(secret);
  }
});

test('an account that nobody knows says what will appear there', async () => {
  const page = await openAccount(context, pages, pages.bakery, pages.farah);
  expect(await page.locator('c-baton-relationships .empty').innerText()).toContain(
    'Nobody in another division is in touch',
  );
});

test('when the org does not answer, the panel offers to try again, and then shows what it got', async () => {
  const { faults } = pages.running.context;
  faults.push((req, res, next) => {
    if (req.path.endsWith('/graphql')) res.status(503).json([{ errorCode: 'SERVER_UNAVAILABLE', message: 'Busy' }]);
    else next();
  });
  const page = await context.newPage();
  await page.goto(`${pages.running.url}/lightning/r/Account/${pages.hospital}/view?as=${pages.farah}`);
  const panel = page.locator('c-baton-relationships');
  const retry = panel.getByRole('button', { name: 'Try again' });
  await retry.waitFor();
  await panel.getByRole('button', { name: 'Show details' }).click();
  expect(await panel.locator('c-baton-error-panel').innerText()).toContain('Busy');
  faults.length = 0;
  await retry.click();
  await page.locator('c-baton-relationships .name').first().waitFor();
});

test('the keyboard reaches the call and mail links of the panel, one by one, and nothing else in it', async () => {
  const page = await openAccount(context, pages, pages.hospital, pages.farah);
  await page.getByRole('button', { name: 'Something else' }).focus();
  const reached: string[] = [];
  for (let presses = 0; presses < 4; presses++) {
    await page.keyboard.press('Tab');
    reached.push((await page.locator('c-baton-relationships a:focus').getAttribute('aria-label')) ?? '');
  }
  expect(reached).toEqual(['Call Anna Berger', 'Mail Anna Berger', 'Call Tom Lang', 'Mail Tom Lang']);
  await page.keyboard.press('Tab');
  expect(await page.locator('c-baton-relationships :focus').count()).toBe(0);
});

test('call and mail links lead to the telephone and the mail program', async () => {
  const page = await openAccount(context, pages, pages.hospital, pages.farah);
  const hrefOf = async (name: string): Promise<string | null> =>
    await page.getByRole('link', { name }).getAttribute('href');
  expect(await hrefOf('Call Anna Berger')).toBe('tel:+491715550100');
  expect(await hrefOf('Mail Tom Lang')).toBe('mailto:tom.lang@example.invalid');
});

test('a logged call becomes a completed task of the user on the account', async () => {
  const page = await openAccount(context, pages, pages.hospital, pages.farah);
  await page.getByRole('button', { name: 'Log a call', exact: true }).click();
  await page.getByText('Call logged').waitFor();
  await page.locator('.activity', { hasText: 'Call' }).waitFor();
  expect(tasks()).toEqual([
    {
      ...{ OwnerId: pages.farah, WhatId: pages.hospital, AccountId: pages.hospital, Status: 'Completed' },
      ...{ TaskSubtype: 'Call', CallType: 'Outbound', ActivityDate: '2026-11-20' },
    },
  ]);
});

test('demo help logs a call as the owner of the same customer in another division', async () => {
  const page = await openAccount(context, pages, pages.hospital, pages.farah);
  await page.getByRole('button', { name: 'Log a call as Anna Berger' }).click();
  await page.getByText('Call logged as Anna Berger').waitFor();
  expect(tasks()).toMatchObject([{ OwnerId: pages.anna, AccountId: pages.securityHospital }]);
});

test('what the service writes appears without a reload, and the keyboard stays where it is', async () => {
  const page = await openAccount(context, pages, pages.hospital, pages.farah);
  const mail = page.getByRole('link', { name: 'Mail Tom Lang' });
  await mail.focus();
  pages.org.database
    .prepare(
      `UPDATE Baton_Relationship__c SET Band__c = 'Strong', Reasons__c = 'call:once:2026-11' WHERE Band__c = 'Some'`,
    )
    .run();
  await page.getByText('One call, in November 2026').waitFor();
  expect(await page.locator('c-baton-relationships .band-words').allInnerTexts()).toEqual([
    'Knows them well',
    'Knows them well',
    'Knows them',
  ]);
  // Its row has moved up, which takes the keyboard away from a link unless somebody gives it back.
  expect(await page.locator('c-baton-relationships a:focus').getAttribute('aria-label')).toBe('Mail Tom Lang');
});

test('a page of another site gets no session', async () => {
  const reply = await fetch(`${pages.running.url}/demo/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' },
    body: JSON.stringify({ userId: pages.farah }),
  });
  expect(reply.status).toBe(403);
});

test.each<[Device, 'hospital' | 'bakery', 'farah' | 'anna' | 'olga']>([
  ['desktop', 'hospital', 'farah'],
  ['phone', 'hospital', 'farah'],
  ['phone', 'hospital', 'anna'],
  ['desktop', 'bakery', 'farah'],
  ['phone', 'hospital', 'olga'],
])('on the %s, axe finds nothing wrong with the %s as %s sees it', async (device, account, user) => {
  const own = await newDevice(browser, device);
  const page = await openAccount(own, pages, pages[account], pages[user]);
  const { violations, incomplete, passes } = await runAxe(page);
  await own.close();
  expect(violations).toEqual([]);
  expect(incomplete.filter((rule) => rule.error !== undefined)).toEqual([]);
  expect(passes.find((rule) => rule.id === 'color-contrast')?.nodes.length).toBeGreaterThan(5);
});

test.each<Device>(['desktop', 'phone'])('on the %s, axe finds nothing wrong with the start page', async (device) => {
  const own = await newDevice(browser, device);
  const page = await own.newPage();
  await page.goto(pages.running.url);
  const { violations } = await runAxe(page);
  const width = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  await own.close();
  expect(violations).toEqual([]);
  expect(width).toBe(0);
});

test('axe sees through the shadow: a faint text in the panel is found out', async () => {
  const page = await openAccount(context, pages, pages.hospital, pages.farah);
  await page.addStyleTag({ content: '.name { color: #ddd !important; }' });
  const { violations } = await runAxe(page);
  expect(violations.map((rule) => rule.id)).toEqual(['color-contrast']);
});

test('on the phone, links are large enough for a thumb and nothing runs off the side', async () => {
  const phone = await newDevice(browser, 'phone');
  const page = await openAccount(phone, pages, pages.hospital, pages.farah);
  const boxes = await Promise.all((await page.locator('.action').all()).map((link) => link.boundingBox()));
  expect(boxes).toHaveLength(4);
  expect(boxes.every((box) => box !== null && box.width >= 44 && box.height >= 44)).toBe(true);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  await phone.close();
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';

import { preparePages } from '../../src/devorg/pages/mount-pages.ts';
import { addRow, addUser, assign } from '../devorg/support/small-org.ts';
import { launchBrowser, runAxe } from './support/browser.ts';
import { cacheFolder, type Device, forceApp, newDevice, type OpenPages, openPages } from './support/open-pages.ts';

let browser: Browser;
let pages: OpenPages;
let context: BrowserContext;
let admin: string;

beforeAll(async () => {
  browser = await launchBrowser();
  await preparePages({ forceApp, cacheFolder });
}, 240_000);

afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  pages = await openPages();
  context = await newDevice(browser, 'desktop');
  const { org, hospital, securityHospital } = pages;
  admin = addUser(org, { FirstName: 'Ada', LastName: 'Admin', Division: 'Head Office' });
  assign(org, 'Baton_Admin', [admin]);
  addRow(org, 'Baton_Sync_Status__c', {
    ...{ Key__c: 'org', State__c: 'Degraded', Message__c: 'The integration user can not read Account.Website.' },
    ...{ Last_Sync__c: new Date(Date.now() - 240_000).toISOString(), Lag_Seconds__c: 4, Version__c: '0.1.0' },
    ...{ Api_Calls_Day__c: 8_500, Api_Budget_Day__c: 10_000, Accounts__c: 3, Customers__c: 2, Parked__c: 1 },
  });
  addRow(org, 'Baton_Sync_Issue__c', {
    ...{ External_Id__c: 'write:1', Kind__c: 'Parked write', State__c: 'Open', Object__c: 'Baton_Relationship__c' },
    ...{ Record_Id__c: hospital, Reason__c: 'A rule of this org refused the record.', Fix__c: 'Let Baton pass.' },
  });
  addRow(org, 'Baton_Sync_Issue__c', {
    ...{ External_Id__c: 'access:Account.Website', Kind__c: 'Missing access', State__c: 'Open', Object__c: 'Account' },
    ...{ Reason__c: 'The integration user can not read Account.Website.', Fix__c: 'Assign Baton Integration.' },
  });
  addRow(org, 'Baton_Policy__c', { Active__c: true, OwnerId: admin, Naming_Default__c: 'Named', Band_Strong__c: 12 });
  addRow(org, 'Baton_Need__c', {
    ...{
      Name: 'Aa guards by night',
      Key__c: 'setup-need',
      Active__c: true,
      Division__c: pages.divisions.security,
      OwnerId: admin,
    },
  });
  addRow(org, 'Baton_Need_Rule__c', {
    ...{
      External_Id__c: 'r1',
      Rule__c: 'Hospitals buy guards at night four times as often as others.',
      OwnerId: admin,
    },
    ...{ Customers__c: 40, Have_It__c: 22, Off__c: false },
  });
  addRow(org, 'Baton_Match__c', {
    ...{ External_Id__c: 'm1', Kind__c: 'Accounts', State__c: 'Proposed', Judgement__c: 'Unsure', Score__c: 0.7 },
    ...{ Account__c: hospital, Other_Account__c: securityHospital, OwnerId: admin },
    Evidence__c: 'The same words in another order\nThe same city',
  });
});

afterEach(async () => {
  await context.close();
  await pages.close();
});

async function open(tab: string, from = context): Promise<Page> {
  const page = await from.newPage();
  await page.goto(`${pages.running.url}/lightning/n/${tab}?as=${admin}`);
  return page;
}

const row = (sql: string): Record<string, unknown> => ({ ...pages.org.database.prepare(sql).get() });

test('health says what is degraded and why, and that the calls run out', async () => {
  const page = await open('Baton_Setup');
  const panel = page.locator('c-baton-health');
  await panel.locator('.state').waitFor();
  expect(await panel.locator('.summary').innerText()).toMatch(/Works with less\s+The integration user can not read/);
  expect(await panel.locator('.warning').innerText()).toContain('More than 80 %');
  expect(await panel.locator('.facts').innerText()).toMatch(/API calls\s+8[.,]500 of 10[.,]000 in 24 hours \(85 %\)/);
  expect(await panel.locator('.facts').innerText()).toMatch(/Last sync\s+4 minutes ago/);
});

test('an issue is retried, another ignored with a reason, by keyboard', async () => {
  const page = await open('Baton_Setup');
  const panel = page.locator('c-baton-issues');
  await panel.locator('.issue').nth(1).waitFor();
  const parked = panel.locator('.issue', { hasText: 'A rule of this org' });
  await parked.getByRole('button', { name: 'Mended, try again' }).press('Enter');
  await panel.getByText('It is tried again with the next sync.').waitFor();
  expect(row("SELECT State__c FROM Baton_Sync_Issue__c WHERE External_Id__c = 'write:1'")).toEqual({
    State__c: 'Resolved',
  });
  await panel.getByRole('button', { name: 'Ignore' }).press('Enter');
  const save = panel.getByRole('button', { name: 'Ignore it' });
  expect(await save.isDisabled()).toBe(true);
  await page.keyboard.type('No websites here');
  await save.press('Enter');
  await panel.getByText('Nothing needs an admin.').waitFor();
  const ignored = "SELECT State__c, Ignore_Reason__c FROM Baton_Sync_Issue__c WHERE External_Id__c LIKE 'access:%'";
  expect(row(ignored)).toEqual({ State__c: 'Ignored', Ignore_Reason__c: 'No websites here' });
  expect(row(`SELECT Wake__c FROM Baton_Preference__c WHERE OwnerId = '${admin}'`)['Wake__c']).toEqual(
    expect.any(String),
  );
});

test('divisions say who falls into none, and one is made of a value found on users', async () => {
  const page = await open('Baton_Setup_Rules');
  const panel = page.locator('c-baton-divisions');
  await panel.locator('.sums').waitFor();
  const outside = Number(/(\d+) active users are in no division/.exec(await panel.locator('.sums').innerText())?.[1]);
  const { n } = row(`SELECT count(*) AS n FROM "User" WHERE IsActive = 1 AND UserType = 'Standard' AND
    coalesce(Division, '') NOT IN ('Facility Services', 'Security', 'Catering')`);
  expect(outside).toBe(n);
  await panel.getByRole('button', { name: 'Make Head Office a division' }).click();
  await panel.getByText('Saved.').waitFor();
  await panel.locator('.division .name', { hasText: /^Head Office$/ }).waitFor();
  const made = `SELECT Key__c, User_Field__c, User_Values__c, Active__c FROM Baton_Division__c WHERE Name = 'Head Office'`;
  expect(row(made)).toEqual({
    Key__c: 'head-office',
    User_Field__c: 'Division',
    User_Values__c: 'Head Office',
    Active__c: 1,
  });
});

test('a need and what was learned are switched off', async () => {
  const page = await open('Baton_Setup_Rules');
  const panel = page.locator('c-baton-needs');
  await panel.locator('.needs .row').first().waitFor();
  await panel.locator('.needs input').first().press('Space');
  await panel.getByText('Saved.').waitFor();
  expect(row("SELECT Active__c FROM Baton_Need__c WHERE Key__c = 'setup-need'")).toEqual({ Active__c: 0 });
  await panel.locator('.rules input').press('Space');
  await page.waitForTimeout(500);
  expect(row('SELECT Off__c FROM Baton_Need_Rule__c')).toEqual({ Off__c: 1 });
});

test('rules are tried out, answered by the service, and saved as a new row that keeps the rest', async () => {
  const page = await open('Baton_Setup_Rules');
  const panel = page.locator('c-baton-policy');
  await panel.getByLabel('Half-life of contacts (days)').fill('60');
  await panel.getByLabel('Months until activity and answered asks go').fill('18');
  await panel.getByLabel('What was agreed about credit').fill('Both count it in full.');
  expect(await panel.locator('.credit').innerText()).toBe(
    'Whoever gives or decides will read: “Agreed about credit: Both count it in full.” Baton computes nothing from it.',
  );
  await panel.getByRole('button', { name: 'Show the effect' }).click();
  await panel.locator('.waiting').waitFor();
  const draft = row(
    'SELECT Active__c, Draft_Key__c, Half_Life_Days__c, Effect_Request__c FROM Baton_Policy__c WHERE Draft_Key__c IS NOT NULL',
  );
  expect(draft).toMatchObject({ Active__c: 0, Draft_Key__c: admin, Half_Life_Days__c: 60 });
  addRow(pages.org, 'Baton_Sync_Status__c', {
    ...{ Key__c: `draft-${admin}`, State__c: 'Ok', Request__c: String(draft['Effect_Request__c']) },
    Message__c: [
      'relationships 412 508;strong 20 31;good 100 120;some 292 357;named 300 390;customers 2000 10000',
      'undecided 31 52;uncontacted 7 7;full 2 0;handoffs 240',
    ].join(';'),
  });
  await panel.getByText('With these rules 412 relationships show, 96 fewer.').waitFor({ timeout: 20_000 });
  const answer = await panel.locator('.answer').innerText();
  expect(answer).toMatch(/Projected from 2[.,]000 of 10[.,]000 customers\./);
  expect(answer).toContain('Of 240 hand-offs of the last 90 days, 31 were not decided in that time (now 52), and 7');
  expect(answer).toContain('People who have as many open as they take: 2 (now 0).');
  await panel.getByRole('button', { name: 'Save these rules' }).click();
  await panel.getByText('Saved. It takes effect within a minute.').waitFor();
  const saved =
    'SELECT Draft_Key__c, Half_Life_Days__c, Band_Strong__c, Naming_Default__c, Retention_Months__c, Credit_Rule__c FROM Baton_Policy__c WHERE Active__c = 1 ORDER BY CreatedDate DESC, Id DESC';
  expect(row(saved)).toEqual({
    Draft_Key__c: null,
    Half_Life_Days__c: 60,
    Band_Strong__c: 12,
    Naming_Default__c: 'Named',
    Retention_Months__c: 18,
    Credit_Rule__c: 'Both count it in full.',
  });
});

test('bands that do not go up can not be saved', async () => {
  const page = await open('Baton_Setup_Rules');
  const panel = page.locator('c-baton-policy');
  await panel.getByLabel('Smallest strength for "has met them"').fill('20');
  await panel.getByText('The three strengths must go up').waitFor();
  expect(await panel.getByRole('button', { name: 'Save these rules' }).isDisabled()).toBe(true);
});

test('two records are judged by one key', async () => {
  const page = await open('Baton_Setup_Matches');
  const panel = page.locator('c-baton-matches');
  await panel.locator('.pair').waitFor();
  expect(await panel.locator('.side .name').allInnerTexts()).toEqual([
    'St. Elisabeth Klinik GmbH',
    'Klinik St. Elisabeth',
  ]);
  expect(await panel.locator('.evidence li').allInnerTexts()).toEqual([
    'The same words in another order',
    'The same city',
  ]);
  await panel.locator('.pair').focus();
  await page.keyboard.press('s');
  await panel.getByText('Nothing is to be judged.').waitFor();
  expect(row('SELECT Judgement__c, State__c FROM Baton_Match__c')).toEqual({
    Judgement__c: 'Same',
    State__c: 'Decided',
  });
});

describe.each<Device>(['desktop', 'phone'])('on %s', (device) => {
  test.each(['Baton_Setup', 'Baton_Setup_Rules', 'Baton_Setup_Matches'])(
    '%s is clean for axe and fits the width',
    async (tab) => {
      const own = await newDevice(browser, device);
      const page = await open(tab, own);
      await page.locator('c-baton-health .state, c-baton-policy .rules, c-baton-matches .pair').first().waitFor();
      await page.waitForTimeout(500);
      const { violations } = await runAxe(page);
      expect(violations).toEqual([]);
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(overflow).toBe(0);
      const shots = process.env['BATON_SHOTS'];
      if (shots !== undefined) await page.screenshot({ path: `${shots}/${tab}-${device}.png`, fullPage: true });
      await own.close();
    },
  );
});

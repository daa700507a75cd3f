import type { Browser, BrowserContext, Page } from 'playwright-core';

import { mountPages } from '../../../src/devorg/pages/mount-pages.ts';
import { type RunningDevorg, startDevorg } from '../../../src/devorg/server.ts';
import { DESKTOP, PHONE } from './browser.ts';
import { createHandoffOrg, type HandoffOrg } from './handoff-org.ts';

export interface OpenPages extends HandoffOrg {
  readonly running: RunningDevorg;
  close(): Promise<void>;
}

export const forceApp = 'force-app/main/default';
export const cacheFolder = '.baton/cache';

/** The panel org with its pages, on a free port. Panels look again every second. */
export async function openPages(): Promise<OpenPages> {
  const panelOrg = createHandoffOrg();
  const { org, hospital, securityHospital, anna } = panelOrg;
  const sibling = {
    ...{ accountId: securityHospital, accountName: 'Klinik St. Elisabeth', division: 'Security' },
    ...{ ownerId: anna, ownerName: 'Anna Berger' },
  };
  const running = await startDevorg({
    org,
    mount: (app, context) => {
      mountPages(app, context, {
        ...{ forceApp, cacheFolder, refreshSeconds: 1 },
        siblingsOf: (accountId) => (accountId === hospital ? [sibling] : []),
      });
    },
  });
  return {
    ...panelOrg,
    running,
    close: async () => {
      await running.close();
      org.database.close();
    },
  };
}

export type Device = 'desktop' | 'phone';

/** A browser of its own, without anybody's cookies. */
export async function newDevice(browser: Browser, device: Device): Promise<BrowserContext> {
  if (device === 'desktop') return await browser.newContext({ viewport: DESKTOP });
  return await browser.newContext({ viewport: PHONE, isMobile: true, hasTouch: true });
}

/** Opens an account as a user and waits for what the panel has to say. */
export async function openAccount(
  context: BrowserContext,
  pages: OpenPages,
  accountId: string,
  userId: string,
): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${pages.running.url}/lightning/r/Account/${accountId}/view?as=${userId}`);
  await page.locator('c-baton-relationships .name, c-baton-relationships .empty, .no-access').first().waitFor();
  return page;
}

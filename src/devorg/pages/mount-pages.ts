import { join } from 'node:path';

import express, { type Express, type Request, type Response } from 'express';

import type { DevorgContext } from '../api/context.ts';
import { packageFolder } from './build/modules.ts';
import type { StartAccount } from './demo-data.ts';
import { PageBundles } from './page-bundles.ts';
import { sendPage } from './page-html.ts';
import { mayOpen, noAccessPage, recordPage, type Sibling } from './record-page.ts';
import { currentUser, isActiveUser, signIn, signInOwner } from './sign-in.ts';
import { startPage } from './start-page.ts';

export interface PagesOptions {
  /** Source folder of the package, `force-app/main/default`. */
  readonly forceApp: string;
  /** Where prebuilt scripts are kept from run to run, `.baton/cache`. */
  readonly cacheFolder: string;
  /** Seconds between two looks of a panel; default 5, since a demo's org has calls to spare. */
  readonly refreshSeconds?: number;
  /** Accounts to begin with; without it those that most divisions know. */
  readonly startAccounts?: () => readonly StartAccount[];
  /** The same customer's accounts in other divisions, from the sample company's truth. */
  readonly siblingsOf?: (accountId: string) => readonly Sibling[];
}

const VENDOR_PATH = '/demo/vendor';

/** Adds the demo's pages to the org's own server, so that panels talk to the API under the same origin. */
export function mountPages(app: Express, context: DevorgContext, options: PagesOptions): void {
  const bundles = new PageBundles(options.forceApp, options.cacheFolder);
  addScripts(app, bundles);
  app.get('/', (_req, res) => {
    sendPage(res, startPage(context.org, options.startAccounts?.()));
  });
  app.get('/lightning/r/Account/:id/view', async (req, res) => {
    await answerRecordPage(context, options, bundles, req, res);
  });
  app.post('/demo/sessions', express.json(), (req, res) => {
    answerSession(context, req, res);
  });
}

/** Builds everything ahead of the first visit, so that nobody waits for it. */
export async function preparePages(options: Pick<PagesOptions, 'forceApp' | 'cacheFolder'>): Promise<void> {
  await new PageBundles(options.forceApp, options.cacheFolder).get();
}

function addScripts(app: Express, bundles: PageBundles): void {
  app.use('/assets', express.static(join(packageFolder('@salesforce-ux/design-system'), 'assets')));
  app.get('/demo/page.css', (_req, res) => {
    res.sendFile(join(import.meta.dirname, 'page.css'));
  });
  app.get('/demo/app.js', async (_req, res) => {
    const { app: bundle } = await bundles.get();
    res.type('js').setHeader('Cache-Control', 'no-store');
    res.send(bundle.code);
  });
  app.use(VENDOR_PATH, async (req, res, next) => {
    const { vendor } = await bundles.get();
    express.static(vendor.folder)(req, res, next);
  });
}

async function answerRecordPage(
  context: DevorgContext,
  options: PagesOptions,
  bundles: PageBundles,
  req: Request,
  res: Response,
): Promise<void> {
  if (typeof req.query['as'] === 'string' && signIn(context, res, req.query['as'])) {
    res.redirect(req.path);
    return;
  }
  const recordId = String(req.params['id']);
  const userId = currentUser(context, req) ?? signInOwner(context, res, recordId);
  if (userId === undefined) {
    res.redirect('/');
  } else if (!mayOpen(context, userId, recordId)) {
    sendPage(res, noAccessPage(context, userId, req.path), 404);
  } else {
    const { vendor } = await bundles.get();
    const importMap = Object.fromEntries(
      Object.entries(vendor.files).map(([specifier, file]) => [specifier, `${VENDOR_PATH}/${file}`]),
    );
    const siblings = options.siblingsOf?.(recordId) ?? [];
    const refreshSeconds = options.refreshSeconds ?? 5;
    sendPage(res, recordPage(context, req.path, { recordId, userId, refreshSeconds, siblings, importMap }));
  }
}

/** A session as somebody else, for the demo's own buttons only: no other site may ask for one. */
function answerSession(context: DevorgContext, req: Request, res: Response): void {
  const { userId } = (req.body ?? {}) as { readonly userId?: unknown };
  if (req.get('sec-fetch-site') !== 'same-origin') {
    res.status(403).json({ message: 'Only pages of this org may ask for a session' });
  } else if (typeof userId !== 'string' || !isActiveUser(context, userId)) {
    res.status(404).json({ message: 'The org has no such user' });
  } else {
    const { token } = context.sessions.start(userId, { browser: true, expires: false });
    res.status(201).json({ token });
  }
}

import { join } from 'node:path';

import express, { type Express, type Request, type Response } from 'express';

import type { DevorgContext } from '../api/context.ts';
import { packageFolder } from './build/modules.ts';
import type { StartAccount } from './demo-data.ts';
import { readPages } from './flexipages.ts';
import { PageBundles } from './page-bundles.ts';
import { sendPage } from './page-html.ts';
import { appPage, type Frame, newRecordPage, noAccessPage } from './panel-page.ts';
import { mayOpen, recordPage, type RecordPlace, type Sibling } from './record-page.ts';
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

/** Everything that a request for a page is answered with. */
interface Pages {
  readonly context: DevorgContext;
  readonly options: PagesOptions;
  readonly bundles: PageBundles;
}

/** Adds the demo's pages to the org's own server, so that panels talk to the API under the same origin. */
export function mountPages(app: Express, context: DevorgContext, options: PagesOptions): void {
  const pages = { context, options, bundles: new PageBundles(options.forceApp, options.cacheFolder) };
  addScripts(app, pages.bundles);
  app.get('/', (_req, res) => {
    sendPage(res, startPage(context.org, options.startAccounts?.()));
  });
  app.get('/lightning/r/:object/:id/view', async (req, res) => {
    await answerRecordPage(pages, req, res);
  });
  app.get('/lightning/n/:tab', async (req, res) => {
    await answerAppPage(pages, req, res);
  });
  app.get('/lightning/o/:object/new', async (req, res) => {
    await answerNewRecordPage(pages, req, res);
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

async function answerRecordPage(pages: Pages, req: Request, res: Response): Promise<void> {
  const { context, options } = pages;
  if (isSwitched(pages, req, res)) return;
  const place: RecordPlace = { objectName: String(req.params['object']), recordId: String(req.params['id']) };
  const userId = currentUser(context, req) ?? signInOwner(context, res, place.objectName, place.recordId);
  if (userId === undefined) {
    res.redirect('/');
  } else if (!mayOpen(context, userId, place)) {
    const placed = readPages(options.forceApp);
    sendPage(res, noAccessPage({ context, userId, path: req.path, placed }), 404);
  } else {
    const siblings = options.siblingsOf?.(place.recordId) ?? [];
    sendPage(res, recordPage(await frameOf(pages, req, userId), place, siblings));
  }
}

async function answerAppPage(pages: Pages, req: Request, res: Response): Promise<void> {
  if (isSwitched(pages, req, res)) return;
  const userId = currentUser(pages.context, req);
  const page = readPages(pages.options.forceApp).appPages.get(String(req.params['tab']));
  if (userId === undefined || page === undefined) res.redirect('/');
  else sendPage(res, appPage(await frameOf(pages, req, userId), page));
}

async function answerNewRecordPage(pages: Pages, req: Request, res: Response): Promise<void> {
  const userId = currentUser(pages.context, req);
  const objectName = String(req.params['object']);
  if (userId === undefined || !['Opportunity', 'Lead'].includes(objectName)) {
    res.redirect('/');
    return;
  }
  const encoded = req.query['defaultFieldValues'];
  const pairs = typeof encoded === 'string' && encoded !== '' ? encoded.split(',') : [];
  const defaults = pairs.map((pair): [string, string] => {
    const [field = '', value = ''] = pair.split('=');
    return [field, decodeURIComponent(value)];
  });
  sendPage(res, newRecordPage(await frameOf(pages, req, userId), objectName, Object.fromEntries(defaults)));
}

/** True where the request asked for the same page as somebody else and has been sent there. */
function isSwitched({ context }: Pages, req: Request, res: Response): boolean {
  const { as } = req.query;
  if (typeof as !== 'string' || !signIn(context, res, as)) return false;
  res.redirect(req.path);
  return true;
}

async function frameOf({ context, options, bundles }: Pages, req: Request, userId: string): Promise<Frame> {
  const { vendor } = await bundles.get();
  const files = Object.entries(vendor.files).map(([specifier, file]) => [specifier, `${VENDOR_PATH}/${file}`]);
  const importMap = Object.fromEntries(files) as Record<string, string>;
  const refreshSeconds = options.refreshSeconds ?? 5;
  const placed = readPages(options.forceApp);
  return { context, path: req.path, userId, refreshSeconds, placed, importMap };
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

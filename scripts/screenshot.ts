/**
 * Photographs a page at desktop and phone width: `node scripts/screenshot.ts URL [--out FOLDER]`.
 * With the demo running: `node scripts/screenshot.ts 'http://127.0.0.1:PORT/lightning/r/Account/ID/view?as=USERID'`.
 */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { DESKTOP, launchBrowser, PHONE } from '../test/browser/support/browser.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: 'string' } } });
const [url] = positionals;
if (url === undefined) {
  console.error('Which page? node scripts/screenshot.ts URL [--out FOLDER]');
  process.exit(2);
}
const folder = values.out ?? mkdtempSync(join(tmpdir(), 'baton-pages-'));
mkdirSync(folder, { recursive: true });

const browser = await launchBrowser();
for (const [name, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
  const isMobile = name === 'phone';
  const page = await browser.newPage({ viewport, isMobile, hasTouch: isMobile, deviceScaleFactor: 2 });
  await page.goto(url, { waitUntil: 'networkidle' });
  const file = join(folder, `${name}.png`);
  await page.screenshot({ path: file, fullPage: true });
  console.log(file);
}
await browser.close();

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { type Browser, chromium, type Page } from 'playwright-core';

const require = createRequire(import.meta.url);

/** The two widths that people hold in their hands or have on their desks. */
export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** With one process, closing a page closes the browser; and the pages' own rules of origin are to hold. */
const MEANT_FOR_LAMBDA = ['--single-process', '--no-zygote', '--disable-web-security'];

/**
 * Chromium from npm where it runs, else an installed Chrome. The package brings the libraries that a bare Debian lacks,
 * but unpacks them only where it believes it runs on Lambda.
 */
export async function launchBrowser(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return await chromium.launch({ channel: 'chrome' });
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x';
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs22.x';
  const { default: sparticuz } = await import('@sparticuz/chromium');
  return await chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: sparticuz.args.filter((arg) => !MEANT_FOR_LAMBDA.includes(arg)),
    headless: true,
  });
}

interface AxeNode {
  readonly target: readonly unknown[];
  readonly html: string;
}

interface AxeRule {
  readonly id: string;
  readonly nodes: readonly AxeNode[];
  readonly error?: unknown;
}

export interface AxeResult {
  readonly violations: readonly AxeRule[];
  readonly incomplete: readonly AxeRule[];
  readonly passes: readonly AxeRule[];
}

/**
 * Runs axe over the page. Synthetic shadow throws on `ShadowRoot.getElementById`, whereupon axe puts colour contrast
 * aside without a word; with the method in place it looks at it.
 */
export async function runAxe(page: Page): Promise<AxeResult> {
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  return await page.evaluate(
    `(async () => {
      const host = [...document.querySelectorAll('*')].find((element) => element.shadowRoot);
      if (host) {
        Object.defineProperty(Object.getPrototypeOf(host.shadowRoot), 'getElementById', {
          configurable: true,
          value(id) { return this.querySelector('#' + CSS.escape(id)); },
        });
      }
      const pick = (rules) => rules.map(({ id, nodes, error }) => ({ id, error: error && String(error.message ?? error),
        nodes: nodes.map(({ target, html }) => ({ target, html })) }));
      const { violations, incomplete, passes } = await axe.run(document);
      return { violations: pick(violations), incomplete: pick(incomplete), passes: pick(passes) };
    })()`,
  );
}

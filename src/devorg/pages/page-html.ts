import { randomBytes } from 'node:crypto';

import type { Response } from 'express';

/** Text that may stand in HTML, in attributes too. */
export function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** JSON for a script element: a `<` could end the element. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

export interface Page {
  readonly title: string;
  /** HTML of the bar at the top, right side. */
  readonly bar?: string;
  /** HTML. */
  readonly body: string;
  /** Scripts and import map, given the nonce that lets them run. */
  readonly scripts?: (nonce: string) => string;
}

/** Sends a page in the design system's clothes. Scripts run only with the page's own nonce. */
export function sendPage(res: Response, page: Page, status = 200): void {
  const nonce = randomBytes(16).toString('base64');
  res.status(status);
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader(
    'Content-Security-Policy',
    `default-src 'self'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; ` +
      `base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
  );
  res.type('html').send(html(page, nonce));
}

function html(page: Page, nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/styles/salesforce-lightning-design-system.min.css">
<link rel="stylesheet" href="/demo/page.css">
</head>
<body>
<header class="bar">
<a class="brand" href="/">Baton <span>org in a box</span></a>
${page.bar ?? ''}
</header>
<main id="page">${page.body}</main>
${page.scripts?.(nonce) ?? ''}
</body>
</html>
`;
}

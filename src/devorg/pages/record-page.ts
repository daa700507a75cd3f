import { viewerFor } from '../access/viewer.ts';
import type { DevorgContext } from '../api/context.ts';
import { type Page, scriptJson } from './page-html.ts';
import { pageUser } from './page-user.ts';
import { switcher } from './sign-in.ts';

/** The same customer's account in another division, as the sample company's author knows it. */
export interface Sibling {
  readonly accountId: string;
  readonly accountName: string;
  readonly division: string;
  readonly ownerId: string;
  readonly ownerName: string;
}

export interface RecordPageOptions {
  readonly recordId: string;
  readonly userId: string;
  readonly refreshSeconds: number;
  readonly siblings: readonly Sibling[];
  /** Which vendor file answers to which import. */
  readonly importMap: Readonly<Record<string, string>>;
}

/** What Salesforce says to somebody who may not see a record, and to who asks for one that is not there. */
const NO_ACCESS = `<div class="no-access slds-box slds-theme_default slds-m-around_medium">
<h1 class="slds-text-heading_small">You can't view this record.</h1>
<p>You don't have access, or the record does not exist. Ask your administrator for help.</p></div>`;

/** True where the page may say anything at all about the account. */
export function mayOpen(context: DevorgContext, userId: string, recordId: string): boolean {
  const viewer = viewerFor(context.org, userId);
  return viewer.mayObject('Account', 'read') && viewer.mayReadRow('Account', recordId);
}

export function noAccessPage(context: DevorgContext, userId: string, path: string): Page {
  return { title: 'Salesforce', bar: switcher(context, userId, path), body: NO_ACCESS, scripts: switchAtOnce };
}

/** The page's frame; what the record says comes through the API, as the user of the session. */
export function recordPage(context: DevorgContext, path: string, options: RecordPageOptions): Page {
  const { recordId, userId, refreshSeconds, siblings, importMap } = options;
  const page = {
    recordId,
    objectApiName: 'Account',
    ...pageUser(context.org, userId),
    refreshSeconds,
    siblings,
    today: new Date(context.org.clock.now()).toISOString().slice(0, 10),
  };
  return {
    title: 'Account | Salesforce',
    bar: switcher(context, userId, path),
    body: '',
    scripts: (nonce) => `<script nonce="${nonce}">globalThis.batonPage = ${scriptJson(page)};</script>
<script type="importmap" nonce="${nonce}">${scriptJson({ imports: importMap })}</script>
<script type="module" src="/demo/app.js"></script>
${switchAtOnce(nonce)}`,
  };
}

function switchAtOnce(nonce: string): string {
  return `<script nonce="${nonce}">
const select = document.querySelector('#as');
document.querySelector('#switch').hidden = true;
select.addEventListener('change', () => select.form.submit());
</script>`;
}

import type { DevorgContext } from '../api/context.ts';
import type { PlacedPage, PlacedPages } from './flexipages.ts';
import { escapeHtml, type Page, scriptJson } from './page-html.ts';
import { pageUser } from './page-user.ts';
import { switcher } from './sign-in.ts';

/** What all pages with panels need to know. */
export interface Frame {
  readonly context: DevorgContext;
  /** Address of the page, where the switch of users leads back to. */
  readonly path: string;
  readonly userId: string;
  readonly refreshSeconds: number;
  readonly placed: PlacedPages;
  /** Which vendor file answers to which import. */
  readonly importMap: Readonly<Record<string, string>>;
}

/** The element that draws a page, with its properties. */
interface Element {
  readonly element: 'demo-record-page' | 'demo-app-page' | 'demo-new-record';
  readonly title: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A page's frame; what records say comes through the API, as the user of the session. */
export function panelPage(frame: Frame, { element, title, properties }: Element): Page {
  const { context, userId, refreshSeconds, importMap } = frame;
  const page = {
    element,
    properties: { ...properties, refreshSeconds },
    ...pageUser(context.org, userId),
    today: new Date(context.org.clock.now()).toISOString().slice(0, 10),
  };
  return {
    title: `${title} | Salesforce`,
    bar: bar(frame),
    body: '',
    scripts: (nonce) => `<script nonce="${nonce}">globalThis.batonPage = ${scriptJson(page)};
batonPage.formFactor = matchMedia('(max-width: 48rem)').matches ? 'Small' : 'Large';</script>
<script type="importmap" nonce="${nonce}">${scriptJson({ imports: importMap })}</script>
<script type="module" src="/demo/app.js"></script>
${switchAtOnce(nonce)}`,
  };
}

/** An app page of the package, by its tab. */
export function appPage(frame: Frame, { label, regions }: PlacedPage): Page {
  return panelPage(frame, { element: 'demo-app-page', title: label, properties: { label, regions } });
}

/** The form for a new record, which takes values from its address as the platform's does. */
export function newRecordPage(frame: Frame, objectApiName: string, defaults: Readonly<Record<string, string>>): Page {
  const stages = stagesOf(frame.context);
  return panelPage(frame, {
    element: 'demo-new-record',
    title: `New ${objectApiName}`,
    properties: { objectApiName, defaults, stages },
  });
}

/** Stages that an opportunity can be in. */
export function stagesOf({ org }: DevorgContext): readonly string[] {
  const values = org.schema.object('Opportunity')?.fields.get('stagename')?.picklistValues ?? [];
  return values.filter(({ active }) => active).map(({ value }) => value);
}

/** What Salesforce says to somebody who may not see a record, and to who asks for one that is not there. */
const NO_ACCESS = `<div class="no-access slds-box slds-theme_default slds-m-around_medium">
<h1 class="slds-text-heading_small">You can't view this record.</h1>
<p>You don't have access, or the record does not exist. Ask your administrator for help.</p></div>`;

export function noAccessPage(frame: Pick<Frame, 'context' | 'userId' | 'path' | 'placed'>): Page {
  return { title: 'Salesforce', bar: bar(frame), body: NO_ACCESS, scripts: switchAtOnce };
}

/** App pages at the left, as in Salesforce's navigation bar, and who is looking at the right. */
function bar({ context, userId, path, placed }: Pick<Frame, 'context' | 'userId' | 'path' | 'placed'>): string {
  const sets = permissionSetsOf(context, userId);
  const links = [...placed.appPages]
    .filter(([tab]) => placed.shownBy.get(tab)?.some((set) => sets.has(set)))
    .map(([tab, { label }]) => `<a href="/lightning/n/${escapeHtml(tab)}">${escapeHtml(label)}</a>`);
  const nav = links.length === 0 ? '' : `<nav class="tabs" aria-label="App pages">${links.join('')}</nav>`;
  return nav + switcher(context, userId, path);
}

function permissionSetsOf({ org }: DevorgContext, userId: string): ReadonlySet<string> {
  const rows = org.database
    .prepare(
      `SELECT p.Name FROM PermissionSetAssignment AS a JOIN PermissionSet AS p ON p.Id = a.PermissionSetId
       WHERE a.AssigneeId = ?`,
    )
    .all(userId);
  return new Set(rows.map((row) => String(row['Name'])));
}

function switchAtOnce(nonce: string): string {
  return `<script nonce="${nonce}">
const select = document.querySelector('#as');
document.querySelector('#switch').hidden = true;
select.addEventListener('change', () => select.form.submit());
</script>`;
}

import type { Org } from '../org.ts';
import { type StartAccount, startAccounts } from './demo-data.ts';
import { escapeHtml, type Page } from './page-html.ts';

/** Where a visitor begins: a few accounts, each seen by the person whose account it is. */
export function startPage(org: Org, accounts: readonly StartAccount[] = startAccounts(org)): Page {
  const rows = accounts.map(row).join('');
  return {
    title: 'Baton: org in a box',
    body: `<section class="slds-card slds-p-around_medium">
<h1 class="slds-text-heading_medium">Open an account as the rep who looks after it</h1>
<p class="slds-m-vertical_x-small">On its page, <b>Pass a lead</b> gives a need to a colleague in another division, and
<b>Who knows this customer</b> shows which of them know the customer, and why. The list at the top shows the same page as
somebody else; <b>My Baton</b> shows what waits for them.</p>
<table class="slds-table slds-table_cell-buffer slds-table_bordered start-table">
<thead><tr><th scope="col">Account</th><th scope="col">Seen by</th><th scope="col">Division</th>
<th scope="col" class="wide">City</th><th scope="col" class="wide">Relationships</th></tr></thead>
<tbody>${rows}</tbody></table></section>`,
  };
}

function row(account: StartAccount): string {
  const link = `/lightning/r/Account/${account.accountId}/view?as=${account.ownerId}`;
  const cells = [account.ownerName, account.division];
  const wideCells = [account.city, String(account.relationships)];
  return `<tr><th scope="row"><a href="${escapeHtml(link)}">${escapeHtml(account.accountName)}</a></th>${cells
    .map((cell) => `<td>${escapeHtml(cell)}</td>`)
    .join('')}${wideCells.map((cell) => `<td class="wide">${escapeHtml(cell)}</td>`).join('')}</tr>`;
}

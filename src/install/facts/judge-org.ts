import type { OrgFacts } from './org-facts.ts';
import type { AdminRight } from './user-rights.ts';

/** `ok`: Baton works. `hint`: something is left out, or worth knowing. `fault`: an installation would fail. */
export interface Remark {
  readonly level: 'ok' | 'hint' | 'fault';
  readonly message: string;
  readonly actions: readonly string[];
}

const OLDEST_VERSION = 66;
/** A row of a custom object takes 2 KB of storage. */
const ROW_KB = 2;
/** Rows of a small start: three relationships for each of some two thousand accounts. */
const LEAST_FREE_MB = 15;
/** Calls of an installation with a first sync, roughly. */
const LEAST_CALLS = 500;
const POLLING_CALLS = 3_600;
const DAY_MS = 86_400_000;

const ok = (message: string): Remark => ({ level: 'ok', message, actions: [] });
const hint = (message: string, ...actions: readonly string[]): Remark => ({ level: 'hint', message, actions });
const fault = (message: string, ...actions: readonly string[]): Remark => ({ level: 'fault', message, actions });

const editionsWithoutApi = /^(Team|Personal|Contact Manager|Group|Base)\b/;

const neededRights: Readonly<Partial<Record<AdminRight, string>>> = {
  ModifyMetadata: 'Modify Metadata Through Metadata API Functions',
  CustomizeApplication: 'Customize Application',
  ManageUsers: 'Manage Internal Users',
  AssignPermissionSets: 'Assign Permission Sets',
};

function judgeEdition({ edition, trialEnds }: OrgFacts, now: number): readonly Remark[] {
  const found: Remark[] = [];
  if (editionsWithoutApi.test(edition)) {
    const cure = 'Use an org of Enterprise, Performance, Unlimited or Developer Edition.';
    found.push(fault(`${edition} has no API and no permission sets of its own; Baton can not work in it.`, cure));
  } else if (edition.startsWith('Professional')) {
    const cure = 'Ask Salesforce for API access for Professional Edition, if the org does not have it.';
    found.push(hint('Professional Edition has the API only as an extra.', cure));
  } else {
    found.push(ok(`${edition}: Baton works in it.`));
  }
  if (trialEnds !== undefined) {
    const days = Math.ceil((Date.parse(trialEnds) - now) / DAY_MS);
    found.push(
      hint(`This org is a trial; it ends in ${String(days)} days, and Baton in it.`, 'Nothing to do for a test.'),
    );
  }
  return found;
}

function judgeVersion({ apiVersions }: OrgFacts): Remark {
  const newest = Math.max(...apiVersions.map(Number));
  if (newest >= OLDEST_VERSION) return ok(`API version ${String(newest)}.0; Baton speaks ${String(OLDEST_VERSION)}.0.`);
  const cure = "Wait for the org's next release; every org gets it.";
  return fault(`The org's newest API version is ${String(newest)}.0; Baton needs ${String(OLDEST_VERSION)}.0.`, cure);
}

function judgeState({ isReadOnly, isSandbox }: OrgFacts): readonly Remark[] {
  if (isReadOnly) {
    const cure = 'Wait until the maintenance ends (https://status.salesforce.com), then start again.';
    return [fault('The org is in read-only mode: nothing can be made in it now.', cure)];
  }
  return isSandbox ? [ok('A sandbox: logins go to https://test.salesforce.com.')] : [];
}

/** All that is deployed there gets the prefix, so that none of the names that Baton reads and writes would be there. */
function judgeNamespace({ namespace }: OrgFacts): readonly Remark[] {
  if (namespace === undefined) return [];
  const cure = 'Use an org without a namespace: those in which people sell have none.';
  return [fault(`The org gives its own components the namespace ${namespace}; Baton has none.`, cure)];
}

function judgeRights({ adminRights }: OrgFacts): Remark {
  const missing = Object.entries(neededRights).flatMap(([right, label]) =>
    adminRights.has(right as AdminRight) ? [] : [label],
  );
  if (missing.length === 0) return ok('You have the rights that an installation needs.');
  const cure = 'Let a System Administrator run the command, or be given these rights.';
  return fault(`You may not install: you lack ${missing.join(', ')}.`, cure);
}

function judgeLimits({ apiCalls, storageMb }: OrgFacts): readonly Remark[] {
  const found: Remark[] = [];
  const calls = `${String(apiCalls.left)} of ${String(apiCalls.max)} API calls are left today`;
  if (apiCalls.left < LEAST_CALLS) {
    found.push(
      fault(`${calls}; an installation takes about ${String(LEAST_CALLS)}.`, 'Wait some hours: calls come back.'),
    );
  } else if (apiCalls.max / 10 < POLLING_CALLS) {
    const cure = 'Raise BATON_BUDGET_SHARE, or make the polling intervals longer.';
    found.push(hint(`${calls}; a tenth of the daily calls is less than polling at full pace takes.`, cure));
  } else found.push(ok(`${calls}.`));
  const rows = Math.floor((storageMb.left * 1024) / ROW_KB);
  const storage = `${String(storageMb.left)} of ${String(storageMb.max)} MB of data storage are free`;
  if (storageMb.left <= 0) {
    found.push(
      fault(`${storage}: the org can take no row.`, 'Free data storage: Setup > Storage Usage shows what fills it.'),
    );
  } else if (storageMb.left < LEAST_FREE_MB) {
    const cure = 'Free storage, or lower Relationship Row Cap in the Baton policy.';
    found.push(
      hint(`${storage}, room for ${String(rows)} rows: Baton writes the best ones and leaves the rest.`, cure),
    );
  } else found.push(ok(`${storage}, room for ${String(rows)} rows.`));
  return found;
}

function judgeFeatures(facts: OrgFacts): readonly Remark[] {
  const found: Remark[] = [];
  const off = (feature: string, without: string, where: string): Remark =>
    hint(`${feature} are switched off: ${without}`, `Switch them on in ${where} if the company uses them.`);
  if (!facts.hasAccountTeams) {
    found.push(
      off(
        'Account teams',
        'who works an account is told by its owner and by activities alone.',
        'Setup > Account Teams',
      ),
    );
  }
  if (!facts.hasOpportunityTeams) {
    found.push(
      off('Opportunity teams', 'who works a deal is told by its owner alone.', 'Setup > Opportunity Team Settings'),
    );
  }
  if (facts.hasPersonAccounts) {
    found.push(hint('Person accounts are on: Baton treats them as persons, not as companies.', 'Nothing to do.'));
  }
  if (facts.hasSeveralCurrencies) {
    found.push(
      hint(
        'Several currencies are on: amounts are taken as they stand, without the rates of the org.',
        'Nothing to do.',
      ),
    );
  }
  if (facts.contactAccess !== 'ControlledByParent') {
    found.push(
      hint(
        'Contacts have a sharing of their own: relationships name the account and not the contact.',
        'Nothing to do; set Contact to Controlled by Parent if contacts may be named.',
      ),
    );
  }
  return found;
}

/** What Baton can and can not do in this org, in words. @param now ms since 1970 */
export function judgeOrg(facts: OrgFacts, now: number): readonly Remark[] {
  return [
    ...judgeEdition(facts, now),
    judgeVersion(facts),
    ...judgeState(facts),
    ...judgeNamespace(facts),
    judgeRights(facts),
    ...judgeLimits(facts),
    ...judgeFeatures(facts),
  ];
}

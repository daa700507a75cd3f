import { accessOf } from '../../crm/access.ts';
import { readLimits, readVersions, restOf } from '../../crm/connect.ts';
import type { ConnectOptions } from '../../crm/connect-options.ts';
import type { Rest } from '../../crm/rest.ts';
import { AppError } from '../../errors.ts';
import { checkAccess } from './check-access.ts';
import { checkByHand } from './check-by-hand.ts';
import { checkDivisions } from './check-divisions.ts';
import { checkPrivacy } from './check-privacy.ts';
import { checkOwnCalls, checkStorage } from './check-room.ts';
import { type Area, fault, faultOf, type Finding, hint, ok } from './finding.ts';

/** The oldest API version that has everything Baton uses. */
const oldestVersion = 66;
/** Beyond this a person reading logs is misled; logins are made by the org's clock anyway. */
const largestDifferenceMs = 60_000;
/** Calls a day of polling at the default intervals. */
const pollingCalls = 3_600;

/** Codes of a login that never reached Salesforce; all other failures of a login are about credentials. */
const reachCodes = new Set(['CRM_UNREACHABLE', 'CRM_HOST_REFUSED', 'CRM_LOGIN_REPLY', 'CRM_UNAVAILABLE']);

function areaOfLogin(error: unknown): Area {
  return error instanceof AppError && reachCodes.has(error.code) ? 'reachability' : 'credentials';
}

async function login(rest: Rest, { loginUrl, username }: ConnectOptions): Promise<readonly Finding[]> {
  try {
    const { instanceUrl, orgId } = await rest.session.current();
    return [
      ok('reachability', `Salesforce answers at ${loginUrl}.`),
      ok('credentials', `Logged in as ${username} to org ${orgId} (${instanceUrl}).`),
    ];
  } catch (error) {
    const found = faultOf(areaOfLogin(error), error);
    return found.area === 'credentials' ? [ok('reachability', `Salesforce answers at ${loginUrl}.`), found] : [found];
  }
}

async function checkVersion(rest: Rest): Promise<readonly Finding[]> {
  const versions = await readVersions(rest);
  const newest = versions.at(-1) ?? 'none';
  if (Number(rest.apiVersion) < oldestVersion) {
    const cure = `Set BATON_API_VERSION to ${String(oldestVersion)}.0 or later.`;
    return [fault('API version', `Baton is set to API version ${rest.apiVersion}, which lacks what it needs.`, [cure])];
  }
  if (versions.includes(rest.apiVersion)) return [ok('API version', `The org speaks version ${rest.apiVersion}.`)];
  const message = `The org does not speak version ${rest.apiVersion}; its newest is ${newest}.`;
  return [fault('API version', message, ['Set BATON_API_VERSION to a version that the org offers, 66.0 or later.'])];
}

async function checkBudget(rest: Rest, { reserveShare = 0.2 }: ConnectOptions): Promise<readonly Finding[]> {
  await readLimits(rest);
  const { orgUsed, orgMax, allowance } = rest.budget.state();
  const numbers = `${String(orgUsed)} of ${String(orgMax)} API calls used in 24 hours; Baton may use ${String(allowance)}`;
  if (orgUsed >= orgMax * (1 - reserveShare)) {
    const who = 'Look in Setup > System Overview and in API Usage reports for what uses them.';
    return [fault('budget', `${numbers}, but what is left is the reserve for others.`, ['Wait some hours.', who])];
  }
  if (allowance >= pollingCalls) return [ok('budget', `${numbers}.`)];
  const message = `${numbers}; polling at the default intervals takes about ${String(pollingCalls)}.`;
  return [hint('budget', message, ['Raise BATON_BUDGET_SHARE, or make the polling intervals longer.'])];
}

function checkClock(rest: Rest): Promise<readonly Finding[]> {
  const difference = rest.clock.difference() ?? 0;
  const seconds = Math.round(Math.abs(difference) / 1000);
  if (Math.abs(difference) <= largestDifferenceMs) {
    return Promise.resolve([ok('clock', `This machine and the org agree on the time (${String(seconds)} s apart).`)]);
  }
  const message = `This machine is ${String(seconds)} s ${difference > 0 ? 'behind' : 'ahead of'} the org.`;
  return Promise.resolve([hint('clock', message, ['Let the machine keep its time by NTP.'])]);
}

async function guarded(area: Area, check: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await check();
  } catch (error) {
    return [faultOf(area, error)];
  }
}

function openRest(options: ConnectOptions): Rest | Finding {
  try {
    return restOf(options);
  } catch (error) {
    return faultOf('credentials', error);
  }
}

/** Looks at everything between Baton and the org; what can not be looked at without a login is left out. */
export async function checkSalesforce(options: ConnectOptions): Promise<readonly Finding[]> {
  const rest = openRest(options);
  if ('level' in rest) return [rest];
  try {
    const entry = await login(rest, options);
    if (entry.some(({ level }) => level === 'fault')) return entry;
    const access = accessOf(rest, options.divisionUserFields ?? ['Division']);
    const checks = [
      await guarded('API version', () => checkVersion(rest)),
      await guarded('budget', () => checkBudget(rest, options)),
      await guarded('budget', () => checkOwnCalls(rest)),
      await guarded('storage', () => checkStorage(rest)),
      await guarded('clock', () => checkClock(rest)),
      // Before access, since the divisions name User fields that are needed.
      await guarded('divisions', () => checkDivisions(rest, access)),
      await guarded('access', () => checkAccess(rest, access)),
      await guarded('access', () => checkPrivacy(access)),
      await guarded('by hand', () => checkByHand(rest)),
    ];
    return [...entry, ...checks.flat()];
  } finally {
    rest.close();
  }
}

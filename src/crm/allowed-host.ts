import { CrmError } from './crm-errors.ts';

export interface HostRules {
  readonly allowedHosts?: readonly string[];
  readonly allowLocalOrg?: boolean;
}

/** Where Salesforce answers: the public cloud, its government and its Chinese one. */
const salesforceDomains = ['.salesforce.com', '.force.com', '.salesforce.mil', '.sfcrmproducts.cn'];
const localHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);

function isNamed(host: string, rule: string): boolean {
  return rule.startsWith('.') ? host.endsWith(rule) : host === rule;
}

/**
 * The origin of a URL that Baton may send its credentials to. The reply to a login names the host of all later calls,
 * so a forged one could lead the session anywhere: it is checked like the setting.
 * @throws CrmError `CRM_HOST_REFUSED`
 */
export function allowedOrigin(url: string, rules: HostRules): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol === 'https:') {
    const names = [...salesforceDomains, ...(rules.allowedHosts ?? [])];
    if (names.some((name) => isNamed(parsed.hostname, name))) return parsed.origin;
  }
  if (parsed !== undefined && rules.allowLocalOrg === true && localHosts.has(parsed.hostname)) return parsed.origin;
  const shown = parsed === undefined ? 'This' : `${parsed.protocol}//${parsed.host}`;
  throw new CrmError('CRM_HOST_REFUSED', `${shown} is not an address that Baton may talk to.`, {
    cure: 'stop',
    actions: [
      'Set BATON_LOGIN_URL to https://login.salesforce.com, https://test.salesforce.com or your My Domain.',
      'For the org in a box on this machine set BATON_ALLOW_LOCAL_ORG=true.',
    ],
  });
}

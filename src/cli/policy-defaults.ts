import type { Config } from '../config/read-config.ts';
import { defaultPolicy, type Policy } from '../policy/index.ts';

/** What holds where the company has not decided in the CRM; one choice depends on how its org is set up. */
export function policyDefaultsOf(config: Pick<Config, 'BATON_CONTACTS_FOLLOW_ACCOUNTS'>): Policy {
  return { ...defaultPolicy, contactsFollowAccounts: config.BATON_CONTACTS_FOLLOW_ACCOUNTS };
}

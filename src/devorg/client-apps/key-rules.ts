import { orgFile } from '../data/org-file.ts';
import type { Org } from '../org.ts';

/**
 * How an org deals with the consumer keys of external client apps. Reports of real orgs differ, so a test or an admin
 * of the org in a box chooses:
 * - `own`: whether a key that a deploy brings is `taken`, `ignored` for one of the org's own, or `refused`;
 * - `byMetadata`: whether reading the metadata tells the key; `byConnect`: whether the Connect REST API does.
 */
export interface KeyRules {
  readonly own: 'taken' | 'ignored' | 'refused';
  readonly byMetadata: boolean;
  readonly byConnect: boolean;
}

const SETTING = 'consumerKeyRules';
const defaults: KeyRules = { own: 'taken', byMetadata: true, byConnect: true };

export function keyRules(org: Org): KeyRules {
  return { ...defaults, ...(JSON.parse(orgFile(org.database).get(SETTING) ?? '{}') as Partial<KeyRules>) };
}

/** Changes some of the rules; they hold from the next call on. */
export function setKeyRules(org: Org, rules: Partial<KeyRules>): KeyRules {
  const now = { ...keyRules(org), ...rules };
  orgFile(org.database).set(SETTING, JSON.stringify(now));
  return now;
}

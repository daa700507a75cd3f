import { readCompanyName } from './company-name.ts';
import { blockKeys, judge } from './judge.ts';
import type { Judgement, MatchRecord } from './match-record.ts';
import { webDomain } from './web-domain.ts';

/*
 * How the service matches accounts: the weights of the default model, which do not depend on what else is in the org. So
 * one changed account is compared with its blocks only, and an org that is read anew is matched as before.
 */

/** Where a rule decides and no weight, it decides: groups are not to fall apart over it. */
const BY_RULE = 0.999;

/** Accounts that share one of these keys are compared. People are not matched by what an account knows of them. */
export function accountKeys(record: MatchRecord): string[] {
  return record.kind === 'person' ? [] : [...new Set([...plainKeys(record), ...blockKeys(record)])];
}

/**
 * Judges two accounts. Where it is not known of both where they are, nothing can tell a branch or a namesake from the
 * same customer: then an equal name or an equal web domain of their own is taken for the same.
 */
export function judgeAccounts(a: MatchRecord, b: MatchRecord): Judgement {
  const weighed = judge(a, b);
  if (weighed.judgement !== 'unsure' || knowsBothPlaces(a, b)) return weighed;
  const keys = new Set(plainKeys(a));
  const [shared] = plainKeys(b).filter((key) => keys.has(key));
  if (shared === undefined) return weighed;
  const evidence = shared.startsWith('name ') ? 'same name' : 'same web domain';
  return { judgement: 'same', score: BY_RULE, evidence: [`${evidence}, and nothing speaks against it`] };
}

/** The name without legal form and spelling, and the web domain if it is the account's own. */
function plainKeys({ name, website }: MatchRecord): string[] {
  const core = name === undefined ? '' : readCompanyName(name).core.join(' ');
  const domain = website === undefined ? undefined : webDomain(website);
  return [...(core === '' ? [] : [`name ${core}`]), ...(domain === undefined ? [] : [`web ${domain}`])];
}

const PLACE = ['street', 'city', 'postalCode'] as const;

function knowsBothPlaces(a: MatchRecord, b: MatchRecord): boolean {
  return PLACE.some((part) => a[part] !== undefined && b[part] !== undefined);
}

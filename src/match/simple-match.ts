import { readCompanyName } from './company-name.ts';
import { judge } from './judge.ts';
import type { Judgement, MatchRecord } from './match-record.ts';
import { webDomain } from './web-domain.ts';

/**
 * The plain rule: two companies are the same customer where their names are equal, apart from legal form, abbreviation
 * and spelling, or where they share a web domain of their own, and nothing else speaks against it: branches of a group
 * share a domain, and "Bäckerei Schmidt" is a name in every town. People are not matched by name alone.
 */
export function simpleBlockKeys(record: MatchRecord): string[] {
  if (record.kind === 'person') return [];
  const name = record.name === undefined ? '' : readCompanyName(record.name).core.join(' ');
  const domain = record.website === undefined ? undefined : webDomain(record.website);
  return [...(name === '' ? [] : [`name ${name}`]), ...(domain === undefined ? [] : [`web ${domain}`])];
}

export function simpleJudge(a: MatchRecord, b: MatchRecord): Judgement {
  const keys = new Set(simpleBlockKeys(a));
  const shared = simpleBlockKeys(b).filter((key) => keys.has(key));
  if (shared.length === 0) return { judgement: 'different', score: 0, evidence: [] };
  const weighed = judge(a, b);
  if (weighed.judgement === 'different') return weighed;
  const evidence = shared.map((key) => (key.startsWith('name ') ? 'same name' : 'same web domain'));
  return { judgement: 'same', score: 0.999, evidence };
}

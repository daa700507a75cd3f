import { cluster, type MatchRecord, type ScoredPair, type ServiceMatcher } from '../match/index.ts';
import type { Database } from '../store/database.ts';
import { readDecisions } from '../store/tables/held-matches.ts';
import type { accountMatches, PairRow } from '../store/tables/match-tables.ts';

type MatchTables = typeof accountMatches;

/** From a key that more records share than this, only the first are compared: one record costs the same in any org. */
export const MOST_PER_KEY = 50;

/** Certainty beyond this adds nothing, and 1 would be infinitely many bits. */
const MOST_CERTAIN = 0.9999;

/** Judges changed records against all that share a key with one of them. @returns pairs that are not different. */
export async function judgeCandidates(
  database: Database,
  tables: MatchTables,
  matcher: ServiceMatcher,
  changed: ReadonlyMap<string, MatchRecord>,
  readMore: (ids: readonly string[]) => Promise<readonly MatchRecord[]>,
): Promise<PairRow[]> {
  const candidates = await tables.readCandidates(database, [...changed.keys()], MOST_PER_KEY);
  const unknown = [...new Set(candidates.map((pair) => pair.candidateId))].filter((id) => !changed.has(id));
  const records = new Map(changed);
  for (const record of await readMore(unknown)) records.set(record.id, record);

  const seen = new Set<string>();
  const pairs: PairRow[] = [];
  for (const { recordId, candidateId } of candidates) {
    const [smaller, larger] = recordId < candidateId ? [recordId, candidateId] : [candidateId, recordId];
    const one = records.get(smaller);
    const other = records.get(larger);
    if (one === undefined || other === undefined || seen.has(`${smaller} ${larger}`)) continue;
    seen.add(`${smaller} ${larger}`);
    const { judgement, score, evidence } = matcher.judge(one, other);
    if (judgement !== 'different') pairs.push({ recordId: smaller, otherId: larger, judgement, score, evidence });
  }
  return pairs;
}

/**
 * Groups anew whatever hangs together with changed records; a group bears the smallest id in it. What a person decided
 * comes before what was judged.
 * @param readApart which of the records the CRM tells apart itself
 * @returns groups that won or lost a record, and all records that were looked at
 */
export async function regroup(
  database: Database,
  tables: MatchTables,
  changed: readonly string[],
  gone: readonly string[],
  readApart: (ids: readonly string[]) => Promise<readonly (readonly [string, string])[]>,
): Promise<{ groups: string[]; neighbourhood: string[] }> {
  const isGone = new Set(gone);
  const neighbourhood = (await tables.readNeighbourhood(database, changed)).filter((id) => !isGone.has(id));
  const pairs = await tables.readPairsAmong(database, neighbourhood);
  const decisions = await readDecisions(database, neighbourhood);
  const apart = await readApart(neighbourhood);
  const assignments = cluster(neighbourhood, pairs.map(toScoredPair), decisions, { apart }).flatMap((members) => {
    const groupId = members.reduce((least, id) => (id < least ? id : least));
    return members.map((recordId) => ({ recordId, groupId }));
  });
  const groups = await tables.assign(database, assignments, gone);
  await tables.markOpenPairs(database, neighbourhood);
  return { groups, neighbourhood };
}

function toScoredPair({ recordId, otherId, score }: PairRow): ScoredPair {
  const certain = Math.min(MOST_CERTAIN, Math.max(1 - MOST_CERTAIN, score));
  return { a: recordId, b: otherId, bits: Math.log2(certain / (1 - certain)) };
}

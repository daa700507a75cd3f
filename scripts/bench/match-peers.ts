import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { token_set_ratio } from 'fuzzball';

import { findParts } from '../../src/match/group-records.ts';
import type { ScoredPair } from '../../src/match/index.ts';
import { type MatchMeasures, measureGroups } from './match-measures.ts';

/** A record as the peers see it: all its values in one text, the first one in another. */
export interface PeerRecord {
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

export interface PeerResult extends MatchMeasures {
  readonly method: string;
  readonly seconds: number;
  /** The threshold, picked with the truth in hand: the best that the method can do. */
  readonly threshold?: number;
}

const THRESHOLDS = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
/** Words in more records than this do not bring records together for the string library. */
const COMMON = 60;

/** Runs all peers on one set. */
export async function runPeers(
  records: readonly PeerRecord[],
  truth: ReadonlyMap<string, string>,
): Promise<PeerResult[]> {
  const database = await PGlite.create({ extensions: { pg_trgm } });
  await database.exec('CREATE EXTENSION pg_trgm');
  const results = [
    runExact(records, truth),
    runFuzzy(records, truth),
    await runTrigrams(database, records, truth, 'name'),
    await runTrigrams(database, records, truth, 'text'),
  ];
  await database.close();
  return results;
}

function runExact(records: readonly PeerRecord[], truth: ReadonlyMap<string, string>): PeerResult {
  const start = performance.now();
  const groups = Map.groupBy(records, ({ name }) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
  const clusters = [...groups.values()].map((group) => group.map(({ id }) => id));
  return { method: 'equal name', seconds: since(start), ...measureGroups(clusters, truth) };
}

function runFuzzy(records: readonly PeerRecord[], truth: ReadonlyMap<string, string>): PeerResult {
  const start = performance.now();
  const byWord = new Map<string, number[]>();
  records.forEach(({ text }, index) => {
    for (const word of new Set(text.toLowerCase().split(/[^\p{L}\p{N}]+/u)))
      byWord.set(word, [...(byWord.get(word) ?? []), index]);
  });
  const seen = new Set<number>();
  const pairs: ScoredPair[] = [];
  for (const block of byWord.values()) {
    if (block.length > COMMON) continue;
    for (const i of block)
      for (const j of block) {
        if (i >= j || seen.has(i * records.length + j)) continue;
        seen.add(i * records.length + j);
        const [a, b] = [records[i], records[j]];
        if (a && b) pairs.push({ a: a.id, b: b.id, bits: token_set_ratio(a.text, b.text) / 100 });
      }
  }
  return best('fuzzball token set', since(start), records, pairs, truth);
}

async function runTrigrams(
  database: PGlite,
  records: readonly PeerRecord[],
  truth: ReadonlyMap<string, string>,
  column: 'name' | 'text',
): Promise<PeerResult> {
  const start = performance.now();
  await database.exec('DROP TABLE IF EXISTS r; CREATE TABLE r (n int, t text); SET pg_trgm.similarity_threshold = 0.3');
  const texts = records.map((record) => record[column].toLowerCase());
  await database.query('INSERT INTO r SELECT n, t FROM unnest($1::int[], $2::text[]) AS u (n, t)', [
    texts.map((_, index) => index),
    texts,
  ]);
  await database.exec('CREATE INDEX ON r USING gist (t gist_trgm_ops)');
  const found = await database.query<{ a: number; b: number; s: number }>(
    'SELECT x.n AS a, y.n AS b, similarity(x.t, y.t) AS s FROM r x JOIN r y ON x.t % y.t AND x.n < y.n',
  );
  const pairs = found.rows.map(({ a, b, s }) => ({ a: records[a]?.id ?? '', b: records[b]?.id ?? '', bits: s }));
  return best(`pg_trgm on ${column === 'name' ? 'the name' : 'all values'}`, since(start), records, pairs, truth);
}

/** Closure at each threshold; the best is kept. */
function best(
  method: string,
  seconds: number,
  records: readonly PeerRecord[],
  pairs: readonly ScoredPair[],
  truth: ReadonlyMap<string, string>,
): PeerResult {
  const positions = new Map(records.map(({ id }, position) => [id, position]));
  const results = THRESHOLDS.map((threshold) => {
    const links = pairs
      .filter(({ bits }) => bits >= threshold)
      .map(({ a, b }) => ({ a: positions.get(a) ?? 0, b: positions.get(b) ?? 0 }));
    const rootOf = findParts(records.length, links);
    const groups = Map.groupBy(records, ({ id }) => rootOf[positions.get(id) ?? 0]);
    const clusters = [...groups.values()].map((group) => group.map(({ id }) => id));
    return { method, seconds, threshold, ...measureGroups(clusters, truth) };
  });
  return results.reduce((first, next) => (next.f1 > first.f1 ? next : first));
}

function since(start: number): number {
  return (performance.now() - start) / 1000;
}

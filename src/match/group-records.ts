import { cluster, type Correction, SAME_BITS, type ScoredPair } from './cluster.ts';
import type { Matcher } from './matcher.ts';

/** Two records by position, and the bits of odds that they are the same. */
export interface Link {
  readonly a: number;
  readonly b: number;
  readonly bits: number;
}

export interface Groups {
  readonly clusters: string[][];
  /** Number of the cluster, by position. */
  readonly groupOf: Int32Array;
}

/** Groups the records of a matcher's store. Records that no chain of sure links joins cannot meet, so parts are done one by one. */
export function groupRecords(matcher: Matcher, links: readonly Link[], corrections: readonly Correction[]): Groups {
  const { ids } = matcher.store;
  const sure = links.filter(({ bits }) => bits >= SAME_BITS);
  const positions =
    corrections.length > 0 ? new Map(ids.map((id, position) => [id, position])) : new Map<string, number>();
  const usable = corrections.filter(({ a, b }) => positions.has(a) && positions.has(b));
  const forced = usable
    .filter(({ judgement }) => judgement === 'same')
    .map(({ a, b }) => ({ a: positions.get(a) ?? 0, b: positions.get(b) ?? 0, bits: Infinity }));
  const rootOf = findParts(ids.length, [...sure, ...forced]);
  return groupParts(matcher, partsOf(rootOf), sure, usable, rootOf, positions);
}

interface Part {
  readonly members: number[];
  readonly pairs: ScoredPair[];
  readonly corrections: Correction[];
}

function groupParts(
  matcher: Matcher,
  parts: Map<number, Part>,
  sure: readonly Link[],
  corrections: readonly Correction[],
  rootOf: Int32Array,
  positions: ReadonlyMap<string, number>,
): Groups {
  const { ids } = matcher.store;
  for (const { a, b, bits } of sure) parts.get(rootOf[a] ?? -1)?.pairs.push({ a: ids[a] ?? '', b: ids[b] ?? '', bits });
  for (const correction of corrections) {
    const root = rootOf[positions.get(correction.a) ?? -1];
    if (root === rootOf[positions.get(correction.b) ?? -1]) parts.get(root ?? -1)?.corrections.push(correction);
  }
  const groupOf = new Int32Array(ids.length);
  const clusters: string[][] = [];
  for (let position = 0; position < ids.length; position++) {
    if (rootOf[position] === position && !parts.has(position)) {
      groupOf[position] = clusters.push([ids[position] ?? '']) - 1;
      continue;
    }
    const part = rootOf[position] === position ? parts.get(position) : undefined;
    if (part) addClusters(matcher, part, clusters, groupOf);
  }
  return { clusters, groupOf };
}

function addClusters(matcher: Matcher, part: Part, clusters: string[][], groupOf: Int32Array): void {
  const { ids } = matcher.store;
  const place = new Map(part.members.map((position) => [ids[position] ?? '', position]));
  const bitsOf = (a: string, b: string): number => matcher.bits(place.get(a) ?? 0, place.get(b) ?? 0);
  for (const group of cluster([...place.keys()], part.pairs, part.corrections, { bitsOf })) {
    const index = clusters.push(group) - 1;
    for (const id of group) groupOf[place.get(id) ?? 0] = index;
  }
}

/** For each record the first record of its part (union–find). */
export function findParts(size: number, links: readonly { readonly a: number; readonly b: number }[]): Int32Array {
  const rootOf = new Int32Array(size).map((_, position) => position);
  const find = (position: number): number => {
    let root = position;
    while (rootOf[root] !== root) root = rootOf[root] ?? root;
    for (let at = position; at !== root;) {
      const next = rootOf[at] ?? root;
      rootOf[at] = root;
      at = next;
    }
    return root;
  };
  for (const { a, b } of links) {
    const x = find(a);
    const y = find(b);
    if (x !== y) rootOf[Math.max(x, y)] = Math.min(x, y);
  }
  for (let position = 0; position < size; position++) rootOf[position] = find(position);
  return rootOf;
}

/** The members of each part that has more than one. */
function partsOf(rootOf: Int32Array): Map<number, Part> {
  const parts = new Map<number, Part>();
  rootOf.forEach((root, position) => {
    if (root === position) return;
    let part = parts.get(root);
    if (!part) parts.set(root, (part = { members: [root], pairs: [], corrections: [] }));
    part.members.push(position);
  });
  return parts;
}

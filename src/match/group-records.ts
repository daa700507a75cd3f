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
  const placed = placeCorrections(ids, corrections);
  const forced = placed.filter(({ correction }) => correction.judgement === 'same');
  const rootOf = findParts(ids.length, [...sure, ...forced]);
  const parts = partsOf(rootOf);
  fillParts(parts, rootOf, ids, sure, placed);
  return groupParts(matcher, parts, rootOf);
}

interface Part {
  readonly members: number[];
  readonly pairs: ScoredPair[];
  readonly corrections: Correction[];
}

function groupParts(matcher: Matcher, parts: ReadonlyMap<number, Part>, rootOf: Int32Array): Groups {
  const { ids } = matcher.store;
  const groupOf = new Int32Array(ids.length);
  const clusters: string[][] = [];
  ids.forEach((id, position) => {
    if (rootOf[position] !== position) return;
    const part = parts.get(position);
    if (part) addClusters(matcher, part, clusters, groupOf);
    else groupOf[position] = clusters.push([id]) - 1;
  });
  return { clusters, groupOf };
}

/** Hands links and corrections to the parts they lie in; a correction between two parts has nothing to decide. */
function fillParts(
  parts: ReadonlyMap<number, Part>,
  rootOf: Int32Array,
  ids: readonly string[],
  sure: readonly Link[],
  corrections: readonly PlacedCorrection[],
): void {
  const partOf = (position: number): Part | undefined => parts.get(rootOf[position] ?? -1);
  for (const { a, b, bits } of sure) partOf(a)?.pairs.push({ a: ids[a] ?? '', b: ids[b] ?? '', bits });
  for (const { a, b, correction } of corrections) if (rootOf[a] === rootOf[b]) partOf(a)?.corrections.push(correction);
}

interface PlacedCorrection {
  readonly a: number;
  readonly b: number;
  readonly correction: Correction;
}

function placeCorrections(ids: readonly string[], corrections: readonly Correction[]): PlacedCorrection[] {
  if (corrections.length === 0) return [];
  const positions = new Map(ids.map((id, position) => [id, position]));
  return corrections.flatMap((correction) => {
    const a = positions.get(correction.a);
    const b = positions.get(correction.b);
    return a === undefined || b === undefined ? [] : [{ a, b, correction }];
  });
}

function addClusters(matcher: Matcher, part: Part, clusters: string[][], groupOf: Int32Array): void {
  const { ids } = matcher.store;
  const place = new Map(part.members.map((position) => [ids[position] ?? '', position]));
  const bitsOf = (a: string, b: string): number => matcher.bits(place.get(a) ?? 0, place.get(b) ?? 0);
  const apart = matcher.parentsAmong(part.members);
  for (const group of cluster([...place.keys()], part.pairs, part.corrections, { bitsOf, apart })) {
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

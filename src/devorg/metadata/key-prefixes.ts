import type { OrgFile } from '../data/org-file.ts';

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';

/**
 * Key prefixes of custom objects (`a00`, `a01`, …), given out once and kept in the org's file, so that an object added
 * later does not change the ids of those before it.
 */
export function keyPrefixes(file: OrgFile, objectNames: readonly string[]): Map<string, string> {
  const known = new Map(JSON.parse(file.get('keyPrefixes') ?? '[]') as [string, string][]);
  for (const name of [...objectNames].sort()) {
    if (!known.has(name)) known.set(name, prefixNumber(known.size));
  }
  file.set('keyPrefixes', JSON.stringify([...known]));
  return known;
}

function prefixNumber(index: number): string {
  return `a${DIGITS.charAt(Math.floor(index / DIGITS.length))}${DIGITS.charAt(index % DIGITS.length)}`;
}

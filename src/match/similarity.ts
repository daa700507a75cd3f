/** Words less alike than this are not told apart any further: all that matters is that they differ. */
const LEAST_SIMILARITY = 0.5;

/**
 * How alike two words are, 0 to 1: one minus the share of letters that must be inserted, deleted, replaced or swapped
 * with their neighbour (optimal string alignment), the share taken of the longer word. Below `least`: 0.
 */
export function wordSimilarity(a: string, b: string, least = LEAST_SIMILARITY): number {
  if (a === b) return 1;
  const longest = Math.max(a.length, b.length);
  const most = mostEdits(longest, least);
  if (!canBeAlike(a.length, letterSet(a), b.length, letterSet(b), least)) return 0;
  const distance = editDistance(a, b, most);
  return distance > most ? 0 : 1 - distance / longest;
}

/** Edits that leave two words, the longer of so many letters, at least so alike. */
function mostEdits(longest: number, least: number): number {
  return Math.floor(longest * (1 - least));
}

/**
 * Whether two words can be as alike as `least`, as far as their lengths and kinds of letters tell: each edit changes two
 * kinds at most. Most pairs of words are told apart by this alone.
 */
export function canBeAlike(
  length: number,
  letters: number,
  other: number,
  otherLetters: number,
  least: number,
): boolean {
  const most = mostEdits(Math.max(length, other), least);
  return Math.abs(length - other) <= most && setBits(letters ^ otherLetters) <= 2 * most;
}

function setBits(set: number): number {
  let count = 0;
  for (let bits = set; bits !== 0; bits &= bits - 1) count++;
  return count;
}

/** The kinds of letters of a word, as bits. */
export function letterSet(word: string): number {
  let set = 0;
  for (let i = 0; i < word.length; i++) set |= 1 << (word.charCodeAt(i) & 31);
  return set;
}

let rows: [Uint16Array, Uint16Array, Uint16Array] = [new Uint16Array(64), new Uint16Array(64), new Uint16Array(64)];

/** Insertions, deletions, replacements and swaps of neighbours between two texts; counted no further than `most` + 1. */
export function editDistance(a: string, b: string, most = Infinity): number {
  if (b.length + 1 > rows[0].length) {
    const size = b.length * 2 + 1;
    rows = [new Uint16Array(size), new Uint16Array(size), new Uint16Array(size)];
  }
  let [before, last, row] = rows;
  for (let j = 0; j <= b.length; j++) last[j] = j;
  for (let i = 1; i <= a.length; i++) {
    if (fillRow(a, b, i, before, last, row) > most) return most + 1;
    [before, last, row] = [last, row, before];
  }
  return last[b.length] ?? 0;
}

function fillRow(a: string, b: string, i: number, before: Uint16Array, last: Uint16Array, row: Uint16Array): number {
  row[0] = i;
  let least = i;
  const letter = a.charCodeAt(i - 1);
  const previous = i > 1 ? a.charCodeAt(i - 2) : -1;
  for (let j = 1; j <= b.length; j++) {
    const other = b.charCodeAt(j - 1);
    const replace = at(last, j - 1) + (letter === other ? 0 : 1);
    let best = Math.min(replace, at(row, j - 1) + 1, at(last, j) + 1);
    if (j > 1 && previous === other && letter === b.charCodeAt(j - 2)) best = Math.min(best, at(before, j - 2) + 1);
    row[j] = best;
    if (best < least) least = best;
  }
  return least;
}

function at(row: Uint16Array, index: number): number {
  return row[index] ?? 0;
}

import { canBeAlike, wordSimilarity } from './similarity.ts';

/** A word on both sides counts as the same from this similarity on: one slip in four letters, two in eight. */
const SAME_WORD = 0.74;

export interface Alignment {
  /** Information of the words found on both sides, each weighed by its similarity, in bits. */
  readonly shared: number;
  /** The same, as evidence: further words of one name tell less than the first, since words of a name go together. */
  readonly evidence: number;
  readonly totalA: number;
  readonly totalB: number;
  /** Whether every shared word is letter for letter the same. */
  readonly isExact: boolean;
  /** Bits that misspellings take away: another name may be as close by chance, a short one more easily. */
  readonly slips: number;
}

export interface WordInfo {
  text(word: number): string;
  /** The word's kinds of letters, as `letterSet` gives them. */
  letters(word: number): number;
  bits(word: number): number;
}

/** Finds the words of the one name in the other, best pair first, misspelled ones and short forms included. */
export function alignWords(a: readonly number[], b: readonly number[], info: WordInfo): Alignment {
  const taken: number[] = [];
  const found: number[] = [];
  let shared = 0;
  for (const word of a) {
    if (!b.includes(word)) continue;
    taken.push(word);
    found.push(info.bits(word));
    shared += info.bits(word);
  }
  let slips = 0;
  if (found.length < a.length)
    for (const word of a) {
      if (b.includes(word)) continue;
      const best = closestWord(word, b, taken, info);
      if (best === undefined) continue;
      taken.push(best.word);
      slips += slipBits(word, best, info);
      const bits = Math.min(info.bits(word), info.bits(best.word)) * best.similarity;
      found.push(bits - 1);
      shared += ((info.bits(word) + info.bits(best.word)) / 2) * best.similarity;
    }
  return {
    shared,
    evidence: discounted(found),
    totalA: total(a, info),
    totalB: total(b, info),
    isExact: slips === 0,
    slips,
  };
}

function closestWord(
  word: number,
  others: readonly number[],
  taken: readonly number[],
  info: WordInfo,
): { word: number; similarity: number } | undefined {
  let best: { word: number; similarity: number } | undefined;
  const text = info.text(word);
  const letters = info.letters(word);
  for (const other of others) {
    const otherText = info.text(other);
    const otherLetters = info.letters(other);
    // One may be the other's beginning only where it has no letter that the other lacks.
    const mayBegin = (letters & ~otherLetters) === 0 || (otherLetters & ~letters) === 0;
    if (!mayBegin && !canBeAlike(text.length, letters, otherText.length, otherLetters, SAME_WORD)) continue;
    if (taken.includes(other)) continue;
    const similarity = alike(text, otherText, SAME_WORD);
    if (similarity >= SAME_WORD && similarity > (best?.similarity ?? 0)) best = { word: other, similarity };
  }
  return best;
}

/** Similarity of two words; a short form that begins the other word counts as a slip. */
export function alike(a: string, b: string, least = 0.5): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < 3) return 0;
  if (/\d/.test(a) || /\d/.test(b)) return a === b ? 1 : 0;
  if (short.length >= 4 && long.startsWith(short)) return Math.max(0.8, wordSimilarity(a, b));
  return wordSimilarity(a, b, least);
}

/** Short words have many neighbours ("Tata", "Data"); the more letters differ, the more. */
export function slipPenalty(letters: number, similarity: number): number {
  return 6 / letters + 4 * (1 - similarity);
}

function slipBits(word: number, best: { word: number; similarity: number }, info: WordInfo): number {
  const letters = Math.min(info.text(word).length, info.text(best.word).length);
  return slipPenalty(letters, best.similarity);
}

function total(wordsOfName: readonly number[], info: WordInfo): number {
  let sum = 0;
  for (const word of wordsOfName) sum += info.bits(word);
  return sum;
}

/** Adds up bits, the most first; each further one counts for less. Sorts what it is given. */
export function discounted(found: number[], discount = 0.35): number {
  if (found.length > 1) found.sort((x, y) => y - x);
  let sum = 0;
  for (let i = 0; i < found.length; i++) sum += Math.max(0, found[i] ?? 0) / (1 + discount * i);
  return sum;
}

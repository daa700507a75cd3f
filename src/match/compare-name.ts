import { type Alignment, alignWords, slipPenalty } from './name-comparison.ts';
import type { PreparedRecord } from './prepared-record.ts';
import type { Scorer } from './scorer.ts';
import { canBeAlike, wordSimilarity } from './similarity.ts';

/** A step of a feature and, where the step has them, the bits of the shared value. */
export interface Outcome {
  readonly step: number;
  readonly bits: number;
}

export const MISSING: Outcome = { step: 0, bits: 0 };

const EQUAL = 1;
const MISSPELLED = 2;
const CONTAINED = 3;
const INITIALS = 4;
const SIMILAR = 5;
const SLIGHTLY = 6;
const DIFFERENT = 7;

/** Compares two companies' names. */
export function compareNames(a: PreparedRecord, b: PreparedRecord, scorer: Scorer): Outcome {
  if (a.core < 0 || b.core < 0) return MISSING;
  if (a.core === b.core) return { step: isReordered(a, b) ? CONTAINED : EQUAL, bits: wholeBits(a, scorer) };
  const joinedNames = compareJoined(a, b, scorer);
  if (joinedNames) return joinedNames;
  const alias = sharedAlias(a, b);
  if (alias >= 0) return { step: EQUAL, bits: scorer.bits(alias) };
  return compareWords(a, b, scorer);
}

function compareWords(a: PreparedRecord, b: PreparedRecord, scorer: Scorer): Outcome {
  const alignment = alignWords(withoutPlace(a.name, a, b), withoutPlace(b.name, a, b), scorer);
  const step = nameStep(alignment, a, b, scorer);
  if (step >= SIMILAR && isInitials(a, b)) return { step: INITIALS, bits: 0 };
  const evidence =
    step === MISSPELLED
      ? Math.max(alignment.evidence, lesserWhole(a, b, scorer) - alignment.slips)
      : alignment.evidence;
  return { step, bits: Math.min(evidence, scorer.rareBits('core')) };
}

/** The words of a name that are no part of either record's city, or all of them where nothing else is left. */
function withoutPlace(words: readonly number[], a: PreparedRecord, b: PreparedRecord): readonly number[] {
  const isPlace = (word: number): boolean => a.cityWords.includes(word) || b.cityWords.includes(word);
  if (!words.some(isPlace)) return words;
  const left = words.filter((word) => !isPlace(word));
  return left.length > 0 ? left : words;
}

/** "University of Washington", "Washington University": where no comma explains it, another order may be another name. */
function isReordered(a: PreparedRecord, b: PreparedRecord): boolean {
  return a.isTurned + b.isTurned === 0 && a.name.some((word, index) => word !== b.name[index]);
}

/** Bits of sharing a whole name: never more than its words can carry. */
function wholeBits({ name, core }: PreparedRecord, scorer: Scorer): number {
  return Math.min(scorer.bits(core), scorer.wordBits(name));
}

function lesserWhole(a: PreparedRecord, b: PreparedRecord, scorer: Scorer): number {
  return Math.min(wholeBits(a, scorer), wholeBits(b, scorer));
}

function joined(record: PreparedRecord, scorer: Scorer): string {
  let text = '';
  for (const word of record.name) text += scorer.text(word);
  return text;
}

/** Names without their blanks, where a slip joined or split words ("FindelveriEnergy"). */
const GLUED_ALIKE = 0.88;

/** Compares names without their blanks: equal, or a slip apart where it may have joined or split words. */
function compareJoined(a: PreparedRecord, b: PreparedRecord, scorer: Scorer): Outcome | undefined {
  const least = a.name.length === b.name.length ? 1 : GLUED_ALIKE;
  if (!mayBeGlued(a, b, least, scorer)) return undefined;
  const x = joined(a, scorer);
  const y = joined(b, scorer);
  if (x === y) return { step: EQUAL, bits: lesserWhole(a, b, scorer) };
  const similarity = least === 1 || x.length < 8 || /\d/.test(x + y) ? 0 : wordSimilarity(x, y, GLUED_ALIKE);
  if (similarity < GLUED_ALIKE) return undefined;
  const slip = slipPenalty(Math.min(x.length, y.length), similarity);
  return { step: MISSPELLED, bits: lesserWhole(a, b, scorer) - slip };
}

/** Whether the joined names can be so alike; most pairs are not, and need not be joined to see it. */
function mayBeGlued(a: PreparedRecord, b: PreparedRecord, least: number, scorer: Scorer): boolean {
  const x = outlineOf(a.name, scorer);
  const y = outlineOf(b.name, scorer);
  return canBeAlike(x.length, x.letters, y.length, y.letters, least);
}

function outlineOf(words: readonly number[], scorer: Scorer): { length: number; letters: number } {
  let length = 0;
  let letters = 0;
  for (const word of words) {
    length += scorer.text(word).length;
    letters |= scorer.letters(word);
  }
  return { length, letters };
}

function sharedAlias(a: PreparedRecord, b: PreparedRecord): number {
  if (a.aliases.includes(b.core)) return b.core;
  if (b.aliases.includes(a.core)) return a.core;
  return a.aliases.find((alias) => b.aliases.includes(alias)) ?? -1;
}

function nameStep(alignment: Alignment, a: PreparedRecord, b: PreparedRecord, scorer: Scorer): number {
  const { shared, totalA, totalB, isExact } = alignment;
  const smaller = Math.min(totalA, totalB);
  const jaccard = shared / Math.max(totalA + totalB - shared, 1e-9);
  const containment = shared / Math.max(smaller, 1e-9);
  if (hasOtherNumber(a, b, scorer)) return containment > 0.5 ? SLIGHTLY : DIFFERENT;
  if (jaccard >= 0.8 && !isExact) return MISSPELLED;
  if (containment >= 0.9) return CONTAINED;
  if (jaccard >= 0.45) return SIMILAR;
  return containment >= 0.25 ? SLIGHTLY : DIFFERENT;
}

/** "Depot 12" and "Depot 15": both have numbers, and neither has the other's. */
function hasOtherNumber(a: PreparedRecord, b: PreparedRecord, scorer: Scorer): boolean {
  return hasNumberOf(a, b, scorer) && hasNumberOf(b, a, scorer);
}

function hasNumberOf(record: PreparedRecord, other: PreparedRecord, scorer: Scorer): boolean {
  return record.name.some((word) => !other.name.includes(word) && /\d/.test(scorer.text(word)));
}

function isInitials(a: PreparedRecord, b: PreparedRecord): boolean {
  return a.acronym >= 0 && a.acronym === b.acronym && (a.name.length === 1) !== (b.name.length === 1);
}

/** Compares the organisations that two records belong to. */
export function compareOrganisations(a: readonly number[], b: readonly number[], scorer: Scorer): Outcome {
  if (a.length === 0 || b.length === 0) return MISSING;
  const { shared, evidence, totalA, totalB } = alignWords(a, b, scorer);
  const containment = shared / Math.max(Math.min(totalA, totalB), 1e-9);
  const jaccard = shared / Math.max(totalA + totalB - shared, 1e-9);
  if (jaccard >= 0.9) return { step: 1, bits: evidence };
  return containment >= 0.7 ? { step: 2, bits: evidence } : { step: 3, bits: 0 };
}

import { MISSING, type Outcome } from './compare-name.ts';
import { alike } from './name-comparison.ts';
import { isNickname } from './person-name.ts';
import type { PreparedRecord } from './prepared-record.ts';
import type { Scorer } from './scorer.ts';

export interface PersonOutcome {
  readonly given: Outcome;
  readonly family: Outcome;
  /** Whether given and family name stand in each other's place. */
  readonly isSwapped: boolean;
}

const TYPO = 0.7;
const ALIKE = 0.55;

/** Compares two people's names, the right way round or swapped, whichever fits better. */
export function comparePeople(a: PreparedRecord, b: PreparedRecord, scorer: Scorer): PersonOutcome {
  const straight = {
    given: compareGiven(a.given, b.given, scorer),
    family: compareFamily(a.family, b.family, scorer),
    isSwapped: false,
  };
  if (isFull(straight)) return straight;
  const swapped = {
    given: compareTexts(a.given, b.family, scorer, 6),
    family: compareTexts(a.family, b.given, scorer, 4),
    isSwapped: true,
  };
  return worth(swapped, scorer) > worth(straight, scorer) + 1 ? swapped : straight;
}

function isFull(outcome: PersonOutcome): boolean {
  return outcome.given.step === 1 && outcome.family.step === 1;
}

function worth({ given, family }: PersonOutcome, scorer: Scorer): number {
  return scorer.weigh('given', given.step, given.bits) + scorer.weigh('family', family.step, family.bits);
}

function compareGiven(a: readonly number[], b: readonly number[], scorer: Scorer): Outcome {
  if (a.length === 0 || b.length === 0) return MISSING;
  const shared = a.find((name) => b.includes(name));
  if (shared !== undefined) return { step: 1, bits: scorer.bits(shared) };
  const x = joined(a, scorer);
  const y = joined(b, scorer);
  const bits = rarer(a, b, scorer);
  if (isNickname(x, y)) return { step: 2, bits };
  const similarity = alike(x, y);
  if (similarity >= TYPO) return { step: 3, bits: bits * similarity };
  if (isInitial(x, y)) return { step: 4, bits: 0 };
  return { step: similarity >= ALIKE || startsAlike(x, y) ? 5 : 6, bits: 0 };
}

function compareFamily(a: readonly number[], b: readonly number[], scorer: Scorer): Outcome {
  return compareTexts(a, b, scorer, 4);
}

function compareTexts(a: readonly number[], b: readonly number[], scorer: Scorer, different: number): Outcome {
  if (a.length === 0 || b.length === 0) return MISSING;
  const x = joined(a, scorer);
  const y = joined(b, scorer);
  const bits = rarer(a, b, scorer);
  if (x === y) return { step: 1, bits };
  const similarity = alike(x, y);
  const misspelled = different === 6 ? 3 : 2;
  if (similarity >= TYPO) return { step: misspelled, bits: bits * similarity };
  return { step: similarity >= ALIKE ? different - 1 : different, bits: 0 };
}

function isInitial(x: string, y: string): boolean {
  return Math.min(x.length, y.length) === 1 && x[0] === y[0];
}

function startsAlike(x: string, y: string): boolean {
  return x.length >= 3 && x.slice(0, 3) === y.slice(0, 3);
}

function joined(names: readonly number[], scorer: Scorer): string {
  return names.length === 1 ? scorer.text(names[0] ?? -1) : names.map((name) => scorer.text(name)).join('');
}

/** A misspelled name is rare by itself: what it was meant to be decides, so the commoner of the two counts. */
function rarer(a: readonly number[], b: readonly number[], scorer: Scorer): number {
  const sum = (names: readonly number[]): number => names.reduce((bits, name) => bits + scorer.bits(name), 0);
  return Math.min(sum(a), sum(b), scorer.rareBits('family'));
}

import { MISSING, type Outcome } from './compare-name.ts';
import { isOneOff } from './compare-place.ts';
import { alike } from './name-comparison.ts';
import { isSamePhone, phoneTail } from './phone.ts';
import type { Scorer } from './scorer.ts';
import { editDistance, wordSimilarity } from './similarity.ts';

/** Compares all phones of one record with all of the other. */
export function comparePhones(a: readonly number[], b: readonly number[], scorer: Scorer): Outcome {
  if (a.length === 0 || b.length === 0) return MISSING;
  let best: Outcome = { step: 3, bits: 0 };
  for (const one of a)
    for (const other of b) {
      const x = scorer.text(one);
      const y = scorer.text(other);
      if (isSamePhone(x, y)) return { step: 1, bits: Math.min(scorer.bits(one), scorer.bits(other)) };
      if (isOneOff(phoneTail(x), phoneTail(y))) best = { step: 2, bits: 0 };
    }
  return best;
}

/** Compares web and mail domains. */
export function compareDomains(a: readonly number[], b: readonly number[], scorer: Scorer): Outcome {
  if (a.length === 0 || b.length === 0) return MISSING;
  const shared = a.find((domain) => b.includes(domain));
  return shared === undefined ? { step: 2, bits: 0 } : { step: 1, bits: scorer.bits(shared) };
}

/** Compares mail addresses. */
export function compareEmails(a: readonly number[], b: readonly number[], scorer: Scorer): Outcome {
  if (a.length === 0 || b.length === 0) return MISSING;
  const shared = a.find((email) => b.includes(email));
  if (shared !== undefined) return { step: 1, bits: scorer.bits(shared) };
  let best: Outcome = { step: 4, bits: 0 };
  for (const one of a)
    for (const other of b) {
      const outcome = compareMailboxes(one, other, scorer);
      if (outcome.step < best.step) best = outcome;
    }
  return best;
}

function compareMailboxes(one: number, other: number, scorer: Scorer): Outcome {
  const x = scorer.text(one);
  const y = scorer.text(other);
  const local = x.slice(0, x.indexOf('@'));
  const otherLocal = y.slice(0, y.indexOf('@'));
  if (isMisspelled(local, otherLocal) && wordSimilarity(x, y) >= 0.75)
    return { step: 2, bits: Math.min(scorer.bits(one), scorer.bits(other)) - 1 };
  return local.length > 3 && local === otherLocal ? { step: 3, bits: 0 } : { step: 4, bits: 0 };
}

/** Least similarity of the part before the @: a provider's long name must not make two mailboxes alike. */
const MAILBOX_ALIKE = 0.7;

/** Mailboxes that differ in their digits only are namesakes at one provider ("jo.hill7", "jo.hill12"), not a slip. */
function isMisspelled(x: string, y: string): boolean {
  const letters = (text: string): string => text.replace(/\d/g, '');
  return x === y || (letters(x) !== letters(y) && wordSimilarity(x, y) >= MAILBOX_ALIKE);
}

/** Compares the people named on two records (directors, contacts). */
export function comparePeopleNamed(a: readonly number[], b: readonly number[], scorer: Scorer): Outcome {
  if (a.length === 0 || b.length === 0) return MISSING;
  const shared = a.find((person) => b.includes(person));
  if (shared !== undefined) return { step: 1, bits: scorer.bits(shared) };
  for (const one of a)
    for (const other of b)
      if (isPersonAlike(scorer.text(one), scorer.text(other)))
        return { step: 2, bits: Math.min(scorer.bits(one), scorer.bits(other)) - 1 };
  return { step: 3, bits: 0 };
}

function isPersonAlike(x: string, y: string): boolean {
  const longer = x.length >= y.length ? x.split(' ') : y.split(' ');
  const shorter = x.length >= y.length ? y.split(' ') : x.split(' ');
  if (shorter.length < 2) return false;
  return shorter.every((word) => longer.some((other) => alike(word, other) >= 0.74));
}

/** Compares two values of one column, by the column's type. */
export function compareColumn(type: string, one: number, other: number, scorer: Scorer): Outcome {
  if (one === other) return { step: 1, bits: scorer.bits(one) };
  const x = plain(scorer.text(one));
  const y = plain(scorer.text(other));
  if (type === 'date') return compareDates(x, y);
  if (type === 'id') return { step: x.length >= 5 && editDistance(x, y) <= 1 ? 2 : 3, bits: 0 };
  return { step: isTextSimilar(x, y) ? 2 : 3, bits: 0 };
}

function plain(value: string): string {
  return value.slice(value.indexOf('=') + 1);
}

function compareDates(x: string, y: string): Outcome {
  const isSwapped = x.slice(0, 4) === y.slice(0, 4) && x.slice(4, 6) === y.slice(6) && x.slice(6) === y.slice(4, 6);
  const equalParts = [x.slice(0, 4) === y.slice(0, 4), x.slice(4, 6) === y.slice(4, 6), x.slice(6) === y.slice(6)];
  if (isSwapped || isOneOff(x, y) || equalParts.filter(Boolean).length === 2) return { step: 2, bits: 0 };
  return { step: equalParts[0] === true ? 3 : 4, bits: 0 };
}

function isTextSimilar(x: string, y: string): boolean {
  const wordsX = x.split(' ');
  const wordsY = y.split(' ');
  const shared = wordsX.filter((word) => wordsY.includes(word)).length;
  return shared * 2 >= Math.max(wordsX.length, wordsY.length) || wordSimilarity(x, y) >= 0.8;
}

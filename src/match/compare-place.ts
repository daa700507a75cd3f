import { MISSING, type Outcome } from './compare-name.ts';
import { alignWords, alike } from './name-comparison.ts';
import type { PreparedRecord } from './prepared-record.ts';
import type { Scorer } from './scorer.ts';

const EQUAL = 1;
const SIMILAR = 2;
const WITHOUT_NUMBER = 3;
const OTHER_NUMBER = 4;
const NUMBER_ONLY = 5;
const DIFFERENT = 6;

/** Compares two street addresses: house number and the words of the street. */
export function compareStreets(a: PreparedRecord, b: PreparedRecord, scorer: Scorer): Outcome {
  if (a.address < 0 || b.address < 0) return MISSING;
  if (a.address === b.address && a.houseNumber >= 0) return { step: EQUAL, bits: scorer.bits(a.address) };
  if (a.houseNumber < 0 || b.houseNumber < 0) return compareWithoutNumber(a, b, scorer);
  return a.houseNumber === b.houseNumber ? compareSameNumber(a, b, scorer) : compareOtherNumber(a, b, scorer);
}

/** With another number on the door, streets are one or they are not. */
function compareOtherNumber(a: PreparedRecord, b: PreparedRecord, scorer: Scorer): Outcome {
  const isSameStreet = streetCloseness(a, b, scorer, SAME_STREET) >= SAME_STREET;
  return { step: isSameStreet ? OTHER_NUMBER : DIFFERENT, bits: 0 };
}

const SAME_STREET = 0.7;

function compareSameNumber(a: PreparedRecord, b: PreparedRecord, scorer: Scorer): Outcome {
  const closeness = streetCloseness(a, b, scorer);
  const bits = addressBits(a, b, scorer);
  if (closeness >= 0.8) return { step: EQUAL, bits };
  return closeness >= 0.4 ? { step: SIMILAR, bits: bits - 1 } : { step: NUMBER_ONLY, bits: 0 };
}

function compareWithoutNumber(a: PreparedRecord, b: PreparedRecord, scorer: Scorer): Outcome {
  const closeness = streetCloseness(a, b, scorer);
  if (closeness >= 0.8) return { step: WITHOUT_NUMBER, bits: streetBits(a, b, scorer) };
  if (closeness < 0.6) return { step: DIFFERENT, bits: 0 };
  return { step: SIMILAR, bits: addressBits(a, b, scorer) - 2 };
}

/** How much of the one street is in the other, 0 to 1; what is less than `least` may be told as nothing. */
function streetCloseness(a: PreparedRecord, b: PreparedRecord, scorer: Scorer, least = 0.5): number {
  const { shared, totalA, totalB } = alignWords(a.street, b.street, scorer);
  const closeness = shared / Math.max(Math.min(totalA, totalB), 1e-9);
  if (closeness >= 0.8) return closeness;
  const x = a.street.map((word) => scorer.text(word)).join('');
  const y = b.street.map((word) => scorer.text(word)).join('');
  const whole = alike(x, y, least);
  return Math.max(closeness, whole);
}

function addressBits(a: PreparedRecord, b: PreparedRecord, scorer: Scorer): number {
  const known = Math.min(scorer.bits(a.address), scorer.bits(b.address));
  return Math.min(known, streetBits(a, b, scorer) + (a.houseNumber >= 0 ? scorer.bits(a.houseNumber) : 0));
}

function streetBits(a: PreparedRecord, b: PreparedRecord, scorer: Scorer): number {
  const sum = (record: PreparedRecord): number => record.street.reduce((bits, word) => bits + scorer.bits(word), 0);
  return Math.min(sum(a), sum(b), scorer.rareBits('street'));
}

/** Compares postcode and city. */
export function compareLocalities(a: PreparedRecord, b: PreparedRecord, scorer: Scorer): Outcome {
  const postcode = comparePostcodes(a.postcode, b.postcode, scorer);
  const city = compareCities(a.cities, b.cities, scorer);
  if (postcode.step === 0) return city;
  if (city.step === 0) return postcode;
  const isNear = postcode.step <= 2 || city.step <= 2;
  if (postcode.step <= 2 && city.step <= 2)
    return { step: Math.max(postcode.step, city.step), bits: Math.max(postcode.bits, city.bits) };
  return isNear ? { step: 3, bits: 0 } : { step: 4, bits: 0 };
}

function comparePostcodes(a: number, b: number, scorer: Scorer): Outcome {
  if (a < 0 || b < 0) return MISSING;
  if (a === b) return { step: 1, bits: scorer.bits(a) };
  const x = scorer.text(a);
  const y = scorer.text(b);
  return isOneOff(x, y) ? { step: 2, bits: Math.min(scorer.bits(a), scorer.bits(b)) - 2 } : { step: 4, bits: 0 };
}

function compareCities(a: readonly number[], b: readonly number[], scorer: Scorer): Outcome {
  if (a.length === 0 || b.length === 0) return MISSING;
  const shared = a.find((city) => b.includes(city));
  if (shared !== undefined) return { step: 1, bits: scorer.bits(shared) };
  for (const one of a)
    for (const other of b)
      if (areCitiesAlike(scorer.text(one), scorer.text(other)))
        return { step: 2, bits: Math.max(0, Math.min(scorer.bits(one), scorer.bits(other)) - 1) };
  return { step: 4, bits: 0 };
}

function areCitiesAlike(x: string, y: string): boolean {
  if (!x.includes(' ') && !y.includes(' ')) return alike(x, y, CITY_ALIKE) >= CITY_ALIKE;
  const similarity = alike(x.replaceAll(' ', ''), y.replaceAll(' ', ''), CITY_ALIKE);
  return similarity >= CITY_ALIKE || ` ${x} `.includes(` ${y} `) || ` ${y} `.includes(` ${x} `);
}

const CITY_ALIKE = 0.7;

/** Same length, and one sign replaced or two neighbours swapped. */
export function isOneOff(x: string, y: string): boolean {
  if (x.length !== y.length || x.length < 4 || x === y) return false;
  let at = 0;
  while (x[at] === y[at]) at++;
  if (x.slice(at + 1) === y.slice(at + 1)) return true;
  return x[at] === y[at + 1] && x[at + 1] === y[at] && x.slice(at + 2) === y.slice(at + 2);
}

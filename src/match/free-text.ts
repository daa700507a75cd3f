import { LEGAL_FORMS } from './legal-forms.ts';
import { CITY_NAMES, REGIONS } from './place-names.ts';
import { fold, words } from './text.ts';

/**
 * Problem: one field holds name, department, street and city ("Dept. of Physics, University of Oxford, Parks Road, Oxford
 * OX1 3PU, UK"). Danger: two departments of different universities share more words than two of one university. Answer:
 * take the text apart at its commas, so that each part is compared with its like.
 */
export interface FreeText {
  readonly name: string;
  readonly street: string;
  readonly cities: readonly string[];
}

type Part = 'unit' | 'institution' | 'street' | 'region' | 'postcode' | 'other';

const INSTITUTION =
  /\b(?:univ\w*|uniw\w*|colleg\w*|institut\w*|inst|istitut\w*|polytech\w*|politec\w*|ecole|hochschule|academy|akademie|laborator\w*|labs?|research|corporation|corp|inc|company|gmbh|ltd|limited|hospital|clinic|klinik\w*|bank|ministry|council|foundation|museum|agency|society|association|observatory|school|cent(?:er|re)|tech)\b/;
const UNIT =
  /^(?:the )?(?:[a-z]+ ){0,4}?(?:dept|depts|department|departments|dep|departement|departamento|dipartimento|faculty|fac|facultad|faculte|fakultat|fachbereich|lehrstuhl|chair|division|div|section|group|graduate school|school of|institute of|institut fur|program|programme|unit|laboratory for|laboratory of|lab of|center for|centre for)\b/;
const STRONG =
  /\b(?:univ\w*|uniw\w*|polytech\w*|politec\w*|hochschule|corporation|corp|inc|gmbh|ltd|limited|hospital|bank|ministry)\b/;
const STREET =
  /\b(?:street|st|avenue|ave|road|rd|boulevard|blvd|blv|drive|dr|lane|ln|way|square|plaza|rue|via|calle|p o box|po box|\w+stra(?:ss|ß)e|\w+str|weg|platz|straat|pkwy|parkway|hwy|highway|court|ct|place|pl)\b/;

/** Takes a free text apart; undefined where it is a plain name, or where its commas divide nothing we know. */
export function readFreeText(text: string): FreeText | undefined {
  const parts = splitParts(text);
  if (parts.length < 2) return undefined;
  const kinds = kindsOf(parts);
  const hasAddress = kinds.some((kind) => ADDRESS_LIKE.includes(kind));
  if (!hasAddress && !isSeat(parts, kinds)) return undefined;
  const nameAt = findName(parts, kinds);
  const pick = (kind: Part): string[] => parts.filter((_, index) => kinds[index] === kind && !nameAt.has(index));
  const last = Math.max(...nameAt);
  const cities = parts.filter((_, index) => index > last && (kinds[index] === 'other' || kinds[index] === 'postcode'));
  const cleaned = cities.map(withoutCodes).filter((city) => city !== '' && city.split(' ').length <= 4);
  return {
    name: parts.filter((_, index) => nameAt.has(index)).join(' '),
    street: pick('street').join(' '),
    cities: cleaned,
  };
}

const ADDRESS_LIKE: readonly Part[] = ['unit', 'street', 'region', 'postcode'];

/** "Purdue University, West Lafayette": an institution and then, in a few words, where it is. */
function isSeat(parts: readonly string[], kinds: readonly Part[]): boolean {
  const rest = parts.slice(1);
  return (
    kinds[0] === 'institution' && rest.every((part, index) => kinds[index + 1] === 'other' && words(part).length <= 3)
  );
}

/** The text between commas, a legal form on its own ("Acme, Inc.") kept with what it belongs to. */
function splitParts(text: string): string[] {
  const parts: string[] = [];
  for (const part of text.split(/[,;\n|]+/).map((piece) => piece.trim())) {
    if (part === '') continue;
    const isForm = words(part).every((word) => LEGAL_FORMS.has(word));
    const before = isForm && !REGIONS.has(words(part).join(' ')) ? parts.pop() : undefined;
    parts.push(before === undefined ? part : `${before} ${part}`);
  }
  return parts;
}

/** A name may look like an address ("21 Club", "Palace Court"): the first part is one only where no other is. */
function kindsOf(parts: readonly string[]): Part[] {
  const kinds = parts.map(kindOf);
  if (kinds[0] === 'street' && kinds.indexOf('street', 1) > 0) kinds[0] = 'other';
  return kinds;
}

function kindOf(part: string): Part {
  const plain = words(part).join(' ');
  if (REGIONS.has(withoutCodes(part))) return 'region';
  if (UNIT.test(plain) && !STRONG.test(plain)) return 'unit';
  if (isNumberedStreet(plain)) return 'street';
  if (INSTITUTION.test(plain)) return 'institution';
  if (STREET.test(plain) && plain.includes(' ') && !plain.startsWith('st ')) return 'street';
  return /\d/.test(plain) ? 'postcode' : 'other';
}

function isNumberedStreet(plain: string): boolean {
  return /^\d+\w?\b.*[a-z]/.test(plain) || (STREET.test(plain) && /\d/.test(plain));
}

/** The institution where one is named, else the first part that is no address; a unit only where nothing else is there. */
function findName(parts: readonly string[], kinds: readonly Part[]): Set<number> {
  const institutions = kinds.flatMap((kind, index) => (kind === 'institution' ? [index] : []));
  const strong = institutions.filter((index) => STRONG.test(words(parts[index] ?? '').join(' ')));
  if (strong.length > 0) return new Set(strong.slice(0, 1));
  if (institutions.length > 0) return new Set(institutions);
  const other = kinds.indexOf('other');
  if (other >= 0) return new Set([other]);
  return new Set([Math.max(0, kinds.indexOf('unit'))]);
}

/** "CA 94305" → "ca": what is left of a place without its numbers. */
function withoutCodes(part: string): string {
  const kept = words(fold(part)).filter((word) => !/\d/.test(word));
  return kept.map((word) => CITY_NAMES.get(word) ?? word).join(' ');
}

import { ABBREVIATIONS, STOP_WORDS } from './company-words.ts';
import { DOUBTFUL_FORMS, LEADING_FORMS, LEGAL_FORMS } from './legal-forms.ts';
import { CITY_NAMES } from './place-names.ts';
import { withoutUmlauts, words } from './text.ts';

export interface CompanyName {
  /** The words that carry the name, abbreviations spelled out, in the order typed. */
  readonly core: readonly string[];
  readonly legalForms: readonly string[];
  /** First letters of the core words, where there are at least two; or the whole core, where it looks like initials. */
  readonly acronym: string | undefined;
  /** Whether words may have been put in front of a comma ("Textiles, Rushmoor"). */
  readonly hasComma: boolean;
}

/** Takes a company's name apart: words that identify, legal form, initials. Never returns an empty core for a name with letters. */
export function readCompanyName(text: string): CompanyName {
  const all = joinSplitForms(words(text));
  const { kept, forms } = splitLegalForms(all);
  const meaningful = kept.filter((word) => !STOP_WORDS.has(word));
  const chosen = meaningful.length > 0 ? meaningful : kept.length > 0 ? kept : all;
  const core = chosen.map(canonicalWord);
  return { core, legalForms: forms, acronym: findAcronym(chosen), hasComma: text.includes(',') };
}

/** One spelling for a word that has several: abbreviation spelled out, plural ending dropped. Idempotent. */
export function canonicalWord(word: string): string {
  const spelled = ABBREVIATIONS.get(word) ?? CITY_NAMES.get(word) ?? word;
  const single = singular(spelled);
  return withoutUmlauts(ABBREVIATIONS.get(single) ?? single);
}

function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  return word.slice(0, -1);
}

const SPLIT_FORMS: readonly (readonly [string, string, string])[] = [
  ['sp', 'zoo', 'zoo'],
  ['sp', 'z', 'zoo'],
  ['spol', 'sro', 'sro'],
  ['pvt', 'ltd', 'ltd'],
];

function joinSplitForms(all: readonly string[]): string[] {
  const joined: string[] = [];
  for (let i = 0; i < all.length; i++) {
    const word = all[i] ?? '';
    const form = SPLIT_FORMS.find(([first, second]) => first === word && second === all[i + 1]);
    if (form) i++;
    joined.push(form ? form[2] : word);
  }
  return joined;
}

function splitLegalForms(all: readonly string[]): { kept: string[]; forms: string[] } {
  const isForm = all.map((word, index) => LEGAL_FORMS.has(word) && (index > 0 || LEADING_FORMS.has(word)));
  const kept: string[] = [];
  const forms: string[] = [];
  for (let i = 0; i < all.length; i++) {
    const word = all[i] ?? '';
    const standsAsForm = isForm[i] === true && (!DOUBTFUL_FORMS.has(word) || onlyFormsAfter(all, isForm, i));
    (standsAsForm ? forms : kept).push(word);
  }
  return kept.length > 0 ? { kept, forms } : { kept: [...all], forms: [] };
}

function onlyFormsAfter(all: readonly string[], isForm: readonly boolean[], index: number): boolean {
  for (let i = index + 1; i < all.length; i++) if (isForm[i] !== true && all[i] !== 'and') return false;
  return true;
}

function findAcronym(chosen: readonly string[]): string | undefined {
  const [first] = chosen;
  if (chosen.length === 1 && first !== undefined && first.length >= 2 && first.length <= 5) return first;
  if (chosen.length < 2 || chosen.length > 8) return undefined;
  return chosen.map((word) => word[0]).join('');
}

import type { ColumnRole } from './column-names.ts';
import { DOUBTFUL_FORMS, LEGAL_FORMS } from './legal-forms.ts';
import { words } from './text.ts';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const WEB = /^(?:https?:\/\/)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/\S*)?$/i;
const DATE =
  /^(?:\d{4}-\d{1,2}-\d{1,2}(?:[T ].*)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]))$/;
const PHONE = /^\+?[\d\s()./-]{7,22}(?:\s*(?:x|ext\.?)\s*\d+)?$/i;
const POSTCODE =
  /^(?:\d{4,6}|\d{5}-\d{4}|[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}|[a-z]\d[a-z]\s?\d[a-z]\d|[a-z]{1,2}-\d{4,5}|\d{4}\s?[a-z]{2})$/i;
const STREET =
  /^\d+[a-z]?[\s,-]+[\p{L}\d].*\p{L}|\b(?:street|st|avenue|ave|road|rd|boulevard|blvd|drive|lane|rue|via|calle|p\.? ?o\.? box)\b|(?:stra(?:ss|ß)e|str\.?|weg|platz|straat|gatan)\s*\d/iu;
const CODE = /^(?=.*\d)[a-z\d][a-z\d./-]{3,24}$/i;

/** Given names that are common somewhere: a column in which they keep turning up holds people. */
const GIVEN_NAMES: ReadonlySet<string> = new Set(
  (
    'james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald ' +
    'steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric ' +
    'jonathan stephen larry justin scott brandon benjamin samuel gregory frank patrick raymond jack dennis peter mary ' +
    'patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa betty margaret sandra ashley kimberly ' +
    'emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela ' +
    'shirley anna brenda pamela emma nicole helen samantha katherine christine rachel maria diane julie joyce victoria ' +
    'hans klaus jurgen wolfgang peter stefan andreas martin thomas ursula monika petra sabine claudia katrin heike birgit ' +
    'jean pierre michel philippe nathalie isabelle sylvie catherine francoise luc giovanni giuseppe antonio marco luca ' +
    'francesca giulia paola jose juan carlos luis ana carmen pilar javier miguel pedro joao paulo ivan sergey olga elena ' +
    'natalia dmitri vladimir piotr anna katarzyna tomasz jan erik lars anders ingrid mohammed ahmed fatima ali wei ming ' +
    'harry oliver charlie sophie olivia chloe grace lucy hannah alice isabella ella lily liam noah ethan mia ava'
  ).split(' '),
);

const BUSINESS =
  /\b(?:school|schools|center|centre|university|college|hospital|church|services?|company|association|institute|department|group|bank|hotel|restaurant|academy|house|foundation|society|systems?|club|council|city|county)\b/i;

/** What the values of a column look like, whatever its header says; undefined where they are plain words. */
export function roleOfValues(values: readonly string[]): ColumnRole | undefined {
  const filled = values.map((value) => value.trim()).filter((value) => value !== '' && !/^[-.?]+$/.test(value));
  if (filled.length === 0) return 'ignore';
  const share = (test: (value: string) => boolean): number => filled.filter(test).length / filled.length;
  const distinct = new Set(filled.map((value) => value.toLowerCase())).size;
  if (distinct === 1 || isFlag(filled)) return 'ignore';
  if (share((value) => EMAIL.test(value)) > 0.5) return 'email';
  if (share((value) => WEB.test(value) && !EMAIL.test(value)) > 0.5) return 'web';
  if (share((value) => DATE.test(value)) > 0.7) return 'date';
  return roleOfCodes(share, distinct / filled.length, filled.length) ?? roleOfWords(share, distinct / filled.length);
}

type Share = (test: (value: string) => boolean) => number;

function isFlag(filled: readonly string[]): boolean {
  return filled.every((value) => /^(?:yes|no|y|n|true|false|0|1|x|ja|nein|oui|non)$/i.test(value));
}

function roleOfCodes(share: Share, distinctness: number, count: number): ColumnRole | undefined {
  const isPhone = (value: string): boolean =>
    PHONE.test(value) && digitsOf(value) >= 7 && (digitsOf(value) !== 8 || /\D/.test(value));
  if (share(isPhone) > 0.7) return distinctness > 0.02 || count < 50 ? 'phone' : 'text';
  if (share((value) => POSTCODE.test(value)) > 0.8) return 'postcode';
  if (share((value) => STREET.test(value)) > 0.6) return 'street';
  if (share((value) => CODE.test(value)) > 0.8) return distinctness > 0.3 ? 'id' : 'text';
  return undefined;
}

function digitsOf(value: string): number {
  return value.replace(/\D/g, '').length;
}

function roleOfWords(share: Share, distinctness: number): ColumnRole | undefined {
  if (distinctness < 0.05) return 'text';
  if (share(looksLikePerson) > 0.3) return 'person';
  if (share((value) => BUSINESS.test(value) || hasLegalForm(value)) > 0.4) return 'company';
  return undefined;
}

/** Two to four words without digits, one of them a common given name or a title before them, none of them business. */
export function looksLikePerson(value: string): boolean {
  if (/\d/.test(value) || BUSINESS.test(value)) return false;
  const all = words(value);
  if (all.length < 2 || all.length > 5 || hasLegalForm(value)) return false;
  return /^(?:mr|mrs|ms|dr|prof|herr|frau)\b/i.test(value) || all.some((word) => GIVEN_NAMES.has(word));
}

/** Whether a name carries a legal form that is beyond doubt ("GmbH", "Ltd"). */
export function hasLegalForm(value: string): boolean {
  return words(value).some((word, index) => index > 0 && LEGAL_FORMS.has(word) && !DOUBTFUL_FORMS.has(word));
}

/** Whether a value agrees with what its column's header promises; roles of plain words are taken at their word. */
export function contradicts(header: ColumnRole, values: ColumnRole | undefined): boolean {
  if (values === undefined || values === header) return false;
  // One parent for all branches says as much as many.
  if (values === 'ignore') return header !== 'parent';
  const strict: readonly ColumnRole[] = ['email', 'web', 'date', 'phone'];
  if (strict.includes(values)) return !ALSO[header]?.includes(values);
  return strict.includes(header) && header !== 'phone';
}

const ALSO: Readonly<Partial<Record<ColumnRole, readonly ColumnRole[]>>> = {
  birth: ['date'],
  id: ['phone', 'date'],
  postcode: ['phone', 'date'],
  house: ['phone'],
  parent: ['phone'],
  ignore: ['email', 'web', 'date', 'phone'],
  email: ['web'],
};

import type { Random } from '../random.ts';
import { type CompanyName, plainLetters, properName } from '../words/company-name.ts';
import { SHORT_FORMS } from '../words/trades.ts';

/** Other ways to write a legal form, or to confuse it. */
const LEGAL_VARIANTS: Readonly<Record<string, readonly string[]>> = {
  GmbH: ['Gesellschaft mbH', 'GMBH', 'G.m.b.H.', 'mbH'],
  'GmbH & Co. KG': ['GmbH & Co KG', 'GmbH&Co.KG', 'GmbH + Co. KG', 'GmbH'],
  'GmbH & Co KG': ['GmbH & Co. KG', 'GmbH'],
  AG: ['Aktiengesellschaft', 'A.G.'],
  KG: ['Kommanditgesellschaft'],
  'e.K.': ['e. K.', 'eK'],
  OHG: ['oHG'],
  Ltd: ['Limited', 'Ltd.', 'LTD'],
  Limited: ['Ltd', 'Ltd.'],
  PLC: ['plc'],
  SARL: ['S.A.R.L.', 'Sarl'],
  SAS: ['S.A.S.'],
  SA: ['S.A.'],
};

/** One slip of the finger in a word of at least five letters: two letters swapped, one lost, one doubled, one wrong. */
export function mistype(random: Random, text: string): string {
  const words = text.split(' ');
  const long = words.map((word, index) => ({ word, index })).filter(({ word }) => word.length >= 5);
  if (long.length === 0) return text;
  const { word, index } = random.pick(long);
  const at = random.between(1, word.length - 2);
  const [before, here, next, after] = [word.slice(0, at), word.charAt(at), word.charAt(at + 1), word.slice(at + 2)];
  const slips = [
    before + next + here + after,
    before + next + after,
    before + here + here + next + after,
    before + random.pick(['e', 'n', 'r', 's', 'a']) + next + after,
  ];
  words[index] = random.pick(slips);
  return words.join(' ');
}

function spellLegalForm(random: Random, legalForm: string, noise: number): string {
  if (random.chance(0.3 * noise)) return '';
  const variants = LEGAL_VARIANTS[legalForm];
  return variants !== undefined && random.chance(0.5 * noise) ? random.pick(variants) : legalForm;
}

function shorten(text: string): string {
  const fit = SHORT_FORMS.find(([long]) => text.includes(long));
  return fit === undefined ? text : text.replace(fit[0], fit[1]);
}

/** Both ways to spell an umlaut without one; the second is the wrong one. */
function withoutUmlauts(random: Random, text: string): string {
  return random.chance(0.8) ? plainLetters(text) : text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss');
}

/** A way to write the name of a company, and how often somebody does at full noise. */
type Habit = readonly [probability: number, (random: Random, text: string) => string];

const HABITS: readonly Habit[] = [
  [0.35, (_, text) => shorten(text)],
  [0.3, (_, text) => (text.includes(' und ') ? text.replace(' und ', ' & ') : text.replace(' & ', ' und '))],
  [0.5, withoutUmlauts],
  [0.22, mistype],
  [0.08, (_, text) => text.toUpperCase()],
  [0.06, (_, text) => text.toLowerCase()],
  [0.06, (_, text) => text.replace(/(\p{L}) (\p{L})/u, '$1-$2')],
];

/** Writes a company's name as somebody typed it in; without noise, as it stands in the register. */
export function spellCompany(random: Random, name: CompanyName, city: string, noise: number): string {
  if (noise === 0) return properName(name);
  const parts = random.chance(0.12 * noise) ? [name.tail, name.head] : [name.head, name.tail];
  let text = parts.filter((part) => part !== '').join(' ');
  for (const [probability, change] of HABITS) if (random.chance(probability * noise)) text = change(random, text);
  const legalForm = spellLegalForm(random, name.legalForm, noise);
  const place = random.chance(0.08 * noise) ? random.pick([`, ${city}`, ` (${city})`, ` ${city}`]) : '';
  return `${text}${legalForm === '' ? '' : ` ${legalForm}`}${place}`;
}

/** Writes a street with the abbreviations and slips people make. */
export function spellStreet(random: Random, street: string, noise: number): string {
  let text = street;
  if (random.chance(0.5 * noise))
    text = text
      .replace(/straße/u, 'str.')
      .replace(/Straße/u, 'Str.')
      .replace(' Road', ' Rd')
      .replace(' Street', ' St');
  else if (random.chance(0.3 * noise)) text = text.replace('straße', 'strasse').replace('Straße', 'Strasse');
  if (random.chance(0.2 * noise)) text = withoutUmlauts(random, text);
  return random.chance(0.06 * noise) ? mistype(random, text) : text;
}

/** Writes a web address in one of the usual hands. */
export function spellWebsite(random: Random, domain: string, noise: number): string {
  return random.chance(noise)
    ? random.pick([domain, `http://www.${domain}/`, `https://${domain}`, `WWW.${domain.toUpperCase()}`])
    : `https://www.${domain}`;
}

const NICKNAMES: Readonly<Record<string, string>> = {
  Alexander: 'Alex',
  Andreas: 'Andi',
  Christian: 'Chris',
  Elisabeth: 'Lisa',
  Johannes: 'Hannes',
  Katharina: 'Kathi',
  Matthias: 'Matze',
  Maximilian: 'Max',
  Michael: 'Michi',
  Sebastian: 'Basti',
  Stefanie: 'Steffi',
  Susanne: 'Susi',
  Thomas: 'Tom',
  Robert: 'Rob',
  William: 'Bill',
  Jennifer: 'Jenny',
  Edward: 'Ed',
  Nicolas: 'Nico',
};

/** Writes a first name: whole, as an initial, as a nickname, or not at all. */
export function spellFirstName(random: Random, firstName: string, noise: number): string | null {
  if (random.chance(0.06 * noise)) return null;
  if (random.chance(0.1 * noise)) return `${firstName.charAt(0)}.`;
  if (random.chance(0.3 * noise)) return NICKNAMES[firstName] ?? firstName;
  return random.chance(0.2 * noise) ? withoutUmlauts(random, firstName) : firstName;
}

/** Writes a family name, now and then without umlauts or with a slip. */
export function spellLastName(random: Random, lastName: string, noise: number): string {
  const text = random.chance(0.3 * noise) ? withoutUmlauts(random, lastName) : lastName;
  return random.chance(0.07 * noise) ? mistype(random, text) : text;
}

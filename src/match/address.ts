import { fold, withoutUmlauts, words } from './text.ts';

/** Kinds of street and points of the compass: people leave them out, shorten them and mix them up. */
const STREET_WORDS: ReadonlySet<string> = new Set(
  (
    'street st str strasse streets avenue ave av aven road rd boulevard blvd blv boul drive dr drv lane ln court ct crt ' +
    'circuit cct place pl plaza square sq terrace ter tce tc highway hwy parkway pkwy pky way wy walk row close cl ' +
    'crescent cres cr circle cir trail trl alley aly mall pike route rte grove gr gardens gdns rue via viale piazza ' +
    'calle avenida avda av rua travessa platz weg gasse allee ring straat laan plein vei veien gata gatan vagen ulica ul ' +
    'n s e w ne nw se sw north south east west northeast northwest southeast southwest nord sud ost the of and at'
  ).split(' '),
);

const UNIT_WORDS =
  /\b(?:suite|ste|unit|apt|apartment|flat|floor|fl|room|rm|level|lvl|bldg|building|no|nr)\.?\s*#?\s*[\da-z-]*\d[\da-z-]*/g;
const RANGE = /\b(\d+)\s?-\s?\d+\b/;
const HOUSE_NUMBER = /^\d+[a-z]?$/;
const ORDINAL = /^\d+(?:st|nd|rd|th|er|e)$/;
const STREET_ENDING = /(?<=.{3})(?:strasse|str|straat|gatan|gasse)$/;

const ORDINAL_WORDS: Readonly<Record<string, string>> = {
  first: '1st',
  second: '2nd',
  third: '3rd',
  fourth: '4th',
  fifth: '5th',
  sixth: '6th',
  seventh: '7th',
  eighth: '8th',
  ninth: '9th',
  tenth: '10th',
  eleventh: '11th',
  twelfth: '12th',
};

export interface StreetAddress {
  readonly houseNumber: string | undefined;
  /** The words that tell this street from others; all its words where none is left. */
  readonly street: readonly string[];
}

/** Takes a street line apart. Kinds of street, compass points and unit numbers are dropped. */
export function readStreet(text: string): StreetAddress {
  const folded = fold(text);
  const withoutUnit = folded
    .replace(/\b(?:between|betw|bet|at|near|off|corner of)\b.*$/, ' ')
    .replace(RANGE, '$1 ')
    .replace(UNIT_WORDS, ' ')
    .replace(/#\s*\w+/g, ' ');
  const all = words(withoutUnit.trim() === '' ? folded : withoutUnit);
  const houseNumber = all.find((word) => HOUSE_NUMBER.test(word) && !ORDINAL.test(word));
  const others = all.filter((word) => word !== houseNumber);
  const telling = others
    .map((word) => ORDINAL_WORDS[word] ?? word.replace(STREET_ENDING, ''))
    .filter((word) => !STREET_WORDS.has(word));
  return { houseNumber, street: (telling.length > 0 ? telling : others).map(withoutUmlauts) };
}

/** A postcode without blanks and case; US codes without the last four digits. */
export function readPostcode(text: string): string | undefined {
  const code = fold(text).replace(/[^a-z0-9-]/g, '');
  const short = /^\d{5}-?\d{4}$/.test(code) ? code.slice(0, 5) : code.replace(/-/g, '');
  return /\d/.test(short) ? short : undefined;
}

import type { SlotNames } from './compare-records.ts';
import { phoneTail } from './phone.ts';
import type { PreparedRecord } from './prepared-record.ts';
import type { Scorer } from './scorer.ts';

/** How many of a name's words, rarest first, make blocks. */
const NAME_WORDS = 4;

/**
 * The blocks of a record: two records are compared only where they share one. Each key is one way in which records of
 * the same customer stay alike when everything else differs.
 */
export function keysOfRecord(
  record: PreparedRecord,
  kind: 'company' | 'person',
  scorer: Scorer,
  slots: SlotNames,
): string[] {
  const keys = new Set<string>();
  const text = (value: number): string => scorer.text(value);
  for (const phone of record.phones) keys.add(`phone ${phoneTail(text(phone))}`).add(`line ${text(phone).slice(0, 8)}`);
  for (const email of record.emails) addEmail(keys, text(email));
  for (const domain of record.domains) keys.add(`web ${text(domain)}`);
  for (const person of record.people) keys.add(`people ${text(person)}`);
  addPlace(keys, record, scorer);
  addColumns(keys, record, scorer, slots);
  if (kind === 'company') addCompany(keys, record, scorer);
  else addPerson(keys, record, scorer, slots);
  return [...keys];
}

function addEmail(keys: Set<string>, email: string): void {
  keys.add(`mail ${email}`);
  const at = email.indexOf('@');
  if (at > 3) keys.add(`mailbox ${email.slice(0, at)}`);
}

function addPlace(keys: Set<string>, record: PreparedRecord, scorer: Scorer): void {
  const words = rarest(record.street, scorer, 2);
  const house = record.houseNumber < 0 ? '' : scorer.text(record.houseNumber);
  const places = placesOf(record, scorer);
  for (const word of words) {
    if (house !== '') keys.add(`door ${house} ${scorer.text(word).slice(0, 5)}`);
    else for (const place of places) keys.add(`street ${scorer.text(word)} ${place}`);
  }
  if (house !== '' && record.postcode >= 0) keys.add(`house ${house} ${scorer.text(record.postcode)}`);
}

function placesOf(record: PreparedRecord, scorer: Scorer): string[] {
  const places = record.cities.map((city) => scorer.text(city));
  if (record.postcode >= 0) places.push(scorer.text(record.postcode));
  return places;
}

function addColumns(keys: Set<string>, record: PreparedRecord, scorer: Scorer, slots: SlotNames): void {
  for (let i = 0; i < record.columns.length; i += 2) {
    const slot = slots[record.columns[i] ?? -1] ?? '';
    if (slot.startsWith('id:')) keys.add(`id ${scorer.text(record.columns[i + 1] ?? -1)}`);
  }
}

function addCompany(keys: Set<string>, record: PreparedRecord, scorer: Scorer): void {
  if (record.core < 0) return;
  const joined = record.name.map((word) => scorer.text(word)).join('');
  keys.add(`name ${scorer.text(record.core).replaceAll(' ', '')}`);
  for (const alias of record.aliases) keys.add(`name ${scorer.text(alias).replaceAll(' ', '')}`);
  if (joined.length >= 5) keys.add(`start ${joined.slice(0, 6)}`).add(`end ${joined.slice(-6)}`);
  const words = rarest(record.name, scorer, NAME_WORDS).map((word) => scorer.text(word));
  const places = placesOf(record, scorer);
  words.forEach((word, index) => {
    keys.add(`word ${word}`);
    if (index < 2 && word.length >= 4) keys.add(`sound ${skeleton(word)}`);
    for (const place of places) keys.add(`here ${word} ${place}`);
    for (const other of words.slice(index + 1)) keys.add(`words ${[word, other].sort().join(' ')}`);
  });
  if (record.acronym >= 0) {
    keys.add(`initials ${scorer.text(record.acronym)}`);
    for (const place of places) keys.add(`initials ${scorer.text(record.acronym)} ${place}`);
  }
}

function addPerson(keys: Set<string>, record: PreparedRecord, scorer: Scorer, slots: SlotNames): void {
  const names = record.name.map((word) => scorer.text(word));
  const places = placesOf(record, scorer);
  const dates = datesOf(record, scorer, slots);
  const sounds = names.map(skeleton);
  if (sounds.length > 1) keys.add(`sounds ${[...sounds].sort().join(' ')}`);
  names.forEach((name, index) => {
    const sound = sounds[index] ?? '';
    for (const other of names.slice(index + 1))
      keys.add(`names ${[name.slice(0, 4), other.slice(0, 4)].sort().join(' ')}`);
    for (const place of places) keys.add(`here ${name} ${place}`);
    for (const date of dates) {
      keys.add(`born ${sound.slice(0, 3)} ${date.slice(0, 4)}`).add(`birthday ${sound.slice(0, 3)} ${date.slice(4)}`);
      keys.add(`month ${name} ${date.slice(4, 6)}`).add(`day ${name} ${date.slice(6)}`);
    }
    for (const word of record.organisation) keys.add(`employer ${name} ${scorer.text(word)}`);
  });
  for (const date of dates) keys.add(`date ${date}`);
  if (record.core >= 0) keys.add(`name ${scorer.text(record.core)}`);
}

function datesOf(record: PreparedRecord, scorer: Scorer, slots: SlotNames): string[] {
  const dates: string[] = [];
  for (let i = 0; i < record.columns.length; i += 2)
    if (slots[record.columns[i] ?? -1]?.startsWith('date:') === true)
      dates.push(
        scorer
          .text(record.columns[i + 1] ?? -1)
          .split('=')
          .at(-1) ?? '',
      );
  return dates;
}

function rarest(words: readonly number[], scorer: Scorer, count: number): number[] {
  if (words.length <= count) return [...words];
  return [...words]
    .sort((a, b) => scorer.bits(b) - scorer.bits(a) || compareTexts(scorer.text(a), scorer.text(b)))
    .slice(0, count);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** First letter and the following consonants, double ones once: what most slips of the pen leave alone. */
export function skeleton(word: string): string {
  const consonants = word
    .slice(1)
    .replace(/[aeiouyhw]/g, '')
    .replace(/(.)\1+/g, '$1');
  return (word[0] ?? '') + consonants.slice(0, 4);
}

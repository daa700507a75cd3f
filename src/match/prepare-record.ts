import { readPostcode, readStreet } from './address.ts';
import { type CompanyName, readCompanyName } from './company-name.ts';
import { readDate } from './date.ts';
import { readFreeText } from './free-text.ts';
import type { Evidence, MatchRecord } from './match-record.ts';
import { nameWords, type PersonName, readPersonName } from './person-name.ts';
import { readPhone } from './phone.ts';
import { CITY_NAMES } from './place-names.ts';
import type { PreparedRecord } from './prepared-record.ts';
import { fold, withoutUmlauts, words } from './text.ts';
import type { Namespace, Vocabulary } from './vocabulary.ts';
import { readEmail, webDomain } from './web-domain.ts';

/** Names the columns that only their own kind is compared with; position = slot number. */
export interface Slots {
  slot(type: 'date' | 'id' | 'text', column: string): number;
}

/** Reads, cleans and numbers all values of a record. */
export function prepareRecord(typed: MatchRecord, vocabulary: Vocabulary, slots: Slots): PreparedRecord {
  const number = (namespace: Namespace, text: string | undefined): number =>
    text === undefined || text === '' ? -1 : vocabulary.number(namespace, text);
  const numbers = (namespace: Namespace, texts: readonly string[]): number[] => [
    ...new Set(texts.map((text) => number(namespace, text)).filter((value) => value >= 0)),
  ];
  const evidence = typed.evidence ?? [];
  const record = takeApart(typed, evidence);
  const of = (type: Evidence['type']): string[] =>
    (record.evidence ?? []).filter((one) => one.type === type).map((one) => one.value);
  const isPerson = record.kind === 'person';
  const person = isPerson ? personName(record) : NOBODY;
  const company = isPerson ? NOTHING : readCompanyName(record.name ?? '');
  const nameTexts = isPerson ? [...person.given, ...person.family] : company.core;
  const street = readStreet([record.street ?? '', ...of('street')].join(' ').trim());
  const emails = [record.email ?? '', ...of('email')].map(readEmail).filter((email) => email !== undefined);
  return {
    name: numbers('word', nameTexts),
    aliases: numbers('core', of('name').map(coreKey)),
    core: number('core', [...nameTexts].sort().join(' ')),
    acronym: number('form', company.acronym),
    legalForm: number('form', company.legalForms.join(' ')),
    given: numbers('given', person.given),
    family: numbers('family', person.family),
    organisation: numbers('word', organisationWords([record.company ?? '', ...of('company')])),
    houseNumber: number('house', street.houseNumber),
    street: numbers('street', street.street),
    address: street.street.length === 0 ? -1 : number('address', addressKey(street.houseNumber, street.street)),
    cities: numbers('city', [record.city ?? '', ...of('city')].map(cityKey)),
    cityWords: isPerson
      ? []
      : numbers(
          'word',
          [record.city ?? '', ...of('city')].flatMap((city) => readCompanyName(city).core),
        ),
    postcode: number('postcode', [record.postalCode ?? '', ...of('postcode')].map(readPostcode).find(Boolean)),
    phones: numbers(
      'phone',
      [...(record.phones ?? []), ...of('phone')].map((text) => readPhone(text) ?? ''),
    ),
    emails: numbers('email', emails),
    domains: numbers(
      'domain',
      [record.website ?? '', ...of('web'), ...emails].map((text) => webDomain(text) ?? ''),
    ),
    people: numbers('person', of('person').map(personKey)),
    columns: columnValues(record, record.evidence ?? [], vocabulary, slots),
  };
}

/** A company of which only a text is known may have its address in it. */
function takeApart(record: MatchRecord, evidence: readonly Evidence[]): MatchRecord {
  const hasPlace =
    record.street !== undefined || record.city !== undefined || evidence.some(({ type }) => type === 'city');
  if (record.kind === 'person' || hasPlace || record.name === undefined) return record;
  const text = readFreeText(record.name);
  if (text === undefined) return record;
  const [city, ...others] = text.cities;
  const further = others.map((value): Evidence => ({ type: 'city', column: 'name', value }));
  return {
    ...record,
    name: text.name,
    ...(text.street === '' ? {} : { street: text.street }),
    ...(city === undefined ? {} : { city }),
    evidence: [...evidence, ...further],
  };
}

const NOBODY: PersonName = { given: [], family: [] };
const NOTHING: CompanyName = { core: [], legalForms: [], acronym: undefined };

function personName(record: MatchRecord): PersonName {
  if (record.givenName === undefined && record.familyName === undefined) return readPersonName(record.name ?? '');
  return { given: nameWords(record.givenName ?? ''), family: nameWords(record.familyName ?? '') };
}

function coreKey(name: string): string {
  return [...readCompanyName(name).core].sort().join(' ');
}

function addressKey(houseNumber: string | undefined, street: readonly string[]): string {
  return `${houseNumber ?? ''}|${[...street].sort().join(' ')}`;
}

function organisationWords(names: readonly string[]): string[] {
  return names.filter((name) => name.trim() !== '').flatMap((name) => readCompanyName(name).core);
}

const COMPASS: Readonly<Record<string, string>> = {
  n: 'north',
  s: 'south',
  e: 'east',
  w: 'west',
  st: 'saint',
  ft: 'fort',
  mt: 'mount',
};

function cityKey(city: string): string {
  return words(city)
    .map((word) => withoutUmlauts(CITY_NAMES.get(word) ?? COMPASS[word] ?? word))
    .join(' ');
}

function personKey(name: string): string {
  return [...nameWords(name)].sort().join(' ');
}

function columnValues(
  record: MatchRecord,
  evidence: readonly Evidence[],
  vocabulary: Vocabulary,
  slots: Slots,
): number[] {
  const values: number[] = [];
  const add = (type: 'date' | 'id' | 'text', column: string, text: string): void => {
    if (text !== '') values.push(slots.slot(type, column), vocabulary.number('value', `${column}=${text}`));
  };
  if (record.birthDate !== undefined) add('date', 'birth date', readDate(record.birthDate) ?? '');
  for (const id of record.registryIds ?? []) add('id', 'registry', plainId(id));
  if (record.country !== undefined) add('text', 'country', fold(record.country).trim());
  for (const [column, text] of Object.entries(record.extra ?? {})) add('text', column, words(text).join(' '));
  for (const { type, column, value } of evidence) {
    if (type === 'date') add('date', column, readDate(value) ?? '');
    if (type === 'id') add('id', column, plainId(value));
    if (type === 'text') add('text', column, words(value).join(' '));
  }
  return values;
}

function plainId(text: string): string {
  return words(text).join('');
}

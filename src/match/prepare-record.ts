import { readPostcode, readStreet, type StreetAddress } from './address.ts';
import { type CompanyName, readCompanyName } from './company-name.ts';
import { readDate } from './date.ts';
import { readFreeText } from './free-text.ts';
import type { Evidence, MatchRecord } from './match-record.ts';
import { nameWords, type PersonName, readPersonName } from './person-name.ts';
import { readPhone } from './phone.ts';
import { CITY_NAMES } from './place-names.ts';
import type { PreparedRecord } from './prepared-record.ts';
import { withoutUmlauts, words } from './text.ts';
import type { Namespace, Vocabulary } from './vocabulary.ts';
import { readEmail, webDomain } from './web-domain.ts';

/** Names the columns that only their own kind is compared with; position = slot number. */
export interface Slots {
  slot(type: 'date' | 'id' | 'text', column: string): number;
}

/** Reads, cleans and numbers all values of a record. */
export function prepareRecord(typed: MatchRecord, vocabulary: Vocabulary, slots: Slots): PreparedRecord {
  const record = takeApart(typed, typed.evidence ?? []);
  const number = (namespace: Namespace, text: string | undefined): number =>
    text === undefined || text === '' ? -1 : vocabulary.number(namespace, text);
  const numbers = (namespace: Namespace, texts: readonly (string | undefined)[]): number[] => [
    ...new Set(texts.map((text) => number(namespace, text)).filter((value) => value >= 0)),
  ];
  const of = (type: Evidence['type'], first?: string): string[] => valuesOf(record, type, first);
  const { person, company, words: nameTexts } = readName(record);
  const street = readStreet(of('street', record.street).join(' '));
  const emails = of('email', record.email)
    .map(readEmail)
    .filter((email) => email !== undefined);
  const cities = of('city', record.city);
  return {
    name: numbers('word', nameTexts),
    aliases: numbers('core', of('name').map(coreKey)),
    core: number('core', [...nameTexts].sort().join(' ')),
    acronym: number('form', company.acronym),
    isTurned: company.hasComma ? 1 : 0,
    legalForm: number('form', company.legalForms.join(' ')),
    given: numbers('given', person.given),
    family: numbers('family', person.family),
    organisation: numbers('word', organisationWords(of('company', record.company))),
    houseNumber: number('house', street.houseNumber),
    street: numbers('street', street.street),
    address: number('address', addressKey(street)),
    cities: numbers('city', cities.map(cityKey)),
    cityWords:
      record.kind === 'person'
        ? []
        : numbers(
            'word',
            cities.flatMap((city) => readCompanyName(city).core),
          ),
    postcode: number('postcode', of('postcode', record.postalCode).map(readPostcode).find(Boolean)),
    phones: numbers('phone', [...(record.phones ?? []), ...of('phone')].map(readPhone)),
    emails: numbers('email', emails),
    domains: numbers('domain', [...of('web', record.website), ...emails].map(webDomain)),
    people: numbers('person', of('person').map(personKey)),
    columns: columnValues(record, record.evidence ?? [], vocabulary, slots),
  };
}

function valuesOf({ evidence = [] }: MatchRecord, type: Evidence['type'], first?: string): string[] {
  const further = evidence.filter((one) => one.type === type).map((one) => one.value);
  return first === undefined ? further : [first, ...further];
}

function readName(record: MatchRecord): { person: PersonName; company: CompanyName; words: readonly string[] } {
  if (record.kind === 'company') {
    const company = readCompanyName(record.name ?? '');
    return { person: NOBODY, company, words: company.core };
  }
  const person = personName(record);
  return { person, company: NOTHING, words: [...person.given, ...person.family] };
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
const NOTHING: CompanyName = { core: [], legalForms: [], acronym: undefined, hasComma: false };

function personName(record: MatchRecord): PersonName {
  if (record.givenName === undefined && record.familyName === undefined) return readPersonName(record.name ?? '');
  return { given: nameWords(record.givenName ?? ''), family: nameWords(record.familyName ?? '') };
}

function coreKey(name: string): string {
  return [...readCompanyName(name).core].sort().join(' ');
}

function addressKey({ houseNumber = '', street }: StreetAddress): string {
  return street.length === 0 ? '' : `${houseNumber}|${[...street].sort().join(' ')}`;
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
  const { birthDate, country, registryIds = [], extra = {} } = record;
  const further: Evidence[] = [
    ...(birthDate === undefined ? [] : [{ type: 'date' as const, column: 'birth date', value: birthDate }]),
    ...registryIds.map((value) => ({ type: 'id' as const, column: 'registry', value })),
    ...(country === undefined ? [] : [{ type: 'text' as const, column: 'country', value: country }]),
    ...Object.entries(extra).map(([column, value]) => ({ type: 'text' as const, column, value })),
    ...evidence,
  ];
  return further.flatMap(({ type, column, value }) => {
    if (type !== 'date' && type !== 'id' && type !== 'text') return [];
    const text = READERS[type](value) ?? '';
    return text === '' ? [] : [slots.slot(type, column), vocabulary.number('value', `${column}=${text}`)];
  });
}

const READERS: Readonly<Record<'date' | 'id' | 'text', (value: string) => string | undefined>> = {
  date: readDate,
  id: plainId,
  text: (value) => words(value).join(' '),
};

function plainId(text: string): string {
  return words(text).join('');
}

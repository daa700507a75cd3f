/** A company of any size for the measures of reading: plain rows, made fast, the same for the same seed. */
import { insertRows, nextId, type Row } from '../../src/devorg/data/index.ts';
import { profileId } from '../../src/devorg/metadata/first-rows.ts';
import type { Org } from '../../src/devorg/org.ts';
import { type Random, randomFor } from '../../src/devorg/sample/random.ts';

/** How many rows of each object; the goal's company has 100,000 accounts. */
export interface CompanySize {
  readonly users: number;
  readonly accounts: number;
  readonly contacts: number;
  readonly opportunities: number;
  readonly tasks: number;
  readonly events: number;
}

/** The shape of the goal's company, scaled: 5 contacts, 1 deal and 20 activities an account, 20 accounts a colleague. */
export function sizeFor(accounts: number): CompanySize {
  return {
    users: Math.max(20, Math.round(accounts / 20)),
    accounts,
    contacts: accounts * 5,
    opportunities: accounts,
    tasks: accounts * 12,
    events: accounts * 8,
  };
}

export const rowsOf = (size: CompanySize): number =>
  size.users + size.accounts + size.contacts + size.opportunities + size.tasks + size.events;

const DAY_MS = 86_400_000;
const DIVISIONS = ['Guarding', 'Cleaning', 'Energy'];
const SYLLABLES = [
  'ba',
  'do',
  'fer',
  'gal',
  'hin',
  'ko',
  'lum',
  'mar',
  'nes',
  'or',
  'pik',
  'quo',
  'ros',
  'sten',
  'tu',
  'vex',
  'wil',
  'zan',
];
const FORMS = ['GmbH', 'AG', 'KG', 'Ltd', 'SA', 'GmbH & Co. KG'];
const CITIES = [
  ['Berlin', '10115'],
  ['Hamburg', '20095'],
  ['Köln', '50667'],
  ['Leipzig', '04103'],
  ['Bremen', '28195'],
] as const;

interface People {
  readonly userIds: readonly string[];
  readonly nowMs: number;
}

function word(random: Random, syllables: number): string {
  const text = Array.from({ length: syllables }, () => random.pick(SYLLABLES)).join('');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const stamp = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}.000Z`;

function audit(people: People, random: Random, userId: string): Row {
  const at = stamp(people.nowMs - random.next() * 700 * DAY_MS);
  return { CreatedDate: at, CreatedById: userId, LastModifiedDate: at, LastModifiedById: userId, SystemModstamp: at };
}

function* users(org: Org, ids: readonly string[], random: Random): Generator<Row> {
  const ProfileId = profileId(org, 'Standard User');
  for (const [index, Id] of ids.entries()) {
    const mail = `user${index}@company.invalid`;
    yield {
      ...{ Id, Username: mail, Email: mail, FirstName: word(random, 2), LastName: word(random, 3), ProfileId },
      ...{ Alias: `u${index}`.slice(0, 8), CommunityNickname: mail, Division: DIVISIONS[index % 3] ?? null },
      ...{ IsActive: true, UserType: 'Standard', TimeZoneSidKey: 'Europe/Berlin', LocaleSidKey: 'de_DE' },
      ...{ LanguageLocaleKey: 'en_US', EmailEncodingKey: 'UTF-8' },
    };
  }
}

function* accounts(ids: readonly string[], people: People, random: Random): Generator<Row> {
  for (const Id of ids) {
    const name = word(random, 4);
    const [city, postcode] = random.pick(CITIES);
    const OwnerId = random.pick(people.userIds);
    yield {
      ...{ Id, Name: `${name} ${random.pick(FORMS)}`, OwnerId, Website: `https://www.${name.toLowerCase()}.example` },
      ...{ Phone: `+49 30 ${random.between(1_000_000, 9_999_999)}`, BillingCity: city, BillingPostalCode: postcode },
      ...{ BillingStreet: `${word(random, 2)}straße ${random.between(1, 200)}`, BillingCountry: 'Germany' },
      ...{
        Industry: 'Manufacturing',
        NumberOfEmployees: random.between(1, 5_000),
        AnnualRevenue: random.between(1, 900) * 10_000,
      },
      ...audit(people, random, OwnerId),
    };
  }
}

function* contacts(
  ids: readonly string[],
  accountIds: readonly string[],
  people: People,
  random: Random,
): Generator<Row> {
  for (const [index, Id] of ids.entries()) {
    const last = word(random, 3);
    const OwnerId = random.pick(people.userIds);
    yield {
      ...{ Id, AccountId: accountIds[index % accountIds.length] ?? null, OwnerId, FirstName: word(random, 2) },
      ...{ LastName: last, Email: `${last.toLowerCase()}${index}@customer.example` },
      ...{ Phone: `+49 40 ${random.between(1_000_000, 9_999_999)}` },
      ...audit(people, random, OwnerId),
    };
  }
}

function* opportunities(count: number, accountIds: readonly string[], people: People, random: Random): Generator<Row> {
  for (let index = 0; index < count; index += 1) {
    const OwnerId = random.pick(people.userIds);
    const isWon = random.chance(0.4);
    yield {
      ...{ Name: `Deal ${index}`, AccountId: accountIds[index % accountIds.length] ?? null, OwnerId },
      ...{ StageName: isWon ? 'Closed Won' : 'Prospecting', IsClosed: isWon, IsWon: isWon },
      CloseDate: stamp(people.nowMs - random.next() * 300 * DAY_MS).slice(0, 10),
      ...audit(people, random, OwnerId),
    };
  }
}

interface Customers {
  readonly accountIds: readonly string[];
  readonly contactIds: readonly string[];
}

/** Activities stand with a contact; every tenth only with the account. */
function* activities(
  kind: 'Task' | 'Event',
  count: number,
  customers: Customers,
  people: People,
  random: Random,
): Generator<Row> {
  const { accountIds, contactIds } = customers;
  for (let index = 0; index < count; index += 1) {
    const contact = random.between(0, contactIds.length - 1);
    const AccountId = accountIds[contact % accountIds.length] ?? null;
    const OwnerId = random.pick(people.userIds);
    const at = stamp(people.nowMs - random.next() * 500 * DAY_MS);
    yield {
      ...{ AccountId, OwnerId, Subject: kind === 'Task' ? 'Call' : 'Visit', ActivityDate: at.slice(0, 10) },
      ...(index % 10 === 0 ? { WhoId: null, WhatId: AccountId } : { WhoId: contactIds[contact] ?? null, WhatId: null }),
      ...(kind === 'Task'
        ? {
            Status: 'Completed',
            IsClosed: true,
            TaskSubtype: index % 3 === 0 ? 'Email' : 'Call',
            CompletedDateTime: at,
          }
        : { StartDateTime: at, EndDateTime: at, ActivityDateTime: at, DurationInMinutes: 60 }),
      ...audit(people, random, OwnerId),
    };
  }
}

/** Fills an org that holds only the package. The people have Baton, in three divisions. */
export function createCompany(org: Org, size: CompanySize, seed: number): void {
  const random = randomFor('backfill', seed);
  const nowMs = org.clock.now();
  const ids = (object: string, count: number): string[] => Array.from({ length: count }, () => nextId(org, object));
  const userIds = ids('User', size.users);
  insertRows(org, 'User', users(org, userIds, random));
  const [set] = org.database.prepare(`SELECT Id AS id FROM "PermissionSet" WHERE Name = 'Baton_Rep'`).all();
  const PermissionSetId = String(set?.['id']);
  insertRows(
    org,
    'PermissionSetAssignment',
    userIds.map((AssigneeId) => ({ AssigneeId, PermissionSetId })),
  );
  const divisions = DIVISIONS.map((Name) => ({
    Name,
    Key__c: Name.toLowerCase(),
    Active__c: true,
    User_Field__c: 'Division',
    User_Values__c: Name,
  }));
  insertRows(org, 'Baton_Division__c', divisions);
  const people = { userIds, nowMs };
  const accountIds = ids('Account', size.accounts);
  insertRows(org, 'Account', accounts(accountIds, people, random));
  const contactIds = ids('Contact', size.contacts);
  insertRows(org, 'Contact', contacts(contactIds, accountIds, people, random));
  insertRows(org, 'Opportunity', opportunities(size.opportunities, accountIds, people, random));
  const customers = { accountIds, contactIds };
  insertRows(org, 'Task', activities('Task', size.tasks, customers, people, random));
  insertRows(org, 'Event', activities('Event', size.events, customers, people, random));
}

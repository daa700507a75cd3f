/** Data sets of who was in contact with whom, cut into a past to learn from and a future to be tested on. */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

import type { Contact } from '../../src/relationship/index.ts';

export const DAY = 86_400_000;
const FOLDER = '../shared/data/contacts';

export interface ContactTrial {
  readonly name: string;
  /** Oldest first. */
  readonly contacts: readonly Contact[];
  /** Milliseconds since 1970. */
  readonly cuts: readonly number[];
  readonly horizonMs: number;
  readonly mayKnow: (one: string, other: string) => boolean;
}

/** For each person, the contacts with each other person. */
export type ContactsByPerson = ReadonlyMap<string, ReadonlyMap<string, readonly Contact[]>>;

/** Undefined where the data are not on this machine; they are no part of the product. */
export function readTrials(): ContactTrial[] | undefined {
  if (!existsSync(FOLDER)) return undefined;
  return [mailTrial(), meetingTrial()];
}

function mailTrial(): ContactTrial {
  const contacts = readContacts('activities.csv.gz', 'mail');
  const firstCut = (contacts[0]?.at ?? 0) + 30 * DAY;
  const lastCut = (contacts.at(-1)?.at ?? 0) - 14 * DAY;
  const cuts = Array.from({ length: 10 }, (_, index) => firstCut + (index * (lastCut - firstCut)) / 9);
  return { name: 'mail, next 14 days', contacts, cuts, horizonMs: 14 * DAY, mayKnow: () => true };
}

function meetingTrial(): ContactTrial {
  const contacts = readContacts('meetings.csv.gz', 'meeting');
  const divisions = new Map(readCsv('people.csv').map(([person = '', division = '']) => [person, division]));
  const firstDay = Math.floor((contacts[0]?.at ?? 0) / DAY) * DAY;
  return {
    name: 'meetings across departments, next 2 days',
    contacts,
    cuts: [3, 7, 9].map((days) => firstDay + days * DAY),
    horizonMs: 2 * DAY,
    mayKnow: (one, other) => divisions.get(one) !== divisions.get(other),
  };
}

function readContacts(file: string, kind: Contact['kind']): Contact[] {
  return readCsv(file).map(([at = '', from = '', to = '', , seconds]) => ({
    at: Date.parse(at),
    from,
    to,
    kind,
    ...(seconds === undefined ? {} : { seconds: Number(seconds) }),
  }));
}

function readCsv(file: string): string[][] {
  const raw = readFileSync(`${FOLDER}/${file}`);
  const text = (file.endsWith('.gz') ? gunzipSync(raw) : raw).toString('utf8');
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
}

export function groupByPerson(contacts: readonly Contact[], mayKnow: ContactTrial['mayKnow']): ContactsByPerson {
  const people = new Map<string, Map<string, Contact[]>>();
  const note = (person: string, other: string, contact: Contact): void => {
    const others = people.get(person) ?? new Map<string, Contact[]>();
    people.set(person, others);
    const shared = others.get(other) ?? [];
    others.set(other, shared);
    shared.push(contact);
  };
  for (const contact of contacts) {
    if (contact.from === contact.to || !mayKnow(contact.from, contact.to)) continue;
    note(contact.from, contact.to, contact);
    note(contact.to, contact.from, contact);
  }
  return people;
}

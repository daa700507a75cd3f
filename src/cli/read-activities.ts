import type { ActivityKind, Contact } from '../relationship/index.ts';
import { findColumns, MalformedFile, openCsv } from './read-csv.ts';

/** What exports call the three kinds. */
const KIND_NAMES: Readonly<Record<string, ActivityKind>> = {
  meeting: 'meeting',
  event: 'meeting',
  visit: 'meeting',
  appointment: 'meeting',
  call: 'call',
  phone: 'call',
  'phone call': 'call',
  telephone: 'call',
  mail: 'mail',
  email: 'mail',
  'e-mail': 'mail',
  message: 'mail',
  letter: 'mail',
  chat: 'mail',
  sms: 'mail',
};
const KINDS: readonly ActivityKind[] = ['meeting', 'call', 'mail'];

const COLUMNS = {
  at: ['at', 'date', 'time', 'timestamp', 'activitydate', 'createddate'],
  from: ['from', 'sender', 'ownerid', 'owner', 'source'],
  to: ['to', 'recipient', 'whoid', 'who', 'target'],
  kind: ['kind', 'type', 'tasksubtype', 'subtype'],
  direction: ['direction', 'calltype'],
  recipients: ['recipients', 'recipient_count'],
};

/** Activities as columns of numbers: ten million of them take 350 MB. */
export interface ActivityLog {
  readonly count: number;
  /** Milliseconds since 1970. */
  readonly lastAt: number;
  /** All activities, oldest first. */
  inOrder(): Generator<Contact>;
}

type Refuse = (column: keyof typeof COLUMNS, expected: string) => never;

/** One line of the file; incoming means that it went from `to` to `from`. */
interface ActivityLine extends Contact {
  readonly isIncoming: boolean;
}

function person(text: string): string | undefined {
  return text === '' ? undefined : text;
}

/**
 * Reads an export of activities.
 * @throws MalformedFile that names the line, the column and what it may hold.
 */
export async function readActivities(path: string): Promise<ActivityLog> {
  const file = await openCsv(path);
  const columns = findColumns(path, file.header, COLUMNS, ['direction', 'recipients']);
  const log = new ActivityColumns();
  for await (const { line, values } of file.rows()) {
    const value = (column: number): string => (column < 0 ? '' : (values[column] ?? '').trim());
    const refuse: Refuse = (column, expected) => {
      const text = value(columns[column]);
      throw new MalformedFile(`${path}, line ${line}: ${column} is "${text}", but it should be ${expected}`);
    };
    const at = Date.parse(value(columns.at));
    if (Number.isNaN(at)) refuse('at', 'a date or date-time such as 2026-10-31T12:00:00Z');
    const recipients = Number(value(columns.recipients) || '1');
    if (!(recipients >= 1)) refuse('recipients', 'a number from 1');
    const isIncoming = /^in/i.test(value(columns.direction));
    log.add({
      at,
      from: person(value(columns.from)) ?? refuse('from', 'the id of a person'),
      to: person(value(columns.to)) ?? refuse('to', 'the id of a person'),
      kind: KIND_NAMES[value(columns.kind).toLowerCase()] ?? refuse('kind', 'email, call or meeting'),
      recipients,
      isIncoming,
    });
  }
  return log;
}

class ActivityColumns implements ActivityLog {
  readonly #numbers = new Map<string, number>();
  readonly #people: string[] = [];
  #at = new Float64Array(1024);
  #rest = new Uint32Array(4096);
  count = 0;
  lastAt = 0;

  add({ at, kind, recipients = 1, isIncoming, ...people }: ActivityLine): void {
    const [from, to] = isIncoming ? [people.to, people.from] : [people.from, people.to];
    if (this.count === this.#at.length) this.#grow();
    this.#at[this.count] = at;
    this.#rest.set([this.#number(from), this.#number(to), KINDS.indexOf(kind), recipients], this.count * 4);
    this.count += 1;
    this.lastAt = Math.max(this.lastAt, at);
  }

  *inOrder(): Generator<Contact> {
    const at = this.#at;
    const order = new Uint32Array(this.count).map((_, index) => index);
    if (!this.#isSorted()) order.sort((one, other) => (at[one] ?? 0) - (at[other] ?? 0) || one - other);
    for (const row of order) yield this.#contact(row);
  }

  #contact(row: number): Contact {
    const [from = 0, to = 0, kind = 0, recipients = 1] = this.#rest.subarray(row * 4, row * 4 + 4);
    return {
      at: this.#at[row] ?? 0,
      from: this.#people[from] ?? '',
      to: this.#people[to] ?? '',
      kind: KINDS[kind] ?? 'mail',
      recipients,
    };
  }

  #isSorted(): boolean {
    for (let row = 1; row < this.count; row += 1) {
      if ((this.#at[row] ?? 0) < (this.#at[row - 1] ?? 0)) return false;
    }
    return true;
  }

  #number(person: string): number {
    let number = this.#numbers.get(person);
    if (number === undefined) {
      number = this.#people.push(person) - 1;
      this.#numbers.set(person, number);
    }
    return number;
  }

  #grow(): void {
    const at = new Float64Array(this.#at.length * 2);
    const rest = new Uint32Array(this.#rest.length * 2);
    at.set(this.#at);
    rest.set(this.#rest);
    this.#at = at;
    this.#rest = rest;
  }
}

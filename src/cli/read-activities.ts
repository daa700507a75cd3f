import { type ActivityKind, type Contact, Numbering } from '../relationship/index.ts';
import { findColumns, MalformedFile, openCsv } from './read-csv.ts';
import { NotPlain, readPlainRows } from './read-plain-rows.ts';

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
  seconds: ['seconds', 'duration', 'calldurationinseconds'],
};
const OPTIONAL = ['direction', 'recipients', 'seconds'] as const;

/** Activities as columns of numbers: ten million of them take 250 to 300 MB. */
export interface ActivityLog {
  readonly count: number;
  /** Milliseconds since 1970. */
  readonly lastAt: number;
  /** All activities, oldest first. */
  inOrder(): Generator<Contact>;
}

type Column = keyof typeof COLUMNS;
type Refuse = (column: Column, expected: string) => never;

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
  const columns = findColumns(path, file.header, COLUMNS, OPTIONAL);
  const plain = new ActivityColumns();
  try {
    await readPlainRows(path, file.delimiter, (line, values) => {
      if (line > 1) plain.add(readLine(path, line, values, columns));
    });
    file.close();
    return plain;
  } catch (error) {
    if (!(error instanceof NotPlain)) throw error;
  }
  const log = new ActivityColumns();
  for await (const { line, values } of file.rows()) log.add(readLine(path, line, values, columns));
  return log;
}

function readLine(
  path: string,
  line: number,
  values: readonly string[],
  columns: Record<Column, number>,
): ActivityLine {
  const value = (column: Column): string => (columns[column] < 0 ? '' : (values[columns[column]] ?? '').trim());
  return readValues(value, (column, expected) => {
    const problem = `${column} is "${value(column)}", but it should be ${expected}`;
    throw new MalformedFile(`${path}, line ${line}: ${problem}`);
  });
}

function readValues(value: (column: Column) => string, refuse: Refuse): ActivityLine {
  const at = Date.parse(value('at'));
  if (Number.isNaN(at)) refuse('at', 'a date or date-time such as 2026-10-31T12:00:00Z');
  const recipients = numberFrom(1, 'recipients', value, refuse);
  const seconds = numberFrom(0, 'seconds', value, refuse);
  return {
    at,
    from: person(value('from')) ?? refuse('from', 'the id of a person'),
    to: person(value('to')) ?? refuse('to', 'the id of a person'),
    kind: KIND_NAMES[value('kind').toLowerCase()] ?? refuse('kind', 'email, call or meeting'),
    ...(recipients === undefined ? {} : { recipients }),
    ...(seconds === undefined ? {} : { seconds }),
    isIncoming: /^in/i.test(value('direction')),
  };
}

function numberFrom(
  least: number,
  column: Column,
  value: (column: Column) => string,
  refuse: Refuse,
): number | undefined {
  const text = value(column);
  if (text === '') return undefined;
  return Number(text) >= least ? Number(text) : refuse(column, `a number from ${least}`);
}

/** A longer table is copied; a quarter more room each time, so that little of it stands empty. */
const GROWTH = 1.25;
/** In the column of seconds, since 0 seconds is something else. */
const UNKNOWN = -1;

class ActivityColumns implements ActivityLog {
  readonly #people = new Numbering();
  #at = new Float64Array(1024);
  #from = new Uint32Array(1024);
  #to = new Uint32Array(1024);
  #kind = new Uint8Array(1024);
  #recipients = new Float32Array(1024);
  #seconds = new Float32Array(1024);
  count = 0;
  lastAt = Number.NEGATIVE_INFINITY;

  add({ at, kind, recipients = 1, seconds = UNKNOWN, isIncoming, ...people }: ActivityLine): void {
    const [from, to] = isIncoming ? [people.to, people.from] : [people.from, people.to];
    if (this.count === this.#at.length) this.#grow(Math.ceil(this.count * GROWTH));
    const row = this.count;
    this.#at[row] = at;
    this.#from[row] = this.#people.numberOf(from);
    this.#to[row] = this.#people.numberOf(to);
    this.#kind[row] = KINDS.indexOf(kind);
    this.#recipients[row] = recipients;
    this.#seconds[row] = seconds;
    this.count += 1;
    this.lastAt = Math.max(this.lastAt, at);
  }

  *inOrder(): Generator<Contact> {
    if (this.#isSorted()) {
      for (let row = 0; row < this.count; row += 1) yield this.#contact(row);
      return;
    }
    const at = this.#at;
    const order = new Uint32Array(this.count).map((_, index) => index);
    order.sort((one, other) => (at[one] ?? 0) - (at[other] ?? 0) || one - other);
    for (const row of order) yield this.#contact(row);
  }

  #contact(row: number): Contact {
    const seconds = this.#seconds[row] ?? UNKNOWN;
    return {
      at: this.#at[row] ?? 0,
      from: this.#people.textOf(this.#from[row] ?? 0),
      to: this.#people.textOf(this.#to[row] ?? 0),
      kind: KINDS[this.#kind[row] ?? 0] ?? 'mail',
      recipients: this.#recipients[row] ?? 1,
      ...(seconds === UNKNOWN ? {} : { seconds }),
    };
  }

  #isSorted(): boolean {
    for (let row = 1; row < this.count; row += 1) {
      if ((this.#at[row] ?? 0) < (this.#at[row - 1] ?? 0)) return false;
    }
    return true;
  }

  #grow(size: number): void {
    this.#at = enlarge(this.#at, new Float64Array(size));
    this.#from = enlarge(this.#from, new Uint32Array(size));
    this.#to = enlarge(this.#to, new Uint32Array(size));
    this.#kind = enlarge(this.#kind, new Uint8Array(size));
    this.#recipients = enlarge(this.#recipients, new Float32Array(size));
    this.#seconds = enlarge(this.#seconds, new Float32Array(size));
  }
}

function enlarge<Column extends Float64Array | Float32Array | Uint32Array | Uint8Array>(
  column: Column,
  larger: Column,
): Column {
  larger.set(column);
  return larger;
}

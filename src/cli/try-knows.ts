import { Command, InvalidArgumentError } from 'commander';

import { ContactNetwork, contactPolicy, type Knower, type NearPerson, type Reason } from '../relationship/index.ts';
import { moment } from './option-values.ts';
import { type ActivityLog, readActivities } from './read-activities.ts';
import { findColumns, openCsv } from './read-csv.ts';

interface Options {
  readonly at?: number;
  readonly top: number;
  readonly people?: string;
  readonly json?: true;
}

interface Named {
  readonly id: string;
  readonly score: number;
  readonly reasons: readonly string[];
}

interface Answer {
  readonly id: string;
  readonly knownBy: readonly Named[];
  readonly nearest: readonly Named[];
}

/** `baton try knows`: who knows whom, from an export of activities, before anything is connected. */
export function tryKnowsCommand(): Command {
  return new Command('knows')
    .description('who knows whom best, and why, from a CSV export of activities')
    .argument('<file>', 'CSV with the columns at, from, to, kind; optional: direction (in, out), recipients, seconds')
    .option(
      '--at <date>',
      'look from this moment; what happened later is left out (default: the last activity)',
      moment,
    )
    .option('--top <k>', 'how many colleagues for each person', toCount, 5)
    .option('--people <file>', 'CSV with the columns person, division: only colleagues of other divisions are shown')
    .option('--json', 'one line of JSON for each person')
    .action(async (file: string, options: Options) => {
      const log = await readActivities(file);
      const at = options.at ?? log.lastAt;
      const divisions = options.people === undefined ? undefined : await readDivisions(options.people);
      const network = buildNetwork(log, at);
      for (const person of new Set([...network.people, ...(divisions?.keys() ?? [])])) {
        print(answerFor(network, person, at, options.top, divisions), options.json === true);
      }
    });
}

function buildNetwork(log: ActivityLog, at: number): ContactNetwork {
  const network = new ContactNetwork(contactPolicy);
  for (const contact of log.inOrder()) {
    if (contact.at <= at) network.add(contact);
  }
  return network;
}

function answerFor(
  network: ContactNetwork,
  person: string,
  at: number,
  top: number,
  divisions: ReadonlyMap<string, string> | undefined,
): Answer {
  const own = divisions?.get(person);
  const mayKnow = (id: string): boolean => {
    if (divisions === undefined) return true;
    const theirs = divisions.get(id);
    return theirs !== undefined && theirs !== own;
  };
  return {
    id: person,
    knownBy: network.knownBy(person, at, top, mayKnow).map(toKnower),
    nearest: network.nearest(person, at, top, mayKnow).map(toNear),
  };
}

function toKnower({ id, score, reasons }: Knower): Named {
  return { id, score: rounded(score), reasons: reasons.map(inWords) };
}

function toNear({ id, score, way, through }: NearPerson): Named {
  return { id, score: rounded(score), reasons: [through === undefined ? WAYS[way] : `in contact with ${through}`] };
}

function rounded(score: number): number {
  return Number(score.toPrecision(6));
}

const WAYS: Readonly<Record<NearPerson['way'], string>> = {
  'shared contact': 'in contact with the same people',
  'contacts of contacts': 'in contact with people close to theirs',
  'many contacts': 'in contact with many others',
};

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const NOUNS = {
  meeting: 'meetings',
  call: 'calls',
  mail: 'mails',
  deal: 'deals',
  case: 'cases',
  team: 'team',
  ownership: 'account',
};
const DAYS = {
  once: 'on one day',
  'a few times': 'on a few days',
  'several times': 'on several days',
  'many times': 'on many days',
};

/** "meetings on several days, last in October 2026" */
function inWords({ kind, count, month }: Reason): string {
  const [year = '', monthNumber] = month.split('-');
  return `${NOUNS[kind]} ${DAYS[count]}, last in ${MONTHS[Number(monthNumber) - 1] ?? ''} ${year}`;
}

function print(answer: Answer, asJson: boolean): void {
  if (asJson) {
    process.stdout.write(`${JSON.stringify(answer)}\n`);
    return;
  }
  process.stdout.write(`${answer.id}\n`);
  for (const one of answer.knownBy) process.stdout.write(`  ${one.id}: ${one.reasons.join('; ')}\n`);
  if (answer.knownBy.length > 0) return;
  process.stdout.write(`  nobody knows them yet${answer.nearest.length === 0 ? '' : '; nearest:'}\n`);
  for (const one of answer.nearest) process.stdout.write(`  ${one.id}: ${one.reasons.join('; ')}\n`);
}

async function readDivisions(path: string): Promise<Map<string, string>> {
  const file = await openCsv(path);
  const columns = findColumns(path, file.header, {
    person: ['person', 'id', 'user'],
    division: ['division', 'department', 'team'],
  });
  const divisions = new Map<string, string>();
  for await (const { values } of file.rows())
    divisions.set(values[columns.person] ?? '', values[columns.division] ?? '');
  return divisions;
}

function toCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('It should be a whole number from 1.');
  return count;
}

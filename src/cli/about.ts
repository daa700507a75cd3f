import { Command } from 'commander';

import { processEnvironment, readConfig } from '../config/read-config.ts';
import { connectCrm } from '../crm/connect.ts';
import type { FoundPerson } from '../crm/find-people.ts';
import { AppError } from '../errors.ts';
import { createLogger } from '../log/logger.ts';
import { migrate } from '../store/migrate.ts';
import { openDatabase } from '../store/open-database.ts';
import { type PersonalRows, readPersonalRows } from '../store/personal-data.ts';
import { connectOptions, databaseLocation } from './open-service.ts';

const OBJECTS: Readonly<Record<string, string>> = { '001': 'Account', '003': 'Contact', '005': 'User', '00Q': 'Lead' };

/** What Baton holds about one person. */
export interface AboutPerson {
  /** The CRM's records of this person. */
  readonly records: readonly { readonly object: string; readonly id: string }[];
  readonly held: readonly PersonalRows[];
}

/** `baton about`: everything the service holds about one person, for whoever asks for it. */
export function aboutCommand(): Command {
  return new Command('about')
    .description('show everything that is held about one person')
    .argument('<person>', 'id of a user, contact, lead or person account, or a mail address')
    .option('--json', 'print one JSON line with every row')
    .action(async (person: string, options: { json?: true }) => {
      const config = readConfig(processEnvironment());
      const log = createLogger({ level: config.BATON_LOG_LEVEL });
      const find = async (mail: string): Promise<readonly FoundPerson[]> => {
        const crm = await connectCrm(connectOptions(config, log));
        try {
          return await crm.findPeople(mail);
        } finally {
          await crm.close();
        }
      };
      // An id needs no look into the CRM, so that the answer can be had when the connection is gone.
      const records = await recordsOf(person, find);
      const database = await openDatabase(databaseLocation(config));
      try {
        await migrate(database);
        const held = await readPersonalRows(
          database,
          records.map(({ id }) => id),
        );
        process.stdout.write(
          options.json === true ? `${JSON.stringify({ records, held })}\n` : inWords({ records, held }),
        );
      } finally {
        await database.close();
      }
    });
}

/**
 * The CRM's records of a person.
 * @throws AppError where it is neither an id of a person nor a mail address that the CRM knows.
 */
async function recordsOf(
  person: string,
  find: (mail: string) => Promise<readonly FoundPerson[]>,
): Promise<AboutPerson['records']> {
  const object = OBJECTS[person.slice(0, 3)];
  if (object !== undefined && /^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/.test(person)) {
    // The first 15 characters tell it; the database holds all 18, and is searched for what begins so.
    return [{ object, id: person }];
  }
  if (!person.includes('@')) {
    throw new AppError('INVALID_PERSON', `${person} is neither an id of a person nor a mail address.`, {
      actions: [
        'Give the id of a user (005…), contact (003…), lead (00Q…) or person account (001…), or a mail address.',
      ],
    });
  }
  const found = await find(person);
  if (found.length > 0) return found;
  throw new AppError('UNKNOWN_PERSON', 'The CRM has no user, contact or lead with this mail address.', {
    actions: [
      'Look for the person in the CRM and give the id instead: rows may be held under an address that changed.',
    ],
  });
}

function inWords({ records, held }: AboutPerson): string {
  const lines = [
    ...records.map(({ object, id }) => `${object} ${id}`),
    '',
    ...held.map(({ table, about, rows }) => `${table.padEnd(28)} ${String(rows.length).padStart(6)}  ${about}`),
    held.length === 0 ? 'Nothing is held about this person.' : '\nEvery row: the same command with --json.',
  ];
  return `${lines.join('\n')}\n`;
}

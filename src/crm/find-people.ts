import { z } from 'zod';

import { CrmError } from './crm-errors.ts';
import { parseReply } from './parse-reply.ts';
import type { Rest } from './rest.ts';
import { to18 } from './salesforce-id.ts';
import { names, soql } from './soql.ts';

/** A record of a person, by the object it is of. */
export interface FoundPerson {
  readonly object: 'User' | 'Contact' | 'Lead';
  readonly id: string;
}

const rows = z.object({ records: z.array(z.object({ Id: z.string() })) });

/** Objects that hold people, and where their mail address stands; a username looks like one. */
const PLACES: readonly (readonly [object: FoundPerson['object'], fields: readonly string[]])[] = [
  ['User', ['Email', 'Username']],
  ['Contact', ['Email']],
  ['Lead', ['Email']],
];

/** Everybody whose mail address or username this is. Objects that may not be read are left out. Up to four API calls. */
export async function findPeople(rest: Rest, mail: string): Promise<readonly FoundPerson[]> {
  const found: FoundPerson[] = [];
  for (const [object, fields] of PLACES) {
    for (const field of fields) {
      const query = soql`SELECT Id FROM ${names(object)} WHERE ${names(field)} = ${mail} LIMIT 50`;
      for (const id of await idsOf(rest, query)) {
        if (!found.some((person) => person.id === id)) found.push({ object, id });
      }
    }
  }
  return found;
}

async function idsOf(rest: Rest, query: string): Promise<readonly string[]> {
  try {
    const reply = await rest.call({ method: 'GET', path: `/query?q=${encodeURIComponent(query)}` });
    return parseReply(rows, reply, 'A query').records.map(({ Id }) => to18(Id));
  } catch (error) {
    if (error instanceof CrmError && error.code === 'CRM_MISSING_ACCESS') return [];
    throw error;
  }
}

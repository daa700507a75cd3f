import { z } from 'zod';

import { parseReply } from '../../crm/parse-reply.ts';
import { names, soql } from '../../crm/soql.ts';
import { type AdminOrg, queryRows } from '../admin-org.ts';
import { hasObject } from '../facts/org-facts.ts';
import { InstallError } from '../install-errors.ts';
import { type Change, keep, make, person, type Step, type StepContext } from '../step.ts';

export interface DivisionOptions {
  /** User field whose values name the divisions; `none`: the admin makes them. */
  readonly userField: string;
}

interface Proposal {
  readonly key: string;
  readonly name: string;
  readonly people: number;
}

const OBJECT = 'Baton_Division__c';
/** More values than this, and the field tells something else than divisions. */
const MOST = 12;
const LEAST_PEOPLE = 2;
const KEY_LENGTH = 40;

const savedSchema = z.array(
  z.looseObject({ success: z.boolean(), errors: z.array(z.looseObject({ message: z.string() })).default([]) }),
);
const keySchema = z.looseObject({ Key__c: z.string() });

/** Divisions as the users' own field tells them, where nobody has made any yet. They can be renamed or left out later. */
export function proposeDivisions({ org }: StepContext, { userField }: DivisionOptions): Step {
  return {
    name: 'divisions',
    title: 'Divisions',
    async plan(): Promise<readonly Change[]> {
      if (userField === 'none') return [person('make a row of Baton Division for each part of the company')];
      const there = await existing(org);
      if (there > 0) return [keep(`${String(there)} divisions`)];
      const proposed = await proposals(org, userField);
      if (proposed.length === 0) return [person(unclear(userField))];
      return proposed.map(({ name, people }) =>
        make(`division ${name} (${String(people)} people, by User.${userField})`),
      );
    },
    async apply() {
      if (userField === 'none') return 'You make them yourself.';
      const there = await existing(org);
      if (there > 0) return `The org has ${String(there)} divisions.`;
      const proposed = await proposals(org, userField);
      if (proposed.length > 0) await writeAll(org, userField, proposed);
      if (proposed.length === 0) return `To do by hand: ${unclear(userField)}.`;
      return `${String(proposed.length)} divisions made: ${proposed.map(({ name }) => name).join(', ')}.`;
    },
  };
}

function unclear(field: string): string {
  return `make a row of Baton Division for each part of the company: User.${field} does not tell two to twelve of them`;
}

async function existing(org: AdminOrg): Promise<number> {
  if (!(await hasObject(org, OBJECT))) return 0;
  return (await queryRows(org, soql`SELECT Key__c FROM Baton_Division__c`, keySchema)).length;
}

/** All of them or none, so that a proposal that is cut off does not look like the admin's own choice. */
async function writeAll({ rest }: AdminOrg, userField: string, proposed: readonly Proposal[]): Promise<void> {
  const records = proposed.map(({ key, name }) => ({
    attributes: { type: OBJECT },
    ...{ Key__c: key, Name: name, User_Field__c: userField, User_Values__c: name, Active__c: true },
  }));
  const body = { allOrNone: true, records };
  const reply = await rest.call({ method: 'PATCH', path: `/composite/sobjects/${OBJECT}/Key__c`, body });
  const rows = parseReply(savedSchema, reply, 'The reply to the divisions');
  const errors = rows.flatMap((row) => row.errors.map(({ message }) => message));
  if (rows.every(({ success }) => success)) return;
  throw new InstallError(
    'INSTALL_DIVISIONS_REFUSED',
    `The org did not take the divisions: ${[...new Set(errors)].join(' ')}`,
    {
      actions: ['Mend what it says, or make the divisions by hand and start again with --divisions none.'],
    },
  );
}

async function proposals(org: AdminOrg, userField: string): Promise<readonly Proposal[]> {
  const rowSchema = z.looseObject({ [userField]: z.string().nullish(), people: z.number() });
  const field = names(userField);
  const query = soql`SELECT ${field}, COUNT(Id) people FROM User WHERE IsActive = true AND UserType = ${'Standard'} GROUP BY ${field}`;
  const found = (await queryRows(org, query, rowSchema))
    .map((row) => ({ name: String(row[userField] ?? '').trim(), people: row['people'] as number }))
    .filter(({ name, people }) => name !== '' && people >= LEAST_PEOPLE)
    .map(({ name, people }) => ({ key: keyOf(name), name, people }))
    .filter(({ key }) => key !== '')
    .sort((one, other) => one.key.localeCompare(other.key));
  const keys = new Set(found.map(({ key }) => key));
  return found.length < 2 || found.length > MOST || keys.size < found.length ? [] : found;
}

/** `Säuberung & Pflege` becomes `sauberung-pflege`. */
function keyOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, KEY_LENGTH);
}

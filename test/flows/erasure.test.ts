import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { Database } from '../../src/store/database.ts';
import { addRow } from '../devorg/support/small-org.ts';
import { openStore } from '../support/databases.ts';
import { runService, runTwoDivisions, type TwoDivisions } from '../support/two-divisions.ts';

let org: TwoDivisions;
let database: Database;

/** Contacts may be named where they follow their account. */
const policy = { contactsFollowAccounts: true };

beforeEach(async () => {
  database = await openStore();
  org = await runTwoDivisions();
  // The integration user may read what people wish about their data.
  const { org: box } = org;
  const set = addRow(box, 'PermissionSet', { Name: 'Privacy', Label: 'Privacy' });
  addRow(box, 'ObjectPermissions', { ParentId: set, SobjectType: 'Individual', PermissionsRead: true });
  for (const field of ['ShouldForget', 'HasOptedOutProcessing']) {
    const row = { ParentId: set, SobjectType: 'Individual', Field: `Individual.${field}`, PermissionsRead: true };
    addRow(box, 'FieldPermissions', row);
  }
  const [user] = box.database.prepare(`SELECT Id FROM "User" WHERE LastName = 'Integration'`).all();
  addRow(box, 'PermissionSetAssignment', { PermissionSetId: set, AssigneeId: String(user!['Id']) });
  box.accessVersion += 1;
  // A name that nobody else has, so that no other contact is taken for the same person.
  await org.update('Contact', org.adlerOfBenContact, { LastName: 'Quendel' });
});

afterEach(async () => {
  await org.close();
  await database.close();
});

/** Every value of every table of the service's own database, as one text. */
async function everythingKept(): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  );
  const contents = [];
  for (const { name } of tables) contents.push([name, await database.query(`SELECT * FROM "${name}"`)]);
  return JSON.stringify(contents);
}

/** Tables of results: what follows from the facts of the CRM. */
const DERIVED = [
  'relationship',
  'desired_relationship',
  'held_relationship',
  'account_block',
  'account_pair',
  'person_block',
  'person_member',
];

async function derivedNames(id: string): Promise<string[]> {
  const found: string[] = [];
  for (const table of DERIVED) {
    const rows = await database.query(`SELECT * FROM ${table}`);
    if (JSON.stringify(rows).includes(id)) found.push(table);
  }
  return found;
}

const shownContacts = (): (string | null)[] => org.relationships().map((row) => row.Contact__c);

test('a contact whom a colleague knows best is named, before anything else', async () => {
  await org.meet(org.ben, org.adlerOfBenContact);
  await org.meet(org.ben, org.adlerOfBenContact, 4);
  await runService(org, database, policy);
  expect(await derivedNames(org.adlerOfBenContact)).toContain('relationship');
});

describe.each(['ShouldForget', 'HasOptedOutProcessing'])('a person with %s', (wish) => {
  test('contributes nothing from the next full poll on, and leaves no name behind', async () => {
    const individual = await org.create('Individual', { LastName: 'Quendel' });
    await org.update('Contact', org.adlerOfBenContact, { IndividualId: individual, Email: 'quendel@adler.example' });
    const lead = {
      LastName: 'Quendel',
      Company: 'Adler Werke',
      Email: 'quendel@adler.example',
      IndividualId: individual,
    };
    await org.create('Lead', lead);
    await org.meet(org.ben, org.adlerOfBenContact);
    await runService(org, database, policy);
    expect(org.relationships()).not.toEqual([]);
    expect(await everythingKept()).toContain('quendel@adler.example');

    await org.update('Individual', individual, { [wish]: true });
    await runService(org, database, policy);

    // Ben still owns an account row of the customer: that is about him.
    expect(org.relationships().flatMap((row) => row.Reasons__c.match(/meeting/g) ?? [])).toEqual([]);
    expect(shownContacts()).not.toContain(org.adlerOfBenContact);
    expect(await derivedNames(org.adlerOfBenContact)).toEqual([]);
    const kept = await everythingKept();
    expect(kept).not.toContain('quendel@adler.example');
    expect(kept).not.toContain('Quendel');
  });

  test('who takes the wish back is known again', async () => {
    const individual = await org.create('Individual', { LastName: 'Quendel', [wish]: true });
    await org.update('Contact', org.adlerOfBenContact, { IndividualId: individual });
    await org.meet(org.ben, org.adlerOfBenContact);
    await runService(org, database, policy);
    expect(org.relationships().flatMap((row) => row.Reasons__c.match(/meeting/g) ?? [])).toEqual([]);

    await org.update('Individual', individual, { [wish]: false });
    await runService(org, database, policy);
    await runService(org, database, policy);
    expect(org.relationships().flatMap((row) => row.Reasons__c.match(/meeting/g) ?? [])).not.toEqual([]);
  });
});

test('a deleted contact is named by nothing derived after the next run', async () => {
  await org.meet(org.ben, org.adlerOfBenContact);
  await runService(org, database, policy);
  await org.remove('Contact', org.adlerOfBenContact);
  await runService(org, database, policy);
  expect(await derivedNames(org.adlerOfBenContact)).toEqual([]);
  expect(shownContacts()).not.toContain(org.adlerOfBenContact);
});

test('a contact marked "do not suggest" contributes nothing after the next run', async () => {
  await org.meet(org.ben, org.adlerOfBenContact);
  await runService(org, database, policy);
  await org.update('Contact', org.adlerOfBenContact, { Baton_Do_Not_Suggest__c: true });
  await runService(org, database, policy);
  // It is still told from others, so that two rows of one person keep the mark.
  const named = (await derivedNames(org.adlerOfBenContact)).filter((table) => !table.startsWith('person_'));
  expect(named).toEqual([]);
  expect(org.relationships().flatMap((row) => row.Reasons__c.match(/meeting/g) ?? [])).toEqual([]);
});

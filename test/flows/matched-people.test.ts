import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';

import type { Crm } from '../../src/crm/crm.ts';
import { answersFor } from '../../src/pipeline/compute-customers.ts';
import { defaultPolicy } from '../../src/policy/index.ts';
import type { Database } from '../../src/store/database.ts';
import { readLeadCustomers } from '../../src/store/tables/lead-accounts.ts';
import {
  closeDatabase,
  freshDatabase,
  runSampleOrg,
  runService,
  SAMPLE_NOW,
  type SampleOrg,
} from './support/sample-org.ts';

// A whole run of the service over a company, on machines that do other things too.
jest.setTimeout(180_000);

let org: SampleOrg;
let crm: Crm;
let database: Database;

beforeAll(async () => {
  [org, database] = await Promise.all([runSampleOrg({ accounts: 250, seed: 3, noise: 0.4 }), freshDatabase()]);
  crm = await org.crm();
  await runService(crm, database);
});

afterAll(async () => {
  await crm.close();
  await org.close();
  await closeDatabase();
});

const idsOf = (object: string): string[] => org.rows<{ Id: string }>(`SELECT Id FROM "${object}"`).map(({ Id }) => Id);

test('leads of customers are recognised, and no other is taken for one', async () => {
  const customerOf = new Map(org.truth.accountsByCustomer().map((row) => [row.accountId, row.customerId]));
  const leads = idsOf('Lead');
  const found = await readLeadCustomers(database, leads);
  const right = found.filter(({ leadId, accountId }) => org.truth.customerOfLead(leadId) === customerOf.get(accountId));
  const known = leads.filter((lead) => org.truth.customerOfLead(lead) !== undefined);
  expect(known.length).toBeGreaterThan(10);
  expect(right.length / found.length).toBeGreaterThanOrEqual(0.97);
  expect(right.length / known.length).toBeGreaterThan(0.8);
});

test('rows of one person are found, and two people are never one', async () => {
  const groups = await database.query<{ ids: string[] }>(
    "SELECT array_agg(record_id ORDER BY record_id) AS ids FROM person_member WHERE record_id LIKE '003%' GROUP BY person_id",
  );
  const pairs = groups.flatMap(({ ids }) =>
    ids.flatMap((one, index) => ids.slice(index + 1).map((other) => [one, other])),
  );
  const right = pairs.filter(([one = '', other = '']) => org.truth.samePerson(one, other));
  // Spelling errors of the sample leave the first letter of a family name alone; all pairs would take a minute to ask for.
  const contacts = org.rows<{ id: string; letter: string }>(
    'SELECT Id AS id, upper(substr(LastName, 1, 1)) AS letter FROM "Contact"',
  );
  const truly = [...Map.groupBy(contacts, ({ letter }) => letter).values()].flatMap((rows) =>
    rows.flatMap(({ id }, index) => rows.slice(index + 1).filter((other) => org.truth.samePerson(id, other.id))),
  );
  expect(truly.length).toBeGreaterThan(50);
  expect(right.length / pairs.length).toBeGreaterThanOrEqual(0.97);
  expect(right.length / truly.length).toBeGreaterThan(0.8);
});

test('what holds for a customer does not depend on which others are looked at with it', async () => {
  await database.query(`UPDATE contact SET do_not_suggest = true WHERE hashtext(id) % 4 = 0`);
  // Some work elsewhere by now than where they were met.
  await database.query(
    `UPDATE contact k SET account_id = (SELECT min(o.account_id) FROM contact o WHERE o.account_id > k.account_id)
     WHERE hashtext(id) % 3 = 0 AND account_id < (SELECT max(account_id) FROM contact)`,
  );
  const customers = await database.query<{ id: string }>('SELECT customer_id AS id FROM customer ORDER BY 1');
  const ids = customers.map(({ id }) => id);
  const shown = async (some: readonly string[]): Promise<readonly string[]> => {
    const { desired } = await answersFor(database, some, SAMPLE_NOW, defaultPolicy);
    return desired.map((row) => JSON.stringify(row)).sort();
  };
  const together = await shown(ids);
  const alone: string[] = [];
  for (const id of ids) alone.push(...(await shown([id])));
  expect(together.length).toBeGreaterThan(150);
  expect(alone.sort()).toEqual(together);
});

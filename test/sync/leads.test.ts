import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { viewerFor } from '../../src/devorg/access/viewer.ts';
import { convertLead } from '../../src/devorg/records/index.ts';
import type { Database } from '../../src/store/database.ts';
import { openStore } from '../support/databases.ts';
import { runService, runTwoDivisions, type TwoDivisions } from '../support/two-divisions.ts';

let org: TwoDivisions;
let database: Database;

beforeAll(async () => {
  [org, database] = await Promise.all([runTwoDivisions(), openStore()]);
});
afterAll(async () => {
  await org.close();
  await database.close();
});

test('a lead is followed until it tells what became of it', async () => {
  const values = {
    ...{ FirstName: 'Lea', LastName: 'Lerche', Company: 'Lerche AG', City: 'Lübeck', Email: 'lea@lerche.example' },
    ...{ Phone: '+49 451 1234', Website: 'lerche.example', OwnerId: org.anna },
  };
  const lead = await org.create('Lead', values);
  await runService(org, database);
  const read = (): Promise<Record<string, unknown>[]> => database.query('SELECT * FROM lead WHERE id = $1', [lead]);
  expect(await read()).toMatchObject([
    {
      ...{ first_name: 'Lea', last_name: 'Lerche', company: 'Lerche AG', city: 'Lübeck', phone: '+49 451 1234' },
      ...{ email: 'lea@lerche.example', website: 'lerche.example', owner_id: org.anna, is_converted: false },
      ...{ converted_account_id: null, converted_contact_id: null, converted_opportunity_id: null },
    },
  ]);

  const viewer = viewerFor(org.org, org.admin);
  const made = convertLead(org.org, viewer, { leadId: lead, convertedStatus: 'Closed - Converted' });
  await runService(org, database);
  expect(await read()).toMatchObject([
    {
      ...{ is_converted: true, status: 'Closed - Converted', converted_account_id: made.accountId },
      ...{ converted_contact_id: made.contactId, converted_opportunity_id: made.opportunityId },
    },
  ]);
  expect((await runService(org, database)).problems).toEqual([]);
});

test('a deleted lead is gone', async () => {
  const lead = await org.create('Lead', { LastName: 'Specht', Company: 'Specht KG', OwnerId: org.ben });
  await runService(org, database);
  await org.remove('Lead', lead);
  await runService(org, database);
  expect(await database.query('SELECT id FROM lead WHERE id = $1', [lead])).toEqual([]);
});

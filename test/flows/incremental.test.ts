import { afterAll, beforeAll, expect, test } from '@jest/globals';

import type { Crm } from '../../src/crm/crm.ts';
import type { Database } from '../../src/store/database.ts';
import { ALL_RECORDS } from '../../src/sync/index.ts';
import { closeDatabase, freshDatabase, runSampleOrg, runService, type SampleOrg } from './support/sample-org.ts';

let org: SampleOrg;
let crm: Crm;
let database: Database;

beforeAll(async () => {
  [org, database] = await Promise.all([runSampleOrg({ accounts: 150 }), freshDatabase()]);
  crm = await org.crm();
  await runService(crm, database);
  await countTouchedRows();
}, 60_000);

afterAll(async () => {
  await crm.close();
  await org.close();
  await closeDatabase();
});

/** Has the database itself note the key of every row that is inserted, updated or deleted. */
async function countTouchedRows(): Promise<void> {
  await database.script(`
    CREATE TABLE touched (name text NOT NULL, row_is jsonb NOT NULL);
    CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN INSERT INTO touched VALUES (TG_TABLE_NAME, to_jsonb(coalesce(NEW, OLD))); RETURN NULL; END $$;
    DO $$ DECLARE t record; BEGIN
      FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'touched' LOOP
        EXECUTE format('CREATE TRIGGER note AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION note()', t.tablename);
      END LOOP;
    END $$;`);
}

/** What was touched since the last time, without what every run keeps about itself. */
async function takeTouched(): Promise<{ name: string; customer: string | null }[]> {
  const rows = await database.query<{ name: string; customer: string | null }>(
    `SELECT name, row_is ->> 'customer_id' AS customer FROM touched
     WHERE name NOT IN ('setting', 'read_position', 'api_calls', 'swept_row') ORDER BY name`,
  );
  await database.query('DELETE FROM touched');
  return rows;
}

const stamps = (): Map<string, string> =>
  new Map(
    org
      .rows<{ id: string; row: string }>(
        'SELECT External_Id__c AS id, SystemModstamp || Band__c || Reasons__c AS row FROM "Baton_Relationship__c" WHERE IsDeleted = 0',
      )
      .map(({ id, row }) => [id, row]),
  );

test('a call that a rep logs recomputes one customer, writes its rows only, and costs a few API calls', async () => {
  // A colleague who is not known to this customer yet, at an account of another division.
  const { rep, contact, account } = strangerAndContact();
  const before = stamps();
  await org.resetCalls();
  const logged = await org
    .connect(rep)
    .sobject('Event')
    .create({
      ...{ Subject: 'Visit', OwnerId: rep, WhoId: contact, DurationInMinutes: 60 },
      StartDateTime: new Date(org.org.clock.now() - 7_200_000).toISOString(),
    });
  expect(logged.success).toBe(true);
  const summary = await runService(crm, database);

  const [{ customerId } = { customerId: '' }] = await database.query<{ customerId: string }>(
    'SELECT customer_id AS "customerId" FROM customer_account WHERE account_id = $1',
    [account],
  );
  const touched = await takeTouched();
  const computed = new Set(touched.flatMap((row) => row.customer ?? []));
  expect([...computed]).toEqual([customerId]);
  // The event, the tie, the rows that show it, and the customer's marks; nothing grows with the org.
  expect(touched.length).toBeLessThan(25);

  const after = stamps();
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter((id) => before.get(id) !== after.get(id));
  expect(changed.length).toBeGreaterThan(0);
  expect(changed).toHaveLength(summary.upserts + summary.deletes);
  const accounts = await database.query<{ id: string }>(
    'SELECT account_id AS id FROM customer_account WHERE customer_id = $1',
    [customerId],
  );
  const ofCustomer = new Set(accounts.map(({ id }) => id));
  expect(changed.filter((id) => !ofCustomer.has(id.slice(0, 18)))).toEqual([]);

  // The rep's own call, one that reads for each five objects, one that writes the rows, one for the status.
  const calls = await org.calls();
  expect(calls.counted).toBeLessThanOrEqual(Math.ceil(ALL_RECORDS.length / 5) + 4);
  process.stderr.write(`incremental.test.ts: ${touched.length} rows touched, ${calls.counted} API calls\n`);
});

test('a look that finds nothing new touches nothing and costs one call', async () => {
  await takeTouched();
  await org.resetCalls();
  expect(await runService(crm, database, { which: 'hot' })).toMatchObject({ upserts: 0, deletes: 0 });
  expect(await takeTouched()).toEqual([]);
  expect((await org.calls()).counted).toBe(1);
});

/** A named rep, and a contact of an account that somebody of another division owns and where the rep is unknown. */
function strangerAndContact(): { rep: string; contact: string; account: string } {
  const users = org.truth.users();
  const shown = new Set([...stamps().keys()].map((id) => id.slice(0, 18)));
  for (const { Id, AccountId } of org.rows<{ Id: string; AccountId: string }>(
    'SELECT Id, AccountId FROM "Contact" ORDER BY Id',
  )) {
    const customer = org.truth.customerOf(AccountId);
    if (!shown.has(AccountId) || customer === undefined) continue;
    const known = new Set(org.truth.whoEverKnew(customer).map(({ userId }) => userId));
    const rep = users.find((user) => {
      const isUsable = user.post === 'rep' && user.isActive && user.hasBaton && user.naming === 'Named';
      return isUsable && !known.has(user.userId) && org.truth.maySee(user.userId, AccountId);
    });
    if (rep !== undefined) return { rep: rep.userId, contact: Id, account: AccountId };
  }
  throw new Error('In this sample company nobody is a stranger.');
}

/** A store of any size, as it stands when everything was read and computed once. */
import { randomFor } from '../../src/devorg/sample/random.ts';
import { runPipeline } from '../../src/pipeline/index.ts';
import { readLearning } from '../../src/pipeline/needs/keep-learning.ts';
import { packLearning } from '../../src/pipeline/needs/packed-learning.ts';
import { defaultPolicy } from '../../src/policy/index.ts';
import type { Database } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { writeSetting } from '../../src/store/tables/settings.ts';
import { applyRecords } from '../../src/sync/apply-records.ts';
import { followed } from '../../src/sync/follow.ts';
import { account, assignment, call, contact, division, NOW_MS, user, userId } from '../../test/support/filled-store.ts';
import { freshDatabase } from './postgres.ts';

const CHUNK = 5_000;
const SYLLABLES = ['ba', 'do', 'fer', 'gal', 'hin', 'ko', 'lum', 'mar', 'nes', 'or', 'pik', 'quo', 'ros', 'sten', 'tu'];

const numbersFrom = (first: number, count: number): number[] => Array.from({ length: count }, (_, at) => first + at);

/** Makes the numbers of a first matching and computing, which would take hours for a million accounts. */
const DERIVED = [
  'INSERT INTO customer_account (account_id, customer_id) SELECT id, id FROM account',
  'INSERT INTO customer (customer_id, divisions) SELECT id, 1 FROM account',
  `INSERT INTO account_block (account_id, key) SELECT id, 'name ' || name FROM account`,
  `INSERT INTO relationship (customer_id, colleague_id, log_strength, band, reasons, last_month)
   SELECT id, owner_id, 1, 'some', 'call:once:2026-11', '2026-11-01' FROM account`,
  `INSERT INTO desired_relationship
     (external_id, customer_id, account_id, colleague_id, division_id, band, worth, rank, reasons, last_month)
   SELECT id || '-a-1', id, id, owner_id, 'a', 'Some', 1, 1, 'call:once:2026-11', '2026-11-01' FROM account`,
  `INSERT INTO need_profile (customer_id, needs) SELECT id, '[]' FROM account`,
];

/**
 * Each account is a customer of its own, with a contact and a call by its owner. Facts go the way of a first load;
 * results are made up, since computing a million customers takes hours.
 */
export async function filledStore(accounts: number): Promise<Database> {
  const database = await openDatabase({ url: await freshDatabase() });
  await migrate(database);
  await applyRecords(database, 'division', [division(1, 'a'), division(2, 'b')]);
  const people = numbersFrom(1, 100);
  await applyRecords(
    database,
    'user',
    people.map((number) => user(number, number % 2 === 0 ? 'a' : 'b')),
  );
  await applyRecords(database, 'permissionSetAssignment', people.map(assignment));
  // New rules make everything dirty: so they are known before there is anything.
  await runPipeline(database, { nowMs: NOW_MS, policyDefaults: defaultPolicy });
  const restoreIndexes = await takeIndexes(database);
  await addFacts(database, accounts);
  for (const statement of DERIVED) await database.query(statement);
  await pretendLearned(database, accounts);
  await restoreIndexes();
  await database.query('VACUUM (ANALYZE)');
  return database;
}

/** As a first load does it: indexes are made when the rows are there. */
export async function takeIndexes(database: Database): Promise<() => Promise<void>> {
  const indexes = await database.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i JOIN pg_stat_user_tables t ON t.relid = i.indrelid WHERE NOT i.indisunique`,
  );
  for (const { name } of indexes) await database.query(`DROP INDEX ${name}`);
  return async () => {
    for (const { definition } of indexes) await database.query(definition);
  };
}

async function addFacts(database: Database, accounts: number): Promise<void> {
  const random = randomFor('trickle', accounts);
  const name = (): string => Array.from({ length: 5 }, () => random.pick(SYLLABLES)).join('');
  const owner = (number: number): ReturnType<typeof userId> => userId(1 + (number % 100));
  for (let first = 2; first < accounts + 2; first += CHUNK) {
    const numbers = numbersFrom(first, Math.min(CHUNK, accounts + 2 - first));
    await database.transaction(async (transaction) => {
      await followed.account.add?.(
        transaction,
        numbers.map((number) => account(number, { name: name(), ownerId: owner(number) })),
      );
      await followed.contact.add?.(
        transaction,
        numbers.map((number) => contact(number, { ownerId: owner(number), lastName: name() })),
      );
      await followed.task.add?.(
        transaction,
        numbers.map((number) => call(number, { ownerId: owner(number) })),
      );
    });
  }
}

/** As after a learning from all of them, which here would be a second run over everything. */
async function pretendLearned(database: Database, accounts: number): Promise<void> {
  const learning = await readLearning(database);
  if (learning === undefined) throw new Error('Nothing was learned from the empty store.');
  await writeSetting(database, 'needs learned', packLearning({ ...learning, customers: accounts }));
  await database.query(`DELETE FROM setting WHERE key IN ('needs changed', 'needs profiles')`);
}

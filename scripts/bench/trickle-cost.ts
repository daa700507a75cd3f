/** What one change costs in a store of a given size: a process of its own for each size. */
import { randomFor } from '../../src/devorg/sample/random.ts';
import { runPipeline } from '../../src/pipeline/index.ts';
import { defaultPolicy } from '../../src/policy/index.ts';
import type { Database } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { applyRecords } from '../../src/sync/apply-records.ts';
import { followed } from '../../src/sync/follow.ts';
import { account, assignment, call, contact, division, NOW_MS, user, userId } from '../../test/support/filled-store.ts';
import { freshDatabase } from './postgres.ts';

export interface Cost {
  readonly accounts: number;
  readonly changes: number;
  /** Median milliseconds from the record that was read to the rows that should stand in the CRM. */
  readonly ms: number;
  /** Rows read, and written, for one change. */
  readonly rowsRead: number;
  readonly rowsWritten: number;
  readonly fillSeconds: number;
}

const CHANGES = 60;
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
];

/** Each account is a customer of its own, with a contact and a call by its owner; all of them are computed. */
async function fill(database: Database, accounts: number): Promise<void> {
  const random = randomFor('trickle', accounts);
  const name = (): string => Array.from({ length: 5 }, () => random.pick(SYLLABLES)).join('');
  await applyRecords(database, 'division', [division(1, 'a'), division(2, 'b')]);
  const people = numbersFrom(1, 100);
  await applyRecords(
    database,
    'user',
    people.map((number) => user(number, number % 2 === 0 ? 'a' : 'b')),
  );
  await applyRecords(database, 'permissionSetAssignment', people.map(assignment));
  // New rules make everything dirty: so they are known before there is anything.
  await compute(database);
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
  for (const statement of DERIVED) await database.query(statement);
}

const compute = (database: Database): Promise<unknown> =>
  runPipeline(database, { nowMs: NOW_MS, policyDefaults: defaultPolicy });

interface Touched {
  readonly read: number;
  readonly written: number;
}

/** What the server itself has counted so far; its sessions hand their numbers in when asked. */
async function touchedSoFar(database: Database): Promise<Touched> {
  await database.query('SELECT pg_stat_force_next_flush()');
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const [row] = await database.query<Touched>(
    `SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint AS read,
            sum(n_tup_ins + n_tup_upd + n_tup_del)::bigint AS written FROM pg_stat_user_tables`,
  );
  return row ?? { read: 0, written: 0 };
}

/** Calls with customers all over the store, one after the other. */
async function measure(database: Database, accounts: number): Promise<{ ms: number; touched: Touched }> {
  const change = async (number: number): Promise<number> => {
    const target = 2 + Math.floor((number * accounts) / (CHANGES * 2 + 1));
    const made = call(5_000_000 + number, {
      ownerId: userId(1 + ((target + 1) % 100)),
      ...{ whoId: contact(target).id, accountId: account(target).id },
    });
    const began = performance.now();
    await database.transaction((transaction) => applyRecords(transaction, 'task', [made]));
    await compute(database);
    return performance.now() - began;
  };
  for (const number of numbersFrom(0, CHANGES)) await change(number);
  const before = await touchedSoFar(database);
  const times: number[] = [];
  for (const number of numbersFrom(CHANGES, CHANGES)) times.push(await change(number));
  const after = await touchedSoFar(database);
  const middle = times.sort((one, other) => one - other)[Math.floor(CHANGES / 2)] ?? 0;
  const touched = { read: (after.read - before.read) / CHANGES, written: (after.written - before.written) / CHANGES };
  return { ms: middle, touched };
}

const accounts = Number(process.argv[2]);
const database = await openDatabase({ url: await freshDatabase() });
await migrate(database);
const began = performance.now();
await fill(database, accounts);
await database.query('VACUUM (ANALYZE)');
const fillSeconds = Math.round((performance.now() - began) / 100) / 10;
const { ms, touched } = await measure(database, accounts);
const cost: Cost = {
  ...{ accounts, changes: CHANGES, fillSeconds },
  ms: Math.round(ms * 100) / 100,
  rowsRead: Math.round(touched.read * 10) / 10,
  rowsWritten: Math.round(touched.written * 10) / 10,
};
process.stdout.write(`${JSON.stringify(cost)}\n`);
await database.close();

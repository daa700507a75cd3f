/**
 * What one change costs in stores of two sizes: a process of its own, in which the same changes are made to both in turn,
 * so that other work on the machine weighs on both alike.
 */
import { runPipeline } from '../../src/pipeline/index.ts';
import { defaultPolicy } from '../../src/policy/index.ts';
import type { Database } from '../../src/store/database.ts';
import { applyRecords } from '../../src/sync/apply-records.ts';
import { account, call, contact, NOW_MS, userId } from '../../test/support/filled-store.ts';
import { filledStore } from './trickle-store.ts';

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

const CHANGES = 120;

interface Store {
  readonly accounts: number;
  readonly database: Database;
  readonly fillSeconds: number;
}

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

/** A call with a customer somewhere in the store. @returns milliseconds until what follows from it is computed */
async function change({ database, accounts }: Store, number: number): Promise<number> {
  const target = 2 + Math.floor((number * accounts) / (CHANGES * 2 + 1));
  const made = call(5_000_000 + number, {
    ownerId: userId(1 + ((target + 1) % 100)),
    ...{ whoId: contact(target).id, accountId: account(target).id },
  });
  const began = performance.now();
  await database.transaction((transaction) => applyRecords(transaction, 'task', [made]));
  await runPipeline(database, { nowMs: NOW_MS, policyDefaults: defaultPolicy });
  return performance.now() - began;
}

async function open(accounts: number): Promise<Store> {
  const began = performance.now();
  const database = await filledStore(accounts);
  const fillSeconds = Math.round((performance.now() - began) / 100) / 10;
  process.stderr.write(`a store of ${accounts} accounts was made in ${fillSeconds} s\n`);
  return { accounts, database, fillSeconds };
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

const stores: Store[] = [];
for (const accounts of process.argv.slice(2)) stores.push(await open(Number(accounts)));
for (let number = 0; number < CHANGES; number += 1) for (const store of stores) await change(store, number);
const before = await Promise.all(stores.map(({ database }) => touchedSoFar(database)));
const times = stores.map((): number[] => []);
for (let number = CHANGES; number < 2 * CHANGES; number += 1)
  for (const [index, store] of stores.entries()) times[index]?.push(await change(store, number));
const after = await Promise.all(stores.map(({ database }) => touchedSoFar(database)));
const costs = stores.map(({ accounts, fillSeconds }, index): Cost => {
  const sorted = (times[index] ?? []).sort((one, other) => one - other);
  const perChange = (which: keyof Touched): number =>
    ((after[index]?.[which] ?? 0) - (before[index]?.[which] ?? 0)) / CHANGES;
  return {
    ...{ accounts, changes: CHANGES, fillSeconds },
    ms: rounded(sorted[CHANGES / 2] ?? Number.NaN, 2),
    ...{ rowsRead: rounded(perChange('read'), 1), rowsWritten: rounded(perChange('written'), 1) },
  };
});
process.stdout.write(`${JSON.stringify(costs)}\n`);
for (const { database } of stores) await database.close();

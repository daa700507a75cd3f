import type { Database } from '../database.ts';

/** Marks customers whose suggestions have to be looked at again. */
export async function markNeeds(database: Database, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return;
  await database.query(
    `INSERT INTO dirty_need AS d (customer_id) SELECT DISTINCT id FROM unnest($1::text[]) AS c(id) ORDER BY id
     ON CONFLICT (customer_id) DO UPDATE SET version = d.version + 1`,
    [customerIds],
  );
}

/** Until the transaction ends none of these accounts goes to another customer, which would not be marked. */
export async function markNeedsOfAccounts(database: Database, accountIds: readonly string[]): Promise<void> {
  if (accountIds.length === 0) return;
  const rows = await database.query<{ id: string }>(
    `SELECT customer_id AS id FROM customer_account WHERE account_id = ANY($1::text[]) ORDER BY account_id FOR SHARE`,
    [accountIds],
  );
  await markNeeds(
    database,
    rows.map(({ id }) => id),
  );
}

export async function markAllNeeds(database: Database): Promise<void> {
  await database.query(
    `INSERT INTO dirty_need (customer_id) SELECT DISTINCT customer_id FROM customer_account ORDER BY customer_id
     ON CONFLICT (customer_id) DO NOTHING`,
  );
}

/** Marks customers for which something changes by time alone. */
export async function markDueNeeds(database: Database, nowMs: number): Promise<void> {
  await database.query(
    `INSERT INTO dirty_need (customer_id) SELECT customer_id FROM need_due WHERE due_ms <= $1 ORDER BY customer_id
     ON CONFLICT (customer_id) DO NOTHING`,
    [nowMs],
  );
}

/** What this stage has to know before it does anything. */
export interface NeedState {
  readonly settings: Readonly<Partial<Record<string, string>>>;
  /** Whether time alone changes something by now. */
  readonly isDue: boolean;
  /** External ids of rules that an admin switched off, in order. */
  readonly rulesOff: readonly string[];
}

export async function readNeedState(database: Database, keys: readonly string[], nowMs: number): Promise<NeedState> {
  const [state] = await database.query<NeedState>(
    `SELECT (SELECT coalesce(json_object_agg(key, value), '{}') FROM setting WHERE key = ANY($1::text[])) AS settings,
            EXISTS (SELECT FROM need_due WHERE due_ms <= $2) AS "isDue",
            ARRAY(SELECT external_id FROM held_row
                  WHERE object = 'Baton_Need_Rule__c' AND fields ->> 'Off__c' = 'true' ORDER BY 1) AS "rulesOff"`,
    [keys, nowMs],
  );
  if (state === undefined) throw new TypeError('a state is always there');
  return state;
}

export interface WaitingCustomer {
  readonly customerId: string;
  readonly version: number;
}

/** Customers that wait, after one of them, in order. */
export function readDirtyNeeds(database: Database, after: string, count: number): Promise<WaitingCustomer[]> {
  return database.query<WaitingCustomer>(
    `SELECT customer_id AS "customerId", version FROM dirty_need WHERE customer_id > $1
     ORDER BY customer_id LIMIT $2`,
    [after, count],
  );
}

/** Takes customers off the list, except those marked again in the meantime. */
export async function clearDirtyNeeds(database: Database, done: readonly WaitingCustomer[]): Promise<void> {
  await database.query(
    `DELETE FROM dirty_need d USING unnest($1::text[], $2::bigint[]) AS x(customer_id, version)
     WHERE d.customer_id = x.customer_id AND d.version = x.version`,
    [done.map((one) => one.customerId), done.map((one) => one.version)],
  );
}

export async function replaceDue(
  database: Database,
  customerIds: readonly string[],
  rows: readonly { readonly customerId: string; readonly dueMs: number }[],
): Promise<void> {
  await database.query(
    `WITH wanted AS (SELECT * FROM unnest($2::text[], $3::bigint[]) AS w(customer_id, due_ms)),
     gone AS (
       DELETE FROM need_due d WHERE d.customer_id = ANY($1::text[])
         AND NOT EXISTS (SELECT FROM wanted w WHERE w.customer_id = d.customer_id))
     INSERT INTO need_due AS d (customer_id, due_ms) SELECT * FROM wanted
     ON CONFLICT (customer_id) DO UPDATE SET due_ms = excluded.due_ms WHERE d.due_ms <> excluded.due_ms`,
    [customerIds, rows.map((row) => row.customerId), rows.map((row) => row.dueMs)],
  );
}

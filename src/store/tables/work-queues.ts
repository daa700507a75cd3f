import type { Database } from '../database.ts';
import { beginChangingPeopleOrRules } from './computing-lock.ts';

/** Why a customer is looked at again; kept for whoever wonders, one reason a customer. */
export type DirtyReason =
  'account' | 'contact' | 'activity' | 'deal' | 'case' | 'campaign' | 'team' | 'person' | 'policy' | 'time' | 'match';

/** Finds the accounts behind ids of accounts, contacts, opportunities and tasks; a task leads on to its own account. */
const TOUCHED_ACCOUNTS = `
  WITH link AS (SELECT unnest($1::text[]) AS id),
  task_link AS (
    SELECT t.account_id, t.who_id, t.what_id FROM task t JOIN link l ON l.id = t.id),
  every AS (
    SELECT id FROM link
    UNION SELECT account_id FROM task_link
    UNION SELECT who_id FROM task_link
    UNION SELECT what_id FROM task_link),
  touched AS (
    SELECT id AS account_id FROM every WHERE id LIKE '001%'
    UNION SELECT c.account_id FROM contact c JOIN every e ON e.id = c.id
    UNION SELECT o.account_id FROM opportunity o JOIN every e ON e.id = o.id)`;

/**
 * Marks the customers behind changed records. Accounts that are not matched yet become dirty by being matched. Until the
 * transaction ends no account goes to another customer, which would be computed without what changed here and not be marked.
 */
export async function markCustomersOf(
  database: Database,
  links: readonly string[],
  reason: DirtyReason,
): Promise<number> {
  if (links.length === 0) return 0;
  const rows = await database.query(
    `${TOUCHED_ACCOUNTS},
     customers AS (
       SELECT c.customer_id FROM customer_account c WHERE c.account_id IN (SELECT account_id FROM touched)
       ORDER BY c.account_id FOR SHARE)
     INSERT INTO dirty_customer AS d (customer_id, reason)
     SELECT DISTINCT customer_id, $2 FROM customers ORDER BY customer_id
     ON CONFLICT (customer_id) DO UPDATE SET version = d.version + 1
     RETURNING customer_id`,
    [links, reason],
  );
  return rows.length;
}

/** Marks the customers that these users know, own or work for; from then on nobody computes until the transaction ends. */
export async function markCustomersOfUsers(database: Database, userIds: readonly string[]): Promise<number> {
  if (userIds.length === 0) return 0;
  await beginChangingPeopleOrRules(database);
  const rows = await database.query(
    `WITH customers AS (
       SELECT customer_id FROM relationship WHERE colleague_id = ANY($1::text[])
       UNION
       SELECT c.customer_id FROM account a JOIN customer_account c ON c.account_id = a.id
       WHERE a.owner_id = ANY($1::text[]))
     INSERT INTO dirty_customer AS d (customer_id, reason)
     SELECT customer_id, 'person' FROM customers ORDER BY customer_id
     ON CONFLICT (customer_id) DO UPDATE SET version = d.version + 1
     RETURNING customer_id`,
    [userIds],
  );
  return rows.length;
}

export async function markCustomers(
  database: Database,
  customerIds: readonly string[],
  reason: DirtyReason,
): Promise<void> {
  if (customerIds.length === 0) return;
  await database.query(
    `INSERT INTO dirty_customer AS d (customer_id, reason)
     SELECT DISTINCT id, $2 FROM unnest($1::text[]) AS c(id) ORDER BY id
     ON CONFLICT (customer_id) DO UPDATE SET version = d.version + 1`,
    [customerIds, reason],
  );
}

/** From then on nobody computes until the transaction ends. */
export async function markAllCustomers(database: Database, reason: DirtyReason): Promise<void> {
  await beginChangingPeopleOrRules(database);
  await database.query(
    `INSERT INTO dirty_customer (customer_id, reason)
     SELECT DISTINCT customer_id, $1 FROM customer_account ORDER BY customer_id
     ON CONFLICT (customer_id) DO NOTHING`,
    [reason],
  );
}

/** Marks customers for which something changes by time alone. */
export async function markDueCustomers(database: Database, nowMs: number): Promise<number> {
  const rows = await database.query(
    `INSERT INTO dirty_customer (customer_id, reason)
     SELECT customer_id, 'time' FROM customer WHERE due_ms <= $1 ORDER BY customer_id
     ON CONFLICT (customer_id) DO NOTHING RETURNING customer_id`,
    [nowMs],
  );
  return rows.length;
}

/**
 * Takes dirty customers out of the queue, for this transaction: if it rolls back they are dirty again, and no other
 * process gets them meanwhile. A change that comes in before the commit waits for it and makes them dirty again.
 */
export async function takeDirtyCustomers(database: Database, count: number): Promise<string[]> {
  const rows = await database.query<{ customer_id: string }>(
    `DELETE FROM dirty_customer WHERE customer_id IN (
       SELECT customer_id FROM dirty_customer ORDER BY customer_id LIMIT $1 FOR UPDATE SKIP LOCKED)
     RETURNING customer_id`,
    [count],
  );
  return rows.map((row) => row.customer_id).sort();
}

export async function markAccounts(database: Database, accountIds: readonly string[]): Promise<void> {
  if (accountIds.length === 0) return;
  await database.query(
    `INSERT INTO dirty_account AS d (account_id) SELECT DISTINCT id FROM unnest($1::text[]) AS a(id) ORDER BY id
     ON CONFLICT (account_id) DO UPDATE SET version = d.version + 1`,
    [accountIds],
  );
}

/** Whether anything waits to be matched. */
export async function hasMatchWork(database: Database): Promise<boolean> {
  const rows = await database.query(
    `SELECT FROM dirty_account UNION ALL SELECT FROM dirty_lead UNION ALL SELECT FROM dirty_person LIMIT 1`,
  );
  return rows.length > 0;
}

/** Marks every account: what is the same is to be judged by other rules or weights. */
export async function markAllAccounts(database: Database): Promise<void> {
  await database.query(
    'INSERT INTO dirty_account (account_id) SELECT id FROM account ORDER BY id ON CONFLICT (account_id) DO NOTHING',
  );
}

/** Marks those of these accounts that are people: they are found by the mail address of their contact. */
export async function markPersonAccounts(database: Database, accountIds: readonly string[]): Promise<void> {
  await database.query(
    `INSERT INTO dirty_account AS d (account_id) SELECT id FROM account WHERE id = ANY($1::text[]) AND is_person ORDER BY id
     ON CONFLICT (account_id) DO UPDATE SET version = d.version + 1`,
    [accountIds],
  );
}

export async function takeDirtyAccounts(database: Database, count: number): Promise<string[]> {
  const rows = await database.query<{ account_id: string }>(
    `DELETE FROM dirty_account WHERE account_id IN (
       SELECT account_id FROM dirty_account ORDER BY account_id LIMIT $1 FOR UPDATE SKIP LOCKED)
     RETURNING account_id`,
    [count],
  );
  return rows.map((row) => row.account_id).sort();
}

export async function markUnpublished(database: Database, accountIds: readonly string[]): Promise<void> {
  if (accountIds.length === 0) return;
  await database.query(
    `INSERT INTO unpublished_account AS u (account_id)
     SELECT DISTINCT id FROM unnest($1::text[]) AS a(id) ORDER BY id
     ON CONFLICT (account_id) DO UPDATE SET version = u.version + 1`,
    [accountIds],
  );
}

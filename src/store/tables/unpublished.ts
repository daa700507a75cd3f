import type { Database } from '../database.ts';

/** An account whose rows in the CRM may differ from what should stand there. */
export interface UnpublishedAccount {
  readonly accountId: string;
  readonly version: number;
}

/**
 * Accounts to publish, in the order of their ids. Accounts of customers that are about to be computed again are left
 * for later.
 */
export function readUnpublished(database: Database, after: string, count: number): Promise<UnpublishedAccount[]> {
  return database.query<UnpublishedAccount>(
    `SELECT u.account_id AS "accountId", u.version FROM unpublished_account u
     WHERE u.account_id > $1 AND NOT EXISTS (
       SELECT FROM customer_account c JOIN dirty_customer d ON d.customer_id = c.customer_id
       WHERE c.account_id = u.account_id)
     ORDER BY u.account_id LIMIT $2`,
    [after, count],
  );
}

/** Takes accounts off the list, except those queued again in the meantime. */
export async function markPublished(database: Database, accounts: readonly UnpublishedAccount[]): Promise<void> {
  await database.query(
    `DELETE FROM unpublished_account u USING unnest($1::text[], $2::bigint[]) AS d(account_id, version)
     WHERE u.account_id = d.account_id AND u.version = d.version`,
    [accounts.map((account) => account.accountId), accounts.map((account) => account.version)],
  );
}

import type { Database } from '../database.ts';

/** Two accounts that were compared; `accountId` is the smaller id. */
export interface PairRow {
  readonly accountId: string;
  readonly otherId: string;
  readonly judgement: string;
  readonly score: number;
  readonly evidence: readonly string[];
}

/** Replaces the keys under which accounts are found. */
export async function replaceBlocks(
  database: Database,
  accountIds: readonly string[],
  keys: readonly { readonly accountId: string; readonly key: string }[],
): Promise<void> {
  await database.query(
    `WITH wanted AS (SELECT DISTINCT * FROM unnest($2::text[], $3::text[]) AS w(account_id, key)),
     gone AS (
       DELETE FROM account_block b WHERE b.account_id = ANY($1::text[])
         AND NOT EXISTS (SELECT FROM wanted w WHERE w.account_id = b.account_id AND w.key = b.key))
     INSERT INTO account_block (account_id, key) SELECT account_id, key FROM wanted
     ON CONFLICT (account_id, key) DO NOTHING`,
    [accountIds, keys.map((entry) => entry.accountId), keys.map((entry) => entry.key)],
  );
}

/**
 * Accounts that share a key with one of these. From a key that very many share only the first by id are taken, so that
 * one account costs the same in any org; what all of them share connects through those first ones.
 */
export function readCandidates(
  database: Database,
  accountIds: readonly string[],
  mostPerKey: number,
): Promise<{ readonly accountId: string; readonly candidateId: string }[]> {
  return database.query(
    `SELECT DISTINCT b.account_id AS "accountId", o.account_id AS "candidateId"
     FROM account_block b
     CROSS JOIN LATERAL (
       SELECT o.account_id FROM account_block o WHERE o.key = b.key ORDER BY o.account_id LIMIT $2) o
     WHERE b.account_id = ANY($1::text[]) AND o.account_id <> b.account_id`,
    [accountIds, mostPerKey],
  );
}

/** Replaces everything known about pairs in which one of these accounts takes part. */
export async function replacePairs(
  database: Database,
  accountIds: readonly string[],
  pairs: readonly PairRow[],
): Promise<void> {
  const columns = [
    pairs.map((pair) => pair.accountId),
    pairs.map((pair) => pair.otherId),
    pairs.map((pair) => pair.judgement),
    pairs.map((pair) => pair.score),
    pairs.map((pair) => JSON.stringify(pair.evidence)),
  ];
  await database.query(
    `WITH wanted AS (
       SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::double precision[], $6::jsonb[])
         AS w(account_id, other_id, judgement, score, evidence)),
     gone AS (
       DELETE FROM account_pair p
       WHERE (p.account_id = ANY($1::text[]) OR p.other_id = ANY($1::text[]))
         AND NOT EXISTS (SELECT FROM wanted w WHERE w.account_id = p.account_id AND w.other_id = p.other_id))
     INSERT INTO account_pair AS p (account_id, other_id, judgement, score, evidence) SELECT * FROM wanted
     ON CONFLICT (account_id, other_id) DO UPDATE
       SET judgement = excluded.judgement, score = excluded.score, evidence = excluded.evidence
       WHERE (p.judgement, p.score, p.evidence) IS DISTINCT FROM
             (excluded.judgement, excluded.score, excluded.evidence)`,
    [accountIds, ...columns],
  );
}

/**
 * All accounts whose grouping may change with these: the customers they belonged to, and whatever hangs together with
 * those by pairs judged `same`. Groups are then a function of the pairs alone, whatever the order of events.
 * Deleted accounts are among them; they have no pairs.
 */
export async function readNeighbourhood(database: Database, accountIds: readonly string[]): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    `WITH RECURSIVE start AS (
       SELECT unnest($1::text[]) AS id
       UNION
       SELECT m.account_id FROM customer_account c JOIN customer_account m ON m.customer_id = c.customer_id
       WHERE c.account_id = ANY($1::text[])),
     near AS (
       SELECT id FROM start
       UNION
       SELECT p.id FROM near n CROSS JOIN LATERAL (
         SELECT other_id AS id FROM account_pair WHERE account_id = n.id AND judgement = 'same'
         UNION ALL
         SELECT account_id FROM account_pair WHERE other_id = n.id AND judgement = 'same') p)
     SELECT id FROM near ORDER BY id`,
    [accountIds],
  );
  return rows.map((row) => row.id);
}

/** All that was judged among these accounts. */
export function readPairsAmong(database: Database, accountIds: readonly string[]): Promise<PairRow[]> {
  return database.query<PairRow>(
    `SELECT account_id AS "accountId", other_id AS "otherId", judgement, score, evidence FROM account_pair
     WHERE account_id = ANY($1::text[]) AND other_id = ANY($1::text[]) ORDER BY 1, 2`,
    [accountIds],
  );
}

/**
 * Says which customer each account belongs to. Accounts without a customer are taken out.
 * @returns customers that won or lost an account.
 */
export async function assignCustomers(
  database: Database,
  assignments: readonly { readonly accountId: string; readonly customerId: string }[],
  goneAccountIds: readonly string[],
): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    `WITH wanted AS (SELECT * FROM unnest($1::text[], $2::text[]) AS w(account_id, customer_id)),
     before AS (
       SELECT c.account_id, c.customer_id FROM customer_account c
       WHERE c.account_id = ANY($1::text[]) OR c.account_id = ANY($3::text[])),
     gone AS (DELETE FROM customer_account c WHERE c.account_id = ANY($3::text[]) RETURNING c.account_id),
     changed AS (
       INSERT INTO customer_account AS c (account_id, customer_id) SELECT account_id, customer_id FROM wanted
       ON CONFLICT (account_id) DO UPDATE SET customer_id = excluded.customer_id
       WHERE c.customer_id <> excluded.customer_id
       RETURNING c.account_id, c.customer_id)
     SELECT customer_id AS id FROM changed
     UNION SELECT b.customer_id FROM before b JOIN changed c ON c.account_id = b.account_id
     UNION SELECT b.customer_id FROM before b JOIN gone g ON g.account_id = b.account_id`,
    [
      assignments.map((assignment) => assignment.accountId),
      assignments.map((assignment) => assignment.customerId),
      goneAccountIds,
    ],
  );
  return rows.map((row) => row.id);
}

import type { Database } from '../database.ts';

const OF_ACCOUNT = [
  'contact',
  'opportunity',
  'account_team_member',
  'task',
  'event',
  'support_case',
  'need_case',
  'handoff',
  'held_relationship',
  'held_row',
];

const OF_PERSON = [
  ['task', 'who_id'],
  ['event', 'who_id'],
  ['opportunity_contact_role', 'contact_id'],
  ['support_case', 'contact_id'],
  ['campaign_answer', 'contact_id'],
  ['held_relationship', 'contact_id'],
] as const;

/**
 * Moves all that hangs on one account to another.
 * @returns the accounts that have another parent now
 */
export async function moveToAccount(database: Database, from: string, to: string): Promise<string[]> {
  for (const table of OF_ACCOUNT) {
    await database.query(`UPDATE ${table} SET account_id = $2 WHERE account_id = $1`, [from, to]);
  }
  await moveJudgements(database, from, to);
  // No account is its own parent.
  const children = await database.query<{ id: string }>(
    'UPDATE account SET parent_id = CASE WHEN id = $2 THEN NULL ELSE $2 END WHERE parent_id = $1 RETURNING id',
    [from, to],
  );
  return children.map(({ id }) => id);
}

/** What people decided on the loser counts for the winner; between the two of them nothing is left to decide. */
async function moveJudgements(database: Database, from: string, to: string): Promise<void> {
  await database.query('DELETE FROM held_match WHERE $1 IN (one_id, other_id) AND $2 IN (one_id, other_id)', [
    from,
    to,
  ]);
  await database.query(
    `WITH moved AS (
       SELECT id, CASE WHEN one_id = $1 THEN other_id ELSE one_id END AS counterpart FROM held_match
       WHERE $1 IN (one_id, other_id))
     UPDATE held_match h SET one_id = least($2 COLLATE "C", m.counterpart), other_id = greatest($2 COLLATE "C", m.counterpart)
     FROM moved m WHERE m.id = h.id`,
    [from, to],
  );
}

/** Objects whose activities belong to the account of their contact; other targets say the account themselves. */
const ACCOUNT_OF_CONTACT = "(what_id IS NULL OR what_id LIKE '701%')";

/**
 * Moves all that hangs on one person, a contact or a lead, to a contact; activities go along to the account of that one.
 */
export async function moveToContact(database: Database, from: string, to: string): Promise<void> {
  for (const [table, column] of OF_PERSON) {
    await database.query(`UPDATE ${table} SET ${column} = $2 WHERE ${column} = $1`, [from, to]);
  }
  await moveJudgements(database, from, to);
  for (const table of ['task', 'event']) {
    await database.query(
      `UPDATE ${table} AS a SET account_id = k.account_id FROM contact k
       WHERE k.id = $1 AND a.who_id = k.id AND ${ACCOUNT_OF_CONTACT} AND a.account_id IS DISTINCT FROM k.account_id`,
      [to],
    );
  }
}

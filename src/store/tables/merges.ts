import type { Database } from '../database.ts';
import { ACTIVITIES, addRereads } from './rereads.ts';

const OF_ACCOUNT = [
  'contact',
  'opportunity',
  'contract',
  'account_team_member',
  'support_case',
  'need_case',
  'handoff',
  'held_relationship',
  'held_row',
];

const OF_PERSON = [
  ['lead', 'converted_contact_id'],
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
  for (const table of ACTIVITIES) {
    // What was about the account itself belonged to it, and so stands with the other one by now.
    const moved = await database.query<{ id: string }>(
      `UPDATE ${table} SET account_id = $2, what_id = CASE WHEN what_id = $1 THEN $2 ELSE what_id END
       WHERE account_id = $1 RETURNING id`,
      [from, to],
    );
    await reread(database, table, moved);
  }
  await database.query('UPDATE lead SET converted_account_id = $2 WHERE converted_account_id = $1', [from, to]);
  await rereadNaming(database, from);
  // No account is its own parent.
  const children = await database.query<{ id: string }>(
    'UPDATE account SET parent_id = CASE WHEN id = $2 THEN NULL ELSE $2 END WHERE parent_id = $1 RETURNING id',
    [from, to],
  );
  return children.map(({ id }) => id);
}

/**
 * What people decided on the loser counts for the winner; between the two of them nothing is left to decide. A question
 * that is open between them names the winner twice then, and is taken back.
 * @returns the records that a judgement is about now
 */
export async function moveJudgements(database: Database, from: string, to: string): Promise<string[]> {
  await database.query(
    `DELETE FROM held_match WHERE $1 IN (one_id, other_id) AND $2 IN (one_id, other_id)
       AND judgement IN ('Same', 'Different')`,
    [from, to],
  );
  const moved = await database.query<{ oneId: string; otherId: string }>(
    `WITH moved AS (
       SELECT id, CASE WHEN one_id = $1 THEN other_id ELSE one_id END AS counterpart FROM held_match
       WHERE $1 IN (one_id, other_id))
     UPDATE held_match h SET one_id = least($2 COLLATE "C", m.counterpart), other_id = greatest($2 COLLATE "C", m.counterpart)
     FROM moved m WHERE m.id = h.id RETURNING h.one_id AS "oneId", h.other_id AS "otherId"`,
    [from, to],
  );
  return moved.flatMap(({ oneId, otherId }) => [oneId, otherId]);
}

/**
 * What becomes of the winner is what becomes of the hand-offs that the loser was made for.
 * @param handoffId what the loser itself named
 */
export async function moveHandoffLinks(
  database: Database,
  from: string,
  to: string,
  handoffId: string | undefined,
): Promise<void> {
  await database.query(
    `WITH gone AS (DELETE FROM merged_lead_handoff WHERE lead_id = $1 RETURNING handoff_id)
     INSERT INTO merged_lead_handoff (lead_id, handoff_id)
     SELECT $2, handoff_id FROM (SELECT $3::text AS handoff_id UNION SELECT handoff_id FROM gone) n
     WHERE handoff_id IS NOT NULL ON CONFLICT DO NOTHING`,
    [from, to, handoffId ?? null],
  );
}

/** Objects whose activities belong to the account of their contact; other targets say the account themselves. */
const ACCOUNT_OF_CONTACT = "(what_id IS NULL OR what_id LIKE '701%')";

/**
 * Moves all that hangs on one person, a contact or a lead, to a contact. Activities that move go along to the account of
 * that one; its own stay where they are, though it may work elsewhere by now.
 * @returns accounts and deals on which something stood: they tell less now, or the same of somebody else
 */
export async function moveToContact(database: Database, from: string, to: string): Promise<string[]> {
  const touched = await readLinksOf(database, from);
  for (const table of ACTIVITIES) {
    const moved = await database.query<{ id: string }>(
      `UPDATE ${table} SET who_id = $2, account_id = CASE WHEN ${ACCOUNT_OF_CONTACT}
         THEN coalesce((SELECT k.account_id FROM contact k WHERE k.id = $2), account_id) ELSE account_id END
       WHERE who_id = $1 RETURNING id`,
      [from, to],
    );
    await reread(database, table, moved);
  }
  for (const [table, column] of OF_PERSON) {
    await database.query(`UPDATE ${table} SET ${column} = $2 WHERE ${column} = $1`, [from, to]);
  }
  await rereadNaming(database, from);
  return touched;
}

/** What activities, cases and deals with a person count for: where the person worked then, not where it works now. */
async function readLinksOf(database: Database, personId: string): Promise<string[]> {
  const links = await database.query<{ id: string | null }>(
    `SELECT account_id AS id FROM task WHERE who_id = $1
     UNION SELECT what_id FROM task WHERE who_id = $1
     UNION SELECT account_id FROM event WHERE who_id = $1
     UNION SELECT what_id FROM event WHERE who_id = $1
     UNION SELECT account_id FROM support_case WHERE contact_id = $1
     UNION SELECT opportunity_id FROM opportunity_contact_role WHERE contact_id = $1`,
    [personId],
  );
  return links.map(({ id }) => id).filter((id) => id !== null);
}

/** What is passed on or asked about a record that went, as its id stands in the record that was read. */
async function rereadNaming(database: Database, id: string): Promise<void> {
  for (const table of ['handoff', 'introduction'] as const) {
    const naming = await database.query<{ readonly id: string }>(
      `SELECT id FROM ${table}
       WHERE $1 IN (record ->> 'accountId', record ->> 'contactId', record ->> 'leadId') ORDER BY id`,
      [id],
    );
    await reread(database, table, naming);
  }
}

/** Until the CRM is asked, the account of an activity that moved is a good guess. */
async function reread(
  database: Database,
  table: Parameters<typeof addRereads>[1],
  moved: readonly { readonly id: string }[],
): Promise<void> {
  await addRereads(
    database,
    table,
    moved.map(({ id }) => id),
  );
}

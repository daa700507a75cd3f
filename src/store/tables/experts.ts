import type { Database } from '../database.ts';
import { PLACES } from './work-places.ts';

/** Stands for everybody in the queue. */
const EVERYBODY = '*';

/** Has it counted again what these people are experts in; ids of others than users do no harm. */
export async function markExperts(database: Database, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  await database.query(
    `INSERT INTO dirty_expert AS d (user_id) SELECT DISTINCT id FROM unnest($1::text[]) AS u(id) ORDER BY id
     ON CONFLICT (user_id) DO UPDATE SET version = d.version + 1`,
    [userIds],
  );
}

/** What needs and divisions are made of has changed. */
export async function markAllExperts(database: Database): Promise<void> {
  await markExperts(database, [EVERYBODY]);
}

export async function markExpertsOfDeals(database: Database, opportunityIds: readonly string[]): Promise<void> {
  await database.query(
    `INSERT INTO dirty_expert AS d (user_id)
     SELECT DISTINCT owner_id FROM opportunity WHERE id = ANY($1::text[]) ORDER BY owner_id
     ON CONFLICT (user_id) DO UPDATE SET version = d.version + 1`,
    [opportunityIds],
  );
}

/**
 * Counts anew who sold what, for people of whom something changed. Everybody of a division is in the list, with a need
 * or without one, whether or not they sold something.
 */
export async function followExperts(database: Database): Promise<void> {
  await database.transaction(async (transaction) => {
    const dirty = await transaction.query<{ userId: string; version: number }>(
      'SELECT user_id AS "userId", version FROM dirty_expert ORDER BY user_id',
    );
    if (dirty.length === 0) return;
    const ids = dirty.map(({ userId }) => userId);
    await countExperts(transaction, ids.includes(EVERYBODY) ? null : ids);
    await transaction.query(
      `DELETE FROM dirty_expert d USING unnest($1::text[], $2::bigint[]) AS x(user_id, version)
       WHERE d.user_id = x.user_id AND d.version = x.version`,
      [ids, dirty.map(({ version }) => version)],
    );
  });
}

/** @param userIds null: everybody */
async function countExperts(database: Database, userIds: readonly string[] | null): Promise<void> {
  const values = userIds === null ? [] : [userIds];
  const among = (column: string): string => (userIds === null ? 'true' : `${column} = ANY($1::text[])`);
  await database.query(`DELETE FROM expert WHERE ${among('user_id')}`, values);
  await database.query(
    `INSERT INTO expert (division_id, need_id, user_id, wins, last_ms, called)
     SELECT u.division_id, n.id, o.owner_id, count(DISTINCT o.id), max(o.at_ms),
            count(DISTINCT o.id) FILTER (WHERE a.owner_id <> o.owner_id)
     FROM need n
     JOIN opportunity_line l ON n.families ? l.family
     JOIN opportunity o ON o.id = l.opportunity_id AND o.is_won AND ${among('o.owner_id')}
     JOIN crm_user u ON u.id = o.owner_id AND u.is_active AND u.division_id = n.division_id
     LEFT JOIN account a ON a.id = o.account_id
     GROUP BY 1, 2, 3`,
    values,
  );
  await database.query(`DELETE FROM expert_place WHERE ${among('user_id')}`, values);
  await database.query(
    `INSERT INTO expert_place (need_id, place, user_id, called)
     SELECT n.id, p.place, o.owner_id, count(DISTINCT o.id)
     FROM need n
     JOIN opportunity_line l ON n.families ? l.family
     JOIN opportunity o ON o.id = l.opportunity_id AND o.is_won AND ${among('o.owner_id')}
     JOIN crm_user u ON u.id = o.owner_id AND u.is_active AND u.division_id = n.division_id
     JOIN account a ON a.id = o.account_id AND a.owner_id <> o.owner_id, ${PLACES}
     WHERE p.place IS NOT NULL GROUP BY 1, 2, 3`,
    values,
  );
  await database.query(
    `INSERT INTO expert (division_id, need_id, user_id, wins, last_ms)
     SELECT u.division_id, '', u.id, count(o.id), coalesce(max(o.at_ms), 0)
     FROM crm_user u LEFT JOIN opportunity o ON o.owner_id = u.id AND o.is_won
     WHERE ${among('u.id')} AND u.is_active AND u.division_id IS NOT NULL GROUP BY 1, 3`,
    values,
  );
}

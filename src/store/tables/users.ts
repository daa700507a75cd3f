import type { Database } from '../database.ts';
import type { Table } from '../table.ts';

export interface UserRow {
  readonly id: string;
  readonly isActive: boolean;
  readonly divisionFields: Readonly<Record<string, string>>;
}

export const users: Table<UserRow> = {
  name: 'crm_user',
  columns: { id: 'text', isActive: 'boolean', divisionFields: 'jsonb' },
  links: ['id'],
};

/**
 * Puts every user into the division whose values name them; the first by key where several do.
 * Letters and spaces around a value make no difference, since people type them.
 * @returns the users that changed division.
 */
export async function resolveDivisions(database: Database): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    `WITH member AS (
       SELECT DISTINCT ON (u.id) u.id, d.id AS division_id
       FROM division d, jsonb_array_elements_text(d.user_values) v(value), crm_user u
       WHERE d.is_active AND lower(trim(u.division_fields ->> d.user_field)) = lower(trim(v.value))
       ORDER BY u.id, d.key)
     UPDATE crm_user u SET division_id = m.division_id
     FROM crm_user o LEFT JOIN member m ON m.id = o.id
     WHERE o.id = u.id AND u.division_id IS DISTINCT FROM m.division_id
     RETURNING u.id`,
  );
  return rows.map((row) => row.id);
}

/** What may be known about a colleague: `policy/` decides with it. */
export interface ColleagueRow {
  readonly id: string;
  readonly isActive: boolean;
  readonly divisionId: string | null;
  readonly divisionKey: string | null;
  readonly hasBaton: boolean;
  readonly isInPilot: boolean;
  /** All that this person chose; more than one where somebody made a second row. */
  readonly namings: readonly string[];
}

export function readColleagues(database: Database, ids: readonly string[]): Promise<ColleagueRow[]> {
  return database.query<ColleagueRow>(
    `SELECT u.id, u.is_active AS "isActive", u.division_id AS "divisionId", d.key AS "divisionKey",
            EXISTS (SELECT FROM permission_set_assignment p
                    WHERE p.assignee_id = u.id AND p.permission_set <> 'Baton_Integration') AS "hasBaton",
            u.in_pilot AS "isInPilot",
            ARRAY(SELECT p.naming FROM preference p WHERE p.owner_id = u.id) AS namings
     FROM crm_user u LEFT JOIN division d ON d.id = u.division_id AND d.is_active
     WHERE u.id = ANY($1::text[])`,
    [ids],
  );
}

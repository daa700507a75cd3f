import type { Database } from '../database.ts';

export interface PilotPersonRow {
  readonly id: string;
  readonly divisionKey: string | null;
  readonly city: string | null;
  readonly isInPilot: boolean;
}

/** Everybody, with what decides about taking part in a pilot. */
export function readPilotPeople(database: Database): Promise<PilotPersonRow[]> {
  return database.query<PilotPersonRow>(
    `SELECT u.id, d.key AS "divisionKey", u.division_fields ->> 'City' AS city, u.in_pilot AS "isInPilot"
     FROM crm_user u LEFT JOIN division d ON d.id = u.division_id AND d.is_active`,
  );
}

/** Whom a pilot leaves out; nobody where there is none. */
export async function readLeftOut(database: Database): Promise<string[]> {
  const rows = await database.query<{ id: string }>('SELECT id FROM crm_user WHERE NOT in_pilot');
  return rows.map(({ id }) => id);
}

/** Divisions that have somebody in the pilot, in order. */
export async function readPilotDivisions(database: Database): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    `SELECT DISTINCT division_id AS id FROM crm_user
     WHERE in_pilot AND is_active AND division_id IS NOT NULL ORDER BY division_id`,
  );
  return rows.map(({ id }) => id);
}

export async function setInPilot(database: Database, ids: readonly string[], isInPilot: boolean): Promise<void> {
  if (ids.length === 0) return;
  await database.query('UPDATE crm_user SET in_pilot = $2 WHERE id = ANY($1::text[])', [ids, isInPilot]);
}

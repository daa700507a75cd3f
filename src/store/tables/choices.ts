import type { Database } from '../database.ts';
import type { Table } from '../table.ts';

/** What people and admins decide: who has Baton, divisions, preferences, policy. */
export interface PermissionSetAssignmentRow {
  readonly id: string;
  readonly assigneeId: string;
  readonly permissionSet: string;
}

export const permissionSetAssignments: Table<PermissionSetAssignmentRow> = {
  name: 'permission_set_assignment',
  columns: { id: 'text', assigneeId: 'text', permissionSet: 'text' },
  links: ['assigneeId'],
};

export interface DivisionRow {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly isActive: boolean;
  readonly userField: string;
  readonly userValues: readonly string[];
}

export const divisions: Table<DivisionRow> = {
  name: 'division',
  columns: { id: 'text', name: 'text', key: 'text', isActive: 'boolean', userField: 'text', userValues: 'jsonb' },
  links: ['id'],
};

/** The User fields that active divisions look at, and the city where a pilot names places. */
export async function readUserFields(database: Database): Promise<string[]> {
  const rows = await database.query<{ field: string }>(
    `SELECT user_field AS field FROM division WHERE is_active
     UNION SELECT 'City' FROM policy WHERE is_active AND choices ->> 'pilotPlaces' <> ''
     ORDER BY 1`,
  );
  return rows.map((row) => row.field);
}

/** Divisions that count, with the keys that stand in our external ids. */
export function readActiveDivisions(database: Database): Promise<{ readonly id: string; readonly key: string }[]> {
  return database.query('SELECT id, key FROM division WHERE is_active ORDER BY id');
}

export interface PreferenceRow {
  readonly id: string;
  readonly ownerId: string;
  readonly naming: string;
}

export const preferences: Table<PreferenceRow> = {
  name: 'preference',
  columns: { id: 'text', ownerId: 'text', naming: 'text' },
  links: ['ownerId'],
};

export interface PolicyRow {
  readonly id: string;
  readonly createdMs: number;
  readonly isActive: boolean;
  readonly choices: Readonly<Record<string, string | number>>;
}

export const policies: Table<PolicyRow> = {
  name: 'policy',
  columns: { id: 'text', createdMs: 'bigint', isActive: 'boolean', choices: 'jsonb' },
  links: ['id'],
};

/** The newest active policy; older ones are history. */
export async function readPolicyChoices(database: Database): Promise<Readonly<Record<string, string | number>>> {
  const [row] = await database.query<PolicyRow>(
    'SELECT choices FROM policy WHERE is_active ORDER BY created_ms DESC, id DESC LIMIT 1',
  );
  return row?.choices ?? {};
}

/** Rules that an admin tries out and wants to know the effect of. */
export interface PolicyDraft {
  /** The admin's user id. */
  readonly key: string;
  /** Which question it is: answered when the same stands in the sync status. */
  readonly request: string;
  readonly choices: Readonly<Record<string, string | number>>;
}

export async function readPolicyDrafts(database: Database): Promise<PolicyDraft[]> {
  const rows = await database.query<Pick<PolicyRow, 'choices'>>(
    `SELECT choices FROM policy
     WHERE NOT is_active AND choices ->> 'draftKey' IS NOT NULL AND choices ->> 'effectRequest' IS NOT NULL ORDER BY id`,
  );
  return rows.map(({ choices }) => ({
    key: String(choices['draftKey']),
    request: String(choices['effectRequest']),
    choices,
  }));
}

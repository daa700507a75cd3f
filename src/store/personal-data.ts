import type { Database } from './database.ts';

/** What the database holds about one person, table by table. */
export interface PersonalRows {
  readonly table: string;
  /** What a row is, in a sentence of a few words. */
  readonly about: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** What a row of each table is, for people; docs/privacy.md says how long it stays. */
const ABOUT: Readonly<Record<string, string>> = {
  account: 'accounts they own or are',
  account_team_member: 'account teams they are in',
  contact: 'contact they are',
  contract: 'contracts they own: account and last day, no terms',
  crm_user: 'colleague they are',
  desired_relationship: 'relationships that should stand in the CRM',
  email_message: 'which way a mail went',
  desk_choice: 'what they chose: absence, asks a month, notices',
  event: 'meetings they had: when and with whom, no subject',
  held_relationship: 'relationships that stand in the CRM',
  individual: 'wish not to be processed',
  lead: 'lead they are or own',
  merged_lead_handoff: 'hand-offs for which a lead was made that was merged into theirs',
  opportunity: 'deals they own: account and date, no amount',
  opportunity_contact_role: 'deals they have a part in',
  opportunity_team_member: 'deal teams they are in',
  permission_set_assignment: "Baton's permission sets they have",
  preference: 'how they wish to be named',
  relationship: 'who knows whom, with strength and reasons',
  support_case: 'cases: account and date, no text',
  task: 'calls and mails they had: when and with whom, no subject',
  user_place: 'name, city and role of a colleague',
};

/** Columns that can hold an id, by table. */
interface Place {
  readonly table: string;
  readonly columns: readonly string[];
}

/**
 * Every row that names one of these ids in any column of any table, so that a table which is added later is not
 * forgotten. Reads the tables whole: seconds on a large org.
 */
export async function readPersonalRows(database: Database, ids: readonly string[]): Promise<readonly PersonalRows[]> {
  const found: PersonalRows[] = [];
  for (const { table, columns } of await placesOf(database)) {
    const rows = await database.query(
      `SELECT * FROM "${table}" WHERE ${columns.map((column) => `"${column}"::text LIKE ANY($1::text[])`).join(' OR ')}`,
      [ids.map((id) => `%${id}%`)],
    );
    if (rows.length > 0) found.push({ table, about: ABOUT[table] ?? `rows of ${table}`, rows });
  }
  return found;
}

async function placesOf(database: Database): Promise<Place[]> {
  return database.query<{ table: string; columns: string[] }>(
    `SELECT c.table_name AS "table", array_agg(c.column_name::text ORDER BY c.ordinal_position) AS columns
     FROM information_schema.columns c JOIN information_schema.tables t
       ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE'
     WHERE c.table_schema = 'public' AND c.data_type IN ('text', 'jsonb', 'ARRAY')
     GROUP BY c.table_name ORDER BY c.table_name`,
  );
}

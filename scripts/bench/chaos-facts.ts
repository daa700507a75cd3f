/** Where two stores of one org differ: what a stale row in the CRM comes from. */
import pg from 'pg';

const TABLES = [
  ...['account', 'contact', 'lead', 'task', 'event', 'email_message', 'opportunity', 'opportunity_contact_role'],
  ...['account_team_member', 'opportunity_team_member', 'support_case', 'crm_user', 'permission_set_assignment'],
  ...['preference', 'customer_account', 'person_member', 'account_pair', 'relationship', 'desired_relationship'],
  ...['held_row', 'desired_row', 'need_profile', 'need_outcome', 'issue', 'need_due'],
];

export interface TableDifference {
  readonly table: string;
  readonly onlyInFirst: number;
  readonly onlyInSecond: number;
  readonly samples: readonly string[];
}

async function rowsOf(client: pg.Client, table: string): Promise<Set<string>> {
  const { rows } = await client.query<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM ${table} t`);
  return new Set(rows.map(({ row }) => row));
}

/** Tables in which the two stores differ. */
export async function compareStores(first: string, second: string): Promise<TableDifference[]> {
  const [one, other] = [new pg.Client({ connectionString: first }), new pg.Client({ connectionString: second })];
  await Promise.all([one.connect(), other.connect()]);
  const differences: TableDifference[] = [];
  for (const table of TABLES) {
    const [before, after] = await Promise.all([rowsOf(one, table), rowsOf(other, table)]);
    const gone = [...before].filter((row) => !after.has(row));
    const added = [...after].filter((row) => !before.has(row));
    if (gone.length + added.length === 0) continue;
    const samples = [...gone.slice(0, 40).map((row) => `- ${row}`), ...added.slice(0, 40).map((row) => `+ ${row}`)];
    differences.push({ table, onlyInFirst: gone.length, onlyInSecond: added.length, samples });
  }
  await Promise.all([one.end(), other.end()]);
  return differences;
}
